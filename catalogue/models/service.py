"""What the organisation offers: services in categories."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from catalogue.models.worded import Named


class Reach(models.TextChoices):
    """Whom a service is for."""

    INDIVIDUAL = "individual", _("one resident or household")
    GROUP = "group", _("a group")
    NEIGHBOURHOOD = "neighbourhood", _("a neighbourhood")


class ServiceCategory(Named):
    """A main category under which services are grouped."""

    name_nl = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)

    class Meta(Named.Meta):
        abstract = False


class Service(Named):
    """Something that the organisation offers, to one resident, a group or a neighbourhood."""

    name_nl = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    category = models.ForeignKey(
        ServiceCategory, on_delete=models.PROTECT, null=True, blank=True, related_name="services"
    )
    scope = models.CharField(max_length=13, choices=Reach.choices, default=Reach.INDIVIDUAL)

    class Meta(Named.Meta):
        abstract = False
