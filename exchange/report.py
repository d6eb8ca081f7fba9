"""What a run found, in the language of the reader: on the page, grouped, and as a CSV that no spreadsheet runs."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from exchange.bundle.problems import Problem
from exchange.models import ImportRun, Sheet
from exchange.sheets.offered import LABELS
from shared.spreadsheet import BEGIN, csv_line


@dataclass(frozen=True)
class Line:
    """One thing: where, what stands there, and what was expected or became of it."""

    file: str
    line: int
    column: str
    value: str
    expected: str


@dataclass(frozen=True)
class Group:
    """The same thing in the same column, so many times."""

    file: str
    column: str
    expected: str
    times: int


def lines(run: ImportRun, found: list[dict[str, Any]], *, values: bool) -> list[Line]:
    """What was found, in the order of the file; `values`: with what stands in the cells, which is about people."""
    sheet = Sheet.objects.filter(run=run).first()
    problems = (Problem(**one) for one in found)
    return [_line(problem, sheet, values) for problem in problems]


def _line(problem: Problem, sheet: Sheet | None, values: bool) -> Line:
    file, line, column = problem.file, problem.line, problem.column
    if sheet and file.removesuffix(".csv") == sheet.file:
        file, line, column = sheet.name, row_of(sheet, line), column_of(sheet, column)
        problem = _in_words(problem)
    return Line(file, line, column, problem.value if values else "", problem.expected)


def _in_words(problem: Problem) -> Problem:
    """What can be chosen as it is called on screen: who sends a sheet does not know the words of the bundle."""
    named = LABELS.get(tuple(str(problem.params.get("choices", "")).split(", ")))
    return replace(problem, params={"choices": ", ".join(str(label) for _, label in named)}) if named else problem


def row_of(sheet: Sheet, line: int) -> int:
    """The row of the sheet that became this line of the bundle; 0 stays 0."""
    at = bisect_right([place[0] for place in sheet.places], line) - 1
    return line + sheet.places[at][1] - sheet.places[at][0] if line and at >= 0 else line


def column_of(sheet: Sheet, column: str) -> str:
    """The column of the sheet that this column of the bundle was made of; its own name when it was made of none."""
    place = sheet.columns.get(column, {}).get("from")
    whole = sheet.columns.get("whole_name", {}).get("from")
    if place is None and whole is not None and column in ("first_name", "prefix", "last_name"):
        place = whole
    return sheet.header[place] if place is not None and place < len(sheet.header) else column


def grouped(found: Iterable[Line]) -> list[Group]:
    """The same things taken together, the most frequent first."""
    times = Counter((line.file, line.column, line.expected) for line in found)
    return [Group(*key, number) for key, number in times.most_common()]


def as_csv(found: Iterable[Line]) -> Iterator[bytes]:
    """The lines as a CSV file, one by one; a cell that looks like a formula is kept from being one."""
    yield BEGIN
    yield csv_line([_("File"), _("Line"), _("Column"), _("What stands there"), _("What was expected")])
    for line in found:
        yield csv_line([line.file, str(line.line or ""), line.column, line.value, line.expected])
