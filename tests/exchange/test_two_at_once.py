"""Two who bring in, or bring in and take back, at the same moment: one after the other, and nothing twice."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import OperationalError, connection, transaction
from django.utils import translation

from exchange.bundle.database import MOVING
from exchange.bundle.running import import_bundle
from exchange.bundle.undoing import StandsInTheWay, undo_run
from exchange.models import ImportRun, RunState
from registration.models import Goal, Resident
from registration.operations.stale import reword
from tests.database import as_owner
from tests.exchange.bundles import bundle
from tests.makers_people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def somebody_else(db: None) -> Iterator[psycopg.Connection]:
    """Another program, in the middle of bringing something in."""
    with as_owner(connection.settings_dict["NAME"]) as other:
        other.execute("SELECT pg_advisory_lock(%s)", [MOVING])
        yield other


def brought(source: Path, states: list[RunState], other: psycopg.Connection, *, dry_run: bool = False) -> ImportRun:
    """Brought in, noting what it says that it does; as soon as it waits, the other one is done."""

    def noted(_done: int, _total: int, state: RunState) -> None:
        if state == RunState.WAITING and state not in states:
            other.execute("SELECT pg_advisory_unlock(%s)", [MOVING])
        states.append(state)

    return import_bundle(source, dry_run=dry_run, by=None, progress=noted)


def test_waits_for_its_turn(tmp_path: Path, somebody_else: psycopg.Connection) -> None:
    """It says so, is checked against what is there by then, and lets go of its turn."""
    states: list[RunState] = []
    run = brought(bundle(tmp_path / "b"), states, somebody_else)
    assert run.state == RunState.DONE and Resident.objects.count() == 2
    assert states.index(RunState.WAITING) < states.index(RunState.WRITING)
    assert somebody_else.execute("SELECT pg_try_advisory_lock(%s)", [MOVING]).fetchone() == (True,)


def test_a_try_waits_for_nobody(tmp_path: Path, somebody_else: psycopg.Connection) -> None:
    """It writes nothing."""
    states: list[RunState] = []
    assert brought(bundle(tmp_path / "b"), states, somebody_else, dry_run=True).state == RunState.DONE
    assert RunState.WAITING not in states


def test_taking_back_waits_too(tmp_path: Path, somebody_else: psycopg.Connection) -> None:
    """What comes in meanwhile may hang on what goes."""
    run = brought(bundle(tmp_path / "b"), [], somebody_else)
    somebody_else.execute("SELECT pg_advisory_lock(%s)", [MOVING])
    with pytest.raises(OperationalError, match="lock timeout"), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '50ms'")
        undo_run(run, by=None)
    somebody_else.execute("SELECT pg_advisory_unlock(%s)", [MOVING])
    assert undo_run(run, by=None)["residents"] == 2


def test_worked_on_since(tmp_path: Path, somebody_else: psycopg.Connection) -> None:
    """Somebody worked on two records: everything stays, and a sentence says how many they are."""
    run = brought(bundle(tmp_path / "b"), [], somebody_else)
    for goal in Goal.objects.all():
        reword(goal, version=1, by=UserFactory(), own_words="Andere woorden.")
    with pytest.raises(StandsInTheWay) as stopped, translation.override("nl"):
        undo_run(run, by=None)
    with translation.override("nl"):
        assert [str(one) for one in stopped.value.obstacles] == [
            "2 rijen van goals.csv zijn sindsdien veranderd, of zijn weg."
        ]
    assert Resident.objects.count() == 2
