"""Writes a matched sheet as a file of the bundle, row by row, and remembers which line came from which row."""

import csv
import io
import re
from collections.abc import Iterable
from typing import Any

from exchange import storage
from exchange.bundle.columns import Column
from exchange.bundle.shape import BY_NAME
from exchange.sheets.matching import ROW, WHOLE_NAME, is_day
from exchange.sheets.offered import apart
from exchange.sheets.reading import Row
from shared.text import comparable

PREFIXES = {
    "van", "de", "der", "den", "het", "t", "ten", "ter", "te", "in", "op", "la", "le", "du", "von", "el", "al", "ben",
    "da", "di", "dos", "uit", "aan", "bij", "onder", "over",
}  # fmt: skip
NUMBERS = re.compile(r"(\d{1,4})[-/. ](\d{1,2})[-/. ](\d{1,4})(?:[ T](\d{1,2}:\d{2}).*)?")


def convert(place: str, file: str, match: dict[str, Any], found: Iterable[Row]) -> list[list[int]]:
    """Writes `<file>.csv` into a place; the first row is the header. Returns [[line, row]] where these drift apart."""
    names = written_columns(match)
    days = {column.name for column in BY_NAME[file].columns if is_day(column)}
    several = {column.name: column for column in BY_NAME[file].links()}
    places: list[list[int]] = []
    with storage.private(storage.folder(place) / f"{file}.csv") as raw:
        text = io.TextIOWrapper(raw, encoding="utf-8", newline="")
        writer = csv.writer(text)
        writer.writerow(names)
        rows, line = iter(found), 2
        next(rows, None)
        for number, cells in rows:
            if not places or number - line != places[-1][1] - places[-1][0]:
                places.append([line, number])
            made = converted(match, number, cells, days, several)
            written = [made.get(name, "").replace("\r\n", "\n").replace("\r", "\n") for name in names]
            writer.writerow(written)
            line += 1 + sum(cell.count("\n") for cell in written)
        text.flush()
        text.detach()
    return places


def written_columns(match: dict[str, Any]) -> list[str]:
    """The columns of the file that is written."""
    split = ("first_name", "prefix", "last_name") if WHOLE_NAME in match else ()
    return list(dict.fromkeys([*(name for name in match if name != WHOLE_NAME), *split]))


def converted(
    match: dict[str, Any], number: int, cells: list[str], days: set[str], several: dict[str, Column]
) -> dict[str, str]:
    """One row of the sheet as a row of the bundle. What cannot be understood stays as it is, for the report to name."""
    made: dict[str, str] = {}
    for name, how in match.items():
        place = how.get("from")
        cell = cells[place] if place is not None and place < len(cells) else ""
        cell = cell or how.get("fixed", "")
        if how.get("key") == ROW:
            cell = f"{ROW}-{number}"
        if name in days and cell:
            cell = day(cell, how.get("days", "dmy"))
        if name == WHOLE_NAME:
            made |= split_name(cell)
        elif name in several:
            meant = (how.get("values", {}).get(one, one) for one in apart(several[name], cell))
            made[name] = several[name].parted.join(dict.fromkeys(filter(None, meant)))
        else:
            made[name] = how.get("values", {}).get(cell, cell)
    return made


def day(cell: str, order: str) -> str:
    """A day as 2026-03-31, with its time when it has one; what is no day of this order comes back as it was."""
    found = NUMBERS.fullmatch(cell.strip())
    if not found:
        return cell
    parts = [found[1], found[2], found[3]]
    if len(found[1]) == 4:
        order = "ymd"
    by = dict(zip(order, parts, strict=True))
    if len(by["y"]) != 4 or len(by["d"]) > 2:
        return cell
    made = f"{by['y']}-{int(by['m']):02d}-{int(by['d']):02d}"
    return f"{made}T{found[4].zfill(5)}" if found[4] else made


def split_name(name: str) -> dict[str, str]:
    """First name, prefix and last name of "Zoë van der Bedacht", "Bedacht, Zoë van der" or "Bedacht, van der, Zoë"."""
    last, comma, rest = name.partition(",")
    words = rest.replace(",", " ").split() if comma else name.split()
    if comma:
        prefix = [word for word in words if _is_prefix(word)]
        first = [word for word in words if not _is_prefix(word)]
        return {"first_name": " ".join(first), "prefix": " ".join(prefix), "last_name": last.strip()}
    at = next((place for place, word in enumerate(words) if place and _is_prefix(word)), None)
    if at is None:
        return {"first_name": " ".join(words[:1]), "prefix": "", "last_name": " ".join(words[1:])}
    end = next((place for place in range(at, len(words)) if not _is_prefix(words[place])), len(words))
    parts = (words[:at], words[at:end], words[end:])
    return dict(zip(("first_name", "prefix", "last_name"), (" ".join(part) for part in parts), strict=True))


def _is_prefix(word: str) -> bool:
    return comparable(word) in PREFIXES and word[:1].islower() or word in ("'t", "'T")
