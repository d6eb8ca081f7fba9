"""Tables of a page as rows of numbers and words, for every form of file alike."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from feedback.drawings import Bar
from feedback.insight import Number, Row, Table, few

# A number, a share (0.61) or words.
Cell = int | float | Decimal | str
NOTHING = "–"


@dataclass(frozen=True)
class Head:
    """The heading of a column: what it counts, `part` of that it tells, and the tone of its picture ("" for none)."""

    words: str
    part: str = ""
    tone: str = ""

    def __str__(self) -> str:
        return f"{self.words} ({self.part})" if self.part else self.words


@dataclass(frozen=True)
class Grid:
    """A table: `rows` are as long as `heads`. `drawn` are the columns of the picture, `is_whole` if they share out."""

    title: str
    heads: tuple[Head, ...]
    rows: tuple[tuple[Cell, ...], ...]
    drawn: tuple[int, ...]
    is_whole: bool


def grid(table: Table) -> Grid:
    """The table of a page."""
    parts = [_parts(table, turn) for turn in range(len(table.columns))]
    heads = [Head(str(table.first))]
    drawn = []
    for column, shows in zip(table.columns, parts, strict=True):
        if table.has_picture and _draws(table, column.cell):
            drawn.append(len(heads))
        heads += [Head(capfirst(str(column.words)), part, column.tone) for part in shows.values()]
    heads += [Head(words) for words in (table.total, table.compared) if words]
    rows = tuple(tuple(_cells(table, row, parts)) for row in table.rows)
    return Grid(table.title, tuple(heads), rows, tuple(drawn), bool(table.total))


def _parts(table: Table, turn: int) -> dict[str, str]:
    """Which columns a count has: itself, and what it is out of and its share where any row tells."""
    numbers = [row.numbers[turn] for row in table.rows if row.state == "shown"]
    found = {"count": ""}
    if any(number.of is not None for number in numbers):
        found["of"] = _("of how many")
    if any(number.share for number in numbers):
        found["share"] = "%"
    return found


def _draws(table: Table, cell: str) -> bool:
    """A picture with two voices tells shares, which a chart of counts would not."""
    if not any(isinstance(row.bar, Bar) for row in table.rows):
        return False
    return bool(table.total) or cell == (table.drawn or table.columns[0].cell)


def _cells(table: Table, row: Row, parts: list[dict[str, str]]) -> Iterator[Cell]:
    yield str(row.words)
    if row.state == "shown":
        for number, shows in zip(row.numbers, parts, strict=True):
            yield from (_cell(number, part) for part in shows)
    else:
        yield from [row.instead] * sum(len(shows) for shows in parts)
    if table.total:
        yield row.instead if row.state != "shown" else few() if row.total is None else row.total
    if table.compared:
        yield row.compared or NOTHING


def _cell(number: Number, part: str) -> Cell:
    if part == "share":
        return Decimal(number.share.rstrip("%")) / 100 if number.share else NOTHING
    if part == "of":
        return NOTHING if number.of is None else number.of
    if number.value is not None:
        return number.value
    if number.count is not None and (number.of is not None or not number.words):
        return number.count
    return str(number.words) or few()
