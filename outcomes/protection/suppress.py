"""Decides what is withheld: too few residents first, then so much more that nobody can work those out.

What is withheld is attacked, and what the attack finds is widened by linear programming until it finds nothing. What
cannot be widened stays unpublished and says so.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from time import monotonic

import numpy as np

from outcomes.protection.audit import Finding, Memory, attack
from outcomes.protection.isolation import isolated
from outcomes.protection.linear import Flags, System, system
from outcomes.protection.tables import Knower, Place, Publication, Reader
from outcomes.protection.widen import is_wide, weights, widen, widen_residents

# So often what the attack finds is widened, before what it still finds stays unpublished.
ROUNDS = 20
# So often it may find nothing more to withhold, since asking for more room may still help.
PATIENCE = 3
# After this long what is not known to be safe stays unpublished.
SECONDS = 900.0
FOUND = "withheld cells could still be worked out"
LATE = "it took too long to work out what is safe"


@dataclass(frozen=True)
class Protected:
    """What may be shown, `shown` as records (rounded for whom that is so), and what is withheld.

    `unsafe` of the withheld ones have too few residents themselves. `unpublished` names (figure, period) of which
    nothing is shown since nothing safe could be found, with the reason.
    """

    shown: Mapping[Place, int]
    withheld: frozenset[Place]
    unsafe: frozenset[Place]
    unpublished: Mapping[tuple[str, str], str]
    rounds: int
    # What can be worked out although all that is new is withheld: it was published before. A job stops on it.
    still: tuple[Finding, ...] = ()

    @property
    def part_shown(self) -> float:
        """Which part of the cells is shown."""
        return len(self.shown) / (len(self.shown) + len(self.withheld))


def protect(
    publication: Publication,
    reader: Reader,
    *,
    knowers: Iterable[Knower] = (),
    before: Protected | None = None,
    seconds: float = SECONDS,
) -> Protected:
    """What `reader` may see of a publication. What was decided `before` stays so: nothing is published twice.

    Raises ValueError where the counts do not add up, or do not add up to those that were published before.
    """
    memory = Memory(until=monotonic() + seconds)
    made = system(publication)
    knowing, unsafe = tuple(knowers), primary(publication, made, reader)
    fixed, old = _decided(made, before, reader)
    hidden, findings, rounds = _widened(made, old | (unsafe & ~fixed), fixed, reader.k, knowing, memory)
    unpublished: dict[tuple[str, str], str] = {}
    while findings and (new := _left_out(made, ~fixed & ~hidden, findings, memory)).any():
        unpublished |= dict.fromkeys(sorted({place[:2] for place in _places(made, new)}), _why(memory))
        hidden = hidden | new
        findings = _found(made, hidden, reader.k, knowing, memory)
    return Protected(
        {p: rounded(int(made.records[n]), reader) for n, p in enumerate(made.places) if not hidden[n]},
        _places(made, hidden),
        _places(made, unsafe),
        unpublished,
        rounds,
        # With nothing new there is nothing to find that was not to be found before; that need not be shown in time.
        () if memory.is_late else tuple(findings),
    )


def primary(publication: Publication, made: System, reader: Reader) -> Flags:
    """The cells that may not be shown for what they are themselves."""
    residents = made.residents
    unsafe = (residents > 0) & (residents < reader.k)
    unsafe |= (made.records > 0) & (made.largest > reader.most_of_one * made.records)
    if reader.hides_sensitive_zeros:
        touchy = np.array([bool(publication.sensitive & set(place.codes)) for place in made.places])
        unsafe |= touchy & (made.records == 0)
        answers = {tree.name for table in publication.tables for tree in table.dimensions if tree.shares}
        for whole, splits in made.below.items():
            for cells in (np.array(parts.cells) for name, parts in splits.items() if name in answers):
                unsafe[cells] |= touchy[cells] & (made.records[cells] == made.records[whole])
    return unsafe


def rounded(records: int, reader: Reader) -> int:
    """To the nearest multiple. Done last: a number that hangs on a published number alone adds nothing to it."""
    return reader.rounds_to * round(records / reader.rounds_to)


def _widened(
    made: System, hidden: Flags, fixed: Flags, k: int, knowers: tuple[Knower, ...], memory: Memory
) -> tuple[Flags, list[Finding], int]:
    """Withholds more until the attack finds nothing, nothing more can be done, or it has lasted long enough."""
    findings = _found(made, hidden, k, knowers, memory)
    turn = 0
    while findings and turn < ROUNDS and not memory.is_late:
        before, known = hidden, len(memory.changes)
        # One answer per cell; what another reader still finds then comes back the next time.
        for finding in {(finding.place, finding.together): finding for finding in reversed(findings)}.values():
            # Asking for a little more each turn helps where the whole numbers fall between.
            more = _mended(made, hidden, fixed, finding, k + turn // 2, memory, known)
            hidden = hidden if more is None else more
        turn += 1
        if (hidden == before).all() and turn > PATIENCE:
            break
        findings = _found(made, hidden, k, knowers, memory)
    return hidden, findings, turn


def _mended(
    made: System, hidden: Flags, fixed: Flags, finding: Finding, k: int, memory: Memory, known: int
) -> Flags | None:
    """`hidden` with what has to be withheld besides because of a finding; None where nothing can be."""
    if memory.is_late:
        return None
    if not finding.together:
        if is_wide(made, hidden, finding, k, memory.changes[known:]):
            return hidden
        return widen(made, hidden, fixed, finding, k, memory)
    if hidden[made.where[finding.place]]:
        return widen_residents(made, hidden, fixed, finding, k, memory)
    return _apart(made, hidden, fixed, finding)


def _found(made: System, hidden: Flags, k: int, knowers: tuple[Knower, ...], memory: Memory) -> list[Finding]:
    """What is found first: by anybody, then by those who know more, then by differences. Widening mends most of the
    next with the one before, so asking for all at once would withhold more than is needed.
    """
    found = attack(made, hidden, k, (), memory) or attack(made, hidden, k, knowers, memory)
    return found or isolated(made, hidden, k, memory)


def _apart(made: System, hidden: Flags, fixed: Flags, finding: Finding) -> Flags | None:
    """Withholds one cell more of a sum that tells of too few: the cheapest of its published parts, or the whole."""
    whole = made.where[finding.place]
    row = {cell for parts in made.below[whole].values() for cell in parts.cells}
    left = {made.where[place] for place in finding.together}
    able = [c for c in (*row, whole) if not hidden[c] and not fixed[c] and made.records[c] and c not in left]
    if not able:
        return None
    more = hidden.copy()
    more[min(able, key=lambda cell: (weights(made)[cell], cell))] = True
    return more


def _left_out(made: System, new: Flags, findings: list[Finding], memory: Memory) -> Flags:
    """Of the `new` cells those of the figures and periods in which something was found; all where that is none."""
    found = {finding.place[:2] for finding in findings}
    among = new & np.array([place[:2] in found for place in made.places])
    return among if among.any() and not memory.is_late else new


def _why(memory: Memory) -> str:
    return LATE if memory.is_late else FOUND


def _decided(made: System, before: Protected | None, reader: Reader) -> tuple[Flags, Flags]:
    """Which cells were decided before, and which of those were withheld then."""
    if before is None:
        nothing = np.zeros(len(made.places), dtype=bool)
        return nothing, nothing.copy()
    old = _flags(made, before.withheld)
    shown = _flags(made, before.shown)
    for place, records in before.shown.items():
        if place in made.where and rounded(int(made.records[made.where[place]]), reader) != records:
            raise ValueError(f"{place} was published as {records} and may not be published again.")
    return old | shown, old


def _flags(made: System, places: Iterable[Place]) -> Flags:
    flags = np.zeros(len(made.places), dtype=bool)
    flags[[made.where[place] for place in places if place in made.where]] = True
    return flags


def _places(made: System, flags: Flags) -> frozenset[Place]:
    return frozenset(made.places[number] for number in np.flatnonzero(flags))
