"""Taking everything out: asked for with a reason, written by the queue, fetched once within a day by who asked."""

from datetime import datetime
from typing import IO

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from exchange import storage
from exchange.models import ExportRun, ExportState
from organisation.models import User

TAKE_OUT = "exchange.tasks.take_out"


class NotThere(Exception):
    """There is no file to fetch (any more)."""


@transaction.atomic
def start_export(*, because: str, by: User) -> ExportRun:
    """Everything is to be taken out, for a reason."""
    made = ExportRun.objects.create(started_by=by, because=because)
    app.configure_task(TAKE_OUT, lock="moving").defer(export=str(made.pk))
    return made


@transaction.atomic
def fetch_export(*, export: ExportRun, by: User, now: datetime) -> IO[bytes]:
    """The file, once: it is removed from the disk while it can still be read to its end. Raises `NotThere`."""
    held = ExportRun.objects.select_for_update().get(pk=export.pk)
    if held.state != ExportState.READY or held.started_by_id != by.pk or not held.stored_as or is_old(held, now):
        raise NotThere
    try:
        file = (storage.folder(held.stored_as) / storage.BUNDLE).open("rb")
    except OSError as error:
        raise NotThere from error
    place = held.stored_as
    held.state, held.fetched_at, held.stored_as = ExportState.FETCHED, now, ""
    held.save(update_fields=["state", "fetched_at", "stored_as"])
    transaction.on_commit(lambda: storage.forget(place))
    return file


@transaction.atomic
def remove_old_exports(*, now: datetime) -> None:
    """What was not fetched within a day is gone, and so is what never became ready."""
    old = ExportRun.objects.filter(created_at__lt=now - storage.KEPT_FOR)
    for run in old.filter(state=ExportState.READY):
        storage.forget(run.stored_as)
    old.filter(state=ExportState.READY).update(state=ExportState.GONE, stored_as="")
    old.filter(state__in=[ExportState.WAITING, ExportState.WRITING]).update(state=ExportState.FAILED, finished_at=now)


def is_old(export: ExportRun, now: datetime | None = None) -> bool:
    """Whether the day in which it can be fetched is over."""
    return export.created_at < (now or timezone.now()) - storage.KEPT_FOR
