"""Which counts of a quarter are more than chance, given the quarters before: the test behind patterns.

A count is expected to be what its cell had before, drawn towards what its area and its theme together make likely, as
far as cells of this organisation follow that (a gamma prior around an area x theme product, so that the next count is
negative binomial). Counts that swing more from quarter to quarter than Poisson counts do make it wider. What all cells
together grew by is nobody's pattern. Every cell is then allowed so little chance that all of them together stay
within `TOGETHER`. What was measured of it stands in docs/decisions/0019-what-a-pattern-is.md.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.stats import nbinom

# In so many quarters of an organisation in which nothing changed, chance may show one pattern or more.
TOGETHER = 0.05
# One cell by itself: so often chance makes it worth a look.
ALONE = 0.025
# Fewer than these earlier quarters say too little.
FEWEST_QUARTERS = 3
# A prior no firmer than this: a cell never has to follow its area and theme altogether.
FIRMEST = 10_000.0
# So often a fit and a search are refined.
ROUNDS = 50

Numbers = NDArray[np.float64]
Places = NDArray[np.int64]


class Spot(NamedTuple):
    """A cell: of which figure, area and theme."""

    figure: str
    area: str
    theme: str


@dataclass(frozen=True)
class Standing:
    """What stands out: so many were seen where so many were expected; by chance that often, in this cell alone."""

    spot: Spot
    seen: int
    expected: float
    chance: float
    # More than chance makes of all cells together; else it is worth a look.
    is_pattern: bool


@dataclass(frozen=True)
class Looked:
    """What came of looking: the cells that stand out, the least likely first; in how many cells was looked, and in how
    many of these chance alone makes something worth a look.
    """

    standing: tuple[Standing, ...] = ()
    cells: int = 0
    by_chance: float = 0.0


@dataclass(frozen=True)
class Forecast:
    """What was expected of cells in the last quarter: negative binomial with a mean and a size."""

    mean: Numbers
    size: Numbers

    def tail(self, count: Places | Numbers) -> Numbers:
        """How likely as much as this, or more, is by chance."""
        found: Numbers = nbinom.sf(count - 1, self.size, self.size / (self.size + self.mean))
        return found


def look(counts: Mapping[Spot, Sequence[int | None]], least: int) -> Looked:
    """The cells whose last count is more than chance, and others that are worth a look.

    Each has counts of the same quarters, the last one last, None where it is not known. Cells below `least`, and those
    of which too little is known, are no pattern. Cells of different figures are fitted apart and judged together.
    """
    spots, seen, parts = [], [], []
    for figure in sorted({spot.figure for spot in counts}):
        mine = sorted(spot for spot in counts if spot.figure == figure)
        table = np.array([[np.nan if n is None else n for n in counts[spot]] for spot in mine], dtype=float)
        known = ~np.isnan(table[:, -1]) & ((~np.isnan(table[:, :-1])).sum(axis=1) >= FEWEST_QUARTERS)
        known &= _in_use(mine, table[:, :-1])
        mine = [spot for spot, is_known in zip(mine, known, strict=True) if is_known]
        if mine:
            spots += mine
            seen.append(table[known, -1].astype(np.int64))
            parts.append(_forecast(mine, table[known]))
    if not spots:
        return Looked()
    forecast = Forecast(np.concatenate([one.mean for one in parts]), np.concatenate([one.size for one in parts]))
    last = np.concatenate(seen)
    chance = forecast.tail(last)
    limit = limit_of(forecast, least)
    found = [
        Standing(spot, int(last[n]), float(forecast.mean[n]), float(chance[n]), bool(chance[n] <= limit))
        for n, spot in enumerate(spots)
        if last[n] >= least and chance[n] <= max(limit, ALONE)
    ]
    by_chance = float(_used(forecast, max(limit, ALONE), least).sum())
    return Looked(tuple(sorted(found, key=lambda one: (one.chance, one.spot))), len(spots), by_chance)


def limit_of(forecast: Forecast, least: int, together: float = TOGETHER) -> float:
    """The largest tail that may be called a pattern, so that by chance all cells together show one that seldom.

    Counts are whole, so most cells use less than they are allowed; the rest of it goes to the others.
    """
    low, high = 0.0, together
    for _round in range(ROUNDS):
        limit = (low + high) / 2
        none = float(np.prod(1 - _used(forecast, limit, least)))
        low, high = (limit, high) if 1 - none <= together else (low, limit)
    return low


def _used(forecast: Forecast, limit: float, least: int) -> Numbers:
    """How much chance each cell uses of what it is allowed: the tail of the first count that may be called so."""
    last_usual = nbinom.isf(limit, forecast.size, forecast.size / (forecast.size + forecast.mean))
    return forecast.tail(np.maximum(last_usual + 1, least))


def _in_use(spots: Sequence[Spot], earlier: Numbers) -> NDArray[np.bool_]:
    """Whether anything was counted before of the area and of the theme: what is new is not compared with nothing."""
    total = np.nansum(earlier, axis=1)
    areas, themes = (_numbered([spot[turn] for spot in spots]) for turn in (1, 2))
    found: NDArray[np.bool_] = (np.bincount(areas, total)[areas] > 0) & (np.bincount(themes, total)[themes] > 0)
    return found


def _forecast(spots: Sequence[Spot], table: Numbers) -> Forecast:
    """From the earlier quarters of cells of one figure; the last column is the one that is judged."""
    earlier, last = table[:, :-1], table[:, -1]
    known = ~np.isnan(earlier)
    quarters, total = known.sum(axis=1).astype(float), np.nansum(earlier, axis=1)
    areas, themes = (_numbered([spot[turn] for spot in spots]) for turn in (1, 2))
    made = _product(areas, themes, quarters, total)
    # How far cells are from the product of area and theme, as a gamma shape; and how well that product is known.
    apart = ((total - quarters * made) ** 2 - quarters * made).sum() / max(float(((quarters * made) ** 2).sum()), 1.0)
    by_area, by_theme = (np.bincount(of, total)[of] for of in (areas, themes))
    spread = max(float(apart), 0.0) + 1 / np.maximum(by_area, 1) + 1 / np.maximum(by_theme, 1)
    shape = np.minimum(1 / spread, FIRMEST)
    rate = shape / np.maximum(made, 1e-9) + quarters
    mean = (shape + total) / rate
    swing = _swing(earlier, known, mean)
    mean = mean * _growth(last, mean)
    variance = mean * swing + mean**2 / (shape + total)
    return Forecast(mean, mean**2 / (variance - mean))


def _numbered(names: Sequence[str]) -> Places:
    """Each name by its turn."""
    found: Places = np.unique(names, return_inverse=True)[1].astype(np.int64)
    return found


def _product(areas: Places, themes: Places, quarters: Numbers, total: Numbers) -> Numbers:
    """What an area and a theme together make of each cell, per quarter: a product, fitted to the sums of both."""
    of_theme = np.ones(int(themes.max()) + 1)
    for _round in range(ROUNDS):
        of_area = np.bincount(areas, total) / np.maximum(np.bincount(areas, quarters * of_theme[themes]), 1e-9)
        of_theme = np.bincount(themes, total) / np.maximum(np.bincount(themes, quarters * of_area[areas]), 1e-9)
    found: Numbers = of_area[areas] * of_theme[themes]
    return found


def _swing(earlier: Numbers, known: NDArray[np.bool_], mean: Numbers) -> float:
    """How much counts of a cell vary over the quarters beyond what chance alone does, which is 1; never less."""
    usual = np.where(known, mean[:, None], 0.0)
    of_quarter = np.nansum(earlier, axis=0) / np.maximum(usual.sum(axis=0), 1e-9)
    expected = usual * of_quarter
    off = np.where(known, (np.nan_to_num(earlier) - expected) ** 2 / np.maximum(expected, 0.5), 0.0)
    free = max(int(known.sum()) - len(mean) - earlier.shape[1] + 1, 1)
    return max(float(off.sum() / free) - math.sqrt(2 / free), 1.0)


def _growth(last: Numbers, mean: Numbers) -> Numbers:
    """By how much all other cells together grew beyond chance; where they shrank nothing less is expected of a cell."""
    others, usual = last.sum() - last, mean.sum() - mean
    by_chance = 1 / np.sqrt(np.maximum(np.minimum(others, usual), 1))
    grown: Numbers = np.maximum(np.where(usual > 0, others / np.maximum(usual, 1e-9), 1.0) - by_chance, 1.0)
    return grown
