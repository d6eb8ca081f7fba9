"""Residents that may be there twice, for who may merge them: names, birth dates and teams, nothing of their plans."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import Q

from organisation.actor import as_system
from registration.models import Assignment, Closing, HouseholdMember, Plan, Resident

ALL_TEAMS = "who merges residents sees names, birth dates and teams of all of them"

Pair = tuple[UUID, UUID]


@dataclass(frozen=True)
class Known:
    """As much of a resident as tells two people apart, and what the merging of two has to say."""

    resident: Resident
    teams: list[str]
    open_plans: int

    @property
    def born(self) -> str:
        """The birth date as far as it is known, as 3-12-1950; empty when nothing is."""
        parts = (self.resident.birth_day, self.resident.birth_month, self.resident.birth_year)
        return "-".join(str(part) for part in parts if part)


@dataclass(frozen=True)
class Compared:
    """Two residents that may be one. `kept` was there first, and stays."""

    kept: Known
    other: Known
    # Both belong to a household on the same days, and not to the same one.
    two_households: bool = False

    @property
    def same_name(self) -> bool:
        """Whether there is nothing to choose between the names."""
        return self._of("full_name") and self._of("known_as")

    @property
    def same_birth(self) -> bool:
        """Whether there is nothing to choose between the birth dates."""
        return self.kept.born == self.other.born

    def _of(self, name: str) -> bool:
        return bool(getattr(self.kept.resident, name) == getattr(self.other.resident, name))


def likely_doubles(*, besides: Iterable[Pair], most: int, day: date) -> list[Compared]:
    """Pairs that may be the same person, the likeliest first, but for those that somebody said are two people."""
    besides = list(besides)
    with as_system(ALL_TEAMS):
        with connection.cursor() as cursor:
            firsts, seconds = [one for one, _other in besides], [other for _one, other in besides]
            cursor.execute("SELECT one, other FROM likely_doubles(%s::uuid[], %s::uuid[], %s)", [firsts, seconds, most])
            pairs = cursor.fetchall()
        known = _known({id for pair in pairs for id in pair}, day)
    return [Compared(known[one], known[other]) for one, other in pairs]


def compared(one: UUID, other: UUID, day: date) -> Compared | None:
    """Two residents beside each other, whoever was there first before the other; None unless both are to be found."""
    with as_system(ALL_TEAMS):
        known = _known({one, other}, day)
        if len(known) != 2:
            return None
        first, second = sorted(known.values(), key=lambda held: (held.resident.recorded_at, held.resident.pk))
        return Compared(first, second, _in_two_households(first.resident, second.resident))


def _known(ids: set[UUID], day: date) -> dict[UUID, Known]:
    """Of these residents, in four queries: themselves, their plans, who coordinates these, and which are closed."""
    found = Resident.objects.filter(pk__in=ids, merged_into__isnull=True)
    members = HouseholdMember.objects.on(day).filter(resident__in=ids).values_list("household_id", "resident_id")
    households: dict[UUID, list[UUID]] = {}
    for household, resident in members:
        households.setdefault(household, []).append(resident)
    plans = Plan.objects.filter(Q(resident__in=ids) | Q(household__in=households))
    whose = {
        plan: [resident] if resident in ids else households.get(household, [])
        for plan, resident, household in plans.values_list("pk", "resident_id", "household_id")
    }
    teams: dict[UUID, set[str]] = {id: set() for id in ids}
    held = Assignment.objects.coordinating().on(day).filter(plan__in=whose)
    for plan, team in held.values_list("plan_id", "team__name"):
        for resident in whose[plan]:
            teams[resident].add(team)
    closed = set(Closing.objects.on(day).filter(plan__in=whose).values_list("plan_id", flat=True))
    running = [resident for plan, people in whose.items() if plan not in closed for resident in people]
    return {row.pk: Known(row, sorted(teams[row.pk]), running.count(row.pk)) for row in found}


def _in_two_households(one: Resident, other: Resident) -> bool:
    """Whether on some day the one belongs to a household and the other to another."""
    mine = HouseholdMember.objects.filter(resident=one)
    return any(
        mine.exclude(household=row.household_id)
        .filter(Q(until__isnull=True) | Q(until__gte=row.since), **({"since__lte": row.until} if row.until else {}))
        .exists()
        for row in HouseholdMember.objects.filter(resident=other)
    )
