"""What is published of groups, activities and signals: all of it inside, what is safe for readers outside."""

import os
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import numpy as np
import pytest

from organisation.actor import as_system
from organisation.models import Area, User
from organisation.scope import Scope
from outcomes.as_json import published_as_json
from outcomes.indicators import INDICATORS
from outcomes.models import ActivityFact, GroupMetFact, Publication, SignalFact
from outcomes.protection.audit import attack
from outcomes.protection.linear import system
from outcomes.protection.suppress import protect
from outcomes.protection.tables import OUTSIDE
from outcomes.published import editions, of_place
from outcomes.publishing.counts import count
from outcomes.publishing.families import OVERS, Which, declared, families
from outcomes.publishing.publish import due, publish
from tests.makers_catalogue import ServiceFactory
from tests.outcomes.outside import group, held, met, replied, signalled
from tests.outcomes.towns import Q1, Q2, shown

pytestmark = pytest.mark.django_db
WORLDS = 100 if os.environ.get("KEUKENTAFEL_PROVE") == "1" else 2
KEYS = ("reach", "groups_met", "signals")
THEMES = ("finance", "housing", "justice", "children")


@pytest.fixture(autouse=True)
def system_publishes() -> Iterator[None]:
    """All of it is done, and looked at, as the night does."""
    with as_system("a test publishes"):
        yield


def read(key: str, readers: Any = "inside", of: str = "", period: str = "2024-Q1") -> dict[str, Any]:
    """A figure as programs read it; `cells` by name: the count or value, and what it is of; None is withheld."""
    over: Any = "area" if of else "organisation"
    scope = Scope(over, None, date(2024, 9, 1), key=of, readers=readers)
    figure = of_place(scope, [INDICATORS[key]], editions(scope))[key, period]
    found = published_as_json(INDICATORS[key], figure, scope=of)
    cells = {
        one["cell"]: None if one["withheld"] else (one["value"],) if "value" in one else (one["count"], one.get("of"))
        for one in found["cells"]
    }
    return {**found, "cells": cells}


def test_signals(professional: User, colleague: User, town: dict[str, Area]) -> None:
    """One signal is shown inside; outside fewer than ten are not, and other counts are rounded."""
    for turn in range(13):
        made = signalled((professional, colleague)[turn % 2], Q1.start, area=town["1"])
        if turn < 11:
            replied(made, Q1.start + timedelta(days=4))
    signalled(colleague, Q1.start, "housing", area=town["2"])
    publish(Q1)
    inside = read("signals", of="BU99990002")
    assert inside["cells"] == {"finance": (0, 1), "housing": (1, 1), "answered": (0, 1), "median_days": (None,)}
    assert (inside["known"], inside["total"]) == (1, 1)
    assert read("signals")["cells"] == {
        "finance": (13, 14), "housing": (1, 14), "answered": (11, 14), "median_days": (4.0,)
    }  # fmt: skip
    outside = read("signals", "outside", of="BU99990001")["cells"]
    assert outside["finance"] is None or outside["finance"][0] == 15
    assert read("signals", "outside", of="BU99990002")["cells"]["housing"] is None
    assert read("signals", "outside")["cells"]["housing"] is None
    assert None in read("signals", "outside")["cells"].values()


def test_groups(professional: User, town: dict[str, Area]) -> None:
    """A group counts in each area where it was met, and once in what holds these; what it showed is not for outside."""
    one, other = group(professional), group(professional, "Groep bij het veld")
    met(one, professional, Q1.start, "gas", area=town["1"])
    met(one, professional, Q1.last_day, "did:talked", area=town["2"])
    met(other, professional, Q1.start, "gas", area=town["2"])
    publish(Q1)
    assert shown("groups_met:groups") == {"": 2, "GM9999": 2, "BU99990001": 1, "BU99990002": 2}
    assert shown("groups_met:times")["BU99990001"] == 1
    found = read("groups_met", of="BU99990002")
    assert found["cells"] == {
        "characteristic:gas": (1, 2), "intervention:talked": (1, 2), "groups": (2, None), "times": (2, None)
    }  # fmt: skip
    assert read("groups_met")["cells"]["characteristic:gas"] == (2, 2)
    assert (found["known"], found["total"]) == (2, 2)
    left_out = Publication.objects.get(readers="outside").left_out
    assert left_out == ["groups_met/characteristic:gas", "groups_met/intervention:talked"]
    assert read("groups_met", "outside")["withheld"] is True


