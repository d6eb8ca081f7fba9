"""`manage.py figures`: what one person's pages show, in the shape of docs/figures.md."""

import json
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from organisation.models import User
from outcomes.as_json import as_json
from outcomes.disclosure import FEWEST
from outcomes.figures import Spread, Spreads, Withheld
from outcomes.indicators import INDICATORS
from outcomes.management.commands.figures import shown
from tests.makers_beside import ReferralFactory
from tests.makers_catalogue import ServiceFactory
from tests.makers_people import AreaFactory
from tests.makers_published import FEW, edition, reached
from tests.outcomes.one_more import ONE_MORE, answered, closed, due, scored_part
from tests.outcomes.worlds import QUARTER, World

pytestmark = pytest.mark.usefixtures("facts_at_once")
DAY = QUARTER.last_day
Cells = dict[str, tuple[Any, ...]]


@pytest.fixture
def printed(capsys: pytest.CaptureFixture[str]) -> Any:
    """What the command prints for somebody, by key."""

    def run(scope: str, person: User, period: str = QUARTER.quarter, **options: str) -> dict[str, Any]:
        call_command("figures", scope=scope, period=period, person=person.email, **options)
        return {figure["key"]: figure for figure in json.loads(capsys.readouterr().out)}

    return run


@pytest.fixture
def amir(professional: User) -> World:
    """Who works in a team of three."""
    return World(professional)


def crowd(key: str, amir: World, others: tuple[User, ...]) -> None:
    """Five residents of three colleagues."""
    worlds = [amir, *map(World, others)]
    for one in worlds:
        one.plan(opened_on=QUARTER.start)
    for turn in range(FEWEST):
        ONE_MORE[key](worlds[turn % 3], DAY)


def cells(figure: dict[str, Any]) -> Cells:
    """Each cell: the count and what it is of, or its value."""
    return {
        cell["cell"]: (cell["value"],) if "value" in cell else (cell["count"], cell["of"]) for cell in figure["cells"]
    }


def test_own(amir: World, printed: Any) -> None:
    """Every figure of a caseload, in the names of the page about figures; zeros are zeros."""
    found = printed("own", amir.person)
    assert sorted(found) == sorted(key for key, one in INDICATORS.items() if "own" in one.SCOPES)
    assert {figure["withheld"] for figure in found.values()} == {False}
    assert found["goals_reached"] == {
        "key": "goals_reached",
        "scope": "own",
        "period": QUARTER.quarter,
        "kind": "outcome",
        "known": 0,
        "total": 0,
        "withheld": False,
        "cells": [
            *({"cell": cell, "count": 0, "of": 0, "withheld": False} for cell in ("reached", "partly", "not")),
            *({"cell": cell, "count": 0, "of": None, "withheld": False} for cell in ("dropped", "no_result")),
        ],
    }
    assert cells(found["goals_now"]) == {**{str(step): (0, 0) for step in range(1, 6)}, "not_scored": (0, None)}
    assert cells(found["plans"]).keys() == {"opened", "closed", "open_at_end", "without_coordinator"}
    assert cells(found["plan_duration"]) == {"median_days": (None,)}
    assert (found["plans"]["known"], found["plans"]["total"]) == (None, None)
    assert found["help_requests"]["cells"] == [] and found["help_requests"]["known"] == 0


