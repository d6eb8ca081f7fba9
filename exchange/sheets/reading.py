"""Reads a sheet row by row. Nothing is worked out: what a formula, a macro or a merged cell means is not guessed."""

import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.utils.translation import gettext as _

from exchange.sheets.cells import FormulaThere, Rows, TooLong
from exchange.sheets.delimited import csv_rows
from exchange.sheets.workbook import TEXTS, Damaged, fill, outline, reading

# More columns or rows than this are none of a person's making.
COLUMNS, ROWS = 300, 1_000_000
# Of an .xlsx all texts that its rows share are held at once; the rest comes by the piece.
GROWN, PARTS, CHUNK = 100_000_000, 2000, 1 << 20
MERGED = re.compile(rb'<(?:\w+:)?mergeCell [^>]*ref="([A-Z0-9:]{1,20})"')
MACROS = ("vbaProject", "macrosheets/")

Row = tuple[int, list[str]]


class Unreadable(Exception):
    """The sheet cannot be taken in; the text says why, and what to do about it."""


def pages(path: Path | None) -> tuple[list[str], int]:
    """The names of the sheets that can be seen, and how many are hidden. A .csv has one without a name."""
    if path is None:
        raise Unreadable(_("These files are gone. Send them again."))
    if path.suffix == ".csv":
        return [""], 0
    with opened(path) as archive:
        book = outline(archive)
    if not book.sheets:
        raise Unreadable(_("There is no sheet in it that can be seen."))
    return list(book.sheets), book.hidden


def rows(path: Path | None, page: str) -> Iterator[Row]:
    """The rows that hold something, each with its number in the sheet and its cells as text. Raises `Unreadable`."""
    if path is None:
        raise Unreadable(_("These files are gone. Send them again."))
    found = csv_rows(path) if path.suffix == ".csv" else xlsx_rows(path, page)
    try:
        for number, cells in found:
            if number > ROWS:
                raise Unreadable(_("There are more than %(most)s rows. Send them in parts.") % {"most": ROWS})
            if len(cells) > COLUMNS:
                raise Unreadable(_("There are more than %(most)s columns.") % {"most": COLUMNS})
            if any(cells):
                yield number, cells
    except ValueError as error:
        raise Unreadable(str(error)) from error


@contextmanager
def opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """The .xlsx, looked at. Raises `Unreadable`, also for what goes wrong while reading."""
    look_at(path)
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except FormulaThere as error:
        words = _("In cell %(cell)s stands a formula. Copy the cells and paste them as values, then save.")
        raise Unreadable(words % {"cell": error}) from error
    except TooLong as error:
        raise Unreadable(
            _("Cell %(cell)s holds too much text. Make it shorter, then save.") % {"cell": error}
        ) from error
    except (Damaged, zipfile.BadZipFile, zipfile.zlib.error, EOFError, OSError) as error:  # type: ignore[attr-defined]  # zipfile hands zlib on
        raise Unreadable(_("This .xlsx is damaged. Open it, save it again and send that.")) from error


def look_at(path: Path) -> None:
    """Before anything of an .xlsx is read: is it one, how large does it grow, and does it hold macros or tricks?"""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            names = [part.filename for part in parts]
            grown = sum(part.file_size for part in parts)
            if "xl/workbook.xml" not in names or len(parts) > PARTS:
                raise Unreadable(_("This is not an .xlsx, or a damaged one."))
            if any(mark in name for name in names for mark in MACROS):
                raise Unreadable(_("There are macros in it. Save it as .xlsx without macros."))
            texts = sum(part.file_size for part in parts if "sharedStrings" in part.filename)
            if grown > GROWN or texts > TEXTS:
                raise Unreadable(_("Unpacked it is too large. Send it in parts, or as .csv."))
            for part in parts:
                with archive.open(part) as file:
                    if b"<!DOCTYPE" in file.read(1024).upper():
                        raise Unreadable(_("This is not an .xlsx, or a damaged one."))
    except RuntimeError as error:
        raise Unreadable(_("It has a password. Save it without one.")) from error
    except (zipfile.BadZipFile, OSError, NotImplementedError, EOFError, zipfile.zlib.error) as error:  # type: ignore[attr-defined]  # zipfile hands zlib on
        raise Unreadable(_("This .xlsx is damaged. Open it, save it again and send that.")) from error


def xlsx_rows(path: Path, page: str) -> Iterator[Row]:
    """The rows of one sheet of an .xlsx that hold something."""
    with opened(path) as archive:
        book = outline(archive)
        if page not in book.sheets:
            raise Unreadable(_("This sheet is not there, or hidden."))
        _no_merged_cells(path, book.sheets[page])
        fill(book, archive)
        with reading(archive, book.sheets[page]) as file:
            found = Rows(book, COLUMNS)
            yield from found.of(file)
        if found.merged:
            raise _merged(found.merged)


def _no_merged_cells(path: Path, part: str) -> None:
    """Raises `Unreadable` for merged cells, of which a sheet tells after its rows: before somebody matches columns."""
    with zipfile.ZipFile(path) as archive, reading(archive, part) as file:
        before = b""
        for chunk in iter(lambda: file.read(CHUNK), b""):
            if found := MERGED.search(before + chunk):
                raise _merged(found[1].decode())
            before = chunk[-200:]


def _merged(cells: str) -> Unreadable:
    """Nobody can say to which row what stands there belongs."""
    words = _("The cells %(cells)s are merged. Split them, so that each row stands by itself.")
    return Unreadable(words % {"cells": cells})
