"""Reads a sheet row by row. Nothing is worked out: what a formula, a macro or a merged cell means is not guessed."""

import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from exchange.sheets.delimited import csv_rows

# After so many empty rows in a row nothing more is expected; more columns than this are none of a person's making.
EMPTY, COLUMNS, ROWS = 1000, 300, 1_000_000
# A part of an .xlsx is read whole when it holds the texts; the others come by the piece.
# An .xlsx without a word about its size is gone through as a whole, which takes its time.
GROWN, TEXTS, PARTS, CHUNK = 100_000_000, 60_000_000, 2000, 1 << 20
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
    with opened(path) as book:
        seen = [sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible"]
        hidden = len(book.worksheets) - len(seen)
    if not seen:
        raise Unreadable(_("There is no sheet in it that can be seen."))
    return seen, hidden


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
def opened(path: Path) -> Iterator[Any]:
    """The workbook, row by row and with values only. Raises `Unreadable`, also for what goes wrong while reading."""
    look_at(path)
    try:
        book = load_workbook(path, read_only=True, data_only=False, keep_links=False)
        try:
            yield book
        finally:
            book.close()
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ParseError, EOFError, OSError) as error:
        raise Unreadable(_("This .xlsx is damaged. Open it, save it again and send that.")) from error
    except (AttributeError, TypeError, IndexError) as error:
        # What openpyxl makes of parts that do not fit together.
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
    """The rows of one sheet of an .xlsx, empty ones as well until there are too many of them."""
    with opened(path) as book:
        if page not in book.sheetnames or book[page].sheet_state != "visible":
            raise Unreadable(_("This sheet is not there, or hidden."))
        sheet = book[page]
        _no_merged_cells(path, sheet._worksheet_path)
        # What the file says about its own size is not to be relied on.
        sheet.reset_dimensions()
        empty = 0
        for number, cells in enumerate(sheet.iter_rows(), start=1):
            texts = [_text(cell) for cell in cells[: COLUMNS + 1]]
            while texts and not texts[-1]:
                texts.pop()
            empty = 0 if texts else empty + 1
            if empty > EMPTY:
                return
            yield number, texts


def _text(cell: Any) -> str:
    """A cell as text: days as 2026-03-31, whole numbers without a point, yes and no as such."""
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        name = f"{get_column_letter(cell.column)}{cell.row}"
        words = _("In cell %(cell)s stands a formula. Copy the cells and paste them as values, then save.")
        raise Unreadable(words % {"cell": name})
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(timespec="minutes")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(str(value).replace("\x00", " ").split(" ")).strip()


def _no_merged_cells(path: Path, part: str) -> None:
    """Raises `Unreadable` with the first merged cells: nobody can say to which row what stands there belongs."""
    with zipfile.ZipFile(path) as archive, archive.open(part.lstrip("/")) as file:
        before = b""
        for chunk in iter(lambda: file.read(CHUNK), b""):
            if found := MERGED.search(before + chunk):
                words = _("The cells %(cells)s are merged. Split them, so that each row stands by itself.")
                raise Unreadable(words % {"cells": found[1].decode()})
            before = chunk[-200:]
