"""How far a run is, as a bar and in words."""

from dataclasses import dataclass
from typing import Any

from exchange.bundle.shape import FILES
from exchange.file_words import FILE_WORDS
from exchange.models import ImportRun, RunState

BUSY = {RunState.WAITING, RunState.CHECKING, RunState.WRITING}


@dataclass(frozen=True)
class Progress:
    """`percent` 0-100 of the whole of it; `counts` is (file, new, changed, same, kept) in the order of the bundle."""

    busy: bool
    percent: int
    counts: list[tuple[str, int, int, int, int]]

    @classmethod
    def of(cls, run: ImportRun) -> "Progress":
        """Of a run. Reading is the first half of the bar and writing the second; a try reads only."""
        part = run.rows_done / run.rows_total if run.rows_total else 0.0
        if run.state == RunState.WAITING:
            part = 0.0
        elif not run.is_dry_run:
            part = part / 2 + (0.5 if run.state == RunState.WRITING else 0)
        return cls(run.state in BUSY, min(99, round(100 * part)), list(_counts(run.counts)))


def _counts(counts: dict[str, Any]) -> list[tuple[str, int, int, int, int]]:
    names = [file.name for file in FILES if file.name in counts] + sorted(set(counts) - {file.name for file in FILES})
    keys = ("new", "changed", "same", "kept_ours")
    return [(str(FILE_WORDS.get(name, name)), *(int(counts[name].get(key, 0)) for key in keys)) for name in names]  # type: ignore[misc]
