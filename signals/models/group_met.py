"""Once that a group was met: what was seen, and what was done."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from registration.models.base import Asked, Recorded
from signals.models.group import Group
from signals.models.outside import CameIn, OfTeam, Outside

# A crowd larger than this is no group that somebody met; a slip of the finger is likelier.
LARGEST = 500


class Mood(models.TextChoices):
    """How it felt, as the professional says it."""

    GOOD = "good", _("good")
    CALM = "calm", _("calm")
    TENSE = "tense", _("tense")
    GRIM = "grim", _("grim")


class GroupMet(Recorded, Asked, Outside, CameIn):
    """A group was met on a day. Never changed: a correction names what it replaces, and may take it back."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="times_met")
    met_on = models.DateField()
    size = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(LARGEST)]
    )
    mood = models.CharField(max_length=5, choices=Mood.choices, blank=True)
    own_words = models.TextField(blank=True)
    characteristics = models.ManyToManyField("catalogue.Characteristic", blank=True, related_name="+")
    interventions = models.ManyToManyField("catalogue.Intervention", blank=True, related_name="+")
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by")
    # A correction that takes back what it replaces, and says nothing itself.
    is_taken_back = models.BooleanField(default=False)

    objects = OfTeam["GroupMet"].as_manager()

    class Meta:
        ordering = ["-met_on", "-id"]
        indexes = [models.Index(fields=["group", "met_on"]), models.Index(fields=["team", "met_on"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_taken_back=False) | models.Q(replaces__isnull=False),
                name="group_met_is_taken_back_by_a_correction",
            )
        ]

    def __str__(self) -> str:
        return f"{self.met_on}"
