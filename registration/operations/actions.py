"""Actions: ticking, rewording, ordering, together with."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from organisation.models import User
from registration.models import Action, ActionTick, Goal
from registration.operations.stale import reword
from shared.ranks import arranged, moved, write_ranks


@dataclass(frozen=True)
class Doer:
    """Who does an action: the kind, the member of a household (if any), and the name of somebody else."""

    who: str = ""
    resident: UUID | None = None
    who_name: str = ""

    def as_fields(self) -> dict[str, object]:
        """As columns of an action."""
        return {"who": self.who, "resident_id": self.resident, "who_name": self.who_name}


@transaction.atomic
def tick_action(*, action: Action, done: bool, day: date, by: User) -> None:
    """Ticks an action, or takes the tick back. The tick is an event of its own; ticking twice is one tick."""
    current = Action.objects.select_for_update().get(pk=action.pk)
    if (current.done_on is not None) == done:
        return
    current.done_on = day if done else None
    current.save(update_fields=["done_on"])
    ActionTick.objects.create(action=current, ticked_on=day, done=done, recorded_by=by)


@transaction.atomic
def change_action(*, action: Action, version: int, by: User, **values: object) -> bool:
    """Text, who, when; the former text stays readable. Raises `Stale`."""
    return reword(action, version=version, by=by, **values)


@transaction.atomic
def move_action(*, action: Action, up: bool, by: User) -> None:
    """One place up or down among the actions of its goal, and new ranks from 1."""
    write_ranks(moved(_row(action.goal), action, up=up))


@transaction.atomic
def order_actions(*, goal: Goal, order: list[UUID], by: User) -> None:
    """Puts the actions of a goal in this order, by id. Ids of other goals are left out; actions not named come last."""
    write_ranks(arranged(_row(goal), order))


def _row(goal: Goal) -> QuerySet[Action]:
    """The actions of a goal in order, held until the end: two people arranging them come after each other."""
    return goal.actions.select_for_update().filter(removed_at__isnull=True)
