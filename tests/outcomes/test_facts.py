"""Facts equal their source after every act, whoever does it and however many at once; what differs is found."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection, connections, transaction
from django.db.utils import DatabaseError
from django.utils import timezone

from exchange.bundle.running import import_bundle
from exchange.bundle.undoing import undo_run
from exchange.models import RunState
from organisation.actor import acting, as_system
from organisation.models import User
from outcomes import tasks, verifying
from outcomes.models import ChangedPlan, Fact, FactCheck, Kind, Publication
from registration.models import Goal, Plan
from registration.operations.goals import score_goal
from registration.operations.removing import remove
from tests.database import as_owner
from tests.exchange.bundles import WHOLE, written
from tests.makers import GoalFactory, PlanFactory, StepFactory
from tests.makers_people import days_ago
from tests.outcomes.acts import ACTS, Acts, full

ROUNDS = 10 if os.environ.get("KEUKENTAFEL_PROVE") else 3


def settled() -> None:
    """What happens at the end of a transaction, which a test does not reach."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def differences() -> list[str]:
    """What is kept and is not what the registrations say."""
    return [str(found) for found in verifying.compared(verifying.plans_with_facts(), mend=False)]


def kept() -> list[dict[str, Any]]:
    """All facts."""
    return list(Fact.objects.order_by("plan", "kind", "record", "about").values())


pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("acts", ACTS, ids=[acts.__name__ for acts in ACTS])
def test_facts_follow_every_act(acts: Acts, professional: User, colleague: User) -> None:
    """Each act changes some fact, and none differs from its source afterwards."""
    at = full(professional, colleague)
    settled()
    assert {fact["kind"] for fact in kept()} == set(Kind.values) - {Kind.CLOSED, Kind.GOAL_ENDED, Kind.WAITING}
    assert differences() == []
    was = kept()
    for _act in acts(at):
        settled()
        assert differences() == [] and kept() != was
        was = kept()


def test_facts_follow_an_import_and_its_undo(tmp_path: Path) -> None:
    """Hundreds of rows in one go take the same road, and so does taking them back."""
    run = import_bundle(written(tmp_path, WHOLE), dry_run=False, by=None)
    settled()
    assert run.state == RunState.DONE and differences() == [], run.problems
    assert {fact["kind"] for fact in kept()} >= {"held", "goal_scored", "part_scored", "closed", "experience"}
    undo_run(run, by=None)
    settled()
    assert kept() == [] and differences() == []


def test_many_plans_are_worked_out_once(professional: User) -> None:
    """However many a transaction changed: marks are read as often as there are, and what comes late says so."""
    end = days_ago(30)
    edition = Publication(readers="inside", period="2020-Q1", start=days_ago(120), end=end, made_at=timezone.now())
    with as_system("a test"):
        edition.save()
    plans = [PlanFactory(by=professional) for _turn in range(40)]
    run_sql("SET LOCAL enable_seqscan = off")
    before = marks_read()
    settled()
    assert marks_read() - before < 5 * len(plans)
    assert Fact.objects.filter(kind=Kind.OPENED, late_for=end).count() == len(plans) and differences() == []


def marks_read() -> int:
    """How many entries of the index of marks this transaction has read."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_get_xact_tuples_returned('outcomes_changedplan_pkey'::regclass)")
        return int(cursor.fetchone()[0])


def test_written_by_the_database_alone(professional: User, colleague: User) -> None:
    """The app writes no fact, and mends one for nobody; one's own facts are there to be read, those of others not."""
    at = full(professional, colleague)
    settled()
    assert str(Fact.objects.get(kind=Kind.OPENED)) == f"opened {at.plan.opened_on}"
    assert str(ChangedPlan(plan=at.plan.pk)) == str(at.plan.pk)
    refused: list[Callable[[], object]] = [
        lambda: Fact.objects.update(cell="up"),
        lambda: Fact.objects.all().delete(),
        lambda: run_sql("SELECT refresh_facts(ARRAY[%s]::uuid[])", at.plan.pk),
    ]
    for write in refused:
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            write()
    with acting(professional):
        assert Fact.objects.filter(plan=at.plan.pk).exists()
        with pytest.raises(DatabaseError, match="system alone"), transaction.atomic():
            run_sql("SELECT mend_facts(ARRAY[%s]::uuid[])", at.plan.pk)
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            FactCheck.objects.create(began_at="2026-01-01T00:00Z", plans=1, differences=0, is_mended=False)
    assert differences() == []


