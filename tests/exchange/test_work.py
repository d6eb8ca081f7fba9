"""`manage.py work`: does what waits in the queue, with a connection of its own."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connections
from procrastinate.contrib.django.models import ProcrastinateJob

from exchange import storage, tasks
from exchange.management.commands import work
from exchange.models import ExportRun, ExportState, ImportRun, RunState
from exchange.operations.runs import start_run
from exchange.telling import tell, telling
from organisation.models import User
from registration.models import Resident
from tests.exchange.moving import RESIDENTS, files_folder, forget

__all__ = ["files_folder"]


def worked_off() -> None:
    """All that waits is done, and the connection of this thread goes with it."""
    try:
        call_command("work", "--once")
    finally:
        connections.close_all()


@pytest.mark.django_db(transaction=True)
def test_work_off_a_run(mover: User, files_folder: Path) -> None:
    """As it happens in production: a worker of its own brings a bundle in and removes the files."""
    place = storage.new_place()
    storage.keep(place, "residents.csv", [RESIDENTS.encode()])
    run = start_run(source="residents.csv", stored_as=place, dry_run=False, by=mover)
    try:
        # In a thread: a browser of another test may have left a running loop in this one, which a process never has.
        with ThreadPoolExecutor(1) as pool:
            pool.submit(worked_off).result()
    finally:
        left = list(ProcrastinateJob.objects.filter(args__run=str(run.pk)).values_list("id", flat=True))
        forget(left)
    run.refresh_from_db()
    assert (run.state, run.rows_done, left) == (RunState.DONE, 2, [])
    assert Resident.objects.count() == 2
    assert list(files_folder.iterdir()) == []


def test_work_waits_for_the_database(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """It says so once, and goes on when the database is back; also when the queue stopped without a word."""
    tries = iter([OSError, OSError, False, True])
    waited: list[int] = []

    def tried(**_: object) -> bool:
        found = next(tries)
        if isinstance(found, type):
            raise found
        return found

    monkeypatch.setattr(work, "work", tried)
    monkeypatch.setattr(work.time, "sleep", waited.append)
    call_command("work", "--once")
    assert waited == [work.PAUSE] * 3
    assert capsys.readouterr().err.count("cannot be reached") == 1


@pytest.mark.django_db(transaction=True)
def test_how_far_a_run_is(mover: User) -> None:
    """Kept from a connection of its own; a run that has ended stays as it ended."""
    run = ImportRun.objects.create(started_by=mover, source="a.zip")
    with telling(run.pk) as progress:
        progress(5, 10, RunState.CHECKING)
    run.refresh_from_db()
    assert (run.rows_done, run.rows_total, run.state) == (5, 10, RunState.CHECKING)
    ImportRun.objects.update(state=RunState.DONE, finished_at="2026-01-01T00:00Z")
    tell(run.pk, 7, 10, RunState.WRITING)
    run.refresh_from_db()
    assert (run.rows_done, run.state) == (5, RunState.DONE)


def test_a_worker_that_stopped_halfway(mover: User, files_folder: Path) -> None:
    """Its run has failed and its files are gone; so it is with what was being taken out."""
    run = ImportRun.objects.create(started_by=mover, source="a.zip", state=RunState.WRITING)
    place = storage.new_place()
    storage.keep(place, storage.BUNDLE, [b"half"])
    going = {"state": ExportState.WRITING, "stored_as": place}
    export = ExportRun.objects.create(started_by=mover, because="Verhuizen", **going)
    tasks.stopped("exchange.tasks.bring_in", {"run": str(run.pk)})
    tasks.stopped("exchange.tasks.take_out", {"export": str(export.pk)})
    run.refresh_from_db()
    export.refresh_from_db()
    assert (run.state, export.state) == (RunState.FAILED, ExportState.FAILED)
    assert (export.stored_as, list(files_folder.iterdir())) == ("", [])


def test_half_of_everything_does_not_stay(mover: User, files_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was written before it went wrong is gone at once, and not after a day."""

    def breaks(target: Path, **_: object) -> None:
        target.write_bytes(b"half")
        raise OSError("no space left")

    monkeypatch.setattr(tasks, "export_bundle", breaks)
    export = ExportRun.objects.create(started_by=mover, because="Verhuizen")
    with pytest.raises(OSError, match="no space"):
        tasks.take_out(str(export.pk))
    export.refresh_from_db()
    assert (export.state, list(files_folder.iterdir())) == (ExportState.FAILED, [])
