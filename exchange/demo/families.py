"""Families of the demo: who belongs together, since when, what goes well and who helps along."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from exchange.demo.names import FIRST_NAMES
from exchange.demo.rows import Rows, event, wording
from organisation.models import User
from registration.models import Household, HouseholdMember, NetworkPerson, Plan, Resident, Strength

# The name of somebody of a family is drawn from this list when it knows no names in the family's own language.
USUAL = "nl"
STRENGTHS = [
    "Wij eten elke zondag samen.",
    "De kinderen gaan graag naar school.",
    "Wij vragen het als we iets niet weten.",
    "Wij kunnen goed met geld omgaan, als de brieven duidelijk zijn.",
    "Iedereen helpt mee in huis.",
    "Wij kennen veel mensen in de straat.",
    "Wij lachen veel met elkaar.",
]
HELPING = [
    ("Opa", "opa", "haalt de kinderen van school"),
    ("Tante Jo", "tante", "past op"),
    ("Bea", "buurvrouw", "heeft de sleutel"),
    ("Coach Demi", "trainer van de voetbal", "brengt en haalt"),
    ("Juf Anne", "juf van groep 6", "belt als het niet gaat"),
]


@dataclass(frozen=True)
class Family:
    """A household and who belongs to it today."""

    household: Household
    members: list[Resident] = field(default_factory=list)


def family_around(rows: Rows, first: Resident, sounds: str, day: date, by: User) -> Family:
    """A family around a resident: at times a partner, one to four children, and now and then somebody who left."""
    luck = rows.luck
    name = " ".join(part for part in ("Gezin", first.prefix, first.last_name) if part)
    household = rows.household(name=name, area=first.area, **wording(day, by))
    members = [belongs(rows, household, first, day, by)]
    grown = luck.randint(1968, 1995)
    if luck.random() < 0.6:
        members.append(_relative(rows, household, first, sounds, (grown, day, by)))
    for _child in range(luck.choice([1, 2, 2, 3, 4])):
        members.append(_relative(rows, household, first, sounds, (luck.randint(2006, 2022), day, by)))
    if luck.random() < 0.25 and (rows.today - day).days > 40:
        _relative(rows, household, first, sounds, (grown + 2, day, by))
        rows.kept[HouseholdMember][-1].until = day + timedelta(days=luck.randint(10, 35))
    return Family(household, members)


def belongs(rows: Rows, household: Household, who: Resident, since: date, by: User) -> Resident:
    """Somebody belongs to a household from a day on."""
    rows.add(HouseholdMember(household=household, resident=who, since=since, **event(since, by)))
    return who


def builds_on(rows: Rows, plan: Plan, by: User) -> None:
    """What goes well, and who helps along."""
    luck: Random = rows.luck
    stamp: dict[str, Any] = wording(plan.opened_on, by)
    for words in luck.sample(STRENGTHS, k=luck.choice([0, 1, 1, 2])):
        rows.add(Strength(plan=plan, own_words=words, **stamp))
    for name, relation, helps_with in luck.sample(HELPING, k=luck.choice([0, 1, 1, 2])):
        rows.add(NetworkPerson(plan=plan, name=name, relation=relation, helps_with=helps_with, **stamp))


def _relative(rows: Rows, household: Household, first: Resident, sounds: str, born: tuple[int, date, User]) -> Resident:
    year, since, by = born
    who = rows.resident(
        first_name=rows.luck.choice(FIRST_NAMES.get(sounds, FIRST_NAMES[USUAL])), prefix=first.prefix,
        last_name=first.last_name, language=first.language, area=first.area, birth_year=year,
        birth_month=rows.luck.randint(1, 12), birth_day=rows.luck.randint(1, 28), **wording(since, by),
    )  # fmt: skip
    return belongs(rows, household, who, since, by)
