"""What the queue does: bring in, undo, take out, sweep. One piece of moving at a time; each is known by a bare id."""

from uuid import UUID

from asgiref.sync import sync_to_async
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from procrastinate.contrib.django import app
from procrastinate.jobs import Status

from exchange import storage
from exchange.bundle.exporting import export_bundle
from exchange.bundle.problems import Problem
from exchange.bundle.running import import_bundle
from exchange.bundle.undoing import Obstacle, StandsInTheWay, undo_run
from exchange.models import ExportRun, ExportState, ImportRun, RunState, Undoing
from exchange.operations import runs, taking_out
from exchange.operations.sheets import make_bundle
from exchange.queries import waiting_places
from exchange.sheets.reading import Unreadable
from exchange.telling import telling
from organisation.actor import as_system
from organisation.models import User
from organisation.roles import Right
from organisation.scope import standing
from registration.looks import OUT

REASON = "work of the queue, for who was allowed to start it"
STALLED = 120
# What taking everything out is called in the log of every file.
LOOKED = "move_out:write"


def may_still(who: User, *, of_services: bool = False) -> bool:
    """Whether who asked for work may do so at the moment on which it begins: its turn can come days later."""
    with as_system(REASON):
        here = standing(who)
        return who.is_active and here.may(Right.ARRANGE_CATALOGUE if of_services else Right.MOVE)


@app.task(name=runs.BRING_IN)
def bring_in(run: str) -> None:
    """Tries a bundle, or brings it in. Run again after a stop it does nothing that was done."""
    with as_system(REASON):
        found = ImportRun.objects.select_related("started_by").get(pk=run)
    if found.state != RunState.WAITING:
        return
    try:
        with override(found.started_by.language if found.started_by else None):
            if found.started_by and not may_still(found.started_by, of_services=found.of_services):
                raise Unreadable(_("Whoever sent this may not bring anything in any more. Nothing was written."))
            make_bundle(run=found)
        with telling(found.pk) as progress:
            import_bundle(
                storage.source(found.stored_as),
                dry_run=found.is_dry_run,
                by=found.started_by,
                progress=progress,
                started=found,
            )
    except Unreadable as error:
        with as_system(REASON):
            runs.refuse(run=found, problem=Problem("", 0, "", "", "sheet", {"why": str(error)}))
    finally:
        with as_system(REASON):
            runs.end_run(run=found)


@app.task(name=runs.UNDO)
def undo(undoing: str) -> None:
    """Takes a whole run back, or keeps what stands in the way."""
    with as_system(REASON):
        asked = Undoing.objects.select_related("run", "asked_by").get(pk=undoing)
    if asked.ended_at:
        return
    in_the_way = {}
    try:
        if not may_still(asked.asked_by, of_services=asked.run.of_services):
            raise StandsInTheWay([Obstacle("not_allowed")])
        undo_run(asked.run, by=asked.asked_by)
    except StandsInTheWay as error:
        in_the_way = {"obstacles": [vars(obstacle) for obstacle in error.obstacles]}
    finally:
        with as_system(REASON):
            Undoing.objects.filter(pk=asked.pk).update(ended_at=timezone.now(), in_the_way=in_the_way)


@app.task(name=taking_out.TAKE_OUT)
def take_out(export: str) -> None:
    """Writes everything into one .zip, that waits a day for who asked for it."""
    with as_system(REASON):
        asked = ExportRun.objects.select_related("started_by").get(pk=export)
    if asked.state != ExportState.WAITING:
        return
    if not may_still(asked.started_by):
        with as_system(REASON):
            ended = {"state": ExportState.FAILED, "finished_at": timezone.now()}
            ExportRun.objects.filter(pk=asked.pk).update(**ended)
        return
    place, state, counts = storage.new_place(), ExportState.FAILED, {}
    try:
        with as_system(REASON):
            ExportRun.objects.filter(pk=asked.pk).update(state=ExportState.WRITING, stored_as=place)
        target = storage.folder(place) / storage.BUNDLE
        counts = export_bundle(target, by=asked.started_by, what=LOOKED, ground=OUT)
        state = ExportState.READY
    finally:
        size = target.stat().st_size if state == ExportState.READY else 0
        if state == ExportState.FAILED:
            # Half a file with everything in it does not wait to be swept away.
            storage.forget(place)
        with as_system(REASON):
            ended = {"state": state, "finished_at": timezone.now(), "rows": sum(counts.values()), "size": size}
            ExportRun.objects.filter(pk=asked.pk).update(**ended)


@app.periodic(cron="*/10 * * * *")
@app.task(name="exchange.tasks.sweep", pass_context=False)
async def sweep(timestamp: int) -> None:
    """Files that nobody waits for any more, and runs that stopped with the program that did them."""
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED):
        await app.job_manager.finish_job(job, status=Status.FAILED, delete_job=True)
        await sync_to_async(stopped)(job.task_name, job.task_kwargs)
    await sync_to_async(swept)()


def stopped(name: str, named: dict[str, str]) -> None:
    """The program stopped in the middle: nothing was written, since a run is one transaction."""
    with as_system(REASON):
        if name == runs.BRING_IN:
            runs.end_run(run=ImportRun.objects.get(pk=UUID(named["run"])))
        if name == runs.UNDO:
            Undoing.objects.filter(pk=named["undoing"], ended_at=None).update(ended_at=timezone.now())
        if name == taking_out.TAKE_OUT:
            going = ExportRun.objects.filter(pk=named["export"], state=ExportState.WRITING)
            for half in going:
                storage.forget(half.stored_as)
            going.update(state=ExportState.FAILED, finished_at=timezone.now(), stored_as="")


def swept() -> None:
    """Old files."""
    now = timezone.now()
    with as_system(REASON):
        taking_out.remove_old_exports(now=now)
        storage.sweep(now, waiting_places(now))
