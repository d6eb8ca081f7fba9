"""Households: starting a plan for one, joining, leaving, another name."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from catalogue.models import OfferedSet
from organisation.models import Team, User
from registration.models import Assignment, Household, HouseholdMember, Plan, Resident
from registration.operations.codes_end import withdraw_codes_of_member
from registration.operations.plans import Person
from registration.operations.stale import reword
from shared.text import comparable_name


class ElsewhereThatDay(Exception):
    """The resident `who` belongs to another household (or already to this one) on one of these days."""

    def __init__(self, who: Resident) -> None:
        super().__init__("in a household that day")
        self.who = who


@transaction.atomic
def start_household(
    *,
    name: str,
    members: Sequence[Person | Resident],
    team: Team,
    opened_on: date,
    area: Any = None,
    offered: OfferedSet | None = None,
    by: User,
) -> Plan:
    """A new household with a plan, of which `by` is the coordinator for `team` from that day; members belong to it
    from that day too, new people and people who are known. Raises `ElsewhereThatDay`, and nothing is saved then."""
    stamps = {"recorded_by": by, "changed_by": by}
    household = Household.objects.create(name=name, area=area, **stamps)
    plan = start_plan_for_household(household=household, team=team, opened_on=opened_on, offered=offered, by=by)
    for who in members:
        join_household(household=household, who=who, since=opened_on, by=by)
    return plan


@transaction.atomic
def start_plan_for_household(
    *, household: Household, team: Team, opened_on: date, offered: OfferedSet | None = None, by: User
) -> Plan:
    """Another plan for a household that is known; `by` is the coordinator for `team` from that day."""
    about = {"household": household, "area": household.area, "opened_on": opened_on}
    plan = Plan.objects.create(**about, offered=offered, recorded_by=by, changed_by=by)
    Assignment.objects.create(plan=plan, professional=by, team=team, since=opened_on, recorded_by=by)
    return plan


@transaction.atomic
def join_household(*, household: Household, who: Person | Resident, since: date, by: User) -> HouseholdMember:
    """Somebody new or known belongs to the household from a day on. Raises `ElsewhereThatDay`."""
    if isinstance(who, Person):
        who = Resident.objects.create(**who.as_fields(), recorded_by=by, changed_by=by)
    with one_household_a_day(who):
        return HouseholdMember.objects.create(household=household, resident=who, since=since, recorded_by=by)


@transaction.atomic
def leave_household(*, member: HouseholdMember, until: date, by: User) -> bool:
    """The last day on which somebody belongs to it, not before the first. Raises `ElsewhereThatDay`.

    Whoever leaves may know the code of the family: it is withdrawn. Says whether there was one.
    """
    _until(member, until)
    return withdraw_codes_of_member(member=member, by=by)


@transaction.atomic
def stay_in_household(*, member: HouseholdMember, by: User) -> None:
    """Undoes the leaving; withdrawn codes stay so. Raises `ElsewhereThatDay` for who joined another household since."""
    _until(member, None)


@transaction.atomic
def rename_household(*, household: Household, version: int, name: str, by: User) -> bool:
    """Another name. Raises `Stale`."""
    return reword(household, version=version, by=by, name=name, comparable_name=comparable_name(name))


def _until(member: HouseholdMember, until: date | None) -> None:
    member.until = until
    with one_household_a_day(member.resident):
        member.save(update_fields=["until"])


@contextmanager
def one_household_a_day(who: Resident) -> Iterator[None]:
    """The database says whether somebody is in two households at once, also when two join at the same moment."""
    try:
        with transaction.atomic():
            # One after the other, for two at the same moment would wait for each other.
            Resident.objects.select_for_update().filter(pk=who.pk).first()
            yield
    except IntegrityError as error:
        if getattr(getattr(error.__cause__, "diag", None), "constraint_name", "") == "one_household_a_day":
            raise ElsewhereThatDay(who) from error
        raise
