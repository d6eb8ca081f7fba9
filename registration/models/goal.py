"""Goals in the resident's own words, and the steps on the way."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from registration.models.base import Asked, Recorded, Worded
from registration.models.scoped import OfGoal, OfPlan
from registration.models.voice import Voice
from shared.wordings import keeps_wordings

# What fits the sheet at a size that can be read from the kitchen table; a longer one is kept and said not to fit.
GOAL_FITS = 90


class GoalResult(models.TextChoices):
    """How a goal ended."""

    REACHED = "reached", _("reached")
    PARTLY = "partly", _("partly reached")
    NOT = "not", _("not reached")
    DROPPED = "dropped", _("no longer wanted")


class GoalQuerySet(OfPlan["Goal"]):
    """Goals by scope and by day."""

    def open_on(self, day: date) -> "GoalQuerySet":
        """Set on or before `day` and not ended by then."""
        return self.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=day), set_on__lte=day)


class Scale(models.TextChoices):
    """The scale of a goal and of its scores; values of different scales are never mixed.

    Goal Attainment Scaling is used in three Dutch variants, which differ in where a resident begins.
    """

    LADDER = "ladder", _("ladder of five steps")
    GAS = "gas", _("goal attainment scale from -2 to +2")
    GAS_START = "gas_start", _("goal attainment scale from -3 to +2, begins at -2")
    GAS_PSW = "gas_psw", _("goal attainment scale from -1 to +2")


# From the lowest to the highest value of each scale.
VALUES = {Scale.LADDER: (1, 5), Scale.GAS: (-2, 2), Scale.GAS_START: (-3, 2), Scale.GAS_PSW: (-1, 2)}


# The same as a condition for the database.
ON_ITS_SCALE = Q()
for _scale, _ends in VALUES.items():
    ON_ITS_SCALE |= Q(scale=_scale, value__range=_ends)


@keeps_wordings("GoalWording", "own_words", "obstacle")
class Goal(Worded, Asked):
    """Something that the resident wants, with an optional life domain, and how it ended."""

    plan = models.ForeignKey("registration.Plan", on_delete=models.PROTECT, related_name="goals")
    life_domain = models.ForeignKey(
        "catalogue.LifeDomain",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    # Whose goal, in a household; empty: of all of them.
    resident = models.ForeignKey(
        "registration.Resident", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    own_words = models.TextField()
    voice = models.CharField(max_length=12, choices=Voice.choices, default=Voice.RESIDENT)
    rank = models.PositiveSmallIntegerField(default=1)
    importance = models.PositiveSmallIntegerField(null=True, blank=True)
    set_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    result = models.CharField(max_length=10, choices=GoalResult.choices, blank=True)
    obstacle = models.TextField(blank=True)
    scale = models.CharField(max_length=10, choices=Scale.choices, default=Scale.LADDER)
    # Removed by mistake or in second thoughts: out of sight and out of every figure, and to be put back.
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = GoalQuerySet.as_manager()

    class Meta:
        ordering = ["rank", "id"]
        indexes = [models.Index(fields=["plan", "rank"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("set_on")),
                name="goal_ends_after_it_is_set",
            ),
            models.CheckConstraint(
                condition=Q(result="") | Q(ended_on__isnull=False),
                name="goal_with_a_result_has_ended",
            ),
        ]

    def __str__(self) -> str:
        return self.own_words

    @property
    def fits_sheet(self) -> bool:
        """Short enough for the sheet."""
        return len(self.own_words) <= GOAL_FITS


class GoalLevel(Worded):
    """What a value of the attainment scale of a goal means, in words of the resident and the professional."""

    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="levels")
    value = models.SmallIntegerField()
    text = models.TextField()

    objects = OfGoal["GoalLevel"].as_manager()

    class Meta:
        ordering = ["value"]
        constraints = [models.UniqueConstraint(fields=["goal", "value"], name="one_meaning_of_a_value")]

    def __str__(self) -> str:
        return self.text


class GoalScore(Recorded):
    """Where somebody says the resident stands, on its scale. Never changed: a correction names what it replaces."""

    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="scores")
    scored_on = models.DateField()
    scale = models.CharField(max_length=10, choices=Scale.choices, default=Scale.LADDER)
    # Empty takes the replaced score back without putting another in its place.
    value = models.SmallIntegerField(null=True)
    voice = models.CharField(max_length=12, choices=Voice.choices)
    replaces = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
    )

    objects = OfGoal["GoalScore"].as_manager()

    class Meta:
        ordering = ["scored_on", "id"]
        indexes = [models.Index(fields=["goal", "scored_on"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(value__isnull=True) | ON_ITS_SCALE,
                name="value_lies_on_its_scale",
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=False) | Q(replaces__isnull=False),
                name="empty_score_takes_one_back",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.value} ({self.voice})"
