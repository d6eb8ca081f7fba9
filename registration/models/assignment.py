"""Who walks along with a plan, from which day until which day."""

from datetime import date

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from registration.models.base import Recorded
from registration.models.days import holds_on, span


class Kind(models.TextChoices):
    """What somebody is for a plan."""

    COORDINATOR = "coordinator", _("coordinator")
    CO_WORKER = "co_worker", _("co-worker")
    COVER = "cover", _("cover")


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    """Assignments by day; which of them a scope reaches says `reach.py`."""

    def on(self, day: date) -> "AssignmentQuerySet":
        """Those that hold on `day`; the first and last day are both included."""
        return self.filter(holds_on(day))

    def from_on(self, day: date) -> "AssignmentQuerySet":
        """Those that hold on `day` or on a later day."""
        return self.filter(Q(until__isnull=True) | Q(until__gte=day))

    def coordinating(self) -> "AssignmentQuerySet":
        """Those of coordinators."""
        return self.filter(kind=Kind.COORDINATOR)


class Assignment(Recorded):
    """One professional of one team for one plan. At most one coordinator a day."""

    plan = models.ForeignKey("registration.Plan", on_delete=models.PROTECT, related_name="assignments")
    professional = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey("organisation.Team", on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.COORDINATOR)
    # From whom it was taken over, or whom a cover stands in for.
    instead_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["professional", "plan"]),
            models.Index(fields=["team", "plan"]),
            models.Index(fields=["plan", "since"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="assignment_ends_after_it_starts",
            ),
            ExclusionConstraint(
                name="one_coordinator_a_day",
                expressions=[
                    (F("plan"), RangeOperators.EQUAL),
                    (span(), RangeOperators.OVERLAPS),
                ],
                condition=Q(kind=Kind.COORDINATOR),
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
