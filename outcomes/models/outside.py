"""Work outside as figures count it: rows of a view over its own tables, so nothing is kept twice.

`outcomes/migrations/0010_asked_outside.py` says how each follows from its source.
"""

from django.db import models

from organisation.scope import Scope
from outcomes.spans import Span


class Seen(models.TextChoices):
    """What work outside tells. In brackets what its day, `about`, `cell` and `value` are."""

    # A group was met (meeting; about: "", and each characteristic:<key> and intervention:<key>; subject: the group).
    GROUP_MET = "group_met"
    # The same, each group once in a quarter in each area, on the day on which it was met there last.
    GROUP_SEEN = "group_seen"
    # An activity (day held; about: "", and each partner:<id>; cell: counted or uncounted; value: participants).
    ACTIVITY = "activity"
    # A signal (observing; about: theme; cell: kind of signal; first answer on `until`; value: days to it).
    SIGNAL = "signal"


class OutsideQuerySet(models.QuerySet["OutsideFact"]):
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

    def of(self, kind: Seen, period: Span) -> "OutsideQuerySet":
        """That of one kind with its day in a period."""
        return self.filter(kind=kind, day__gte=period.start, day__lt=period.end)


class OutsideFact(models.Model):
    """One thing of work outside that figures count: a row of a view, worked out each time, with no text and no name."""

    pk = models.CompositePrimaryKey("kind", "record", "about")
    kind = models.CharField(max_length=10, choices=Seen.choices)
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
        managed = False

    def __str__(self) -> str:
        return f"{self.kind} {self.day}"
