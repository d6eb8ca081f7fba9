"""Instruments filled in: never changed, a correction is a new one that names the one it replaces."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registration.models.base import Asked, Recorded
from registration.models.scoped import OfPlan
from registration.models.voice import Voice


class PartState(models.TextChoices):
    """What became of one part. A part without a row was left empty."""

    SCORED = "scored", _("filled in")
    NOT_APPLICABLE = "not_applicable", _("does not apply")
    NOT_ASKED = "not_asked", _("not asked")


class Assessment(Recorded, Asked):
    """An instrument that somebody filled in on a day, in one voice; partial by nature.

    One that replaces another and has no parts takes the other back.
    """

    plan = models.ForeignKey("registration.Plan", on_delete=models.PROTECT, related_name="assessments")
    # About whom, in a household; empty: about all of them.
    resident = models.ForeignKey(
        "registration.Resident", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    instrument = models.ForeignKey("catalogue.Instrument", on_delete=models.PROTECT, related_name="+")
    assessed_on = models.DateField()
    voice = models.CharField(max_length=12, choices=Voice.choices)
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by")

    objects = OfPlan["Assessment"].as_manager()

    class Meta:
        ordering = ["assessed_on", "id"]
        indexes = [models.Index(fields=["plan", "instrument", "assessed_on"])]

    def __str__(self) -> str:
        return str(self.pk)


class OfAssessment(OfPlan["AssessmentPart"]):
    """Parts by scope."""

    path = "assessment__plan_id"


class AssessmentPart(models.Model):
    """One part of an assessment: a score, or that it does not apply or was not asked; with own words if any."""

    id = models.BigAutoField(primary_key=True)
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="parts")
    part = models.ForeignKey("catalogue.InstrumentPart", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=14, choices=PartState.choices, default=PartState.SCORED)
    score = models.SmallIntegerField(null=True, blank=True)
    own_words = models.TextField(blank=True)
    # The resident wants to work on this (the star of the smiley board).
    works_on = models.BooleanField(default=False)

    objects = OfAssessment.as_manager()

    class Meta:
        ordering = ["part__rank", "id"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "part"], name="a_part_is_scored_once"),
            models.CheckConstraint(
                condition=Q(state="scored") | Q(score__isnull=True), name="only_a_scored_part_has_a_score"
            ),
        ]

    def __str__(self) -> str:
        return self.state
