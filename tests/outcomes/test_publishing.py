"""Publishing: once, all or nothing, of quarters that are over; what comes late comes in the next one."""

from dataclasses import replace
from datetime import date
from io import StringIO
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction

from organisation.actor import as_system
from organisation.models import Area, User
from outcomes import tasks
from outcomes.models import CountedCell, Fact, GoneFact, Publication, PublishedCell
from outcomes.publishing import publish as publishing
from outcomes.publishing.counts import Counts, Spot
from outcomes.publishing.families import OVERS, Family, Which, declared
from outcomes.publishing.publish import NotSafe, due, publish
from outcomes.publishing.ways import area_ways, parts_of
from registration.models import Goal
from registration.operations.answers import Said, save_answers
from registration.operations.goals import reopen_goal
from registration.operations.removing import put_back, remove
from shared.period import Period
from tests.makers import GoalFactory, HelpRequestFactory, PlanFactory
from tests.makers_people import AreaFactory, days_ago
from tests.outcomes.one_more import ONE_MORE
from tests.outcomes.towns import Q1, Q2, ended, shown
from tests.outcomes.worlds import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("facts_at_once")]
CELLS = ("", "known", "up", "same", "down", "once")


def test_small_numbers(professional: User, colleague: User, town: dict[str, Area]) -> None:
    """Of three in one neighbourhood nobody reads, and not of the other one either, for the town has both."""
    ended(professional, town["1"], Q1, 6)
    ended(colleague, town["1"], Q1, 6)
    ended(professional, town["2"], Q1, 3)
    with as_system("a test"):
        publish(Q1)
        assert shown("goals_reached") == {"": 15, "GM9999": 15, "BU99990001": None, "BU99990002": None}
        assert shown("goals_reached", cell="partly")[""] == 0
        assert shown("goals_reached", readers="outside")[""] == 15
        assert shown("goals_reached", readers="outside")["BU99990001"] is None
        counted = CountedCell.objects.filter(table="goals_reached", over="area", cell="reached")
        few = counted.get(key="BU99990002")
        assert (str(few), few.count, few.residents) == ("goals_reached/area/BU99990002//reached", 3, 3)
        assert {str(edition) for edition in Publication.objects.all()} == {"2024-Q1 inside", "2024-Q1 outside"}


def test_rounded_for_readers_outside(professional: User, colleague: User, town: dict[str, Area]) -> None:
    """They read multiples of five."""
    for by in (professional, colleague):
        ended(by, town["1"], Q1, 9)
    with as_system("a test"):
        publish(Q1)
        assert shown("goals_reached")[""] == 18
        assert shown("goals_reached", readers="outside")[""] == 20


def test_measured(professional: User, town: dict[str, Area]) -> None:
    """A median stands with the count that it rests on, and only where that is shown."""
    for opened, area in [(2, "1")] * 12 + [(9, "2")] * 2:
        plan = PlanFactory(by=professional, area=town[area], opened_on=Q1.start)
        GoalFactory(plan=plan, by=professional, set_on=date(2024, 1, opened))
    with as_system("a test"):
        publish(Q1)
        found = PublishedCell.objects.filter(
            publication__readers="inside", table="time_to_first_goal", cell="known", over__in=["area", "organisation"]
        )
        values = {cell.key: (cell.count, cell.value) for cell in found}
    assert values[""] == (14, 1) and values["BU99990002"] == (None, None)
    assert set(shown("plans:opened")) == {"", "GM9999", "BU99990001", "BU99990002"}


def test_of_few(professional: User, colleague: User) -> None:
    """Fourteen goals of eleven residents have no shares; of twelve residents they have."""
    for many, quarter in ((11, Q1), (12, Q2)):
        plans = ended(professional, None, quarter, many - 5) + ended(colleague, None, quarter, 5)
        for plan in plans[: 14 - many]:
            GoalFactory(plan=plan, by=professional, ended_on=quarter.last_day, result="reached")
        with as_system("a test"):
            publish(quarter)
            known = PublishedCell.objects.filter(table="goals_reached", key="", cell="known")
            found = known.filter(publication__period=quarter.quarter)
            assert set(found.values_list("count", "is_of_few")) == {(14, many == 11), (15, many == 11)}


