"""Differences: published cells that together tell how much fewer than k residents have, in any tables and periods.

The attack on records finds these too where a resident has one record. Four residents with ten records each are wide
apart for it, and yet are four residents.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np

from outcomes.protection.audit import Finding, Memory, components
from outcomes.protection.linear import Cells, Flags, System


def isolated(system: System, hidden: Flags, k: int, memory: Memory | None = None) -> list[Finding]:
    """Whole cells of which fewer than k residents are left when published parts are taken off; and withheld cells
    that stand in any sum of fewer than k residents, however it is put together.
    """
    return _left_over(system, hidden, k) or _in_small_sums(system, hidden, k, memory or Memory())


@dataclass(frozen=True)
class Rest:
    """What is left of a cell: withheld cells, at least how many residents are in them, at most how many were taken
    off.
    """

    cells: tuple[int, ...]
    residents: float
    taken: float


def _left_over(system: System, hidden: Flags, k: int) -> list[Finding]:
    """Each published cell minus published parts, which may be parts of parts along other dimensions.

    Of residents who may stand in several parts only a lower bound is known: the most in one of them, and those of the
    whole who are not in what was taken off.
    """

    @cache
    def rest(cell: int) -> Rest:
        if not hidden[cell]:
            return Rest((), 0, float(system.residents[cell]))
        itself = Rest((cell,), float(system.residents[cell]), 0)
        return min([itself, *splits(cell)], key=lambda each: (each.residents, len(each.cells)))

    def splits(cell: int) -> list[Rest]:
        made = []
        for parts in system.below.get(cell, {}).values():
            rests = [rest(part) for part in parts.cells]
            each = [one.residents for one in rests]
            taken = sum(one.taken for one in rests)
            together = sum(each) if parts.apart else max(*each, float(system.residents[cell]) - taken, 0)
            left = tuple(part for one in rests for part in one.cells)
            made.append(Rest(left, together if left else 0, taken))
        return made

    found = []
    for whole in np.flatnonzero(~hidden):
        for left in splits(int(whole)):
            if 0 < left.residents < k:
                records = int(system.records[list(left.cells)].sum())
                together = tuple(system.places[cell] for cell in left.cells)
                found.append(Finding(system.places[whole], records, records, together=together))
    return found


def _in_small_sums(system: System, hidden: Flags, k: int, memory: Memory) -> list[Finding]:
    """Withheld cells of which the residents, were they unknown, could not be k.

    The largest number for a cell that agrees with all published sums is the smallest sum of residents that can be
    worked out and that holds the cell (linear programs come in such pairs). Cells of which the parts are known too are
    no residents besides: they follow.
    """
    leaf = np.array([cell not in system.below for cell in range(len(system.places))])
    small = leaf & (system.residents > 0) & (system.residents < k) & (system.residents < system.records)
    found = []
    for part in components(system, hidden, memory):
        cells = part.cells
        part.truth = np.where(leaf[cells], system.residents[cells], 0)
        low = np.where(leaf[cells], 0, -part.most)
        aims: Cells = np.flatnonzero(small[cells])
        for cell, least, most in part.narrow(k, low, np.full(len(cells), part.most), aims, np.zeros(len(cells))):
            place = system.places[cells[cell]]
            found.append(Finding(place, least, most, together=(place,)))
    return found
