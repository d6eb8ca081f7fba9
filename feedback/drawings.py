"""Positions for the bars of a page with figures. Only numbers: the shapes and colours stand in a template.

A tone tells what a part means: `better` (filled), `same` (hatched), `harder` (dashed, other colour) or `plain`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

WIDTH, HEIGHT = 372, 16
# A block and its gap; so many fit on a line, with the gaps between what they mean.
BLOCK, GAP, APART = 12, 3, 6
MOST_BLOCKS = 23
THINNEST = 2.0


@dataclass(frozen=True)
class Piece:
    """A part of a bar, from `x` on."""

    x: float
    width: float
    tone: str


@dataclass(frozen=True)
class Bar:
    """A row of pieces; with an `axis` they go left and right from there."""

    pieces: tuple[Piece, ...]
    axis: float | None = None
    width: int = WIDTH
    height: int = HEIGHT


@dataclass(frozen=True)
class Dots:
    """Two voices on one line from none (left) to all (right); None where a voice said nothing."""

    resident: float | None
    professional: float | None
    width: int = WIDTH
    height: int = 24


@dataclass(frozen=True)
class Swing:
    """A share on a line from none to all, with the band in which it usually lies; `low` is None where nobody knows.

    A share outside the band has another shape. One that few people are behind is hollow, and never outside.
    """

    at: float
    low: float | None = None
    width_of_band: float = 0.0
    middle: float = 0.0
    is_outside: bool = False
    is_light: bool = False
    is_swing: bool = True


class Band(Protocol):
    """Where shares usually lie."""

    @property
    def low(self) -> float:
        """Lowest."""

    @property
    def high(self) -> float:
        """Highest."""

    @property
    def middle(self) -> float:
        """Their mean."""

    def tells(self, share: float) -> str:
        """Whether a share lies outside; "" for within."""


Counts = Sequence[tuple[int, str]]


def blocks(counts: Counts) -> Bar:
    """A block for each record."""
    pieces, x = [], 0.0
    for count, tone in counts:
        for _turn in range(count):
            pieces.append(Piece(x, BLOCK, tone))
            x += BLOCK + GAP
        x += APART if count else 0
    return Bar(tuple(pieces))


def shares(counts: Counts) -> Bar:
    """The whole width, shared out."""
    whole = sum(count for count, _tone in counts)
    pieces, x = [], 0.0
    for count, tone in counts:
        width = WIDTH * count / whole if whole else 0.0
        if count:
            pieces.append(Piece(round(x, 1), round(max(width - 2, THINNEST), 1), tone))
        x += width
    return Bar(tuple(pieces))


def length(value: float, most: float, tone: str = "plain") -> Bar:
    """One bar, as long as its value is to the highest one."""
    width = round(max(WIDTH * value / most, THINNEST), 1) if most and value else 0.0
    return Bar((Piece(0, width, tone),) if width else ())


def rows(all_counts: Sequence[Counts]) -> list[Bar]:
    """A bar for each row: blocks where all of them fit, else shares."""
    fits = all(sum(count for count, _tone in counts) <= MOST_BLOCKS for counts in all_counts)
    return [blocks(counts) if fits else shares(counts) for counts in all_counts]


def apart(all_counts: Sequence[tuple[int, int, int]]) -> list[Bar]:
    """Better to the right of one axis and harder to the left of it, with the same half on each side."""
    left = max((harder + same / 2 for _better, same, harder in all_counts), default=0)
    right = max((better + same / 2 for better, same, _harder in all_counts), default=0)
    one = WIDTH / (left + right) if left + right else 0.0
    axis = round(left * one, 1)
    return [_around(axis, one, *counts) for counts in all_counts]


def _around(axis: float, one: float, better: int, same: int, harder: int) -> Bar:
    begin = axis - one * (harder + same / 2)
    widths = ((harder, "harder"), (same, "same"), (better, "better"))
    pieces, x = [], begin
    for count, tone in widths:
        if count:
            pieces.append(Piece(round(x, 1), round(max(one * count - 2, THINNEST), 1), tone))
        x += one * count
    return Bar(tuple(pieces), axis)


def dots(resident: float | None, professional: float | None) -> Dots:
    """Two shares between 0 and 1, on one line with room for the shapes at both ends."""
    room = WIDTH - HEIGHT
    place = [None if share is None else round(HEIGHT / 2 + room * share, 1) for share in (resident, professional)]
    return Dots(*place)


def swing(share: float, band: Band | None, *, is_light: bool = False) -> Swing:
    """A share on its line, in the band where it is known."""
    at = _on_line(share)
    if band is None:
        return Swing(at, is_light=is_light)
    low = _on_line(band.low)
    is_outside = bool(band.tells(share)) and not is_light
    return Swing(at, low, round(_on_line(band.high) - low, 1), _on_line(band.middle), is_outside, is_light)


def _on_line(share: float) -> float:
    """Where a share stands, with room for a shape at both ends."""
    return round(HEIGHT / 2 + (WIDTH - HEIGHT) * share, 1)
