"""Talks about questions that are hardly filled in, and who has read what was decided."""

from django.conf import settings
from django.db import models
from django.db.models import Q
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
