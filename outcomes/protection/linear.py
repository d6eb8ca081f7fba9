"""A publication as a system of linear rows over its cells: what every reader may add and subtract."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from outcomes.protection.tables import Knower, Place, Publication

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]
Cells = NDArray[np.int64]


@dataclass(frozen=True)
class Parts:
    """A cell split along one dimension. `apart`: residents of the parts may be added up."""

    cells: tuple[int, ...]
    apart: bool


@dataclass(frozen=True)
class System:
    """Cells as columns: `rows @ records` is nought. `below[cell][dimension]` are the parts of a cell."""

    places: tuple[Place, ...]
    where: dict[Place, int]
    records: Numbers
    residents: Numbers
    largest: Numbers
    rows: csr_matrix
    below: dict[int, dict[str, Parts]]
    _known: dict[int, tuple[Knower, Numbers, Flags]] = field(default_factory=dict)

    def known(self, knower: Knower) -> tuple[Numbers, Flags]:
        """What a knower has of their own at each cell, and which cells they see in full.

        Nobody has more of a cell than there is in it: what was counted later than the cell itself is left out, and so
        are places of other publications.
        """
        if id(knower) not in self._known:
            own, seen = np.zeros(len(self.places)), np.zeros(len(self.places), dtype=bool)
            inside = {self.where[place]: number for place, number in knower.own.items() if place in self.where}
            own[list(inside)] = list(inside.values())
            seen[[self.where[place] for place in knower.seen if place in self.where]] = True
            # With the knower, so that no other object gets its id.
            self._known[id(knower)] = (knower, np.minimum(own, self.records), seen)
        return self._known[id(knower)][1:]


def system(publication: Publication) -> System:
    """The rows of a publication. Raises ValueError where a total is not the sum of its parts: the counts are wrong."""
    places = publication.places
    where = {place: number for number, place in enumerate(places)}
    counts = [publication.count(place) for place in places]
    below: dict[int, dict[str, Parts]] = {}
    found: dict[tuple[int, tuple[int, ...]], dict[int, int]] = {}
    for whole, parts, name, apart in _sums(publication, where):
        below.setdefault(whole, {})[name] = Parts(parts, apart)
        found[whole, parts] = {whole: 1, **dict.fromkeys(parts, -1)}
    made = System(
        places,
        where,
        np.array([count.records for count in counts], dtype=float),
        np.array([count.residents for count in counts], dtype=float),
        np.array([count.largest for count in counts], dtype=float),
        matrix(list(found.values()), len(places)),
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
        for period in publication.spans(table):
            for whole, parts, tree in table.sums(period):
                yield where[whole], tuple(where[part] for part in parts), tree.name, tree.apart
    for place in where:
        if quarters := publication.years.get(place.period):
            yield where[place], tuple(where[place._replace(period=q)] for q in quarters), "period", False


def _refuse_what_does_not_add_up(made: System) -> None:
    wrong = np.flatnonzero(made.rows @ made.records)
    if wrong.size:
        around = [made.places[cell] for cell in made.rows[wrong[0]].indices]
        raise ValueError(f"The counts do not add up, in {len(wrong)} sums; the first is of {around}.")
