"""The attacking program: what a reader can work out of everything that is published together.

For every withheld cell it looks for the smallest and the largest whole number that agrees with all published cells,
in all tables and periods, counts being at least nought. It knows nothing of how cells were chosen.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

from outcomes.protection.linear import Flags, Numbers, System
from outcomes.protection.tables import Knower, Place

# Nobody expects a cell to hold more records than everything published together and this many besides.
BESIDES = 1000
# An attack on one cell that takes longer counts as succeeded.
SECONDS = 20.0
NOBODY = Knower("")
# Solutions found before: (cells, their numbers). With more withheld they stay solutions, the other cells being as they
# are; so what was once shown to be wide is not worked out again.
Solutions = list[tuple[NDArray[np.int64], Numbers]]


@dataclass(frozen=True)
class Finding:
    """A withheld cell that `who` can tell to lie between `low` and `high`; or, with `together`, published cells
    whose difference is that of fewer than k residents in withheld cells.
    """

    place: Place
    low: int
    high: int
    who: Knower = NOBODY
    together: tuple[Place, ...] = ()

    @property
    def exact(self) -> bool:
        """Whether the cell is known to the last record."""
        return self.low == self.high


@dataclass
class Component:
    """Withheld cells that hang together through sums, with what is known of them; `seen` are solutions found so far."""

    cells: NDArray[np.int64]
    rows: csr_matrix
    lower: Numbers
    upper: Numbers
    truth: Numbers
    most: float
    seen: list[Numbers] = field(default_factory=list)

    def remember(self, solutions: Solutions) -> int:
        """Takes over the solutions that lie within this part; returns how many it has now."""
        where = {int(cell): number for number, cell in enumerate(self.cells)}
        for cells, numbers in solutions:
            if all(int(cell) in where for cell in cells):
                point = self.truth.copy()
                point[[where[int(cell)] for cell in cells]] = numbers
                if self.fits(point):
                    self.seen.append(point)
        return len(self.seen)

    def fits(self, point: Numbers) -> bool:
        """Whether numbers agree with all sums."""
        sums = self.rows @ point
        return bool(((sums >= self.lower) & (sums <= self.upper)).all() and (point >= 0).all())

    def extreme(self, cell: int, sign: int, low: Numbers, high: Numbers) -> int:
        """The smallest (`sign` 1) or largest (-1) whole number that fits; where time runs out, the number that is."""
        aim = np.zeros(len(self.cells))
        aim[cell] = sign
        found = milp(
            aim,
            integrality=np.ones(len(aim)),
            bounds=Bounds(low, high),
            constraints=LinearConstraint(self.rows, self.lower, self.upper),
            options={"time_limit": SECONDS},
        )
        if found.x is None:
            return int(self.truth[cell])
        point = np.round(found.x)
        if self.fits(point) and ((point >= low) & (point <= high)).all():
            self.seen.append(point)
            return int(point[cell])
        return int(self.truth[cell])

    def narrow(self, k: int, low: Numbers, high: Numbers, aims: Iterable[int]) -> Iterator[tuple[int, int, int]]:
        """The cells among `aims` whose interval is narrower than k, with that interval."""
        points = np.array(self.seen)
        points = points[((points >= low) & (points <= high)).all(axis=1)]
        floor, ceiling = points.min(axis=0), points.max(axis=0)
        for cell in aims:
            for sign in (-1, 1):
                if ceiling[cell] - floor[cell] < k:
                    self.extreme(cell, sign, low, high)
                    floor = np.minimum(floor, self.seen[-1])
                    ceiling = np.maximum(ceiling, self.seen[-1])
            if ceiling[cell] - floor[cell] < k:
                yield cell, int(floor[cell]), int(ceiling[cell])


def attack(
    system: System, hidden: Flags, k: int, knowers: Iterable[Knower] = (), solutions: Solutions | None = None
) -> list[Finding]:
    """Every withheld cell that is recovered, or has an interval narrower than k, for anybody and for each knower.

    `solutions` are of attacks with fewer cells withheld; new ones are added.
    """
    solutions = [] if solutions is None else solutions
    knowing = [(NOBODY, *known(system, NOBODY)), *((knower, *known(system, knower)) for knower in knowers)]
    # Whoever knows what any of these has of their own knows at least as much as each; where that tells too little,
    # no single one is asked.
    jointly = np.max([own for _, own, seen in knowing if not seen.any()], axis=0)
    found = []
    for part in components(system, hidden):
        cells = part.cells
        old = part.remember(solutions)
        anything = np.full(len(cells), part.most)
        left = np.array([cell for cell, *_ in part.narrow(k, jointly[cells], anything, range(len(cells)))], dtype=int)
        for knower, own, seen in knowing:
            low = np.where(seen[cells], part.truth, own[cells])
            high = np.where(seen[cells], part.truth, part.most)
            aims = np.arange(len(cells)) if seen.any() and (low.any() or seen[cells].any()) else left
            # What is all one's own, or seen in full elsewhere, needs no working out.
            aims = aims if knower is NOBODY else aims[low[aims] < part.truth[aims]]
            for cell, floor, ceiling in part.narrow(k, low, high, aims):
                found.append(Finding(system.places[cells[cell]], floor, ceiling, knower))
        solutions += [(cells, point) for point in part.seen[old:]]
    return found


def known(system: System, knower: Knower) -> tuple[Numbers, Flags]:
    """What a knower has of their own at each cell, and which cells they see in full."""
    own = np.zeros(len(system.places))
    seen = np.zeros(len(system.places), dtype=bool)
    for place, records in knower.own.items():
        own[system.where[place]] = records
    seen[[system.where[place] for place in knower.seen]] = True
    return own, seen


def components(system: System, hidden: Flags) -> Iterator[Component]:
    """The withheld cells, taken apart where no sum joins them. The numbers as they are, are the first solution."""
    cells = np.flatnonzero(hidden)
    if not cells.size:
        return
    shown = np.where(hidden, 0.0, system.records)
    rest = system.rows @ shown
    rows = system.rows[:, cells]
    used = np.flatnonzero(np.diff(rows.indptr))
    rows = rows[used]
    lower, upper = (system.lower - rest)[used], (system.upper - rest)[used]
    most = float(system.records.max()) + BESIDES
    _, labels = connected_components(abs(rows.T) @ abs(rows), directed=False)
    of_row = labels[rows.indices[rows.indptr[:-1]]] if len(used) else np.array([], dtype=int)
    order = np.argsort(labels, kind="stable")
    lines = np.argsort(of_row, kind="stable")
    starts = np.searchsorted(of_row[lines], np.arange(labels.max() + 2))
    for label, group in groupby(order, key=lambda column: labels[column]):
        columns = np.array(list(group))
        mine = lines[starts[label] : starts[label + 1]]
        truth = system.records[cells[columns]]
        yield Component(cells[columns], rows[mine][:, columns], lower[mine], upper[mine], truth, most, [truth])


def isolated(system: System, hidden: Flags, k: int) -> list[Finding]:
    """Published cells whose difference holds fewer than k residents: a whole minus all its published parts.

    Parts that are withheld are taken apart further, down to the smallest difference that can be made. Of residents who
    may stand in several parts only a lower bound is known: the most in one of them, and those of the whole who are
    not in the published ones.
    """
    found = []
    for (whole, dimension), parts in system.below.items():
        if hidden[whole]:
            continue
        left, shown = _left(system, hidden, parts.cells, dimension)
        if not left:
            continue
        residents = system.residents[left]
        others = float(system.residents[shown].sum())
        fewest = residents.sum() if parts.apart else max(residents.max(), system.residents[whole] - others)
        if 0 < fewest < k:
            records = int(system.records[left].sum())
            together = tuple(system.places[cell] for cell in left)
            found.append(Finding(system.places[whole], records, records, together=together))
    return found


def _left(system: System, hidden: Flags, cells: Iterable[int], dimension: str) -> tuple[list[int], list[int]]:
    """The smallest withheld cells of a split, and the published ones that can be taken off."""
    left: list[int] = []
    shown: list[int] = []
    for cell in cells:
        deeper = system.below.get((cell, dimension))
        if not hidden[cell]:
            shown.append(cell)
        elif deeper is None:
            left.append(cell)
        else:
            more, less = _left(system, hidden, deeper.cells, dimension)
            left += more
            shown += less
    return left, shown
