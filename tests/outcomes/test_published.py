"""What is read of publications: each count or that it is withheld, and nothing of another place or other readers."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from organisation.actor import acting, as_system
from organisation.models import User
from organisation.scope import Scope, own, published
from outcomes import disclosure
from outcomes.as_json import published_as_json
from outcomes.figures import PublishedFigure, Withheld
from outcomes.indicators import INDICATORS
from outcomes.models import CountedCell
from outcomes.published import editions, of_place, of_places
from tests.makers_people import AreaFactory
from tests.makers_published import FEW, QUARTER, cells, edition, reached

pytestmark = pytest.mark.django_db


@pytest.fixture
def inside(professional: User) -> Iterator[Scope]:
    """The whole organisation, as who works here reads it; this person is at work."""
    found = published(professional, "organisation")
    assert found is not None
    with acting(professional):
        yield found


def figure(scope: Scope, key: str, period: str = QUARTER) -> PublishedFigure:
    """One figure of the place of a scope."""
    return of_place(scope, [INDICATORS[key]], editions(scope))[key, period]


def as_plain(scope: Scope, key: str) -> dict[str, Any]:
    """The same for programs."""
    return published_as_json(INDICATORS[key], figure(scope, key), scope="organisation")


def test_counts(inside: Scope) -> None:
    """Zero is zero, withheld is withheld, and what no row is of was counted nowhere."""
    reached(edition(), 44, 40, 23, FEW, FEW, 4)
    whole = figure(inside, "goals_reached").of("")
    assert whole is not None and (whole.total, whole.known, whole.count("reached")) == (44, 40, 23)
    assert (whole.count("partly"), whole.count("not")) == (Withheld("partly"), Withheld("not"))
    assert (whole.count("dropped"), whole.count("no_result")) == (4, 0)
    with pytest.raises(KeyError):
        whole.count("nothing")
    assert figure(inside, "goals_reached").of("finance") is None


def test_total_elsewhere(inside: Scope) -> None:
    """A total that another table publishes is taken from there; one that nobody publishes is never guessed."""
    made = edition()
    cells(made, "helped", {"known": 30, "yes": 20, "partly": 10, "no": 0, "no_answer": 7})
    assert figure(inside, "helped").groups[0].total == Withheld("")
    cells(made, "plans:closed", {"": 37, "known": 37})
    assert figure(inside, "helped").groups[0].total == 37


def test_values(inside: Scope) -> None:
    """A median goes with the number that it rests on, and is withheld with it."""
    made = edition()
    cells(made, "plan_duration", {"": 12, "known": 12}, value=34.5)
    cells(made, "time_to_first_goal", {"": 12, "known": FEW, "no_goal": FEW}, value=3.0)
    assert figure(inside, "plan_duration").groups[0].value == 34.5
    assert figure(inside, "time_to_first_goal").groups[0].value is None


def test_place(inside: Scope, professional: User) -> None:
    """An area reads its own rows; several places are read in one statement, as many as they are."""
    made = edition()
    reached(made, 44, 40, 23, 10, 7)
    codes = [AreaFactory().code for _ in range(12)]
    for count, code in enumerate(codes):
        reached(made, count, count, count, 0, 0, place=f"area:{code}")
    area = published(professional, "area", codes[3])
    assert area is not None and figure(area, "goals_reached").groups[0].total == 3
    with CaptureQueriesContext(connection) as asked:
        found = of_places(inside, [INDICATORS["goals_reached"], INDICATORS["goals_now"]], made, "area", codes)
    assert len(asked) == 1
    assert [found["goals_reached", code].groups[0].total for code in codes] == list(range(12))
    with CaptureQueriesContext(connection) as asked:
        of_place(inside, INDICATORS.values(), editions(inside))
    assert len(asked) == 2


def test_left_out_and_nothing(inside: Scope) -> None:
    """A table of which nothing safe could be shown says so; a place without counts has no groups."""
    edition(left_out=("goals_reached", "plans:opened"))
    assert figure(inside, "goals_reached").left_out == {"goals_reached"}
    assert figure(inside, "goal_progress").groups == ()
    assert as_plain(inside, "goals_reached")["withheld"] and as_plain(inside, "goals_reached")["unpublished"]
    nothing = as_plain(inside, "goal_progress")
    assert nothing["cells"] == [] and nothing["known"] is None and not nothing["withheld"]


def test_for_programs(inside: Scope) -> None:
    """The shape of one's own figures; what is withheld has neither a count nor a value, nor what it is of."""
    made = edition()
    reached(made, 44, 40, 23, FEW, FEW, 4)
    assert as_plain(inside, "goals_reached") | {"counted_on": ""} == {
        **{"key": "goals_reached", "scope": "organisation", "period": QUARTER, "kind": "outcome", "counted_on": ""},
        **{"known": 40, "total": 44, "withheld": False},
        "cells": [
            {"cell": "reached", "count": 23, "of": 40, "withheld": False},
            {"cell": "partly", "withheld": True},
            {"cell": "not", "withheld": True},
            {"cell": "dropped", "count": 4, "of": None, "withheld": False},
            {"cell": "no_result", "count": 0, "of": None, "withheld": False},
        ],
    }
    cells(made, "goal_progress", {"": 44, "known": FEW, "up": 20, "same": FEW, "down": FEW, "once": FEW})
    progress = as_plain(inside, "goal_progress")
    assert "known" not in progress and progress["total"] == 44
    assert progress["cells"][0] == {"cell": "up", "count": 20, "withheld": False}
    cells(made, "plans:opened", {"": FEW, "known": FEW})
    assert as_plain(inside, "plans")["withheld"] and as_plain(inside, "plans")["cells"] == [
        {"cell": "opened", "withheld": True}
    ]


