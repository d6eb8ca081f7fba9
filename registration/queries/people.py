"""Finding people by a name that is half known, within a scope; and who may be the same."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import connection
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest

from organisation import scope as scopes
from organisation.models import User
from registration.models import Assignment, HouseholdMember, Plan, Resident
from registration.queries.records import plans
from shared.text import comparable_name

# Below this word similarity (0 to 1, pg_trgm) a name is no longer like another. Measured on the 662 official test
# persons: all are found by the full name and by the last name without prefix and marks; with first name and one letter
# of the last name (of six or more) wrong, missing or swapped 100, 100 and 99.8 %, and 99 % among the first five; with
# that last name alone 100, 100 and 92 %. At 0.35 that last one is 85 %. tests/registration/test_alike.py repeats it.
ALIKE = 0.3


def alike(found: QuerySet[Resident], words: str) -> QuerySet[Resident]:
    """Those whose names are like `words`, the most alike first; part of a name and a typing error are fine."""
    return _near(found, words, "comparable_name", "comparable_name", "pk")


def like(found: QuerySet[Plan], words: str) -> QuerySet[Plan]:
    """Those plans of which the name (of the resident, the household, or anybody who was ever in it) is like `words`,
    the most alike first, and open ones before closed ones."""
    members = HouseholdMember.objects.filter(household=OuterRef("household")).annotate(
        near=TrigramWordSimilarity(comparable_name(words), "resident__comparable_name")
    )
    of_members = Coalesce(Subquery(members.order_by("-near").values("near")[:1]), 0.0)
    return _near(found, words, "whose", "is_closed", "whose", "pk", also=of_members)


def _near(found: Any, words: str, name: str, *order: str, also: Any = None) -> Any:
    """Those of which the column `name` is like `words`, by `likeness` and then `order`; none when nothing was typed.

    `also` is a likeness of something else, which counts when it is the greater one.
    """
    bare = comparable_name(words)
    if not bare:
        return found.none()
    likeness = TrigramWordSimilarity(bare, name)
    near = Q(likeness__gte=ALIKE) | Q(**{f"{name}__contains": bare})
    found = found.annotate(likeness=Greatest(likeness, also) if also else likeness)
    return found.filter(near).order_by("-likeness", *order)


@dataclass(frozen=True)
class Alike:
    """Somebody alike: one's own resident with the latest plan, or of one's team with the coordinator's name only."""

    resident: Resident
    plan: Plan | None
    coordinator: str


def people_alike(user: User, words: str) -> list[Alike]:
    """At most five people with a name like `words`, from one's own caseload and one's own teams."""
    here = scopes.standing(user)
    reachable = Resident.objects.within(scopes.own(user)) | Resident.objects.within(scopes.teams(user))
    found = list(alike(reachable, words)[:5])
    ids = [resident.pk for resident in found]
    mine, names = _own_plans(user, ids, here.day), _coordinators(ids, here.day)
    return [Alike(resident, mine.get(resident.pk), names.get(resident.pk, "")) for resident in found]


def _own_plans(user: User, resident_ids: list[UUID], day: date) -> dict[UUID, Plan]:
    """The latest plan of each resident in one's own caseload, else that of a household of theirs."""
    own = plans(scopes.own(user), day).order_by("opened_on", "pk")
    members = _members(resident_ids)
    families = {plan.household_id: plan for plan in own.filter(household__in=members.values())}
    theirs = {resident: families[household] for resident, household in members.items() if household in families}
    return theirs | {plan.resident_id: plan for plan in own.filter(resident__in=resident_ids) if plan.resident_id}


def _coordinators(resident_ids: list[UUID], day: date) -> dict[UUID, str]:
    held = Assignment.objects.on(day).filter(kind="coordinator")
    members = _members(resident_ids)
    families = dict(
        held.filter(plan__household__in=members.values()).values_list("plan__household_id", "professional__name")
    )
    theirs = {resident: families[household] for resident, household in members.items() if household in families}
    return theirs | dict(
        held.filter(plan__resident__in=resident_ids).values_list("plan__resident_id", "professional__name")
    )


def _members(resident_ids: list[UUID]) -> dict[UUID, UUID]:
    """The household of each resident, the latest one."""
    found = HouseholdMember.objects.filter(resident__in=resident_ids).order_by("since")
    return dict(found.values_list("resident_id", "household_id"))


@dataclass(frozen=True)
class LookAlikes:
    """Who might be the same: people of one's own teams, and other teams where such a person is known (by bare id)."""

    people: list[Alike]
    elsewhere: list[tuple[UUID, str]]

    def __bool__(self) -> bool:
        return bool(self.people or self.elsewhere)

    @property
    def teams(self) -> list[str]:
        """The names of the other teams."""
        return sorted({name for _id, name in self.elsewhere})


def look_alikes(user: User, person: Any) -> LookAlikes:
    """Before somebody is added: people alike, and teams that know a person of this name and birth date."""
    full_name = " ".join(part for part in (person.first_name, person.prefix, person.last_name) if part)
    # A first name alone is like too many; people of that name are shown while it is typed.
    people = people_alike(user, full_name) if person.last_name else []
    shown = {alike.resident.pk for alike in people}
    elsewhere: list[tuple[UUID, str]] = []
    if person.last_name and all(person.birth):
        elsewhere = known_elsewhere(full_name=full_name, birth=person.birth)
    return LookAlikes(people, [(id, name) for id, name in elsewhere if id not in shown])


def known_elsewhere(*, full_name: str, birth: tuple[int, int, int]) -> list[tuple[UUID, str]]:
    """Residents with just this name and birth date and an open plan: bare id and the name of the team, nothing else.

    The one read outside every scope, a function in the database that runs past the second lock. A full name and a full
    birth date together are asked for, so that nobody can go fishing with a name alone; the page that calls it logs it.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT resident, team FROM known_elsewhere(%s, %s, %s, %s)", [comparable_name(full_name), *birth]
        )
        return cursor.fetchall()
