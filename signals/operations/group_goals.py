"""Goals of a group or a series of activities, with steps over quarters."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from organisation.models import User
from organisation.operations.stale import reword
from signals.models import Group, GroupGoal, GroupStep, Series


@transaction.atomic
def set_group_goal(*, of: Group | Series, own_words: str, set_on: date, by: User) -> GroupGoal:
    """What is wanted with a group, or with those who come to a series."""
    whose = {"group": of} if isinstance(of, Group) else {"series": of}
    return GroupGoal.objects.create(
        team_id=of.team_id, **whose, own_words=own_words, set_on=set_on, recorded_by=by, changed_by=by
    )


@transaction.atomic
def change_group_goal(*, goal: GroupGoal, version: int, own_words: str, by: User) -> bool:
    """Other words; the former ones stay readable. Raises `Stale`."""
    return reword(goal, version=version, by=by, own_words=own_words)


@transaction.atomic
def end_group_goal(*, goal: GroupGoal, version: int, ended_on: date, result: str, by: User) -> bool:
    """Ends a goal, with a result or without. Raises `Stale`."""
    return reword(goal, version=version, by=by, ended_on=ended_on, result=result)


@transaction.atomic
def reopen_group_goal(*, goal: GroupGoal, by: User) -> bool:
    """Takes it up again; it loses its end and its result."""
    return reword(goal, version=goal.version, by=by, ended_on=None, result="")


@transaction.atomic
def plan_group_step(*, goal: GroupGoal, text: str, quarter: date | None, by: User) -> GroupStep:
    """A step, for the quarter that begins on this day or for later."""
    return GroupStep.objects.create(goal=goal, text=text, quarter=quarter, recorded_by=by, changed_by=by)


@transaction.atomic
def change_group_step(*, step: GroupStep, version: int, text: str, quarter: date | None, by: User) -> bool:
    """Other words or another quarter. Raises `Stale`."""
    return reword(step, version=version, by=by, text=text, quarter=quarter)


@transaction.atomic
def tick_group_step(*, step: GroupStep, done: bool, by: User) -> None:
    """Done today, or not done after all; ticking twice is ticking once."""
    current = GroupStep.objects.select_for_update().get(pk=step.pk)
    if (current.done_on is not None) != done:
        current.done_on = timezone.localdate() if done else None
        current.save(update_fields=["done_on"])


@transaction.atomic
def remove_of_goal(*, record: GroupGoal | GroupStep, by: User) -> None:
    """A goal or a step out of sight; it can be put back."""
    record.removed_at = timezone.now()
    record.save(update_fields=["removed_at"])


@transaction.atomic
def put_back_of_goal(*, record: GroupGoal | GroupStep, by: User) -> None:
    """Undoes the removal."""
    record.removed_at = None
    record.save(update_fields=["removed_at"])
