"""Groups met, activities and signals as figures count them, from their own tables."""

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from organisation.actor import acting, as_system
from organisation.models import Membership, User
from organisation.scope import own, team
from outcomes import disclosure
from outcomes.as_json import as_json
from outcomes.indicators import INDICATORS
from outcomes.models import GroupMetFact, SignalFact
from shared.period import Period
from signals.models import GroupMet, NeighbourhoodSignal, SameSignal
from tests.makers import ResidentFactory
from tests.makers_catalogue import ServiceFactory
from tests.makers_people import TeamFactory
from tests.outcomes.outside import attends, group, held, met, replied, signalled, team_of
from tests.outcomes.worlds import World

pytestmark = pytest.mark.django_db
QUARTER = Period.parse("2026-Q1")
DAY, LATER = date(2026, 2, 10), date(2026, 3, 20)


def told(key: str, by: User, period: Period = QUARTER, of: str = "own") -> dict[str, Any]:
    """The figure as programs read it: what it rests on, and the cells by name with their count or value."""
    scope = own(by) if of == "own" else team(by, team_of(by).pk)
    assert scope is not None
    found = as_json(INDICATORS[key], INDICATORS[key].compute(scope, period), scope=of, period="2026-Q1")
    cells = {cell["cell"]: cell.get("count", cell.get("value")) for cell in found["cells"]}
    return {"rests": (found["known"], found["total"]), **cells}


def test_groups(professional: User) -> None:
    """Each group once, however often it was met; what was seen and done once for each group."""
    groups = [group(professional, f"Groep {turn}") for turn in range(3)]
    met(groups[0], professional, DAY, "gas", "did:talked")
    met(groups[0], professional, LATER, "gas")
    met(groups[1], professional, DAY, "gas", "football")
    met(groups[2], professional, QUARTER.end, "gas")
    assert told("groups_met", professional) == {
        "rests": (2, 2),
        "groups": 2,
        "times": 3,
        "characteristic:gas": 2,
        "characteristic:football": 1,
        "intervention:talked": 1,
    }


def test_group_is_corrected(professional: User) -> None:
    """A correction takes the place of what it corrects, and one that takes it back leaves nothing."""
    said = met(group(professional), professional, DAY, "gas")
    right = met(said.group, professional, DAY, "football", replaces=said)
    assert told("groups_met", professional) == {"rests": (1, 1), "groups": 1, "times": 1, "characteristic:football": 1}
    met(said.group, professional, DAY, replaces=right, is_taken_back=True)
    assert told("groups_met", professional) == {"rests": (0, 0), "groups": 0, "times": 0}


def test_reach(professional: User) -> None:
    """The head count or who came by name, whichever is more; a partner once; what was removed is nothing."""
    football = ServiceFactory(key="football")
    held(professional, DAY, 12, "sportclub", "school", service=football)
    named = held(professional, DAY, 1, "sportclub")
    for state in ("came", "came", "declined", "invited"):
        attends(named, ResidentFactory(by=professional), state)
    attends(named, ResidentFactory(by=professional), "came", removed_at="2026-02-11T12:00Z")
    held(professional, LATER)
    held(professional, LATER, 40, "bakker", removed_at="2026-03-21T12:00Z")
    assert told("reach", professional) == {
        "rests": (2, 3),
        "activities": 3,
        "participants": 14,
        "partners": 2,
        "none:activities": 2,
        "none:participants": 2,
        "football:activities": 1,
        "football:participants": 12,
    }
    scope = own(professional)
    assert scope and INDICATORS["reach"].records(scope, QUARTER, "none:activities").count() == 2
    assert INDICATORS["reach"].records(scope, QUARTER, "football:participants").count() == 1
    assert INDICATORS["reach"].records(scope, QUARTER, "partners").count() == 2
    with pytest.raises(ValueError, match="no cell"):
        INDICATORS["reach"].records(scope, QUARTER, "football:partners")


def test_signals(professional: User, colleague: User) -> None:
    """Per theme; to have seen it is no answer; the days are those of what was answered before the period ended."""
    first = signalled(professional, DAY)
    replied(first, DAY, "seen")
    replied(first, date(2026, 2, 14), "working")
    replied(first, LATER, "done")
    replied(signalled(professional, DAY, "housing"), date(2026, 2, 20), "not_now")
    replied(signalled(professional, DAY), QUARTER.end)
    signalled(colleague, DAY, "housing")
    assert told("signals", professional) == {
        "rests": (3, 3), "finance": 2, "housing": 1, "answered": 2, "median_days": 7.0
    }  # fmt: skip
    assert told("signals", professional, of="team")["housing"] == 2
    empty = told("signals", professional, Period.parse("2025-Q1"))
    assert empty == {"rests": (0, 0), "answered": 0, "median_days": None}


def test_signal_is_corrected(professional: User) -> None:
    """What was answered stays answered, and what is the same as another stays so, through every correction."""
    said = signalled(professional, DAY)
    replied(said, date(2026, 2, 12))
    right = signalled(professional, DAY, "housing", replaces=said)
    other = signalled(professional, DAY)
    same = SameSignal.objects.create(signal=other, other=right, recorded_by=professional)
    again = signalled(professional, DAY, replaces=other)
    found = {"rests": (1, 1), "housing": 1, "answered": 1, "median_days": 2.0}
    assert told("signals", professional) == found
    same.delete()
    assert told("signals", professional) == {**found, "rests": (2, 2), "finance": 1}
    signalled(professional, DAY, replaces=again, is_taken_back=True)
    assert told("signals", professional) == found


def test_who_sees_them(professional: User, stranger: User, privacy_officer: User) -> None:
    """One's own, also of a team one left, and those of one's teams; the app changes nothing through it."""
    moved = TeamFactory()
    kept = signalled(professional, DAY, team=moved)
    mine = met(group(professional), professional, DAY)
    with acting(professional):
        assert SignalFact.objects.get().record == kept.pk and GroupMetFact.objects.get().record == mine.pk
        assert not NeighbourhoodSignal.objects.filter(pk=kept.pk, professional=None).exists()
    for other in (stranger, privacy_officer):
        with acting(other):
            assert not any(one.objects.exists() for one in (SignalFact, GroupMetFact, GroupMet))
    with pytest.raises(DatabaseError), transaction.atomic():
        SignalFact.objects.update(cell="")
    with as_system("a test"):
        assert [str(SignalFact.objects.get()), str(GroupMetFact.objects.get())] == [f"signal {DAY}", f"group_met {DAY}"]


def test_small_teams_too(professional: User) -> None:
    """Nobody lives behind a group: one of them, met by one of two colleagues, is shown to the team."""
    Membership.objects.exclude(user=professional).delete()
    met(group(professional), professional, DAY)
    assert told("groups_met", professional, of="team")["groups"] == 1


def test_no_wider_than_a_team(professional: User) -> None:
    """Wider ones were published."""
    with pytest.raises(ValueError, match="of oneself or of a team"):
        disclosure.events("reach", World(professional).organisation, cells=(), known=0, total=0)
