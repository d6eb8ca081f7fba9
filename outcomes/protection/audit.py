"""The attacking program: what a reader can work out of everything that is published together.

For every withheld cell it looks for the smallest and the largest whole number that agrees with all published cells,
in all tables and periods, counts being at least nought. It knows nothing of how cells were chosen.
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from time import monotonic

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

from outcomes.protection.linear import Cells, Flags, Numbers, System
from outcomes.protection.tables import Knower, Place

# Nobody expects a cell to hold more records than everything published together and this many besides.
BESIDES = 1000
# An attack on one cell that takes longer counts as succeeded.
SECONDS = 30.0
# So many cells are attacked one by one; more of them together, as long as that shows so many of them to be wide.
FEW = 3
CLOSE = 1e-6
NOBODY = Knower("")
# Which cells change, and how much each.
Change = tuple[Cells, Numbers]


@dataclass(frozen=True)
class Finding:
    """A withheld cell that `who` can tell to lie between `low` and `high`; or, with `together`, cells that hold fewer
    than k residents, whose sum follows from published cells.
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
class Memory:
    """Changes of withheld cells that keep every sum, in whole numbers.

    With more withheld they keep every sum still, so what was once shown to be wide is not worked out again.
    `until` is the moment, by the monotonic clock, from which nothing new is worked out.
    """

    changes: list[Change] = field(default_factory=list)
    until: float = math.inf

    @property
    def is_late(self) -> bool:
        """Whether time is up."""
        return monotonic() >= self.until


@dataclass
class Component:
    """Withheld cells that hang together through sums, the numbers in them, and changes that keep these sums."""

    cells: Cells
    rows: csr_matrix
    truth: Numbers
    most: float
    memory: Memory
    changes: list[Change] = field(default_factory=list)

    def remember(self, cells: Cells, by: Numbers) -> None:
        """Takes over a change that was found before."""
        self.changes.append((np.searchsorted(self.cells, cells), by))

    def change(self, aim: Numbers, low: Numbers, high: Numbers) -> Change | None:
        """The change that makes `aim` smallest, in whole numbers; None where time runs out before there is one."""
        # Mostly whole numbers come of themselves; asking for them takes several times as long.
        found = self._solved(aim, low, high, 0)
        if found is not None and np.abs(found - np.round(found)).max() > CLOSE:
            found = self._solved(aim, low, high, 1)
        whole = None if found is None else np.round(found)
        if whole is None or (self.rows @ whole).any() or (self.truth + whole < low).any():
            return None
        at = np.flatnonzero(whole)
        if at.size:
            self.changes.append((at, whole[at]))
            self.memory.changes.append((self.cells[at], whole[at]))
        return at, whole[at]

    def _solved(self, aim: Numbers, low: Numbers, high: Numbers, whole: int) -> Numbers | None:
        if self.memory.is_late:
            return None
        found: Numbers | None = milp(
            aim,
            integrality=np.full(len(aim), whole),
            bounds=Bounds(low - self.truth, high - self.truth),
            constraints=LinearConstraint(self.rows, 0, 0) if self.rows.shape[0] else None,
            # Looking first for what could be left out of so small a program takes longer than solving it.
            options={"presolve": bool(whole), "time_limit": min(SECONDS, self.memory.until - monotonic())},
        ).x
        return found

    def spread(self, changes: list[Change], low: Numbers, high: Numbers, least: Numbers, most: Numbers) -> None:
        """Stretches `least` and `most` of each cell by one change at a time, to and fro, as often as there is room."""
        down, up = low - self.truth, high - self.truth
        for at, by in changes:
            rises = by > 0
            below, above = down[at], up[at]
            forth = np.floor((np.where(rises, above, below) / by).min())
            back = np.floor((np.where(rises, below, above) / -by).min())
            one, other = self.truth[at] + forth * by, self.truth[at] - back * by
            least[at] = np.minimum(least[at], np.minimum(one, other))
            most[at] = np.maximum(most[at], np.maximum(one, other))

    def narrow(
        self, k: int, low: Numbers, high: Numbers, aims: Cells, floor: Numbers | None = None
    ) -> Iterator[tuple[int, int, int]]:
        """The cells among `aims` whose interval is narrower than k, with that interval; each from `floor` if given."""
        least = self.truth.copy() if floor is None else floor.copy()
        most = self.truth.copy()
        self.spread(self.changes, low, high, least, most)
        dice = np.random.default_rng(len(aims))

        def look(aim: Numbers) -> bool:
            change = self.change(aim, low, high)
            if change is not None and change[0].size:
                self.spread([change], low, high, least, most)
            return change is not None

        left = aims[(most - least)[aims] < k]
        before = len(left) + FEW
        while FEW <= len(left) <= before - FEW:
            before = len(left)
            aim = np.zeros(len(self.cells))
            aim[left] = dice.normal(size=len(left))
            look(aim)
            left = left[(most - least)[left] < k]
        for cell in left:
            for sign in (-1, 1):
                aim = np.zeros(len(self.cells))
                aim[cell] = sign
                if most[cell] - least[cell] < k and not look(aim):
                    break
            if most[cell] - least[cell] < k:
                yield int(cell), int(least[cell]), int(most[cell])


def attack(
    system: System, hidden: Flags, k: int, knowers: Iterable[Knower] = (), memory: Memory | None = None
) -> list[Finding]:
    """Every withheld cell that is recovered, or has an interval narrower than k, for anybody and for each knower.

    What cannot be worked out in time counts as found.
    """
    knowing = [(knower, *system.known(knower)) for knower in (NOBODY, *knowers)]
    # Whoever knows what any of these has of their own knows at least as much as each; where that tells too little,
    # no single one is asked.
    jointly = np.max([own for _, own, seen in knowing if not seen.any()], axis=0)
    found = []
    for part in components(system, hidden, memory or Memory()):
        cells = part.cells
        anything = np.full(len(cells), part.most)
        every = np.arange(len(cells))
        left = np.array([cell for cell, *_ in part.narrow(k, jointly[cells], anything, every)], dtype=int)
        for knower, own, seen in knowing:
            low = np.where(seen[cells], part.truth, own[cells])
            high = np.where(seen[cells], part.truth, part.most)
            aims = every if seen.any() and (low.any() or seen[cells].any()) else left
            # What is all one's own, or seen in full elsewhere, needs no working out.
            aims = aims if knower is NOBODY else aims[low[aims] < part.truth[aims]]
            for cell, floor, ceiling in part.narrow(k, low, high, aims):
                found.append(Finding(system.places[cells[cell]], floor, ceiling, knower))
    return found


def components(system: System, hidden: Flags, memory: Memory) -> Iterator[Component]:
    """The withheld cells, taken apart where no sum joins them, with what is remembered of each part."""
    cells = np.flatnonzero(hidden)
    rows = system.rows[:, cells]
    rows = rows[np.flatnonzero(np.diff(rows.indptr))]
    most = float(system.records.max(initial=0)) + BESIDES
    number, labels = connected_components(abs(rows.T) @ abs(rows), directed=False)
    of_row = labels[rows.indices[rows.indptr[:-1]]]
    parts = []
    for label in range(number):
        columns = np.flatnonzero(labels == label)
        mine = rows[np.flatnonzero(of_row == label)][:, columns]
        parts.append(Component(cells[columns], mine, system.records[cells[columns]], most, memory))
    for moved, change in memory.changes:
        at = labels[np.searchsorted(cells, moved)]
        for label in np.unique(at):
            parts[label].remember(moved[at == label], change[at == label])
    yield from parts
