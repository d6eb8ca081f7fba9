"""Who walks along with a plan, from which day until which day."""

from datetime import date

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from organisation.scope import Scope
from registration.models.base import Recorded


class Days(Func):
    """The days from `since` to `until`, both included, as a range of PostgreSQL; no `until` is without end."""

    function = "daterange"
    output_field = DateRangeField()


class Kind(models.TextChoices):
    """What somebody is for a plan."""

    COORDINATOR = "coordinator", _("coordinator")
    CO_WORKER = "co_worker", _("co-worker")
    COVER = "cover", _("cover")


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    """Assignments by day and by scope."""

    def on(self, day: date) -> "AssignmentQuerySet":
        """Those that hold on `day`; the first and last day are both included."""
        return self.filter(Q(until__isnull=True) | Q(until__gte=day), since__lte=day)

    def within(self, scope: Scope) -> "AssignmentQuerySet":
        """Those of the scope's person, or of the scope's teams, on the scope's day."""
        held = self.on(scope.day)
        if scope.kind == "own":
            return held.filter(professional_id=scope.user_id)
        return held.filter(team_id__in=scope.team_ids)


class Assignment(Recorded):
    """One professional of one team for one plan. At most one coordinator a day."""

    plan = models.ForeignKey("registration.Plan", on_delete=models.PROTECT, related_name="assignments")
    professional = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey("organisation.Team", on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.COORDINATOR)

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
                    (
                        Days(F("since"), F("until"), RangeBoundary(True, True)),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(kind=Kind.COORDINATOR),
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
