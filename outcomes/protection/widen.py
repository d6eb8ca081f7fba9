"""Withholds more, by linear programming: what else must move so that one withheld cell could be k wide."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import hstack

from outcomes.protection.audit import Finding, Memory
from outcomes.protection.linear import Cells, Flags, Numbers, System

# What already is withheld moves for nearly nothing.
NEARLY_NOTHING = 1e-4
MOVED = 1e-6


def weights(system: System) -> Numbers:
    """What it costs to withhold a cell: totals are asked for more often than what they are made of.

    A number of the whole organisation costs as much as several of its parts; for each dimension along which a cell is
    a total four times as much.
    """
    codes = np.array([len(place.codes) for place in system.places])
    cost: Numbers = (1.0 + np.log1p(system.residents)) * 4.0 ** (codes.max() - codes)
    return cost


def is_wide(system: System, hidden: Flags, finding: Finding, k: int, changes: Sequence[tuple[Cells, Numbers]]) -> bool:
    """Whether these changes of withheld cells already give what was found room of k."""
    own, seen = system.known(finding.who)
    low = np.where(seen, system.records, own)
    cell, room = system.where[finding.place], 0.0
    for sign in (1, -1):
        most = 0.0
        for cells, change in changes:
            at = np.searchsorted(cells, cell)
            if at < len(cells) and cells[at] == cell and hidden[cells].all() and not seen[cells].any():
                one = sign * change * np.sign(change[at])
                down = one < 0
                times = np.floor(((system.records - low)[cells][down] / -one[down]).min(initial=k))
                most = max(most, times * abs(change[at]))
        room += most
    return room >= k


def widen(system: System, hidden: Flags, fixed: Flags, finding: Finding, k: int, memory: Memory) -> Flags | None:
    """`hidden` with the cells besides that give a cell room of k, to below and to above, seen by who found it.

    None where there are no such cells: those that were published before (`fixed`) stay published. A change in whole
    numbers is a solution that the next attack need not look for: it is added to `memory`.
    """
    own, seen = system.known(finding.who)
    own = np.where(seen, system.records, own)
    cell = system.where[finding.place]
    down = float(min(system.records[cell] - own[cell], k))
    return _room(system, hidden, (fixed & ~hidden) | seen, own, cell, (-down, k - down), memory)


def widen_residents(
    system: System, hidden: Flags, fixed: Flags, finding: Finding, k: int, memory: Memory
) -> Flags | None:
    """The same for a cell that stands in a sum of fewer than k residents."""
    leaf = np.array([cell not in system.below for cell in range(len(system.places))])
    people = replace(system, records=np.where(leaf, system.residents, system.records))
    cell = system.where[finding.place]
    move = k - system.residents[cell]
    return _room(people, hidden, fixed & ~hidden, np.zeros(len(hidden)), cell, (move,), memory)


def _room(
    system: System, hidden: Flags, still: Flags, own: Numbers, cell: int, moves: tuple[float, ...], memory: Memory
) -> Flags | None:
    wider = hidden.copy()
    for move in moves:
        if move:
            # Nobody who knows how many live in a place believes that a zero hides somebody, unless zeros are withheld.
            moved = _moved(system, wider, still | ((system.records == 0) & ~hidden), own, cell, move)
            if moved is None:
                return None
            cells = np.flatnonzero(np.abs(moved) > MOVED)
            whole = np.round(moved[cells])
            if np.abs(whole - moved[cells]).max() < MOVED:
                memory.changes.append((cells, whole))
            wider[cells] = True
    return wider


def _moved(system: System, hidden: Flags, still: Flags, own: Numbers, cell: int, move: float) -> Numbers | None:
    """The cheapest change of all cells that changes this one by `move` and keeps every sum."""
    free = np.flatnonzero(~still)
    rows = system.rows[:, free]
    rows = rows[np.flatnonzero(np.diff(rows.indptr))]
    cost = np.where(hidden, NEARLY_NOTHING, weights(system))[free]
    at = int(np.searchsorted(free, cell))
    low = np.zeros(2 * len(free))
    high = np.concatenate([np.full(len(free), np.inf), np.maximum(system.records - own, 0)[free]])
    low[at], high[at] = max(move, 0), max(move, 0)
    low[at + len(free)], high[at + len(free)] = max(-move, 0), max(-move, 0)
    found = linprog(
        np.concatenate([cost, cost]),
        A_eq=hstack([rows, -rows], format="csr"),
        b_eq=np.zeros(rows.shape[0]),
        bounds=np.column_stack([low, high]),
        method="highs",
    )
    if found.x is None:
        return None
    moved = np.zeros(len(hidden))
    moved[free] = found.x[: len(free)] - found.x[len(free) :]
    return moved
