"""What a plan builds on: strengths, and people who help."""

from typing import Any
from uuid import UUID

from django.db import transaction

from catalogue.models import OfferedSet
from organisation.models import User
from registration.models import NetworkPerson, Plan, Strength
from registration.operations.stale import reword


@transaction.atomic
def add_strength(
    *, plan: Plan, own_words: str, resident: UUID | None = None, offered: OfferedSet | None = None, by: User
) -> Strength:
    """Something that goes well, in own words; of one member of a household, or of all."""
    said = {"own_words": own_words, "resident_id": resident}
    return Strength.objects.create(plan=plan, **said, offered=offered, recorded_by=by, changed_by=by)


@transaction.atomic
def change_strength(*, strength: Strength, version: int, by: User, **values: Any) -> bool:
    """Other words, or somebody else's. Raises `Stale`."""
    return reword(strength, version=version, by=by, **values)


@transaction.atomic
def add_network_person(*, plan: Plan, offered: OfferedSet | None = None, by: User, **values: str) -> NetworkPerson:
    """Somebody who helps: name, relation, helps_with, phone."""
    return NetworkPerson.objects.create(plan=plan, offered=offered, recorded_by=by, changed_by=by, **values)


@transaction.atomic
def change_network_person(*, person: NetworkPerson, version: int, by: User, **values: str) -> bool:
    """Another name, relation, help or phone number. Raises `Stale`."""
    return reword(person, version=version, by=by, **values)
