"""Figures as a CSV file: one line for each number, with everything that it needs to be understood by itself."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from feedback.insight import Page, few
from feedback.taking.grids import Cell, Grid, grid
from feedback.taking.pages import of_what, reading, rule, said
from shared.spreadsheet import BEGIN, csv_line


def as_csv(found: Sequence[Page], day: date) -> bytes:
    """All pages beneath each other, as UTF-8 that spreadsheets recognise, with semicolons."""
    heads = (
        *(_("Question"), _("Whose figures"), _("Period asked for"), _("Table")),
        *(_("Row"), _("What"), _("Number or words")),
    )
    lines = [csv_line(heads)]
    for page in found:
        begin = (str(page.question.title), str(page.asked.whose), page.asked.period_words)
        lines += [csv_line((*begin, *line)) for line in _about(page, day)]
        lines += [csv_line((*begin, *line)) for table in page.content.tables for line in _of(grid(table))]
    return BEGIN + b"".join(lines)


def _about(page: Page, day: date) -> Iterator[tuple[str, str, str, str]]:
    for words, about in of_what(page, day)[2:]:
        yield "", "", words, about
    yield "", "", _("The answer"), said(page)
    for words in page.content.rests:
        yield "", "", _("What does this rest on?"), words
    yield "", "", _("How do you read this?"), reading(page)
    if rule(page):
        yield "", "", few(), rule(page)
    for label, of, counted in page.definitions:
        yield "", str(label), _("What is counted?"), f"{of} {counted}"


def _of(table: Grid) -> Iterator[tuple[str, str, str, str]]:
    for row in table.rows:
        for head, cell in zip(table.heads[1:], row[1:], strict=True):
            yield table.title, str(row[0]), str(head), in_words(cell)


def in_words(cell: Cell) -> str:
    """A number as it is written in the language of the reader."""
    if isinstance(cell, Decimal):
        return f"{round(100 * cell)}%"
    if isinstance(cell, float):
        return number_format(cell, 0 if cell.is_integer() else 1)
    return str(cell)
