"""Talks about questions that are hardly filled in, what was agreed about figures, and who looked or took them along."""

from collections.abc import Iterable
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from catalogue.models.worded import Arranged
from shared.ids import uuid7


class Decision(models.TextChoices):
    """What becomes of a question after the talk about it."""

    KEEP = "keep", _("keep it as it is")
    CHANGE = "change", _("change it")
    DROP = "drop", _("ask it no more")


class QuestionTalk(Arranged):
    """A talk about a question that was hardly filled in in a quarter, with the counts as they were when it began."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    question = models.ForeignKey("catalogue.Question", on_delete=models.PROTECT, related_name="talks")
    # As 2026-Q3.
    quarter = models.CharField(max_length=7)
    offered = models.PositiveIntegerField()
    # None: by so few residents that it is not said.
    filled = models.PositiveIntegerField(null=True)
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(auto_now_add=True)
    said = models.TextField(blank=True)
    decision = models.CharField(max_length=6, choices=Decision.choices, blank=True)
    reason = models.TextField(blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-begun_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["question", "quarter"], name="one_talk_about_a_question_in_a_quarter"),
            models.CheckConstraint(
                condition=Q(decision="", decided_by__isnull=True, decided_at__isnull=True)
                | (~Q(decision="") & ~Q(reason="") & Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="a_decision_has_its_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question_id} {self.quarter}"


class DecisionRead(models.Model):
    """Somebody read what was decided about a question, and needs it no more on the first page."""

    talk = models.ForeignKey(QuestionTalk, on_delete=models.CASCADE, related_name="reads")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["talk", "user"], name="read_once_by_each")]

    def __str__(self) -> str:
        return str(self.pk)


class FiguresOf(models.TextChoices):
    """Whose figures a page shows."""

    OWN = "own", _("My residents")
    TEAM = "team", _("Team")
    AREA = "area", _("Area")
    SERVICE = "service", _("Service")
    ORGANISATION = "organisation", _("Organisation")


# A team is named by itself; an area and a service by their code, which outlives the row.
SAYS_OF_WHOM = (
    Q(kind__in=[FiguresOf.OWN, FiguresOf.ORGANISATION], team__isnull=True, key="")
    | Q(kind=FiguresOf.TEAM, team__isnull=False, key="")
    | (Q(kind__in=[FiguresOf.AREA, FiguresOf.SERVICE], team__isnull=True) & ~Q(key=""))
)


class OfFigures(models.Model):
    """Whose figures something is about: nobody of the residents behind them is named."""

    # The page: the name of a module in feedback/insights, with - for _.
    question = models.CharField(max_length=40)
    kind = models.CharField(max_length=12, choices=FiguresOf.choices)
    team = models.ForeignKey("organisation.Team", on_delete=models.PROTECT, null=True, related_name="+")
    # The code of an area or the key of a service.
    key = models.CharField(max_length=40, blank=True)

    class Meta:
        abstract = True


class AgreementQuerySet(models.QuerySet["Agreement"]):
    """Agreements by who may read them."""

    def seen_by(self, user_id: UUID | None, team_ids: Iterable[UUID]) -> QuerySet["Agreement"]:
        """One's own about the own caseload, and those of these teams."""
        return self.filter(Q(kind=FiguresOf.OWN, made_by=user_id) | Q(kind=FiguresOf.TEAM, team__in=team_ids))


class Agreement(OfFigures):
    """What somebody, or a team, is going to do after looking at a figure."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    text = models.CharField(max_length=200)
    # As it was typed: a colleague, several, or somebody elsewhere.
    who = models.CharField(max_length=120, blank=True)
    by_when = models.DateField(null=True, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    removed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    objects = AgreementQuerySet.as_manager()

    class Meta:
        ordering = ["made_at", "id"]
        constraints = [models.CheckConstraint(condition=SAYS_OF_WHOM, name="an_agreement_says_of_whom")]
        indexes = [models.Index(fields=["question", "team"])]

    def __str__(self) -> str:
        return self.text


class Looked(OfFigures):
    """Written once and never changed."""

    # As 2026-Q3, 2026 or 2026-07-01..2026-10-01.
    period = models.CharField(max_length=22)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.question} {self.period}"


class Opening(Looked):
    """Somebody looked at the figures of a page."""

    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=SAYS_OF_WHOM, name="an_opening_says_of_whom")]
        indexes = [models.Index(fields=["question", "opened_at"])]


class Form(models.TextChoices):
    """In which form figures are taken along."""

    XLSX = "xlsx", _("Excel")
    CSV = "csv", _("CSV")
    PRINT = "print", _("paper")


class Taken(Looked):
    """Somebody took the figures of a page along. Of all questions together there is a line for each of them."""

    form = models.CharField(max_length=5, choices=Form.choices)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=SAYS_OF_WHOM, name="a_taking_says_of_whom")]
        indexes = [models.Index(fields=["question", "taken_at"])]
