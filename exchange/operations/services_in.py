"""A list of services out of a sheet: kept as files of the bundle, and tried at once."""

from django.db import transaction

from exchange import storage
from exchange.models import ImportRun, Sheet
from exchange.operations.runs import start_run
from exchange.operations.sheets import sheet_path
from exchange.sheets.reading import pages, rows
from exchange.sheets.services_in import make_bundle
from organisation.models import User


@transaction.atomic
def try_services(*, source: str, stored_as: str, by: User) -> ImportRun:
    """Tries the sheet that lies in a place. Raises `Unreadable`, `NoNames` or `TooMany`, and then the place is gone."""
    try:
        path = sheet_path(stored_as)
        seen, _hidden = pages(path)
        made = make_bundle(stored_as, rows(path, seen[0]))
    except Exception:
        storage.forget(stored_as)
        raise
    if path:
        path.unlink()
    run = start_run(source=source, stored_as=stored_as, dry_run=True, by=by, of_services=True)
    Sheet.objects.create(name=source, file="services", run=run, sent_by=by, header=made.header, columns=made.columns)
    return run
