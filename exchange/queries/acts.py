"""Every act of moving, for the privacy officer: who did what and when, how much, and nothing about anybody else."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from exchange.models import ExportRun, ImportRun, Merge, Undoing
from organisation.actor import as_system

OVERSIGHT = "the privacy officer reads who moved what, without what was moved"
SHOWN = 200

What = Literal["in", "tried", "services", "services_tried", "out", "fetched", "undone", "merged", "parted"]


@dataclass(frozen=True)
class Act:
    """One act. `rows`: how many rows it was about, where that is known; `state` in words; `because` as given."""

    at: datetime
    who: str
    what: What
    rows: int = 0
    state: str = ""
    because: str = ""


def acts() -> list[Act]:
    """The latest acts, the last one first."""
    with as_system(OVERSIGHT):
        found = [*_imports(), *_undone(), *_exports(), *_merges()]
    return sorted(found, key=lambda act: act.at, reverse=True)[:SHOWN]


def _imports() -> list[Act]:
    rows = ImportRun.objects.select_related("started_by").defer("problems", "remarks")[:SHOWN]
    return [Act(row.created_at, _name(row), _what(row), row.rows_total, row.get_state_display()) for row in rows]


def _what(row: ImportRun) -> What:
    if row.of_services:
        return "services_tried" if row.is_dry_run else "services"
    return "tried" if row.is_dry_run else "in"


def _name(row: ImportRun) -> str:
    return row.started_by.name if row.started_by else ""


def _undone() -> list[Act]:
    asked = Undoing.objects.filter(run__undone_at__isnull=False, in_the_way={}).select_related("asked_by", "run")
    return [Act(one.asked_at, one.asked_by.name, "undone", one.run.rows_total) for one in asked[:SHOWN]]


def _exports() -> list[Act]:
    rows = list(ExportRun.objects.select_related("started_by")[:SHOWN])
    taken = [
        Act(row.created_at, row.started_by.name, "out", row.rows, row.get_state_display(), row.because) for row in rows
    ]
    fetched = [Act(row.fetched_at, row.started_by.name, "fetched", row.rows) for row in rows if row.fetched_at]
    return taken + fetched


def _merges() -> list[Act]:
    rows = list(Merge.objects.select_related("merged_by", "undone_by")[:SHOWN])
    parted = [Act(row.undone_at, row.undone_by.name, "parted") for row in rows if row.undone_at and row.undone_by]
    return [Act(row.merged_at, row.merged_by.name, "merged") for row in rows] + parted
