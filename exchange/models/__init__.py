"""Moving in and out: each run, and which of its rows became which record."""

from exchange.models.import_run import ImportedKey, ImportRun, RunState

__all__ = ["ImportRun", "ImportedKey", "RunState"]
