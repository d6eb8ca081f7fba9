"""A sheet of any shape: sent, matched, and then tried as a bundle; how it was matched is remembered under a name."""

from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from exchange import storage
from exchange.models import ColumnMapping, ImportRun, Sheet
from exchange.operations.runs import start_run
from exchange.sheets.converting import convert
from exchange.sheets.reading import rows
from organisation.actor import as_system
from organisation.models import User

REASON = "the queue makes a bundle of a sheet"


@transaction.atomic
def send_sheet(*, name: str, stored_as: str, by: User) -> Sheet:
    """A sheet that waits for its columns to be matched."""
    return Sheet.objects.create(name=name, stored_as=stored_as, sent_by=by)


@transaction.atomic
def choose_page(*, sheet: Sheet, page: str, file: str, header: list[str], columns: dict[str, Any], by: User) -> None:
    """Which sheet of the workbook it is, what its rows are, and a first match."""
    sheet.page, sheet.file, sheet.header, sheet.columns = page, file, header, columns
    sheet.save(update_fields=["page", "file", "header", "columns"])


@transaction.atomic
def match_columns(*, sheet: Sheet, columns: dict[str, Any], by: User) -> None:
    """How the columns become those of the bundle, as somebody said."""
    sheet.columns = columns
    sheet.save(update_fields=["columns"])


@transaction.atomic
def try_sheet(*, sheet: Sheet, by: User, remember_as: str = "") -> ImportRun:
    """The queue makes a bundle of the sheet and tries that. How it was matched is remembered, if it gets a name."""
    if remember_as:
        ColumnMapping.objects.update_or_create(
            name=remember_as,
            defaults={
                "file": sheet.file,
                "header": sheet.header,
                "columns": sheet.columns,
                "made_by": by,
                "used_at": timezone.now(),
            },
        )
    sheet.run = start_run(source=sheet.name, stored_as=sheet.stored_as, dry_run=True, by=by)
    sheet.stored_as = ""
    sheet.save(update_fields=["run", "stored_as"])
    return sheet.run


def make_bundle(*, run: ImportRun) -> None:
    """Where a sheet waits for this run: a file of the bundle in its place. Raises `Unreadable`."""
    with as_system(REASON):
        sheet = Sheet.objects.filter(run=run).first()
    path = sheet_path(run.stored_as) if sheet else None
    if sheet is None or path is None:
        return
    places = convert(run.stored_as, sheet.file, sheet.columns, rows(path, sheet.page))
    path.unlink()
    with as_system(REASON):
        Sheet.objects.filter(pk=sheet.pk).update(places=places)


def sheet_path(place: str) -> Path | None:
    """Where the sheet lies on this machine; None when it became a bundle already."""
    return next(storage.folder(place).glob("sheet.*"), None)
