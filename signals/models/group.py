"""A group that young people form in the street or at a place. No names: who is in it is nobody's record."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from registration.models.base import Worded
from shared.wordings import keeps_wordings
from signals.models.outside import OfTeam


class Colour(models.TextChoices):
    """How much worry there is about a group, as professionals say it; always shown with the word."""

    GREEN = "green", _("green: pleasant")
    YELLOW = "yellow", _("yellow: keep an eye on it")
    ORANGE = "orange", _("orange: nuisance")
    RED = "red", _("red: serious worry")


class AgeBand(models.TextChoices):
    """How old most of the group are."""

    UNDER_12 = "0-11", _("under 12")
    FROM_12 = "12-15", _("12 to 15")
    FROM_16 = "16-18", _("16 to 18")
    FROM_19 = "19-23", _("19 to 23")
    OLDER = "24+", _("24 and older")
    MIXED = "mixed", _("mixed")


@keeps_wordings("GroupWording", "name", "place", "colour", "age_band")
class Group(Worded):
    """A group as a team knows it: a place, a colour and an age band. Its former colours stay readable."""

    team = models.ForeignKey("organisation.Team", on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey("organisation.Area", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=120)
    place = models.CharField(max_length=120, blank=True)
    colour = models.CharField(max_length=6, choices=Colour.choices, blank=True)
    age_band = models.CharField(max_length=6, choices=AgeBand.choices, blank=True)
    # The first day on which it is met no more.
    ended_on = models.DateField(null=True, blank=True)

    objects = OfTeam["Group"].as_manager()

    class Meta:
        ordering = ["name", "id"]
        indexes = [models.Index(fields=["team", "name"])]

    def __str__(self) -> str:
        return self.name