def test_groups_in_two_areas(professional: User, colleague: User, town: dict[str, Area]) -> None:
    """For readers outside they count once in what holds all of it; areas that divide them would not add up to that."""
    for turn in range(12):
        by = (professional, colleague)[turn % 2]
        one = group(by)
        met(one, by, Q1.start, area=town["1"])
        met(one, by, Q1.last_day, area=town["2"])
    publish(Q1)
    assert shown("groups_met:groups") == {"": 12, "GM9999": 12, "BU99990001": 12, "BU99990002": 12}
    for of, groups in (("", 10), ("GM9999", 10), ("BU99990001", None), ("BU99990002", None)):
        told = read("groups_met", "outside", of=of)["cells"]["groups"]
        assert told == (groups and (groups, None)), of


def test_reach(professional: User, colleague: User, town: dict[str, Area]) -> None:
    """Activities and participants, of areas and of services; also of a year."""
    football = ServiceFactory(key="football")
    for turn, by in enumerate((professional, colleague) * 3):
        held(by, Q1.start, 10 + turn, area=town["1"], service=football)
    held(professional, Q1.start, area=town["2"])
    publish(Q1)
    found = read("reach")
    assert found["cells"] == {"activities": (7, None), "participants": (75, None)}
    assert (found["known"], found["total"]) == (6, 7)
    scope = Scope("service", None, Q2.start, key="football", readers="inside")
    service = of_place(scope, [INDICATORS["reach"]], editions(scope))["reach", "2024-Q1"].of(":participants")
    assert service and service.total == 75
    outside = read("reach", "outside")["cells"]
    assert outside == {"activities": None, "participants": (75, None)}


def test_late(professional: User, town: dict[str, Area]) -> None:
    """What comes late counts in the next quarter, once; also what was recorded elsewhere in time and brought in later.

    A correction of what was published does not.
    """
    early = signalled(professional, Q1.start, area=town["1"])
    publish(Q1)
    signalled(professional, Q1.last_day, "housing", area=town["1"])
    in_time = {"area": town["1"], "recorded_at": datetime(2024, 3, 31, 12, tzinfo=UTC)}
    signalled(professional, Q1.last_day, "housing", **in_time)
    held(professional, Q1.last_day, 12, **in_time)
    met(group(professional), professional, Q1.last_day, **in_time)
    signalled(professional, Q1.start - timedelta(days=1), area=town["1"])
    signalled(professional, Q1.start, "justice", area=town["1"], replaces=early)
    for kind, late in ((ActivityFact, [""]), (GroupMetFact, [""]), (SignalFact, ["housing", "housing"])):
        assert list(kind.objects.filter(late_for=Q2.start).values_list("about", flat=True)) == late
        assert not kind.objects.exclude(late_for=Q2.start).filter(late_for__isnull=False).exists()
    publish(Q2)
    found = read("signals", period="2024-Q2")["cells"]
    assert found == {"housing": (2, 2), "answered": (0, 2), "median_days": (None,)}
    assert read("reach", period="2024-Q2")["cells"] == {"activities": (1, None), "participants": (12, None)}
    assert shown("groups_met:times", "2024-Q2")[""] == 1


def test_due(professional: User) -> None:
    """Work outside alone is reason enough to publish."""
    held(professional, Q1.start, 3)
    assert [one.quarter for one in due(date(2024, 7, 20))] == ["2024-Q1", "2024-Q2"]


@pytest.mark.parametrize("seed", range(WORLDS))
def test_attack(seed: int, professional: User, colleague: User, stranger: User, town: dict[str, Area]) -> None:
    """No reader outside who knows a team works out what is withheld of any of the tables."""
    random = Random(seed)
    places = [*town.values(), None]
    for _turn in range(random.choice((30, 80))):
        by, area = random.choice((professional, colleague, stranger)), random.choice(places)
        day = Q1.start + timedelta(days=random.randrange(90))
        made = signalled(by, day, random.choice(THEMES), area=area)
        if random.random() < 0.5:
            replied(made, day + timedelta(days=random.randrange(60)))
        if random.random() < 0.4:
            held(by, day, random.choice((None, 3, 12, 40)), area=area)
            seen = group(by)
            met(seen, by, day, area=area)
            met(seen, by, day, area=random.choice(places))
    here = {Which(name, over): count(table, Q1, over) for name, table in declared().items() for over in OVERS}
    tried = [one for one in families({Q1.quarter: here}) if not one.of_residents and not one.only_inside]
    assert {one.tables[0].partition(":")[0] for one in tried} == set(KEYS)
    hidden_cells = 0
    for family in tried:
        decided = protect(family.publication, OUTSIDE, knowers=family.knowers)
        made_of = system(family.publication)
        hidden = np.array([place in decided.withheld for place in made_of.places])
        assert attack(made_of, hidden, OUTSIDE.k, family.knowers) == []
        hidden_cells += int(hidden.sum())
    assert hidden_cells