def test_once(professional: User) -> None:
    """Nothing is published twice, and nobody changes what was."""
    ended(professional, None, Q1, 6)
    with as_system("a test"):
        publish(Q1)
        before = PublishedCell.objects.count()
        with pytest.raises(DatabaseError), transaction.atomic():
            publish(Q1)
        assert PublishedCell.objects.count() == before
        for change in (
            lambda: PublishedCell.objects.update(count=1),
            lambda: Publication.objects.all().delete(),
            lambda: CountedCell.objects.update(count=1),
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                change()


def test_late(professional: User, town: dict[str, Area]) -> None:
    """What is written down after its quarter was published counts in the next one, if that is the next one."""
    plans = ended(professional, town["1"], Q1, 8)
    with as_system("a test"):
        publish(Q1)
    GoalFactory(plan=plans[0], by=professional, ended_on=Q1.last_day, result="partly")
    GoalFactory(plan=plans[1], by=professional, ended_on=date(2023, 7, 1), result="partly")
    assert list(Fact.objects.exclude(late_for=None).values_list("late_for", flat=True)) == [Q2.start]
    ended(professional, town["1"], Q2, 7)
    with as_system("a test"):
        publish(Q2)
        assert shown("goals_reached")[""] == 8
        assert shown("goals_reached", "2024-Q2")[""] == 8
        counted = CountedCell.objects.filter(
            period="2024-Q2", table="goals_reached", over="area", key="", cell="partly"
        )
        assert counted.get().count == 1


def gone_and_back(goal: Goal) -> None:
    """Removed, and put back."""
    remove(record=goal, by=goal.recorded_by)
    assert not Fact.objects.filter(record=goal.pk).exists()
    put_back(record=goal, by=goal.recorded_by)


def test_what_comes_back_is_no_news(professional: User, town: dict[str, Area]) -> None:
    """Removed and put back, its end taken back and written again, moved to another life domain: counted once, in its
    own quarter. What was late stays late for the same one.
    """
    plans = ended(professional, town["1"], Q1, 8)
    with as_system("a test"):
        publish(Q1)
    goal, again, moved = (plan.goals.get() for plan in plans[:3])
    gone_and_back(goal)
    reopen_goal(goal=again, by=professional)
    Goal.objects.filter(pk=again.pk).update(ended_on=Q1.last_day, result="partly")
    Goal.objects.filter(pk=moved.pk).update(life_domain_id="justice")
    assert not Fact.objects.exclude(late_for=None).exists()
    late = GoalFactory(plan=plans[3], by=professional, ended_on=Q1.last_day, result="partly")
    gone_and_back(late)
    Goal.objects.filter(pk=late.pk).update(life_domain_id="justice")
    assert list(Fact.objects.exclude(late_for=None).values_list("record", "late_for")) == [(late.pk, Q2.start)]
    ended(professional, town["1"], Q2, 7)
    with as_system("a test"):
        publish(Q2)
        assert (shown("goals_reached")[""], shown("goals_reached", "2024-Q2")[""]) == (8, 8)
    assert str(GoneFact(kind="goal_ended", record=goal.pk)) == f"goal_ended {goal.pk}"


def test_an_answer_has_no_lateness(professional: User) -> None:
    """One that is corrected after its quarter was published is that quarter's alone, and is no news of the next one."""
    said: Any = ONE_MORE["experience"](World(professional), Q1.last_day)
    with as_system("a test"):
        publish(Q1)
    save_answers(
        plan=said.plan, moment=said.moment, said=[Said(said.question_id, "filled", "no", stood=said.pk)],
        voice=said.voice, answered_on=said.answered_on, by=professional, experience=said.experience,
    )  # fmt: skip
    facts = Fact.objects.filter(kind="experience", about=said.question_id)
    assert list(facts.values_list("cell", "day", "late_for")) == [("no", Q1.last_day, None)]


def test_due(professional: User) -> None:
    """Quarters that have been over for two weeks, from the first thing that was registered, twelve at most."""
    with as_system("a test"):
        assert due(date(2026, 1, 20)) == []
        ended(professional, None, Period.parse("2025-Q2"), 1)
        names = [quarter.quarter for quarter in due(date(2026, 1, 14))]
        assert (names[0], names[-1]) == ("2023-Q2", "2025-Q3")
        assert [quarter.quarter for quarter in due(date(2026, 1, 15))][-1] == "2025-Q4"
        names = [quarter.quarter for quarter in due(date(2027, 1, 15))]
        assert (len(names), names[0]) == (12, "2024-Q1")
        publish(Period.parse("2026-Q3"))
        assert [quarter.quarter for quarter in due(date(2027, 1, 15))] == ["2026-Q4"]


def test_not_safe(professional: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """What would give away what may not be known stops the whole night; what was published last stays."""
    ended(professional, None, Q1, 6)
    real = publishing.protect
    with as_system("a test"):
        publish(Q1)
    before = shown("goals_reached")
    monkeypatch.setattr(publishing, "protect", lambda *args, **named: replace(real(*args, **named), still=(object(),)))
    with as_system("a test"), pytest.raises(NotSafe, match="withheld cells follow"), transaction.atomic():
        publish(Q2)
    with as_system("a test"):
        assert {edition.period for edition in Publication.objects.all()} == {"2024-Q1"}
        assert not CountedCell.objects.filter(period="2024-Q2").exists()
        assert shown("goals_reached") == before


def test_night_and_command(professional: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """The night publishes one quarter and asks for the next; the command all that are due. Then nothing is."""
    quarter = Period.quarter_before(days_ago(0))
    ended(professional, None, quarter, 6)
    monkeypatch.setattr(publishing, "QUARTERS", 2)
    monkeypatch.setattr(tasks.timezone, "localdate", lambda: date(quarter.end.year, quarter.end.month, 20))
    asked: list[object] = []
    queue = SimpleNamespace(defer=lambda **named: asked.append(named))
    monkeypatch.setattr(tasks.app, "configure_task", lambda _name: queue)
    tasks.publish_quarters(1)
    with as_system("a test"):
        assert {edition.period for edition in Publication.objects.all()} == {
            Period.quarter_before(quarter.start).quarter
        }
    assert asked == [{"timestamp": 1}]
    said = [StringIO(), StringIO()]
    for out in said:
        call_command("publish_figures", stdout=out)
    assert f"{quarter.quarter} inside:" in said[0].getvalue() and "cells shown" in said[0].getvalue()
    assert "Nothing is due" in said[1].getvalue()
    tasks.publish_quarters(2)
    assert len(asked) == 1


def test_ways(professional: User, town: dict[str, Area]) -> None:
    """An area with others inside it has a rest; a code of two years lies where it lay last; parts are found again."""
    other = AreaFactory(code="GM9998", level="GM")
    moved = AreaFactory(code="BU99990001", parent=other, year=2026)
    for area in (town[""], town["1"], town["2"], moved, None):
        ended(professional, area, Q1, 1)
    with as_system("a test"):
        facts = Fact.objects.filter(kind="goal_ended")
        up = area_ways(facts).up
    assert up[str(town[""].pk)] == ("GM9999-", "GM9999", "")
    assert up[str(moved.pk)] == up[str(town["1"].pk)] == ("BU99990001", "GM9998", "")
    assert up[""] == ("-", "")
    keys = {key for way in up.values() for key in way}
    found = parts_of(keys, "area")
    assert found == {"": ("-", "GM9998", "GM9999"), "GM9998": ("BU99990001",), "GM9999": ("BU99990002", "GM9999-")}
    assert parts_of({"", "-", "help"}, "service") == {"": ("-", "help")}


def test_closed_list() -> None:
    """Every table that is published has a total, and none is a part of one that there is not."""
    tables = declared()
    assert {table.total_of for table in tables.values()} - {""} <= set(tables)
    assert "goals_now" not in tables and "question_use" not in tables
    assert {name for name, table in tables.items() if table.adds_up} == {
        "experience",
        "goals_reached",
        "help_requests",
        "reach",
        "reach:participants",
        "referrals",
        "referrals:ours",
    }


def test_themes(professional: User) -> None:
    """Themes stand together with their total; of those with too few nothing is said."""
    plans = ended(professional, None, Q1, 14)
    for number, plan in enumerate(plans):
        HelpRequestFactory(
            plan=plan, by=professional, asked_on=Q1.start, theme_id="finance" if number > 2 else "housing"
        )
    with as_system("a test"):
        publish(Q1)
        cells = PublishedCell.objects.filter(publication__readers="inside", table="help_requests", key="", cell="")
        assert dict(cells.values_list("about", "count")) == {"": 14, "finance": None, "housing": None}


def test_sensitive(professional: User, colleague: User, town: dict[str, Area]) -> None:
    """Of a sensitive theme readers outside are not told that there was nothing either; who works here is."""
    for by in (professional, colleague):
        for plan in ended(by, town["1"], Q1, 9):
            HelpRequestFactory(plan=plan, by=by, asked_on=Q1.start, theme_id="finance")
    justice = ended(colleague, town["2"], Q1, 1)[0]
    HelpRequestFactory(plan=justice, by=colleague, asked_on=Q1.start, theme_id="justice")
    with as_system("a test"):
        publish(Q1)
        cells = PublishedCell.objects.filter(table="help_requests", key="BU99990001", cell="", about="justice")
        assert dict(cells.values_list("publication__readers", "count")) == {"inside": 0, "outside": None}
        cells = PublishedCell.objects.filter(table="help_requests", key="BU99990002", cell="", about="finance")
        assert dict(cells.values_list("publication__readers", "count")) == {"inside": 0, "outside": 0}


def test_sensitive_parts() -> None:
    """So it is with the parts of instruments that are about one: all cells of such a table."""
    counts = {"2024-Q1": {Which("domain_change", over): Counts() for over in OVERS}}
    for about, sensitive in (("zrm:2017:justice", {("cell", cell) for cell in CELLS}), ("zrm:2017:housing", set())):
        for of in counts["2024-Q1"].values():
            of.records[Spot("", about, "up")] = of.residents[Spot("", about, "up")] = 1
            of.largest[Spot("", about, "up")] = 1
        assert Family(("domain_change",), counts, about).publication.sensitive == sensitive
