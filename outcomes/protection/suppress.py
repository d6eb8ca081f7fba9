"""Decides what is withheld: too few residents first, then so much more that nobody can work those out.

What is withheld is attacked, and what the attack finds is widened by linear programming until it finds nothing. What
cannot be widened stays unpublished and says so.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from outcomes.protection.audit import Finding, Solutions, attack, isolated
from outcomes.protection.linear import Flags, System, system
from outcomes.protection.tables import Knower, Place, Publication, Reader
from outcomes.protection.widen import weights, widen

# So often what the attack finds is widened, before what it still finds stays unpublished.
ROUNDS = 20


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
) -> Protected:
    """What `reader` may see of a publication. What was decided `before` stays so: nothing is published twice.

    Raises ValueError where the counts do not add up, or do not add up to those that were published before.
    """
    made = system(publication)
    knowing, unsafe = tuple(knowers), primary(publication, made, reader)
    fixed, old = _decided(made, before, reader)
    hidden, findings, rounds = _widened(made, old | (unsafe & ~fixed), fixed, reader.k, knowing)
    unpublished: dict[tuple[str, str], str] = {}
    while findings:
        hidden, reasons = _without(made, hidden, fixed, findings)
        unpublished |= reasons
        findings = _found(made, hidden, reader.k, knowing)
        if not reasons:
            break
    return Protected(
        {p: rounded(int(made.records[n]), reader) for n, p in enumerate(made.places) if not hidden[n]},
        _places(made, hidden),
        _places(made, unsafe),
        unpublished,
        rounds,
        tuple(findings),
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
        for (whole, dimension), parts in made.below.items():
            cells = np.array(parts.cells)
            if dimension in answers and made.records[whole]:
                unsafe[cells] |= touchy[cells] & (made.records[cells] == made.records[whole])
    return unsafe


def rounded(records: int, reader: Reader) -> int:
    """To the nearest multiple. Done last: a number that hangs on a published number alone adds nothing to it."""
    return reader.rounds_to * round(records / reader.rounds_to)


def _widened(
    made: System, hidden: Flags, fixed: Flags, k: int, knowers: tuple[Knower, ...]
) -> tuple[Flags, list[Finding], int]:
    """Withholds more until the attack finds nothing, nothing more can be done, or it has lasted long enough."""
    solutions: Solutions = []
    findings = _found(made, hidden, k, knowers, solutions)
    for turn in range(ROUNDS):
        if not findings:
            return hidden, [], turn
        before = hidden
        # One answer per cell; what another reader still finds then comes back the next time.
        for finding in {(finding.place, finding.together): finding for finding in reversed(findings)}.values():
            # Asking for a little more each turn helps where the whole numbers fall between.
            more = _apart(made, hidden, fixed, finding) if finding.together else None
            if not finding.together:
                more = widen(made, hidden, fixed, finding, k + turn // 2, solutions)
            hidden = hidden if more is None else more
        if (hidden == before).all() and turn > 2:
            break
        findings = _found(made, hidden, k, knowers, solutions)
    return hidden, findings, ROUNDS


def _found(
    made: System, hidden: Flags, k: int, knowers: tuple[Knower, ...], solutions: Solutions | None = None
) -> list[Finding]:
    """What is found first: by anybody, then by those who know more, then by differences. Widening mends most of the
    next with the one before, so asking for all at once would withhold more than is needed.
    """
    solutions = [] if solutions is None else solutions
    found = attack(made, hidden, k, (), solutions) or attack(made, hidden, k, knowers, solutions)
    return found or isolated(made, hidden, k)


def _apart(made: System, hidden: Flags, fixed: Flags, finding: Finding) -> Flags | None:
    """Withholds one cell more of a sum that tells of too few: the cheapest of its published parts, or the whole."""
    whole = made.where[finding.place]
    row = {cell for parts in (p for (w, _), p in made.below.items() if w == whole) for cell in parts.cells}
    left = {made.where[place] for place in finding.together}
    able = [c for c in (*row, whole) if not hidden[c] and not fixed[c] and made.records[c] and c not in left]
    if not able:
        return None
    more = hidden.copy()
    more[min(able, key=lambda cell: (weights(made)[cell], cell))] = True
    return more


def _without(
    made: System, hidden: Flags, fixed: Flags, findings: list[Finding]
) -> tuple[Flags, dict[tuple[str, str], str]]:
    """Leaves out the new part of the figures in which something was found; everything new where that is not enough."""
    places = {finding.place[:2] for finding in findings}
    more = hidden.copy()
    for _ in range(2):
        for number, place in enumerate(made.places):
            if not fixed[number] and (place[:2] in places):
                more[number] = True
        if (more != hidden).any():
            break
        places = {place[:2] for number, place in enumerate(made.places) if not fixed[number] and not hidden[number]}
    why = "withheld cells could still be worked out"
    return more, {key: why for key in sorted(places)} if (more != hidden).any() else {}


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
