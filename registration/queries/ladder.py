"""Where a goal stands on the stairs."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from registration.models import Goal, GoalLevel, GoalScore, Voice
from registration.models.goal import VALUES, Scale
from shared.numbers import signed

# Whose word counts in a comparison: the resident's if there is any, else the professional's, else the carer's.
VOICES = [Voice.RESIDENT, Voice.PROFESSIONAL, Voice.CARER]
# Where one begins, on scales that say so themselves; and on which step the goal is reached.
BASELINE = {Scale.GAS_START: -2, Scale.GAS_PSW: 0}
GOAL_AT = {Scale.LADDER: 5, Scale.GAS: 0, Scale.GAS_START: 0, Scale.GAS_PSW: 2}


def standing_scores() -> QuerySet[GoalScore]:
    """Scores that count: not replaced, and not an empty one that only takes another back."""
    return GoalScore.objects.filter(replaced_by__isnull=True, value__isnull=False)


@dataclass(frozen=True)
class Stairs:
    """Where the resident stands: begin, the one before, now; None where there is none. Voices are never mixed."""

    begin: int | None = None
    before: int | None = None
    now: int | None = None
    voice: str = ""
    scored_on: date | None = None
    scale: str = Scale.LADDER

    @property
    def values(self) -> list[int]:
        """The steps of these stairs, from the lowest to the highest."""
        low, high = VALUES[Scale(self.scale)]
        return list(range(low, high + 1))

    @property
    def goal_at(self) -> int:
        """The step on which the goal is reached."""
        return GOAL_AT[Scale(self.scale)]


def stairs(goal_scores: list[GoalScore], scale: str = Scale.LADDER) -> Stairs:
    """The stairs of a goal from its standing scores on one scale; of several on one day the one recorded last counts.

    Scores on another scale are left out. Where a scale says itself where one begins, it begins there.
    """
    at_start = BASELINE.get(Scale(scale))
    for voice in VOICES:
        by_day = {
            s.scored_on: s
            for s in sorted(goal_scores, key=lambda s: (s.scored_on, s.recorded_at, s.pk))
            if s.voice == voice and s.scale == scale
        }
        if by_day:
            steps = [score.value for score in by_day.values()]
            if at_start is not None:
                steps.insert(0, at_start)
            before = steps[-2] if len(steps) > 2 else None
            return Stairs(steps[0], before, steps[-1], voice, max(by_day), scale)
    return Stairs(begin=at_start, scale=scale)


def stood(goal: Goal) -> Stairs:
    """Where one goal stands."""
    return stairs(list(standing_scores().filter(goal=goal)), goal.scale)


def is_on_scale(value: int, scale: str) -> bool:
    """Whether a scale has this value."""
    low, high = VALUES[Scale(scale)]
    return low <= value <= high


def levels(goal: Goal) -> list[GoalLevel]:
    """What the levels of the goal's scale mean, the highest first, each as it is `shown`; those that have words."""
    low, high = VALUES[Scale(goal.scale)]
    found = list(goal.levels.filter(value__gte=low, value__lte=high).exclude(text="").order_by("-value"))
    for level in found:
        level.shown = signed(level.value, low)  # type: ignore[attr-defined]  # for the page alone
    return found


def is_scored(goal: Goal) -> bool:
    """Whether anybody said a step of it that still stands."""
    return standing_scores().filter(goal=goal).exists()
