"""Reads a .csv of any making: which sign stands between the cells, and which letters, is found out."""

import codecs
import csv
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from django.utils.translation import gettext as _

BETWEEN = ";,\t|"
LONGEST, CHUNK = 100_000, 1 << 20
# Letters of one row, over all its lines: more is a quote that nobody closed.
ROW = 2_000_000


class Lines:
    """The lines of a file for `csv.reader`, as long as they are those of one row that a person can have made."""

    def __init__(self, file: IO[str]) -> None:
        self.file, self.letters = file, 0

    def __iter__(self) -> Iterator[str]:
        while line := self.file.readline(ROW + 1):
            self.letters += len(line)
            if self.letters > ROW:
                raise csv.Error("a row without end")
            yield line


def csv_rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Rows with the number of the line on which they end. Raises ValueError with a plain sentence."""
    csv.field_size_limit(LONGEST)
    # A few letters that Windows does not know either become a sign that says so.
    with path.open(encoding=encoding(path), errors="replace", newline="") as file:
        first = file.readline(LONGEST)
        between = max(BETWEEN, key=first.count)
        file.seek(0)
        lines = Lines(file)
        reader = csv.reader(lines, delimiter=between, strict=True)
        try:
            for cells in reader:
                lines.letters = 0
                yield reader.line_num, [cell.strip() for cell in cells]
        except csv.Error:
            words = _("Line %(line)s cannot be read: a quote is missing, or a cell is too long.")
            raise ValueError(words % {"line": reader.line_num + 1}) from None


def encoding(path: Path) -> str:
    """UTF-8, or else the letters of Windows. Raises ValueError for what is no text at all."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        begin = file.read(4)
        if begin.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\x00" in begin:
            raise ValueError(_("Save it as CSV with UTF-8."))
        file.seek(0)
        plain = True
        for chunk in iter(lambda: file.read(CHUNK), b""):
            if b"\x00" in chunk:
                raise ValueError(_("This is no text. Save it as CSV with UTF-8."))
            if plain:
                try:
                    decoder.decode(chunk)
                except UnicodeDecodeError:
                    plain = False
    return "utf-8-sig" if plain else "cp1252"
