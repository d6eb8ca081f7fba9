"""The rows of one sheet of an .xlsx: a row at a time, each cell as text. What a formula means is not worked out."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from math import isfinite
from typing import Any

from openpyxl.utils.datetime import from_excel

from exchange.sheets.workbook import LONGEST, Book, Damaged, Letters, walk

# As many as a spreadsheet can have.
MOST_ROWS, MOST_CELLS = 1_048_576, 16_384
PLACE = re.compile(r"([A-Z]{1,3})[0-9]{1,9}")
# How a carriage return is written in a text.
RETURN = "_x000D_"


class TooLong(ValueError):
    """A cell holds more than anybody types; the text says which one."""


class FormulaThere(ValueError):
    """A cell holds a formula; the text says which one."""


class Rows:
    """The rows of one sheet: each with its number, and its cells as text up to column `most` + 1."""

    def __init__(self, book: Book, most: int) -> None:
        self.book, self.most = book, most
        self.letters = Letters()
        self.done: list[tuple[int, list[str]]] = []
        self.number, self.count, self.column = 0, 0, 0
        self.cells: dict[int, str] = {}
        self.kind, self.style, self.name = "n", 0, ""
        self.merged = ""

    def of(self, file: Any) -> Iterator[tuple[int, list[str]]]:
        """The rows that hold something."""
        for _piece in walk(file, self._begin, self._end, self.letters.text):
            yield from self.done
            self.done = []

    def _begin(self, name: str, said: dict[str, str]) -> None:
        self.letters.begin(name, said)
        if name == "row":
            self._row(said.get("r", ""))
        elif name == "c":
            self._cell(said)
        elif name == "f":
            raise FormulaThere(self.name)
        elif name == "mergeCell":
            self.merged = self.merged or said.get("ref", "?")[:20]

    def _row(self, number: str) -> None:
        self.count += 1
        if self.count > MOST_ROWS or (number and not (number.isdecimal() and len(number) < 12)):
            raise Damaged("more rows than there can be")
        former, self.number = self.number, int(number) if number else self.number + 1
        if self.number <= former:
            raise Damaged("rows out of order")
        self.cells, self.column = {}, 0

    def _cell(self, said: dict[str, str]) -> None:
        place = PLACE.fullmatch(said.get("r", ""))
        self.column = column_of(place[1]) if place else self.column + 1
        if self.column > MOST_CELLS + 1:
            raise Damaged("more cells than there can be")
        self.name = said.get("r", "")[:12] or f"{self.number}"
        style = said.get("s", "0")
        self.kind, self.style = said.get("t", "n"), int(style) if style.isdecimal() and len(style) < 9 else 0
        self.letters.taken()

    def _end(self, name: str) -> None:
        self.letters.end(name)
        if name == "c":
            said = self.letters.taken()
            if len(said) > LONGEST:
                raise TooLong(self.name)
            if meant := self._meant(said):
                self.cells[min(self.column, self.most + 1)] = meant
        elif name == "row" and self.cells:
            self.done.append((self.number, [self.cells.get(at, "") for at in range(1, max(self.cells) + 1)]))
            self.cells = {}

    def _meant(self, said: str) -> str:
        """A cell as text: days as 2026-03-31, whole numbers without a point, yes and no as such."""
        if not said:
            return ""
        if self.kind == "s":
            at = int(said) if said.isdecimal() and len(said) < 10 else -1
            if not 0 <= at < len(self.book.texts):
                raise Damaged("a text that is not there")
            said = self.book.texts[at].decode()
            if len(said) > LONGEST:
                raise TooLong(self.name)
        elif self.kind == "b":
            return "yes" if said.strip() == "1" else "no"
        elif self.kind == "d":
            return _day(said)
        elif self.kind == "n":
            return self._number(said.strip())
        return said.replace(RETURN, "").strip()

    def _number(self, said: str) -> str:
        try:
            value = float(said)
        except ValueError:
            return said
        if not isfinite(value):
            return said
        if self.style < len(self.book.dates) and self.book.dates[self.style]:
            try:
                return _moment(from_excel(value, self.book.epoch, timedelta=self.book.spans[self.style]))
            except (ValueError, OverflowError):
                return said
        return str(int(value)) if value.is_integer() else str(value)


def column_of(letters: str) -> int:
    """A is 1, AA is 27."""
    at = 0
    for letter in letters:
        at = 26 * at + ord(letter) - 64
    return at


def _day(said: str) -> str:
    try:
        return _moment(datetime.fromisoformat(said.strip()))
    except ValueError:
        return said.strip()


def _moment(found: datetime | date | time | timedelta | None) -> str:
    if isinstance(found, datetime):
        return found.date().isoformat() if found.time() == time() else found.isoformat(timespec="minutes")
    if isinstance(found, date | time):
        return found.isoformat()
    return "" if found is None else str(found)