def test_names_for_programs(inside: Scope) -> None:
    """What a figure tells apart stands before the colon, as for one's own caseload."""
    made = edition()
    cells(made, "help_requests", {"": 30, "known": 30})
    cells(made, "help_requests", {"": 12, "known": 12}, about="finance")
    cells(made, "referrals", {"": 30, "first": 20, "second": 10, "none": 0})
    cells(made, "referrals", {"": 9, "first": 9, "second": 0, "none": 0}, about="finance")
    cells(made, "referrals:ours", {"": 30, "yes": 8, "other": 22})
    cells(made, "gas_t_score", {"": 14, "known": 14}, about="gas", value=52.4)
    cells(made, "experience", {"": 20, "known": 18, "yes": 18, "no_answer": 2}, about="experience.effect")
    cells(made, "plan_duration", {"": 30, "known": 30}, value=34.5)
    named = {
        cell["cell"]: (cell.get("count", cell.get("value")), cell.get("of"))
        for key in ("help_requests", "referrals", "gas_t_score", "experience", "plan_duration")
        for cell in as_plain(inside, key)["cells"]
    }
    assert named == {
        "finance": (12, 30),
        **{"finance:first": (9, 30), "finance:second": (0, 30), "finance:none": (0, 30)},
        "could_have_been_ours": (8, 30),
        "mean:gas": (52.4, None),
        "experience.effect:yes": (18, 18),
        "experience.effect:no_answer": (2, None),
        "median_days": (34.5, None),
    }
    assert as_plain(inside, "experience")["cells"][0]["total"] == 20


def test_other_readers(municipality_reader: User, professional: User) -> None:
    """Who reads from outside gets what is published for outside, and nothing of what is read inside."""
    reached(edition(), 44, 40, 23, 10, 7)
    reached(edition(readers="outside"), 45, 40, 25, FEW, FEW)
    for person, readers, total in ((municipality_reader, "outside", 45), (professional, "inside", 44)):
        with acting(person):
            scope = published(person, "organisation")
            assert scope is not None and scope.readers == readers
            assert [one.readers for one in editions(scope)] == [readers]
            assert figure(scope, "goals_reached").groups[0].total == total


def test_door(professional: User) -> None:
    """No published figure for a scope that is of no readers, and no editions."""
    scope = own(professional)
    assert scope is not None and editions(scope) == []
    with pytest.raises(ValueError, match="readers inside or outside"):
        disclosure.published("k", scope, period=QUARTER, made_at=None, groups=[], left_out=[])  # type: ignore[arg-type]


@pytest.mark.usefixtures("facts_at_once")
def test_reader_outside_reaches_nothing_else(things: dict[str, object], municipality_reader: User) -> None:
    """In SQL of their own making as well: no fact, no true count, nothing published inside, and no registration."""
    reached(edition(), 44, 40, 23, 10, 7)
    with as_system("a count as it was"):
        CountedCell.objects.create(table="k", over="organisation", period=QUARTER, count=1, residents=1, largest=1)
    assert things
    tables = [
        name for name in connection.introspection.table_names() if name.startswith(("registration_", "outcomes_"))
    ]
    with as_system("what there is"):
        there = {name: rows for name in tables if (rows := rows_of(name))}
    assert {"outcomes_fact", "outcomes_countedcell", "outcomes_publishedcell", "registration_plan"} <= there.keys()
    with acting(municipality_reader):
        assert {name: rows for name in there if (rows := rows_of(name))} == {}


def rows_of(table: str) -> int:
    """How many rows of a table whoever is at work sees; none of one that the program may not read at all."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege(%s, 'SELECT')", [table])
        if not cursor.fetchone()[0]:
            return 0
        cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608  # the name is one of the database itself
        return int(cursor.fetchone()[0])
