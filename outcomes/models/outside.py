"""Work outside as figures count it: rows of views over its own tables, one for each kind, so nothing is kept twice.

`outcomes/migrations/0012_work_outside_by_kind.py` says how each follows from its source.
"""

from typing import Any

from django.db import models

from organisation.scope import Scope
from outcomes.spans import Span


class OutsideQuerySet(models.QuerySet[Any]):
    """Work outside by whose it is."""

    def within(self, scope: Scope | None) -> "OutsideQuerySet":
        """One's own, or that of a team; none without a scope, and none of what is wider: that was published."""
        if scope is None:
            return self.none()
        if scope.kind == "own":
            return self.filter(coordinator=scope.user_id)
        if scope.kind == "everybody":
            return self.all()
        return self.filter(team__in=scope.team_ids) if scope.kind == "team" else self.none()

    def inside(self, period: Span) -> "OutsideQuerySet":
        """That with its day in a period."""
        return self.filter(day__gte=period.start, day__lt=period.end)


class OutsideFact(models.Model):
    """One thing of work outside that figures count: a row of a view, worked out each time, with no text and no name.

    In brackets is said below what its day, `about`, `cell` and `value` are.
    """

    pk = models.CompositePrimaryKey("record", "about")
    kind = models.CharField(max_length=10)
    record = models.UUIDField()
    about = models.CharField(max_length=60)
    subject = models.UUIDField()
    day = models.DateField()
    until = models.DateField(null=True)
    cell = models.CharField(max_length=12)
    value = models.DecimalField(max_digits=8, decimal_places=0, null=True)
    # The professional who did it or saw it.
    coordinator = models.UUIDField(null=True)
    team = models.UUIDField()
    area = models.UUIDField(null=True)
    service = models.CharField(max_length=40)
    # As of a fact.
    late_for = models.DateField(null=True)

    objects = OutsideQuerySet.as_manager()

    class Meta:
        abstract = True
        managed = False

    def __str__(self) -> str:
        return f"{self.kind} {self.day}"


class GroupMetFact(OutsideFact):
    """A group was met (meeting; about: "", and each characteristic:<key> or intervention:<key>; subject: the group)."""


class GroupSeenFact(OutsideFact):
    """The same, each group once in a quarter in each area, on the day on which it was met there last."""


class ActivityFact(OutsideFact):
    """An activity (day held; about: "", and each partner:<id>; cell: counted or uncounted; value: participants)."""


class SignalFact(OutsideFact):
    """A signal (observing; about: theme; cell: kind of signal; first answer on `until`; value: days to it)."""
