"""What is wanted with a group or a series of activities, in steps over quarters."""

from django.db import models
from django.db.models import F, Q

from registration.models.base import Worded
from registration.models.goal import GoalResult
from shared.wordings import keeps_wordings
from signals.models.activity import Series
from signals.models.group import Group
from signals.models.outside import OfTeam


@keeps_wordings("GroupGoalWording", "own_words")
class GroupGoal(Worded):
    """A goal of a group, or of those who come to a series of activities."""

    team = models.ForeignKey("organisation.Team", on_delete=models.PROTECT, related_name="+")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, blank=True, related_name="goals")
    series = models.ForeignKey(Series, on_delete=models.PROTECT, null=True, blank=True, related_name="goals")
    own_words = models.TextField()
    set_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    result = models.CharField(max_length=8, choices=GoalResult.choices, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = OfTeam["GroupGoal"].as_manager()

    class Meta:
        ordering = ["set_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(group__isnull=True) ^ Q(series__isnull=True), name="group_goal_of_a_group_or_a_series"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("set_on")),
                name="group_goal_ends_after_it_is_set",
            ),
        ]

    def __str__(self) -> str:
        return self.own_words


class OfGroupGoal(OfTeam[models.Model]):
    """Records that belong to such a goal."""

    path = "goal__team_id"


class GroupStep(Worded):
    """A step towards such a goal, planned for a quarter."""

    goal = models.ForeignKey(GroupGoal, on_delete=models.PROTECT, related_name="steps")
    text = models.CharField(max_length=200)
    # The first day of the quarter for which it is planned.
    quarter = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = OfGroupGoal.as_manager()

    class Meta:
        ordering = ["quarter", "id"]

    def __str__(self) -> str:
        return self.text
