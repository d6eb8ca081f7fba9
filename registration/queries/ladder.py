"""Where a goal stands on the stairs."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from registration.models import Goal, GoalScore, Voice

# Whose word counts in a comparison: the resident's if there is any, else the professional's, else the carer's.
VOICES = [Voice.RESIDENT, Voice.PROFESSIONAL, Voice.CARER]


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


def stairs(goal_scores: list[GoalScore]) -> Stairs:
    """The stairs of a goal from its standing scores; of several on one day the one recorded last counts."""
    for voice in VOICES:
        by_day = {
            s.scored_on: s
            for s in sorted(goal_scores, key=lambda s: (s.scored_on, s.recorded_at, s.pk))
            if s.voice == voice
        }
        if by_day:
            steps = [score.value for score in by_day.values()]
            before = steps[-2] if len(steps) > 2 else None
            return Stairs(steps[0], before, steps[-1], voice, max(by_day))
    return Stairs()


def stood(goal: Goal) -> Stairs:
    """Where one goal stands."""
    return stairs(list(standing_scores().filter(goal=goal)))
