"""Starting, closing and arranging plans."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from catalogue.models import OfferedSet, Service
from organisation.models import Team, User
from registration.models import Assignment, Closing, Goal, Plan, Resident
from registration.operations.codes_end import withdraw_codes_of_plan
from registration.operations.stale import reword


@dataclass(frozen=True)
class Person:
    """A resident as typed: any part but the first name may be missing."""

    first_name: str
    prefix: str = ""
    last_name: str = ""
    known_as: str = ""
    birth: tuple[int | None, int | None, int | None] = (None, None, None)
    area: Any = None
    language: str = "nl"

    def as_fields(self) -> dict[str, Any]:
        """As columns of a resident."""
        year, month, day = self.birth
        names = {
            name: getattr(self, name) for name in ("first_name", "prefix", "last_name", "known_as", "area", "language")
        }
        return {**names, "birth_year": year, "birth_month": month, "birth_day": day}


@transaction.atomic
def start_plan(
    *,
    person: Person,
    team: Team,
    opened_on: date,
    service: Service | None = None,
    offered: OfferedSet | None = None,
    by: User,
) -> Plan:
    """A new resident with a plan, of which `by` is the coordinator for `team` from that day."""
    resident = Resident.objects.create(**person.as_fields(), recorded_by=by, changed_by=by)
    return start_plan_for(resident=resident, team=team, opened_on=opened_on, service=service, offered=offered, by=by)


@transaction.atomic
def start_plan_for(
    *,
    resident: Resident,
    team: Team,
    opened_on: date,
    service: Service | None = None,
    offered: OfferedSet | None = None,
    by: User,
) -> Plan:
    """A plan for somebody who is known already; `by` is the coordinator for `team` from that day."""
    about = {"resident": resident, "area": resident.area, "opened_on": opened_on, "service": service}
    plan = Plan.objects.create(**about, offered=offered, recorded_by=by, changed_by=by)
    Assignment.objects.create(plan=plan, professional=by, team=team, since=opened_on, recorded_by=by)
    return plan


def change_resident(*, resident: Resident, version: int, person: Person, by: User) -> bool:
    """Names, birth date, area, language. Raises `Stale`."""
    with transaction.atomic():
        changed = reword(resident, version=version, by=by, **person.as_fields())
        if changed:
            resident.save(update_fields=["comparable_name"])
    return changed


@transaction.atomic
def change_plan(*, plan: Plan, version: int, by: User, **values: Any) -> bool:
    """The law under which help is given, the neighbourhood, the service; as far as named. Raises `Stale`."""
    return reword(plan, version=version, by=by, **values)


@dataclass(frozen=True)
class Review:
    """What is said at the end; every answer may be empty."""

    reason: str = ""
    explanation: str = ""
    helped_resident: str = ""
    helped_professional: str = ""
    continues_independently: str = ""


class AlreadyClosed(Exception):
    """Somebody else closed the plan a moment ago."""


@transaction.atomic
def close_plan(*, plan: Plan, closed_on: date, review: Review, offered: OfferedSet | None = None, by: User) -> Closing:
    """Closes a plan on a day. What is open stays open and readable; figures count the closing on that day.

    Its codes for a phone are withdrawn, and stay so when the closing is taken back; `withdrew` says whether there were.

    Raises `AlreadyClosed`: of two who close at the same moment the second is told.
    """
    Plan.objects.select_for_update().get(pk=plan.pk)
    if plan.closings.filter(reopened_on=None).exists():
        raise AlreadyClosed
    said = vars(review)
    closing = Closing.objects.create(plan=plan, closed_on=closed_on, offered=offered, recorded_by=by, **said)
    closing.withdrew = withdraw_codes_of_plan(plan=plan, by=by)
    return closing


class NotClosed(Exception):
    """The plan is open, or a colleague opened it again a moment ago."""


class OpenedBeforeClosed(Exception):
    """A plan cannot be opened again on a day before it was closed. `closed_on` is that day."""

    def __init__(self, closed_on: date) -> None:
        super().__init__("opened again before it was closed")
        self.closed_on = closed_on


@transaction.atomic
def reopen_plan(*, plan: Plan, reopened_on: date, because: str, by: User) -> Closing:
    """Opens a closed plan again from a day on; the closing stays, with its day and why it did not last.

    Raises `NotClosed` (of two who do so at the same moment the second is told) and `OpenedBeforeClosed`.
    """
    Plan.objects.select_for_update().get(pk=plan.pk)
    closing = plan.closings.filter(reopened_on=None).first()
    if closing is None:
        raise NotClosed
    if reopened_on < closing.closed_on:
        raise OpenedBeforeClosed(closing.closed_on)
    closing.reopened_on, closing.reopened_because, closing.reopened_by = reopened_on, because, by
    closing.save(update_fields=["reopened_on", "reopened_because", "reopened_by"])
    return closing


@transaction.atomic
def take_back_closing(*, closing: Closing, by: User) -> None:
    """Undoes a closing as if it had not been: reopened on the very day it was closed, it holds on no day."""
    if closing.reopened_on is None:
        closing.reopened_on = closing.closed_on
        closing.save(update_fields=["reopened_on"])


@transaction.atomic
def choose_sheet(*, plan: Plan, goal: Goal | None, on_sheet: set[Any], by: User, others: Sequence[Goal] = ()) -> None:
    """Which goal the sheet shows large, and which of its actions; for a family also those of its other goals."""
    plan.sheet_goal = goal
    plan.save(update_fields=["sheet_goal"])
    if goal is not None:
        for action in (action for each in [goal, *others] for action in each.actions.all()):
            wanted = action.pk in on_sheet
            if action.on_sheet != wanted:
                action.on_sheet = wanted
                action.save(update_fields=["on_sheet"])
