"""Withholds more, by linear programming: what else must move so that one withheld cell could be k wide."""

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import hstack

from outcomes.protection.audit import Finding, Solutions, known
from outcomes.protection.linear import Flags, Numbers, System

# What already is withheld moves for nearly nothing.
NEARLY_NOTHING = 1e-4
MOVED = 1e-6


def weights(system: System) -> Numbers:
    """What it costs to withhold a cell: totals are asked for more often than what they are made of."""
    return 1.0 + np.log1p(system.residents)


def widen(system: System, hidden: Flags, fixed: Flags, finding: Finding, k: int, solutions: Solutions) -> Flags | None:
    """`hidden` with the cells besides that give a cell room of k, to below and to above, seen by who found it.

    None where there are no such cells: those that were published before (`fixed`) stay published. A change in whole
    numbers is a solution that the next attack need not look for: it is added to `solutions`.
    """
    own, seen = known(system, finding.who)
    own = np.where(seen, system.records, own)
    cell = system.where[finding.place]
    # Nobody who knows how many live in a place believes that a zero hides somebody; unless zeros are withheld too.
    still = (fixed & ~hidden) | seen | ((system.records == 0) & ~hidden)
    down = float(min(system.records[cell] - own[cell], k))
    wider = hidden.copy()
    for move in (-down, k - down):
        if move:
            moved = _moved(system, wider, still, own, cell, move)
            if moved is None:
                return None
            cells = np.flatnonzero(np.abs(moved) > MOVED)
            whole = np.round(moved[cells])
            if np.abs(whole - moved[cells]).max() < MOVED:
                solutions.append((cells, system.records[cells] + whole))
            wider[cells] = True
    return wider


def _moved(system: System, hidden: Flags, still: Flags, own: Numbers, cell: int, move: float) -> Numbers | None:
    """The cheapest change of all cells that changes this one by `move` and keeps every sum."""
    free = np.flatnonzero(~still)
    rows = system.rows[:, free]
    used = np.flatnonzero(np.diff(rows.indptr))
    rows = rows[used]
    cost = np.where(hidden, NEARLY_NOTHING, weights(system))[free]
    sums = (system.rows @ system.records)[used]
    both = hstack([rows, -rows], format="csr")
    exact = system.lower[used] == system.upper[used]
    up = np.full(len(free), np.inf)
    downward = np.maximum(system.records - own, 0)[free]
    at = int(np.searchsorted(free, cell))
    if at >= len(free) or free[at] != cell:
        return None
    low, high = np.zeros(2 * len(free)), np.concatenate([up, downward])
    low[at], high[at] = max(move, 0), max(move, 0)
    low[at + len(free)], high[at + len(free)] = max(-move, 0), max(-move, 0)
    loose = np.flatnonzero(~exact)
    below = both[loose]
    found = linprog(
        np.concatenate([cost, cost]),
        A_eq=both[np.flatnonzero(exact)],
        b_eq=np.zeros(int(exact.sum())),
        # Of what is only known to be at least as much: it may not sink below it.
        A_ub=-below if loose.size else None,
        b_ub=(sums - system.lower[used])[loose] if loose.size else None,
        bounds=np.column_stack([low, high]),
        method="highs",
    )
    if found.x is None:
        return None
    moved = np.zeros(len(hidden))
    moved[free] = found.x[: len(free)] - found.x[len(free) :]
    return moved