def test_nightly_check_remembers(professional: User, colleague: User, caplog: pytest.LogCaptureFixture) -> None:
    """How many plans were compared and that all was right, with nothing in the log."""
    full(professional, colleague)
    settled()
    tasks.check_facts(0)
    assert [(one.plans, one.differences, one.is_mended) for one in FactCheck.objects.all()] == [(1, 0, False)]
    assert caplog.records == [] and str(FactCheck.objects.get()).endswith(": 0")
    call_command("verify_figures")
    assert FactCheck.objects.count() == 2


def run_sql(statement: str, *values: object) -> None:
    """One statement of the app's role."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.fixture
def owner() -> Iterator[psycopg.Connection]:
    """A connection of who owns the tables: the only one that can make a fact differ."""
    with as_owner(connection.settings_dict["NAME"]) as made:
        yield made


@pytest.mark.django_db(transaction=True)
def test_what_differs_is_named_and_mended(
    professional: User,
    owner: psycopg.Connection,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A fact that says something else, one that is gone and one that stands for nothing: each by its bare key."""
    goal = GoalFactory(plan=PlanFactory(by=professional), by=professional, ended_on=days_ago(1), result="reached")
    score = StepFactory(goal=goal, by=professional, scored_on=days_ago(2))
    assert differences() == []
    owner.execute("UPDATE outcomes_fact SET cell = 'not', value = 3 WHERE kind = 'goal_ended'")
    owner.execute("DELETE FROM outcomes_fact WHERE kind = 'goal_scored'")
    owner.execute("INSERT INTO outcomes_fact SELECT gen_random_uuid(), kind, record, about, subject, day, until, "
                  "void_from, cell, value, weight, coordinator, team, area, service "
                  "FROM outcomes_fact WHERE kind = 'opened'")  # fmt: skip
    named = {f"goal_ended {goal.pk} none: cell, value", f"goal_scored {score.pk} ladder: missing"}
    named.add(f"opened {goal.plan_id}: too many")
    monkeypatch.setattr(tasks, "NAMED", 2)
    tasks.check_facts(0)
    assert len(named & {record.getMessage().split("say: ")[-1] for record in caplog.records}) == 2
    assert caplog.records[-1].getMessage().startswith("3 facts are not")
    monkeypatch.undo()
    tasks.check_facts(0)
    assert named <= {record.getMessage().split("say: ")[-1] for record in caplog.records}
    for asked in ([], ["--mend"]):
        with pytest.raises(SystemExit) as ended:
            call_command("verify_figures", *asked)
        said = capsys.readouterr().out.splitlines()
        assert ended.value.code == 1 and set(said[:3]) == named
        assert said[3:] == (["3 differ; they were mended."] if asked else ["3 differ."])
    assert differences() == []
    call_command("verify_figures")
    assert "Every fact is as the registrations say." in capsys.readouterr().out
    found = [(one.differences, one.is_mended) for one in FactCheck.objects.all()]
    assert found == [(0, False), (3, True), (3, False), (3, False), (3, False)]


def at_once(*acts: Callable[[], object]) -> None:
    """Each in a transaction of its own; none ends before all have written."""
    written_by_all = Barrier(len(acts), timeout=20)

    def done(act: Callable[[], object]) -> None:
        try:
            with transaction.atomic():
                act()
                written_by_all.wait()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        for running in [pool.submit(done, act) for act in acts]:
            running.result()


@pytest.mark.django_db(transaction=True)
def test_two_at_once(professional: User, colleague: User) -> None:
    """Two people work on one plan at the same moment: the facts are those of what both did."""
    plan = PlanFactory(by=professional)
    goal: Goal = GoalFactory(plan=plan, by=professional)
    day = days_ago(20)
    for turn in range(ROUNDS):
        ways = {"goal": goal, "scored_on": days_ago(19 - turn), "by": colleague}
        at_once(
            lambda ways=ways: score_goal(**ways, value=2, voice="resident"),
            lambda ways=ways: score_goal(**ways, value=4, voice="professional"),
            lambda: score_goal(goal=goal, value=1, voice="carer", scored_on=day, by=professional),
        )
        assert differences() == []
    assert Fact.objects.filter(kind=Kind.GOAL_SCORED).count() == 2 * ROUNDS + 1
    at_once(
        lambda: remove(record=goal, by=professional),
        lambda: StepFactory(goal=goal, by=colleague, value=5, scored_on=days_ago(1)),
    )
    assert differences() == []
    assert not Fact.objects.filter(kind=Kind.GOAL_SCORED).exists() and Plan.objects.count() == 1
