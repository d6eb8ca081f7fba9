"""Who has most of the records of a place, those of each team and the residents behind them: as one by one."""

from collections import Counter, defaultdict
from datetime import timedelta

import pytest

from organisation.actor import as_system
from organisation.models import Area, User
from outcomes.models import Fact, Over
from outcomes.publishing.counts import Counts, Spot, count
from outcomes.publishing.declared import KNOWN
from outcomes.publishing.families import declared
from shared.period import Period
from tests.makers import AssignmentFactory, GoalFactory, HelpRequestFactory, PlanFactory
from tests.makers_people import TeamFactory
from tests.outcomes.towns import Q1

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("facts_at_once")]
RESULTS = ("reached", "reached", "partly", "dropped", "")


def test_as_one_by_one(professional: User, colleague: User, town: dict[str, Area]) -> None:
    """Goals of plans of two people in two teams, some with several, one handed over to the other team, one unheld."""
    team = TeamFactory(key="noord", name="Noord")
    day = Q1.start + timedelta(days=30)
    for turn in range(12):
        by = colleague if turn % 3 else professional
        plan = PlanFactory(by=by, area=[town["1"], town["2"], town[""], None][turn % 4], opened_on=Q1.start)
        if turn in {4, 5}:
            plan.assignments.update(until=day - timedelta(days=1))
        if turn == 4:
            AssignmentFactory(plan=plan, by=professional, team=team, since=day)
        for goal in range(turn % 3 + 1):
            GoalFactory(plan=plan, by=by, ended_on=day, result=RESULTS[(turn + goal) % 5])
            HelpRequestFactory(plan=plan, by=by, asked_on=day, theme_id=["finance", "housing"][goal % 2])
    ways: dict[object, list[str]] = {
        town["1"].pk: ["BU99990001", "GM9999", ""],
        town["2"].pk: ["BU99990002", "GM9999", ""],
    }
    ways |= {town[""].pk: ["GM9999-", "GM9999", ""], None: ["-", ""]}
    for name, about in (("goals_reached", ""), ("help_requests", "together")):
        with as_system("a test"):
            assert count(declared()[name], Q1, Over.AREA) == one_by_one(name, about, ways, Q1)


def one_by_one(table: str, about: str, ways: dict[object, list[str]], period: Period) -> Counts:
    """The same counts in plain Python."""
    kind = {"goals_reached": "goal_ended", "help_requests": "help_request"}[table]
    of_one: dict[Spot, Counter[object]] = defaultdict(Counter)
    people: dict[Spot, set[object]] = defaultdict(set)
    found = Counts()
    for fact in Fact.objects.filter(kind=kind, day__gte=period.start, day__lt=period.end):
        cells = [KNOWN, ""] if kind == "help_request" else [fact.cell, KNOWN, ""]
        if fact.cell in {"dropped", "no_result"}:
            cells = [fact.cell, ""]
        for key in ways[fact.area]:
            for cell in cells:
                for of in [fact.about, ""] if about else [""]:
                    spot = Spot(key, of, cell)
                    found.records[spot] += 1
                    found.own[str(fact.team or "")][spot] += 1
                    of_one[spot][fact.coordinator] += 1
                    people[spot].add(fact.subject)
    found.residents.update({spot: len(them) for spot, them in people.items()})
    found.largest.update({spot: max(them.values()) for spot, them in of_one.items()})
    return found
