"""Choosing the scale of a goal, and saying what its levels mean."""

from dataclasses import dataclass

from django.db import transaction

from organisation.models import User
from registration.models import Goal, GoalLevel, GoalScore
from registration.operations.stale import reword


class Scored(Exception):
    """The goal has a score: it keeps the scale that this was said on."""


@dataclass(frozen=True)
class Meaning:
    """What a level means, and the version that was read of it (0: there was none)."""

    value: int
    text: str
    version: int


@transaction.atomic
def set_scale(
    *, goal: Goal, scale: str, importance: int | None, version: int, meanings: list[Meaning], by: User
) -> None:
    """Scale, weight and words of the levels. Raises `Scored`, and `Stale` when somebody else changed one of them."""
    # Whoever says a step at this moment waits, or is waited for.
    held = Goal.objects.select_for_update().get(pk=goal.pk)
    if scale != held.scale and GoalScore.objects.filter(goal=goal, replaced_by=None, value__isnull=False).exists():
        raise Scored
    reword(goal, version=version, by=by, scale=scale, importance=importance)
    known = {level.value: level for level in GoalLevel.objects.filter(goal=goal)}
    for one in meanings:
        level = known.get(one.value)
        if level:
            reword(level, version=one.version, by=by, text=one.text)
        elif one.text:
            GoalLevel.objects.create(goal=goal, value=one.value, text=one.text, recorded_by=by, changed_by=by)
