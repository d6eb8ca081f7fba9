"""Positions of columns for a count time after time, from left to right. Only numbers: colours stand in a template."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, GAP, TALLEST, ABOVE, BELOW = 44, 8, 96, 22, 24
# There is always room for so many: few columns are no wider than many.
ROOM = 12


@dataclass(frozen=True)
class Column:
    """One time: when it was, its count (None: not known), and where its column stands."""

    label: str
    count: int | None
    x: int
    y: int
    height: int

    @property
    def middle(self) -> int:
        """Where the number above it and the words under it stand."""
        return self.x + WIDTH // 2

    @property
    def label_y(self) -> int:
        """Just above the column."""
        return self.y - 6


@dataclass(frozen=True)
class Columns:
    """All of them, in units of their own width and height."""

    columns: tuple[Column, ...]
    width: int
    height: int = ABOVE + TALLEST + BELOW
    ground: int = ABOVE + TALLEST
    each: int = WIDTH


def columns(times: Sequence[tuple[str, int | None]]) -> Columns | None:
    """A column for each time, as tall as its number is to the highest one; None with nothing to compare."""
    most = max((count or 0 for _label, count in times), default=0)
    if len(times) < 2 or not most:
        return None
    drawn = []
    for at, (label, count) in enumerate(times):
        height = max(round(TALLEST * count / most), 1) if count else 0
        drawn.append(Column(label, count, at * (WIDTH + GAP), ABOVE + TALLEST - height, height))
    return Columns(tuple(drawn), max(len(times), ROOM) * (WIDTH + GAP) - GAP)
