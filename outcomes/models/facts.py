"""Facts: what registrations say to figures, one narrow row each, kept by the database beside the records themselves.

A fact carries no text and no name. Who coordinated the plan on its day, and which team that was, stands in the row:
so a later hand-over moves nothing, and a figure of a team reads the rows of that team however large the organisation
is. `outcomes/migrations/0002_facts.py` says how each fact follows from its source; `manage.py verify_figures` works
them all out again and compares.
"""

from django.db import models
from django.db.models import Case, Exists, F, Q, When

from organisation.scope import Scope
from outcomes.populations import co_worked
from outcomes.spans import Day, Span


class Kind(models.TextChoices):
    """What a fact tells. In brackets what its day, `about`, `cell` and `value` are."""

    # The plan began (opening; value: days until the first goal, whose day is `until`).
    OPENED = "opened"
    # The plan was open with somebody who coordinated it, from `day` to before `until`.
    HELD = "held"
    # The plan was open and nobody coordinated it, from `day` to before `until`.
    WAITING = "waiting"
    # The plan was closed (closing; about: the question or "duration"; cell: the answer; reopened on `until`).
    CLOSED = "closed"
    # A goal ended (end; about: life domain; cell: result).
    GOAL_ENDED = "goal_ended"
    # Where a goal stands (scoring; about: scale; cell: against its first score; value: the score; next one on `until`).
    GOAL_SCORED = "goal_scored"
    # Where all goals of a plan stand on an attainment scale (scoring; about: scale; value: T; next one on `until`).
    PLAN_SCORED = "plan_scored"
    # A part of an instrument (assessment; about: instrument:edition:part; cell: against its first; next on `until`).
    PART_SCORED = "part_scored"
    # A step that is due (due day; done on `until`, cancelled on `void_from`).
    ACTION_DUE = "action_due"
    # A help request (asking; about: theme).
    HELP_REQUEST = "help_request"
    # A referral (referring; about: theme; cell: line; value: 1 if it could have been ours).
    REFERRAL = "referral"
    # An answer about our help (answering; about: question; cell: answer).
    EXPERIENCE = "experience"


# These hold from their day on.
SPANS = (Kind.HELD, Kind.WAITING)


class FactQuerySet(models.QuerySet["Fact"]):
    """Facts by whose they are."""

    def within(self, scope: Scope | None, spans_on: Day | None = None) -> "FactQuerySet":
        """Those of a caseload or of a team; none without a scope, and none of what is wider: that was published.

        Who works on a plan beside its coordinator does so on the day of the fact, and of a span on the day `spans_on`.
        """
        if scope is None:
            return self.none()
        if scope.kind == "own":
            return self.filter(coordinator=scope.user_id)
        if scope.kind == "everybody":
            return self.all()
        if scope.kind == "co_worked":
            on = Case(When(kind__in=SPANS, then=spans_on), default=F("day")) if spans_on else F("day")
            return self.alias(on=on).filter(Exists(co_worked(scope))).exclude(coordinator=scope.user_id)
        return self.filter(team__in=scope.team_ids) if scope.kind == "team" else self.none()

    def of(self, kind: Kind, period: Span) -> "FactQuerySet":
        """Those of one kind with their day in a period."""
        return self.filter(kind=kind, day__gte=period.start, day__lt=period.end)

    def closed(self, period: Span, about: str) -> "FactQuerySet":
        """What closings of a period say about one thing, of those that still held when it ended."""
        return self.of(Kind.CLOSED, period).last_in(period).filter(about=about)

    def last_in(self, period: Span) -> "FactQuerySet":
        """Of each series the last one before the period ended: nothing came after it, and no voice goes before it."""
        return self.filter(is_last(period))


def is_last(period: Span) -> Q:
    """That nothing came after it before the period ended, and that no voice went before it."""
    is_not_followed = Q(until__isnull=True) | Q(until__gte=period.end)
    return is_not_followed & (Q(void_from__isnull=True) | Q(void_from__gte=period.end))


class Fact(models.Model):
    """One thing that figures count. Written by the database alone."""

    pk = models.CompositePrimaryKey("plan", "kind", "record", "about")
    plan = models.UUIDField()
    kind = models.CharField(max_length=12, choices=Kind.choices)
    # The record behind it, of the kind that `kind` tells.
    record = models.UUIDField()
    about = models.CharField(max_length=160)
    # Whose plan it is in, a resident's or a household's as one: small numbers are numbers of these.
    subject = models.UUIDField()
    day = models.DateField()
    # From this day on something else holds: the next score, the reopening, the end of a span.
    until = models.DateField(null=True)
    # From this day on it counts no more: a voice that goes before this one was heard, the step was cancelled.
    void_from = models.DateField(null=True)
    cell = models.CharField(max_length=40)
    value = models.DecimalField(max_digits=12, decimal_places=6, null=True)
    weight = models.PositiveSmallIntegerField(default=1)
    coordinator = models.UUIDField(null=True)
    team = models.UUIDField(null=True)
    area = models.UUIDField(null=True)
    service = models.CharField(max_length=40, blank=True)
    # Registered after its quarter was published: the first day of the quarter in which it is published instead.
    late_for = models.DateField(null=True)

    objects = FactQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["team", "kind", "day"], name="fact_of_a_team"),
            # How many people coordinated in a team is asked by every page of it: answered from this alone.
            models.Index(
                fields=["team", "day"],
                include=["until", "coordinator", "plan"],
                condition=models.Q(kind="held"),
                name="fact_of_who_held",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.day}"


class ChangedPlan(models.Model):
    """A plan of which something changed in a transaction that is under way. Written and emptied by the database."""

    pk = models.CompositePrimaryKey("transaction", "plan")
    transaction = models.BigIntegerField()
    plan = models.UUIDField()

    def __str__(self) -> str:
        return str(self.plan)


class GoneFact(models.Model):
    """A fact that went after its quarter was published: if its record has one again before the next publication, that
    is no news. Written and read by the database alone.
    """

    pk = models.CompositePrimaryKey("plan", "kind", "record")
    plan = models.UUIDField()
    kind = models.CharField(max_length=12)
    record = models.UUIDField()
    # As it was of the fact that went.
    late_for = models.DateField(null=True)
    # Up to this day all was published when it went.
    published = models.DateField()

    def __str__(self) -> str:
        return f"{self.kind} {self.record}"


class FactCheck(models.Model):
    """Once all facts were compared with their source. Figures are right up to the last one that found nothing."""

    id = models.BigAutoField(primary_key=True)
    # What was registered later was not compared yet.
    began_at = models.DateTimeField()
    plans = models.PositiveIntegerField()
    differences = models.PositiveIntegerField()
    is_mended = models.BooleanField()

    class Meta:
        ordering = ["-began_at", "-id"]

    def __str__(self) -> str:
        return f"{self.began_at:%Y-%m-%d}: {self.differences}"
