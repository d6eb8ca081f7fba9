"""Figures as a workbook: a sheet for each question with its tables and charts, and one that says what they are."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from feedback.insight import Page, few
from feedback.taking import charts
from feedback.taking.grids import Cell, Grid, grid
from feedback.taking.pages import of_what, reading, rule, said
from shared.spreadsheet import is_risky

# What a sheet may not be called, and how long its name is at most.
NOT_IN_A_NAME, LONGEST_NAME = re.compile(r"[\[\]:*?/\\']"), 31
LARGE, STRONG = Font(size=16, bold=True, color="0B5F66"), Font(bold=True)
HEAD, LINE = PatternFill("solid", fgColor="E3EFEE"), Border(bottom=Side("thin", color="BCCBCA"))
WRAPPED = Alignment(wrap_text=True, vertical="top")
FIRST_WIDE, WIDE, TOLD_WIDE = 38, 16, 100


def as_xlsx(found: Sequence[Page], day: date) -> bytes:
    """The file."""
    book = Workbook()
    book.properties.creator = "Keukentafel"
    # A new book has one empty sheet.
    book.remove(book.worksheets[0])
    for page in found:
        _question(book.create_sheet(_name(book, str(page.question.title))), page, day)
    _about(book.create_sheet(_name(book, _("About these figures"))), found, day)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _name(book: Workbook, title: str) -> str:
    """Short enough, without signs that a sheet may not have in its name, and its own."""
    bare = NOT_IN_A_NAME.sub("", title)
    cut = bare if len(bare) <= LONGEST_NAME else f"{bare[: LONGEST_NAME - 1].rsplit(' ', 1)[0]}…"
    name, turn = cut, 2
    while name in book.sheetnames:
        name, turn = f"{cut[: LONGEST_NAME - 3]} {turn}", turn + 1
    return name


def _question(sheet: Worksheet, page: Page, day: date) -> None:
    """Title, whose and when, the answer, and the tables with their charts beside them."""
    sheet.column_dimensions["A"].width = FIRST_WIDE
    _laid_out(sheet)
    _put(sheet, 1, 1, str(page.question.title), font=LARGE)
    whose, period, *days = of_what(page, day)
    _put(sheet, 2, 1, " · ".join([whose[1], period[1], *(" ".join(one) for one in days)]))
    _put(sheet, 3, 1, said(page), font=STRONG)
    row = 5
    for table in page.content.tables:
        row = _table(sheet, grid(table), row)


def _table(sheet: Worksheet, table: Grid, row: int) -> int:
    """A table from a row on; the first row after it and its chart."""
    _put(sheet, row, 1, table.title, font=STRONG)
    top = row + 1
    for column, head in enumerate(table.heads, 1):
        _put(sheet, top, column, str(head), font=STRONG, fill=HEAD, border=LINE, alignment=WRAPPED)
        if column > 1:
            sheet.column_dimensions[get_column_letter(column)].width = WIDE
    for down, cells in enumerate(table.rows, top + 1):
        for column, cell in enumerate(cells, 1):
            _put(sheet, down, column, cell, border=LINE)
    covered = charts.draw(sheet, table, top, f"{get_column_letter(len(table.heads) + 2)}{row}")
    return row + max(len(table.rows) + 3, covered)


def _about(sheet: Worksheet, found: Sequence[Page], day: date) -> None:
    """Of each question what it counts, of whom and when, and on how many it rests."""
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = FIRST_WIDE, TOLD_WIDE
    _laid_out(sheet)
    _put(sheet, 1, 1, _("About these figures"), font=LARGE)
    row = 3
    for page in found:
        for words, about in _told(page, day):
            _put(sheet, row, 1, words, font=STRONG, alignment=WRAPPED)
            _put(sheet, row, 2, about, alignment=WRAPPED)
            row += 1
        row += 1
    _put(sheet, row, 1, few(), font=STRONG, alignment=WRAPPED)
    _put(
        sheet, row, 2, _("So few residents are behind it that they could be recognised. It is no 0."), alignment=WRAPPED
    )


def _told(page: Page, day: date) -> Iterator[tuple[str, str]]:
    yield _("Question"), str(page.question.title)
    yield from of_what(page, day)
    yield _("Kind of result"), ", ".join(str(kind) for kind in page.kinds)
    yield _("The answer"), said(page)
    for words in page.content.rests:
        yield _("What does this rest on?"), words
    yield _("How do you read this?"), reading(page)
    if rule(page):
        yield few(), rule(page)
    for label, of, counted in page.definitions:
        yield _("What is counted?"), f"{label} {of} {counted}" if len(page.definitions) > 1 else f"{of} {counted}"


def _laid_out(sheet: Worksheet) -> None:
    """On paper lying, as wide as one page."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight = True, 0


def _put(sheet: Worksheet, row: int, column: int, value: Cell, **look: Any) -> None:
    """A number as a number, a share in hundredths, and words as words, whatever sign they begin with."""
    cell = sheet.cell(row, column)
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
        # Not a formula, and not one either when somebody types in the cell.
        cell.data_type, cell.quotePrefix = "s", is_risky(value)
    else:
        cell.value = value
        cell.number_format = "0%" if isinstance(value, Decimal) else "0.0" if not float(value).is_integer() else "0"
    for name, style in look.items():
        setattr(cell, name, style)
