"""What colleagues say about a question, and what the information manager answers."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalogue.models.question import Question
from shared.ids import uuid7


class RemarkKind(models.TextChoices):
    """Whether somebody says something, or proposes a change."""

    REMARK = "remark", _("remark")
    PROPOSAL = "proposal", _("proposal to change it")


class Trouble(models.TextChoices):
    """What is the matter with a question, in one tap."""

    NOT_NEEDED = "not_needed", _("not needed")
    UNCLEAR = "unclear", _("not clear")
    DOES_NOT_FIT = "does_not_fit", _("does not fit my work")
    NO_TIME = "no_time", _("no time for it")


class Outcome(models.TextChoices):
    """What became of a proposal."""

    TAKEN_OVER = "taken_over", _("taken over")
    NOT_TAKEN_OVER = "not_taken_over", _("not taken over")


class QuestionRemark(models.Model):
    """A remark about a question, or a proposal, with its answer. Everybody of the staff reads it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="remarks")
    kind = models.CharField(max_length=8, choices=RemarkKind.choices, default=RemarkKind.REMARK)
    trouble = models.CharField(max_length=12, choices=Trouble.choices, blank=True)
    text = models.TextField(blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)
    answer = models.TextField(blank=True)
    outcome = models.CharField(max_length=14, choices=Outcome.choices, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-written_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text="") | ~Q(trouble=""), name="remark_says_something"),
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True, answered_at__isnull=True, answer="", outcome="")
                | Q(answered_by__isnull=False, answered_at__isnull=False),
                name="answer_has_somebody_and_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
