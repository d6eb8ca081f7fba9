"""Runs of imports and exports, matched columns, and the files that somebody still waits for."""

from datetime import datetime

from django.db.models import QuerySet

from exchange.models import ColumnMapping, ExportRun, ImportRun, Sheet
from exchange.storage import KEPT_FOR
from organisation.models import User


def runs() -> QuerySet[ImportRun]:
    """All runs, the latest first, without their long lists."""
    return ImportRun.objects.select_related("started_by").defer("problems", "remarks")


def exports(user: User) -> QuerySet[ExportRun]:
    """What somebody took out, the latest first."""
    return ExportRun.objects.filter(started_by=user)


def remembered(header: list[str]) -> ColumnMapping | None:
    """How a sheet with just this header was matched the last time, if it was remembered."""
    return ColumnMapping.objects.filter(header=header).first()


def waiting_places(now: datetime) -> set[str]:
    """The places of files that somebody may still use: less than a day old, whatever became of their run."""
    since = now - KEPT_FOR
    return {
        *ImportRun.objects.filter(created_at__gte=since).values_list("stored_as", flat=True),
        *Sheet.objects.filter(sent_at__gte=since).values_list("stored_as", flat=True),
        *ExportRun.objects.filter(created_at__gte=since).values_list("stored_as", flat=True),
    }
