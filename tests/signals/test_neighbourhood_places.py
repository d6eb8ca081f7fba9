"""The area that a place in words means: with a slip of the finger, and not where the words are no name."""

from collections.abc import Iterator
from random import Random

import pytest

from organisation.models import Team
from shared.text import comparable
from signals.queries.neighbourhood_places import place_meant
from tests.makers_people import AreaFactory

NAMES = (
    "Kanaleneiland", "Kersenbuurt", "Hoge Vaart", "Lindepad en omgeving", "Oude Haven", "Pakhuizen", "Werfkade",
    "Vlierhof", "Tuindorp",
)  # fmt: skip
# Words for places that are no name of an area.
WORDS = (
    "bij de supermarkt", "station", "de flat achteraan", "op het schoolplein", "winkelcentrum", "achter de kerk",
    "bushalte lijn 5", "speeltuin", "bij de gracht", "Dorpsstraat 12", "voor de moskee", "parkeergarage",
    "in het park", "sportveld", "tunnel", "haven", "bij de vaart", "linden", "", "?!",
)  # fmt: skip


def slips(name: str, random: Random) -> Iterator[str]:
    """The name with one letter left out, doubled into another one, changed, or swapped with the next."""
    at, letter = random.randrange(1, len(name) - 1), random.choice("abcdefghijklmnoprstuvw")
    yield name[:at] + name[at + 1 :]
    yield name[:at] + letter + name[at:]
    yield name[:at] + letter + name[at + 1 :]
    yield name[:at] + name[at + 1] + name[at] + name[at + 2 :]


@pytest.fixture
def team(east: Team) -> Team:
    """A team that works for nine areas."""
    east.areas.set(AreaFactory(name=name, comparable_name=comparable(name)) for name in NAMES)
    return east


def test_slips(team: Team) -> None:
    """Every name is found with one slip, alone and within a sentence."""
    random = Random(6)
    for name in NAMES:
        for form, typed in zip(("{}", "plein in {}", "{} achter de kerk", "{}"), slips(name, random), strict=True):
            found = place_meant(form.format(typed), [team.pk])
            assert found.area and found.area.name == name, form.format(typed)
            assert found.words == form.format(typed)


def test_other_words(team: Team) -> None:
    """None of these is an area, and the words stay."""
    AreaFactory(name="De Flat", comparable_name="de flat", code="BU88880001")
    assert [words for words in WORDS if place_meant(words, [team.pk]).area] == []


def test_a_district_and_its_neighbourhood(team: Team) -> None:
    """Of one name: the district, which is true in any case."""
    district = AreaFactory(name="Sluis", comparable_name="sluis", code="WK999901", level="WK")
    AreaFactory(name="Sluis", comparable_name="sluis", parent=district)
    assert place_meant("Sluis", [team.pk]).area == district
