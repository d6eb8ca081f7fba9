"""Reads a .csv of any making: which sign stands between the cells, and which letters, is found out."""

import codecs
import csv
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _

BETWEEN = ";,\t|"
LONGEST, CHUNK = 100_000, 1 << 20


def csv_rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Rows with the number of the line on which they end. Raises ValueError with a plain sentence."""
    csv.field_size_limit(LONGEST)
    # A few letters that Windows does not know either become a sign that says so.
    with path.open(encoding=encoding(path), errors="replace", newline="") as file:
        first = file.readline(LONGEST)
        between = max(BETWEEN, key=first.count)
        file.seek(0)
        reader = csv.reader(file, delimiter=between, strict=True)
        try:
            for cells in reader:
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
