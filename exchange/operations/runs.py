"""Runs of an import: tried first, then brought in for real, undone as a whole. The work itself is done by the queue."""

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from exchange import storage
from exchange.bundle.problems import Problem
from exchange.models import ImportRun, RunState, Sheet, Undoing
from organisation.models import User

BRING_IN, UNDO = "exchange.tasks.bring_in", "exchange.tasks.undo"
UNDER_WAY = (RunState.WAITING, RunState.CHECKING, RunState.WRITING)


class NotNow(Exception):
    """This run cannot be started, dropped or undone (any more); nothing was changed."""


@transaction.atomic
def start_run(*, source: str, stored_as: str, dry_run: bool, by: User, of_services: bool = False) -> ImportRun:
    """A run that waits for its turn; the queue knows of it when, and only when, this transaction ends well."""
    kind = {"is_dry_run": dry_run, "of_services": of_services}
    run = ImportRun.objects.create(source=source[:200], stored_as=stored_as, started_by=by, **kind)
    app.configure_task(BRING_IN, lock="moving").defer(run=str(run.pk))
    return run


@transaction.atomic
def start_for_real(*, run: ImportRun, by: User) -> ImportRun:
    """After a good try the same files are brought in. Raises `NotNow`."""
    tried = _tried(run)
    same = {"source": tried.source, "stored_as": tried.stored_as, "of_services": tried.of_services}
    made = start_run(dry_run=False, by=by, **same)
    ImportRun.objects.filter(pk=tried.pk).update(stored_as="")
    Sheet.objects.filter(run=tried).update(run=made)
    return made


@transaction.atomic
def drop_run(*, run: ImportRun, by: User) -> None:
    """After a try the files go after all, and nothing was brought in. Raises `NotNow`."""
    tried = _tried(run)
    ImportRun.objects.filter(pk=tried.pk).update(stored_as="")
    transaction.on_commit(lambda: storage.forget(tried.stored_as))


@transaction.atomic
def ask_undo(*, run: ImportRun, by: User) -> Undoing:
    """The whole run is to be undone; the queue does it, or finds what stands in the way. Raises `NotNow`."""
    held = ImportRun.objects.select_for_update().defer("problems", "remarks").get(pk=run.pk)
    if not can_undo(held):
        raise NotNow
    made = Undoing.objects.create(run=held, asked_by=by)
    app.configure_task(UNDO, lock="moving").defer(undoing=str(made.pk))
    return made


def can_undo(run: ImportRun) -> bool:
    """Whether the run wrote something, and nobody is undoing it at this moment."""
    wrote = run.state == RunState.DONE and not run.is_dry_run
    return wrote and not run.undoings.filter(ended_at__isnull=True).exists()


@transaction.atomic
def refuse(*, run: ImportRun, problem: Problem) -> None:
    """What was sent cannot be read at all."""
    ended = {"state": RunState.REFUSED, "finished_at": timezone.now()}
    ImportRun.objects.filter(pk=run.pk).update(problems=[problem.as_kept()], problem_count=1, **ended)


@transaction.atomic
def end_run(*, run: ImportRun) -> None:
    """After the work: the files go, unless this was a try after which they may be brought in for real."""
    held = ImportRun.objects.defer("problems", "remarks").get(pk=run.pk)
    if held.state in UNDER_WAY:
        held.state, held.finished_at = RunState.FAILED, timezone.now()
    place = held.stored_as
    if held.is_dry_run and held.state == RunState.DONE:
        place = ""
    else:
        held.stored_as = ""
    held.save(update_fields=["state", "finished_at", "stored_as"])
    transaction.on_commit(lambda: storage.forget(place))


def _tried(run: ImportRun) -> ImportRun:
    found = ImportRun.objects.select_for_update().defer("problems", "remarks").get(pk=run.pk)
    if not (found.is_dry_run and found.state == RunState.DONE and found.stored_as):
        raise NotNow
    return found
