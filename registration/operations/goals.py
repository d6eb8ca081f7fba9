"""Goals and the steps on the way to them."""

from datetime import date

from django.db import IntegrityError, transaction

from organisation.models import User
from registration.models import Goal, GoalScore
from registration.operations.stale import reword
from shared.ranks import moved, write_ranks


@transaction.atomic
def change_goal(*, goal: Goal, version: int, by: User, **values: object) -> bool:
    """Words, life domain, importance, obstacle; the former words stay readable. Raises `Stale`."""
    return reword(goal, version=version, by=by, **values)


@transaction.atomic
def score_goal(*, goal: Goal, value: int, voice: str, scored_on: date, by: User) -> GoalScore:
    """Says on which step of the goal's own scale the resident stands."""
    return GoalScore.objects.create(
        goal=goal, scale=goal.scale, value=value, voice=voice, scored_on=scored_on, recorded_by=by
    )


@transaction.atomic
def take_back_score(*, score: GoalScore, by: User) -> GoalScore | None:
    """Takes a score back by a new, empty one that names it; None when that was done already."""
    if GoalScore.objects.filter(replaces=score).exists():
        return None
    empty = {
        "goal_id": score.goal_id,
        "scale": score.scale,
        "value": None,
        "voice": score.voice,
        "scored_on": score.scored_on,
    }
    try:
        with transaction.atomic():
            return GoalScore.objects.create(**empty, replaces=score, recorded_by=by)
    except IntegrityError:
        # Events cannot be locked, for nobody may change them; of two at the same moment the second ends here.
        return None


@transaction.atomic
def end_goal(*, goal: Goal, version: int, ended_on: date, result: str, obstacle: str, by: User) -> bool:
    """Ends a goal, with a result or without. Raises `Stale`."""
    return reword(goal, version=version, by=by, ended_on=ended_on, result=result, obstacle=obstacle)


@transaction.atomic
def reopen_goal(*, goal: Goal, by: User) -> bool:
    """Takes up a finished goal again; it loses its end and its result, and keeps what stood in the way."""
    return reword(goal, version=goal.version, by=by, ended_on=None, result="")


@transaction.atomic
def move_goal(*, goal: Goal, up: bool, by: User) -> None:
    """One place up or down among the goals being worked on, and new ranks from 1; a goal out of sight stays there."""
    row = list(goal.plan.goals.select_for_update().filter(removed_at__isnull=True, ended_on__isnull=True))
    write_ranks(moved(row, goal, up=up))