def test_names_of_cells(amir: World, printed: Any) -> None:
    """What a figure tells apart stands before the colon; themes are of one total."""
    for add in (answered, due, scored_part, closed(helped_resident="partly"), ONE_MORE["gas_t_score"]):
        add(amir, DAY)
    for theme, line, ours in (("finance", "first", "yes"), ("finance", "second", "no"), ("housing", "", "")):
        plan = amir.plan(opened_on=DAY)
        ReferralFactory(
            plan=plan, by=amir.person, referred_on=DAY, theme_id=theme, line=line, could_have_been_ours=ours
        )
    ONE_MORE["help_requests"](amir, DAY)
    found = printed("own", amir.person)
    assert cells(found["helped"])["partly"] == (1, 1) and found["helped"]["known"] == 1
    assert cells(found["actions_done"]) == {"done": (1, 1), "open": (0, 1), "cancelled": (0, None)}
    assert cells(found["gas_t_score"]) == {"mean:gas": (60.0,)}
    assert cells(found["help_requests"]) == {"finance": (1, 1)}
    assert cells(found["referrals"]) == {
        **{"finance:first": (1, 3), "finance:second": (1, 3), "finance:none": (0, 3)},
        **{"housing:first": (0, 3), "housing:second": (0, 3), "housing:none": (1, 3)},
        "could_have_been_ours": (1, 3),
    }
    assert (found["referrals"]["known"], found["referrals"]["total"]) == (3, 3)
    part = found["domain_change"]["cells"][0]
    assert part == {
        "cell": "own_sleep:1:inslapen:up", "count": 1, "of": 1, "known": 1, "total": 1, "withheld": False
    }  # fmt: skip
    assert cells(found["experience"])["experience.effect:yes"] == (1, 1)


def test_team(amir: World, colleague: User, former: User, printed: Any) -> None:
    """A figure with too few residents is withheld beside one that has enough, and says neither 0 nor null."""
    crowd("domain_change", amir, (colleague, former))
    ONE_MORE["goals_reached"](amir, DAY)
    found = printed("team:oost", amir.person)
    assert "goals_now" not in found
    assert found["goals_reached"] == {
        "key": "goals_reached",
        "scope": "team:oost",
        "period": QUARTER.quarter,
        "kind": "outcome",
        "withheld": True,
        "cells": [],
    }
    assert cells(found["domain_change"])["own_sleep:1:inslapen:up"] == (5, 5)
    year = printed("team:oost", amir.person, period=str(DAY.year), keys="plans, domain_change")
    assert list(year) == ["plans", "domain_change"]


def test_part_that_is_withheld(amir: World) -> None:
    """Of one thing among several which cells it could have is said, and no count; where all are, the figure is."""
    few, shown = Withheld("a:1:b"), Spread("a:1:c", (), (), 0, 0, 0)
    named = {"scope": "team:oost", "period": "2026-Q3"}
    found = as_json(INDICATORS["domain_change"], Spreads("domain_change", (few,)), **named)
    assert found["withheld"] and found["cells"][0] == {"cell": "a:1:b:up", "withheld": True} and "known" not in found
    assert len(found["cells"]) == 6
    both = as_json(INDICATORS["experience"], Spreads("experience", (Withheld("own.q"), shown)), **named)
    assert both["cells"] == [{"cell": "own.q", "withheld": True}]
    themes = as_json(INDICATORS["help_requests"], Spreads("help_requests", (Withheld("finance"),)), **named)
    assert themes["withheld"] and themes["cells"] == [{"cell": "finance", "withheld": True}]


def test_organisation(information_manager: User, professional: User, municipality_reader: User, printed: Any) -> None:
    """How questions are used is counted over everybody; too few behind a count is withheld there as well."""
    for _resident in range(2 * FEWEST):
        World(professional).asked_note(DAY, "note.text")
    World(professional).asked_note(DAY, "note.held_on")
    found = printed("organisation", information_manager)["question_use"]
    by_name = {cell["cell"]: cell for cell in found["cells"]}
    assert by_name["note.text:filled"] == {
        "cell": "note.text:filled", "count": 10, "of": 10, "known": 10, "total": 10, "withheld": False
    }  # fmt: skip
    assert by_name["note.held_on:filled"] == {"cell": "note.held_on:filled", "withheld": True}
    with pytest.raises(CommandError, match="quarters that are over"):
        printed("organisation", information_manager, period="2026", keys="question_use")
    with pytest.raises(CommandError, match="There is no question_use for this scope"):
        printed("organisation", municipality_reader, keys="question_use")


