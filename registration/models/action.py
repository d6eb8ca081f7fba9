"""Actions: what somebody is going to do, who, when, and whether it is done."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registration.models.base import Asked, Recorded, Worded
from registration.models.scoped import OfGoal
from shared.wordings import keeps_wordings

ACTION_FITS = 70
# At most so many fit the sheet and the head.
ACTIONS_ON_SHEET = 5


class Who(models.TextChoices):
    """Who does it; a name of somebody else stands beside it."""

    RESIDENT = "resident", _("resident")
    PROFESSIONAL = "professional", _("professional")
    TOGETHER = "together", _("together")
    CARER = "carer", _("somebody else")


class ActionQuerySet(OfGoal["Action"]):
    """Actions by scope and by state."""

    def open_on(self, day: date) -> "ActionQuerySet":
        """Not done and not cancelled by `day`."""
        done = Q(done_on__isnull=True) | Q(done_on__gt=day)
        cancelled = Q(cancelled_on__isnull=True) | Q(cancelled_on__gt=day)
        return self.filter(done, cancelled)


@keeps_wordings("ActionWording", "text")
class Action(Worded, Asked):
    """A small thing that somebody does towards a goal."""

    goal = models.ForeignKey("registration.Goal", on_delete=models.PROTECT, related_name="actions")
    text = models.TextField()
    who = models.CharField(max_length=12, choices=Who.choices, blank=True)
    who_name = models.CharField(max_length=40, blank=True)
    # Which member of a household does it; empty: it is no household, or nobody was named.
    resident = models.ForeignKey(
        "registration.Resident", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    due_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    cancelled_on = models.DateField(null=True, blank=True)
    rank = models.PositiveSmallIntegerField(default=1)
    together_with = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    on_sheet = models.BooleanField(default=True)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ActionQuerySet.as_manager()

    class Meta:
        ordering = ["rank", "id"]
        indexes = [models.Index(fields=["goal", "rank"])]

    def __str__(self) -> str:
        return self.text

    @property
    def fits_sheet(self) -> bool:
        """Short enough for the sheet."""
        return len(self.text) <= ACTION_FITS


class ActionTick(Recorded):
    """Somebody ticked, or took a tick back. Never changed."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="ticks")
    ticked_on = models.DateField()
    done = models.BooleanField()

    class Meta:
        ordering = ["recorded_at"]

    def __str__(self) -> str:
        return str(self.done)
