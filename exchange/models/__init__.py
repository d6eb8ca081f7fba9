"""Moving in and out: each run, and which of its rows became which record."""

from exchange.models.import_run import ImportedKey, ImportRun, RunState
from exchange.models.moving import ColumnMapping, ExportRun, ExportState, Merge, Sheet, TwoPeople, Undoing

__all__ = [
    "ColumnMapping",
    "ExportRun",
    "ExportState",
    "ImportRun",
    "ImportedKey",
    "Merge",
    "RunState",
    "Sheet",
    "TwoPeople",
    "Undoing",
]
