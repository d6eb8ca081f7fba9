"""The files of a bundle as rows of texts, and what became of rows that were corrected or removed."""

import csv
from collections.abc import Iterable
from datetime import date
from pathlib import Path

Row = dict[str, str]


def rows_of(folder: Path, name: str) -> list[Row]:
    """The rows of one file, in order, each with its place in the file; none when the file is not there."""
    path = folder / f"{name}.csv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = [{column: value or "" for column, value in row.items()} for row in csv.DictReader(stream)]
    for place, row in enumerate(rows):
        row["_place"] = f"{place:09}"
    return rows


def day(text: str) -> date | None:
    """A day, or nothing where nothing was filled in."""
    return date.fromisoformat(text) if text else None


def standing(rows: Iterable[Row], key: str) -> list[Row]:
    """Events that no other row replaces; a correction replaces what it corrects."""
    rows = list(rows)
    replaced = {row["replaces"] for row in rows if row.get("replaces")}
    return [row for row in rows if row[key] not in replaced]


def there(rows: Iterable[Row]) -> list[Row]:
    """Rows that nobody removed."""
    return [row for row in rows if not row.get("removed_at")]


def recorded(row: Row) -> tuple[str, str]:
    """What comes last here was recorded last: by its moment, and in one moment by its place in the file."""
    return row.get("recorded_at", ""), row["_place"]
