"""The support plan of a resident."""

from datetime import date

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from registration.models.base import Worded
from registration.models.closing import Closing
from registration.models.scoped import OfPlan


class Law(models.TextChoices):
    """The law under which help is given; it decides how long a file is kept."""

    WMO = "wmo", _("Social Support Act (Wmo)")
    YOUTH = "jeugdwet", _("Youth Act")
    OTHER = "other", _("Another ground")


class PlanQuerySet(OfPlan["Plan"]):
    """Plans by scope and by day."""

    path = "pk"

    def with_state(self, day: date) -> "PlanQuerySet":
        """Each plan with `is_closed`: a closing holds on `day`."""
        holds = Closing.objects.on(day).filter(plan=OuterRef("pk"))
        return self.annotate(is_closed=Exists(holds))

    def open_on(self, day: date) -> "PlanQuerySet":
        """Opened on or before `day` and not closed on it."""
        return self.with_state(day).filter(opened_on__lte=day, is_closed=False)


class Plan(Worded):
    """What a resident and professionals agree to work on together, from opening to closing."""

    resident = models.ForeignKey("registration.Resident", on_delete=models.PROTECT, related_name="plans")
    area = models.ForeignKey(
        "organisation.Area",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    law = models.CharField(max_length=10, choices=Law.choices, blank=True)
    opened_on = models.DateField()
    # The goal that the sheet on the fridge shows; without a choice the first one.
    sheet_goal = models.ForeignKey(
        "registration.Goal",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    objects = PlanQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["resident"]),
            models.Index(fields=["opened_on"]),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def called(self) -> str:
        """Whose plan it is, as said at the table."""
        return self.resident.called

    def closing_on(self, day: date) -> Closing | None:
        """The closing that holds on `day`, if any."""
        return self.closings.filter(Q(reopened_on__isnull=True) | Q(reopened_on__gt=day), closed_on__lte=day).first()
