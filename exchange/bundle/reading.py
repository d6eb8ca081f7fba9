"""Reading one file of a bundle row by row: what its cells are is looked at here, what they refer to in the database."""

import csv
import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO

from exchange.bundle.cells import Check, Wrong, check_of
from exchange.bundle.columns import Column, File
from exchange.bundle.problems import Findings
from exchange.bundle.shape import columns
from exchange.bundle.source import Part
from shared.text import comparable_name

LINE = 1_000_000
# Bytes of one row over all its lines: more is a quote that nobody closed.
ROW = 4 * LINE
CELL = 200_000
COLUMNS = 200
# Values of a column that come again and again are looked at once.
REMEMBERED = 20_000
ROWS = 2_000
# What COPY takes for a sign of its own.
SIGNS = re.compile(r"[\\\n\t\r]")
SIGN = {"\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
Wrote = Callable[[bytes, int], None]


class Broken(Exception):
    """The file cannot be read on from here; the problem is noted."""


@dataclass
class Place:
    """A column of the file that is read: where it stands, how its cells are looked at, and what was seen before."""

    column: Column
    index: int
    check: Check
    seen: dict[str, str]


class Reader:
    """Reads a file, notes what is wrong, and hands on rows as COPY takes them.

    Each row: the line, whether something is wrong with it (it is then only there for what refers to it), the key, a
    fingerprint, the compared name, and the cells of all columns of the shape.
    """

    def __init__(self, file: File, part: Part, findings: Findings) -> None:
        self.file, self.part, self.findings = file, part, findings
        self.columns = columns(file)
        self.present: list[str] = []
        self.line = self.bytes = 0
        names = [column.name for column in self.columns]
        self.of_key = [names.index(name) for name in file.key]
        self.of_name = [names.index(name) for name in file.compared]
        csv.field_size_limit(CELL)

    def read(self, write: Wrote) -> int:
        """Hands on all rows, in pieces with their number; how many there were."""
        count, piece = 0, []
        try:
            with self.part.open() as stream:
                for row in self._rows(stream):
                    piece.append(row)
                    if len(piece) == ROWS:
                        write("".join(piece).encode(), ROWS)
                        count, piece = count + ROWS, []
        except Broken:
            pass
        if piece:
            write("".join(piece).encode(), len(piece))
        return count + len(piece)

    def _wrong(self, column: str, value: str, code: str, **params: object) -> None:
        self.findings.wrong(self.part.name, self.line or 1, column, value, code, **params)

    def _text(self, stream: IO[bytes]) -> Iterator[str]:
        """Lines in UTF-8, none of them endless."""
        first = True
        while raw := stream.readline(LINE):
            try:
                if len(raw) == LINE and not raw.endswith(b"\n"):
                    self._next()
                    self._wrong(self._where(raw.decode("utf-8", "replace"), None), "", "line_too_long", longest=LINE)
                    raise Broken
                line = raw.decode("utf-8-sig" if first else "utf-8")
            except UnicodeDecodeError as error:
                self._next()
                self._wrong(self._where(raw.decode("utf-8", "replace"), "\ufffd"), "", "encoding")
                raise Broken from error
            if "\x00" in line:
                self._next()
                self._wrong(self._where(line, "\x00"), "", "null")
                raise Broken
            first = False
            self.bytes += len(raw)
            if self.bytes > ROW:
                self._next()
                self._wrong(self._where("", None), "", "csv")
                raise Broken
            yield line

    def _next(self) -> None:
        """The line that breaks lies one further than the last that was read whole."""
        self.line = self._lines() + 1

    def _where(self, line: str, sign: str | None) -> str:
        """In which column of a line something stands, as far as that can be said; the first one otherwise."""
        names = self.header if self.present else []
        if sign is None or not names:
            return names[0] if names else self.columns[0].name
        before = line.split(sign)[0].count(self.delimiter)
        return names[min(before, len(names) - 1)]

    def _rows(self, stream: IO[bytes]) -> Iterator[str]:
        self._lines: Callable[[], int] = lambda: 0
        lines = self._text(stream)
        head = next(lines, "")
        if not head.strip():
            self.line = 1
            self._wrong(self.columns[0].name, "", "header")
            raise Broken
        self.delimiter = ";" if head.count(";") > head.count(",") else ","
        reader = csv.reader(_again(head, lines), delimiter=self.delimiter, strict=True)
        self._lines = lambda: reader.line_num
        try:
            self._header(next(reader))
            places = self._places()
            self.line = reader.line_num + 1
            for row in reader:
                self.bytes = 0
                if row and (made := self._row(row, places)):
                    yield made
                self.line = reader.line_num + 1
        except (csv.Error, StopIteration) as error:
            self._wrong(self.header[0] if self.present else self.columns[0].name, "", "csv")
            raise Broken from error

    def _header(self, names: list[str]) -> None:
        self.line = 1
        if len(names) > COLUMNS:
            self._wrong(self.columns[0].name, "", "too_many_columns", most=COLUMNS)
            raise Broken
        # A column without a name goes by its number.
        self.header = [name.strip().lower() or str(place) for place, name in enumerate(names, start=1)]
        known = {column.name: column for column in self.columns}
        self.present = [name for name in self.header if name in known]
        for name in dict.fromkeys(self.header):
            if name not in known:
                self.findings.remark(self.part.name, 1, name[:40], "", "unknown_column")
            elif self.header.count(name) > 1:
                self._wrong(name, name, "column_twice")
        missing = [column for column in self.columns if column.needed and column.name not in self.present]
        for column in missing:
            self._wrong(column.name, "", "column_missing", name=column.name)
        if missing or len(set(self.present)) < len(self.present):
            raise Broken

    def _places(self) -> list[Place | Column]:
        """For each column of the shape its place in the file, or the column itself where the file does not have it."""
        return [
            Place(column, self.header.index(column.name), check_of(column), {"": column.default})
            if column.name in self.present
            else column
            for column in self.columns
        ]

    def _row(self, row: list[str], places: list[Place | Column]) -> str:
        """A row as COPY takes it; empty when something is wrong with it."""
        if len(row) != len(self.header):
            if not any(row):
                return ""
            self._wrong(self.header[min(len(row), len(self.header)) - 1], "", "width", columns=len(self.header))
            return ""
        cells, fine = [], True
        for place in places:
            if isinstance(place, Column):
                cells.append(place.default)
                continue
            cell = row[place.index]
            kept = place.seen.get(cell)
            if kept is None:
                try:
                    kept = place.check(cell)
                except Wrong as wrong:
                    self._wrong(place.column.name, cell, wrong.code, **wrong.params)
                    fine = False
                    cells.append("")
                    continue
                if len(place.seen) < REMEMBERED:
                    place.seen[cell] = kept
            if not kept and place.column.needed:
                self._wrong(place.column.name, cell, "needed")
                fine = False
            cells.append(kept)
        return self._copied(cells, fine)

    def _copied(self, cells: list[str], fine: bool) -> str:
        key = "|".join([cells[place] for place in self.of_key])
        compared = ""
        if self.of_name:
            compared = comparable_name(" ".join(filter(None, (cells[place] for place in self.of_name))))
        mark = "" if self.file.keyless else hashlib.md5("\x1f".join(cells).encode(), usedforsecurity=False).hexdigest()
        line = "\x1f".join((str(self.line), "f" if fine else "t", key, mark, compared, *cells))
        if SIGNS.search(line):
            line = SIGNS.sub(lambda sign: SIGN[sign[0]], line)
        return line.replace("\x1f", "\t") + "\n"


def _again(first: str, others: Iterator[str]) -> Iterator[str]:
    yield first
    yield from others
