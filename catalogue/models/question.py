"""Questions, each with its reason."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Purpose(models.TextChoices):
    """What an answer is for."""

    LEARN = "learn", _("to learn together")
    IMPROVE = "improve", _("to improve our help")
    ACCOUNT = "account", _("to account for our work")
    INSIGHT = "insight", _("to understand what is going on")


class Need(models.TextChoices):
    """Whether the answer must be known or is nice to know."""

    NEED = "need", _("needed")
    NICE = "nice", _("nice to know")


class ResultKind(models.TextChoices):
    """The kind of result an answer belongs to."""

    OUTPUT = "output", _("output")
    OUTCOME = "outcome", _("outcome")
    PROCESS = "process", _("process")
    FINANCIAL = "financial", _("financial")
    EXPERIENCE = "experience", _("experience")


class Question(models.Model):
    """A question that is asked somewhere. One without a reason cannot be stored."""

    key = models.CharField(max_length=60, primary_key=True)
    label_nl = models.CharField(max_length=120)
    label_en = models.CharField(max_length=120)
    why_nl = models.TextField()
    why_en = models.TextField()
    for_whom_nl = models.CharField(max_length=120)
    for_whom_en = models.CharField(max_length=120)
    visible_to_nl = models.CharField(max_length=160)
    visible_to_en = models.CharField(max_length=160)
    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    need = models.CharField(max_length=5, choices=Need.choices)
    result_kind = models.CharField(max_length=12, choices=ResultKind.choices)
    asked_in = models.CharField(max_length=40)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    review_on = models.DateField()
    rank = models.PositiveSmallIntegerField(default=100)

    class Meta:
        ordering = ["rank", "key"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(why_nl="") & ~models.Q(for_whom_nl="") & ~models.Q(why_en=""),
                name="question_has_a_reason",
            )
        ]

    def __str__(self) -> str:
        return self.label

    def _worded(self, name: str) -> str:
        return getattr(self, f"{name}_en" if get_language() == "en" else f"{name}_nl")

    @property
    def label(self) -> str:
        """The question as asked, in the language of the page."""
        return self._worded("label")

    @property
    def why(self) -> str:
        """Why it is asked."""
        return self._worded("why")

    @property
    def for_whom(self) -> str:
        """Who has use of the answer."""
        return self._worded("for_whom")

    @property
    def visible_to(self) -> str:
        """Who sees the answer."""
        return self._worded("visible_to")