def test_published(information_manager: User, municipality_reader: User, roleless: User, printed: Any) -> None:
    """Of areas, services and the organisation what was published for these readers, of periods that were."""
    service, area = ServiceFactory().key, AreaFactory().code
    made = edition()
    for place in ("", f"area:{area}", f"service:{service}"):
        reached(made, 44, 40, 23, 10, 7, place=place)
    for scope in ("organisation", f"area:{area}", f"service:{service}"):
        found = printed(scope, information_manager)
        assert (found["goals_reached"]["scope"], found["goals_reached"]["known"]) == (scope, 40)
        assert ("question_use" in found) is (scope == "organisation")
        with pytest.raises(CommandError, match="Nothing was published"):
            printed(scope, municipality_reader)
        with pytest.raises(CommandError, match=f"There is no {scope} here"):
            printed(scope, roleless)
    reached(edition(readers="outside"), 45, 40, 25, FEW, FEW)
    assert sorted(printed("organisation", municipality_reader)) == sorted(
        key for key, one in INDICATORS.items() if hasattr(one, "PUBLISHED")
    )
    for nowhere in ("area:nowhere", "service:nowhere", "organisation:x", "area", "service:"):
        with pytest.raises(CommandError, match=f"There is no {nowhere} here"):
            printed(nowhere, information_manager)
    with pytest.raises(CommandError, match="Nothing was published"):
        printed("organisation", information_manager, period=str(DAY.year))


def test_table(amir: World, colleague: User, former: User, capsys: pytest.CaptureFixture[str]) -> None:
    """For people, in their own language."""
    crowd("actions_done", amir, (colleague, former))
    asked = {"scope": "team:oost", "period": QUARTER.quarter, "format": "table", "person": amir.person.email}
    call_command("figures", **asked)
    said = capsys.readouterr().out.splitlines()
    assert [line.split() for line in said[1:4]] == [
        ["done", "5", "/", "5"],
        ["open", "0", "/", "5"],
        ["cancelled", "0"],
    ]
    assert said[0].startswith("actions_done: ") and said[0].endswith(" (5 / 5)")
    asked |= {"scope": "own", "keys": "plan_duration,plans"}
    call_command("figures", **asked)
    said = capsys.readouterr().out.splitlines()
    assert said[1].split() == ["median_days", "-"] and said[2].startswith("plans: ") and "(" not in said[2]
    reached(edition(), 44, FEW, FEW, 10, FEW, 4)
    call_command("figures", **asked | {"scope": "organisation", "keys": "goals_reached"})
    said = capsys.readouterr().out.splitlines()
    assert "(" not in said[0] and [line.split()[-1] for line in said[1:5]] == ["zien", "10", "zien", "4"]
    ONE_MORE["helped"](amir, DAY)
    asked |= {"scope": "team:oost", "keys": "helped"}
    call_command("figures", **asked)
    assert capsys.readouterr().out.splitlines()[1] == "  te weinig om te laten zien"
    assert shown({"cell": "a:1:b:up", "withheld": True}, "te weinig") == "te weinig"


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ({"person": ""}, "no figure without somebody"),
        ({"person": "nobody@voorbeeld.example"}, "Nobody can log in"),
        ({"period": "2026-Q5"}, "A period is a year"),
        ({"period": "2026-02-01..2026-01-01"}, "ends after it starts"),
        ({"scope": "team:oost", "period": "2026-01-01..2026-02-01"}, "whole quarters and years"),
        ({"scope": "team:west"}, "There is no team:west here"),
        ({"scope": "team:nowhere"}, "There is no team:nowhere here"),
        ({"scope": "area:BU99990001"}, "There is no area:BU99990001 here"),
        ({"scope": "everything"}, "There is no everything here"),
        ({"keys": "goals_reached,nothing"}, "There is no nothing for this scope"),
        ({"scope": "team:oost", "keys": "goals_now"}, "There is no goals_now for this scope"),
    ],
)
def test_refused(asked: dict[str, str], why: str, professional: User, stranger: User) -> None:
    """In a plain sentence; what one may not see is as what there is not."""
    usual = {"scope": "own", "period": "2026-Q1", "person": professional.email}
    with pytest.raises(CommandError, match=why):
        call_command("figures", **(usual | asked))
    assert stranger.memberships.get().team.key == "west"


def test_any_days_for_oneself(amir: World, printed: Any) -> None:
    """One's own caseload may be asked of any days, and of the plans on which one works beside somebody."""
    assert printed("own", amir.person, period="2026-01-01..2026-01-02")["plans"]["period"] == "2026-01-01..2026-01-02"
    assert "goals_now" not in printed("co_worked", amir.person)
