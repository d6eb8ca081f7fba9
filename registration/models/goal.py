"""Goals in the resident's own words, and the steps on the way."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from registration.models.base import Recorded, Worded, keeps_wordings
from registration.models.scoped import OfGoal, OfPlan
from registration.models.voice import Voice

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


@keeps_wordings("GoalWording", "own_words", "obstacle")
class Goal(Worded):
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


class Scale(models.TextChoices):
    """The scale of a score; values of different scales are never mixed."""

    LADDER = "ladder", _("ladder of five steps")


class GoalScore(Recorded):
    """Where somebody says the resident stands, 1 to 5. Never changed: a correction names the score it replaces."""

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
                condition=Q(value__isnull=True) | Q(value__range=(1, 5)),
                name="ladder_has_five_steps",
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=False) | Q(replaces__isnull=False),
                name="empty_score_takes_one_back",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.value} ({self.voice})"
