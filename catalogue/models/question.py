"""Questions, each with its reason: those of the built-in fields, and those of the organisation itself."""

from datetime import date

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalogue.models.worded import Arranged, InTwoLanguages
from shared.wordings import keeps_wordings


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


class AnswerType(models.TextChoices):
    """How an own question is answered."""

    TEXT = "text", _("a few words")
    LONG_TEXT = "long_text", _("longer text")
    CHOICE = "choice", _("one choice")
    CHOICES = "choices", _("several choices")
    NUMBER = "number", _("a number")
    DATE = "date", _("a day")
    YES_NO = "yes_no", _("yes or no")
    SMILEY = "smiley", _("a line from sad to glad")


class Moment(models.TextChoices):
    """When an own question is asked."""

    OPENING = "opening", _("when a plan begins")
    CONTACT = "contact", _("after a talk")
    CLOSING = "closing", _("when a plan is closed")
    ASSESSMENT = "assessment", _("with an instrument")
    EXPERIENCE = "experience", _("by the resident, about our help")
    GROUP_MET = "group_met", _("when a group was met")
    ACTIVITY = "activity", _("with an activity")
    SIGNAL = "signal", _("with a signal")


# Asked about work outside, and so about no resident.
MOMENTS_OUTSIDE = frozenset({Moment.GROUP_MET, Moment.ACTIVITY, Moment.SIGNAL})


class State(models.TextChoices):
    """What became of a question that was asked. Empty, not asked and not applicable are three different things."""

    FILLED = "filled", _("filled in")
    EMPTY = "empty", _("left empty")
    NOT_ASKED = "not_asked", _("not asked")
    NOT_APPLICABLE = "not_applicable", _("does not apply")


class QuestionQuerySet(models.QuerySet["Question"]):
    """Questions by day."""

    def live_on(self, day: date) -> "QuestionQuerySet":
        """Those that are asked on a day: live by then, and not retired by then."""
        return self.filter(Q(until__isnull=True) | Q(until__gt=day), since__lte=day)


# Everything that is said about a question to who answers it, and from when until when it was asked.
KEPT = (
    *(f"{text}_{language}" for text in ("label", "hint", "why", "for_whom", "visible_to") for language in ("nl", "en")),
    "need",
    "since",
    "until",
)


@keeps_wordings("QuestionWording", *KEPT)
class Question(InTwoLanguages, Arranged):
    """A question that is asked somewhere. One without a reason cannot go live: `since` stays empty until it does.

    An own question has an answer type, and is asked at the moments of its places, by some disciplines and at some
    services (none named: all). A built-in one is a field of a form, `asked_in`.
    """

    key = models.CharField(max_length=60, primary_key=True)
    label_nl = models.CharField(max_length=120)
    label_en = models.CharField(max_length=120, blank=True)
    hint_nl = models.CharField(max_length=200, blank=True)
    hint_en = models.CharField(max_length=200, blank=True)
    why_nl = models.TextField(blank=True)
    why_en = models.TextField(blank=True)
    for_whom_nl = models.CharField(max_length=120, blank=True)
    for_whom_en = models.CharField(max_length=120, blank=True)
    visible_to_nl = models.CharField(max_length=160, blank=True)
    visible_to_en = models.CharField(max_length=160, blank=True)
    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    need = models.CharField(max_length=5, choices=Need.choices)
    result_kind = models.CharField(max_length=12, choices=ResultKind.choices)
    asked_in = models.CharField(max_length=40, blank=True)
    answer_type = models.CharField(max_length=10, choices=AnswerType.choices, blank=True)
    disciplines = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    services = models.ManyToManyField("catalogue.Service", related_name="questions", blank=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    review_on = models.DateField()
    rank = models.PositiveSmallIntegerField(default=100)
    # The result that the organisation wants to see, for which the set-up guide made this question.
    wanted_result = models.ForeignKey(
        "catalogue.WantedResult", on_delete=models.SET_NULL, null=True, blank=True, related_name="questions"
    )

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["rank", "key"]
        constraints = [
            models.CheckConstraint(
                condition=Q(since__isnull=True) | (~Q(why_nl="") & ~Q(for_whom_nl="")), name="question_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(asked_in="", answer_type__gt="") | Q(asked_in__gt="", answer_type=""),
                name="question_is_built_in_or_own",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def is_own(self) -> bool:
        """Whether the organisation made it itself."""
        return bool(self.answer_type)

    @property
    def label(self) -> str:
        """The question as asked, in the language of the page."""
        return self.worded("label")

    @property
    def hint(self) -> str:
        """What helps to answer it."""
        return self.worded("hint")

    @property
    def why(self) -> str:
        """Why it is asked."""
        return self.worded("why")

    @property
    def for_whom(self) -> str:
        """Who has use of the answer."""
        return self.worded("for_whom")

    @property
    def visible_to(self) -> str:
        """Who sees the answer."""
        return self.worded("visible_to")


class QuestionPlace(models.Model):
    """A moment at which an own question is asked, and its place among the others there."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="places")
    moment = models.CharField(max_length=10, choices=Moment.choices)
    rank = models.PositiveSmallIntegerField(default=100)

    class Meta:
        ordering = ["rank", "id"]
        constraints = [models.UniqueConstraint(fields=["question", "moment"], name="one_place_at_a_moment")]

    def __str__(self) -> str:
        return f"{self.question_id}: {self.moment}"


class QuestionChoice(InTwoLanguages, models.Model):
    """One of the choices of an own question; `until` is the first day on which it is not offered any more."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="choices")
    key = models.SlugField(max_length=40)
    label_nl = models.CharField(max_length=80)
    label_en = models.CharField(max_length=80, blank=True)
    rank = models.PositiveSmallIntegerField(default=100)
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["rank", "id"]
        constraints = [models.UniqueConstraint(fields=["question", "key"], name="one_choice_of_a_key")]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The choice in the language of the page."""
        return self.worded("label")


class OfferedSet(models.Model):
    """The keys of the questions that one form offered, sorted; a record points at the set that stood before it."""

    keys = ArrayField(models.CharField(max_length=60), unique=True)

    def __str__(self) -> str:
        return ", ".join(self.keys)


class Asking(models.Model):
    """What holds for all questions together; one row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    hides_nice = models.BooleanField(default=False)
    changed_at = models.DateTimeField(auto_now=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="asking_is_one_row")]

    def __str__(self) -> str:
        return str(self.hides_nice)


class AnswerTo(models.Model):
    """Abstract: an answer to an own question. `value` is a text, a list of choice keys, a number or an ISO day.

    Yes and no are "yes" and "no", a smiley line 0 (sad) to 100 (glad). No value unless it is filled in.
    """

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=14, choices=State.choices)
    value = models.JSONField(null=True, blank=True)
    # Beside every list: what fits none of the choices.
    own_words = models.TextField(blank=True)
    answered_on = models.DateField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.state
