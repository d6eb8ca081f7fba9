"""Answers to the organisation's own questions, and the rounds in which residents say what they think of the help."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalogue.models import AnswerTo, Moment
from registration.models.base import Asked, Recorded
from registration.models.scoped import OfPlan
from registration.models.voice import Voice


class Way(models.TextChoices):
    """How the questions about our help were put to a resident."""

    HERE = "here", _("on the tablet, by the resident")
    LATER = "later", _("later")
    NOT = "not", _("the resident would rather not")


class Experience(Recorded, Asked):
    """A round of short questions about our help: answered by the resident, put off, or not wanted."""

    plan = models.ForeignKey("registration.Plan", on_delete=models.PROTECT, related_name="experiences")
    resident = models.ForeignKey(
        "registration.Resident", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    closing = models.ForeignKey(
        "registration.Closing", on_delete=models.PROTECT, null=True, blank=True, related_name="experiences"
    )
    asked_on = models.DateField()
    way = models.CharField(max_length=5, choices=Way.choices)

    objects = OfPlan["Experience"].as_manager()

    class Meta:
        ordering = ["-asked_on", "-id"]
        indexes = [models.Index(fields=["plan", "-asked_on"])]

    def __str__(self) -> str:
        return self.way


class QuestionAnswer(AnswerTo, Recorded):
    """An answer, with the record in whose form it was given (at the opening: the plan itself). Never changed: a
    correction names the answer it replaces.
    """

    plan = models.ForeignKey("registration.Plan", on_delete=models.PROTECT, related_name="answers")
    moment = models.CharField(max_length=10, choices=Moment.choices)
    note = models.ForeignKey(
        "registration.Note", on_delete=models.PROTECT, null=True, blank=True, related_name="answers"
    )
    closing = models.ForeignKey(
        "registration.Closing", on_delete=models.PROTECT, null=True, blank=True, related_name="answers"
    )
    assessment = models.ForeignKey(
        "registration.Assessment", on_delete=models.PROTECT, null=True, blank=True, related_name="answers"
    )
    experience = models.ForeignKey(Experience, on_delete=models.PROTECT, null=True, blank=True, related_name="answers")
    voice = models.CharField(max_length=12, choices=Voice.choices)
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by")

    objects = OfPlan["QuestionAnswer"].as_manager()

    class Meta:
        ordering = ["answered_on", "id"]
        indexes = [models.Index(fields=["plan", "moment"]), models.Index(fields=["question", "answered_on"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(moment="opening", note=None, closing=None, assessment=None, experience=None)
                | Q(moment="contact", note__isnull=False, closing=None, assessment=None, experience=None)
                | Q(moment="closing", note=None, closing__isnull=False, assessment=None, experience=None)
                | Q(moment="assessment", note=None, closing=None, assessment__isnull=False, experience=None)
                | Q(moment="experience", note=None, closing=None, assessment=None, experience__isnull=False),
                name="answer_stands_with_its_record",
            ),
            models.CheckConstraint(
                condition=Q(state="filled") | Q(value__isnull=True, own_words=""),
                name="only_a_filled_answer_says_something",
            ),
        ]
