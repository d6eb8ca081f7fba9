"""A publication as a system of linear rows over its cells: what every reader may add and subtract."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from outcomes.protection.tables import Place, Publication

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]
# (cells with their sign, lower and upper bound of the sum)
Row = tuple[dict[int, int], float, float]


@dataclass(frozen=True)
class Parts:
    """A cell split along one dimension. `apart`: residents of the parts may be added up."""

    cells: tuple[int, ...]
    apart: bool


@dataclass(frozen=True)
class System:
    """Cells as columns: `lower <= rows @ records <= upper`. `below[cell, dimension]` are the parts of a cell."""

    places: tuple[Place, ...]
    where: dict[Place, int]
    records: Numbers
    residents: Numbers
    largest: Numbers
    rows: csr_matrix
    lower: Numbers
    upper: Numbers
    below: dict[tuple[int, str], Parts]


def system(publication: Publication) -> System:
    """The rows of a publication. Raises ValueError where a total is not the sum of its parts: the counts are wrong."""
    places = publication.places
    where = {place: number for number, place in enumerate(places)}
    counts = [publication.count(place) for place in places]
    below: dict[tuple[int, str], Parts] = {}
    found: dict[tuple[int, tuple[int, ...]], Row] = {}
    for whole, parts, name, apart in _sums(publication, where):
        below[whole, name] = Parts(parts, apart)
        found[whole, parts] = ({whole: 1, **dict.fromkeys(parts, -1)}, 0, 0)
    rows = list(found.values()) + list(_unions(publication, where))
    made = System(
        places,
        where,
        np.array([count.records for count in counts], dtype=float),
        np.array([count.residents for count in counts], dtype=float),
        np.array([count.largest for count in counts], dtype=float),
        matrix([row[0] for row in rows], len(places)),
        np.array([row[1] for row in rows], dtype=float),
        np.array([row[2] for row in rows], dtype=float),
        below,
    )
    _refuse_what_does_not_add_up(made)
    return made


def matrix(rows: Sequence[dict[int, int]], width: int) -> csr_matrix:
    """Rows as a sparse matrix with so many columns."""
    lines = [line for line, row in enumerate(rows) for _ in row]
    columns = [cell for row in rows for cell in row]
    signs = [float(sign) for row in rows for sign in row.values()]
    return csr_matrix((signs, (lines, columns)), shape=(len(rows), width))


def _sums(publication: Publication, where: dict[Place, int]) -> Iterator[tuple[int, tuple[int, ...], str, bool]]:
    for table in publication.tables:
        for period in publication.periods:
            for whole, parts, tree in table.sums(period):
                yield where[whole], tuple(where[part] for part in parts), tree.name, tree.apart
        if table.adds_up:
            for year, place, quarters in _years(publication, where, table.figure):
                yield where[place], quarters, f"period {year}", False


def _years(
    publication: Publication, where: dict[Place, int], figure: str
) -> Iterator[tuple[str, Place, tuple[int, ...]]]:
    """The places of a figure in a year, with the same places in its quarters, where all of these are published."""
    for year, quarters in publication.years.items():
        if year in publication.periods and set(quarters) <= set(publication.periods):
            for place in where:
                if place.figure == figure and place.period == year:
                    yield year, place, tuple(where[place._replace(period=quarter)] for quarter in quarters)


def _unions(publication: Publication, where: dict[Place, int]) -> Iterator[Row]:
    """A year between the largest of its quarters and their sum, for totals of figures that do not add up over time."""
    answers = {tree.name for table in publication.tables for tree in table.dimensions if tree.shares}
    summed = {table.figure for table in publication.tables if table.adds_up}
    for figure in sorted({table.figure for table in publication.tables} - summed):
        for _, place, quarters in _years(publication, where, figure):
            if answers & {name for name, _ in place.codes}:
                continue
            whole = where[place]
            yield {whole: -1, **dict.fromkeys(quarters, 1)}, 0, np.inf
            for quarter in quarters:
                yield {whole: 1, quarter: -1}, 0, np.inf


def _refuse_what_does_not_add_up(made: System) -> None:
    sums = made.rows @ made.records
    wrong = np.flatnonzero((sums < made.lower) | (sums > made.upper))
    if wrong.size:
        around = [made.places[cell] for cell in made.rows[wrong[0]].indices]
        raise ValueError(f"The counts do not add up, in {len(wrong)} sums; the first is of {around}.")
