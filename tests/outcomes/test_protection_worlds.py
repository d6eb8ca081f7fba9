"""All that is published together is attacked in random worlds: nothing is recovered, nothing is known within k."""

import os
from collections.abc import Collection
from dataclasses import replace
from itertools import permutations, product

import numpy as np
import pytest

from outcomes.protection.audit import attack
from outcomes.protection.isolation import isolated
from outcomes.protection.linear import system
from outcomes.protection.suppress import Protected, primary, protect
from outcomes.protection.tables import INSIDE, OUTSIDE, Count, Knower, Place, Publication, Reader, Table, Tree
from tests.outcomes.protection_worlds import World, behind, ways_up, world

# With KEUKENTAFEL_PROVE=1 as many worlds as the bar names; else enough to see a fault.
PROVE = os.environ.get("KEUKENTAFEL_PROVE") == "1"
WORLDS = range(200) if PROVE else (1, 3)


def told(publication: Publication, decided: Protected, reader: Reader, knowers: list[Knower]) -> list[str]:
    """What readers of the published cells, and those who know more, find out of the others."""
    made = system(publication)
    hidden = np.ones(len(made.places), dtype=bool)
    for place in decided.shown:
        hidden[made.where[place]] = False
    found = attack(made, hidden, reader.k, knowers) + isolated(made, hidden, reader.k)
    return [f"{one.who.name or 'anybody'}: {one.place} lies in {one.low}..{one.high}" for one in found]


def isolating(made: World, shown: Collection[Place], k: int) -> list[str]:
    """The pairs of published cells, one inside the other, in any tables and quarters, that fewer than k lie between.

    Worked out from the records themselves, and from nothing that protects them.
    """
    tables = made.publication.tables
    ups = {tree.name: ways_up(tree) for table in tables for tree in table.dimensions}
    of: dict[Place, dict[int, int]] = {}
    for table in tables:
        of |= behind(table, made.records)

    def lies_in(part: Place, whole: Place) -> bool:
        codes = dict(part.codes)
        quarters = made.publication.years.get(whole.period, ())
        return (part.period == whole.period or part.period in quarters) and all(
            code in above(name, codes.get(name, "")) for name, code in whole.codes
        )

    def above(name: str, code: str) -> list[str]:
        return next((way[way.index(code) :] for way in ups[name].values() if code in way), [])

    found = []
    for whole, part in permutations(shown, 2):
        if lies_in(part, whole):
            between = {who for record, who in of.get(whole, {}).items() if record not in of.get(part, {})}
            if 0 < len(between) < k:
                found.append(f"{whole} minus {part}: {len(between)}")
    return found


@pytest.mark.parametrize("seed", WORLDS)
def test_random_worlds(seed: int) -> None:
    """Inside, professionals know their caseload; outside, somebody knows everything of one team."""
    made = world(seed)
    publication = made.publication
    for reader, knowers in ((INSIDE, made.professionals), (OUTSIDE, made.teams)):
        decided = protect(publication, reader, knowers=knowers)
        assert told(publication, decided, reader, knowers) == []
        assert isolating(made, decided.shown, reader.k) == []
        assert decided.unsafe <= decided.withheld
        assert len(decided.shown) + len(decided.withheld) == len(publication.places)


def test_one_withheld_cell_less() -> None:
    """The planted fault: of cells withheld only for others some would isolate too few; the attack sees each."""
    made = world(1)
    decided = protect(made.publication, INSIDE, knowers=made.professionals)
    red = [
        place
        for place in sorted(decided.withheld - decided.unsafe)
        if isolating(made, [*decided.shown, place], INSIDE.k)
    ]
    assert red
    for place in red:
        less = replace(decided, shown={**decided.shown, place: 0}, withheld=decided.withheld - {place})
        assert told(made.publication, less, INSIDE, [])


def recipe(seed: int) -> Publication:
    """Six teams, eight neighbourhoods, four outcomes: about 1,065 residents, each counted once, unevenly spread."""
    dice = np.random.default_rng(seed)
    sizes = [dice.lognormal(0, 0.6, n) for n in (6, 8, 4)]
    weights = np.einsum("i,j,k->ijk", *sizes) * dice.gamma(1, 1, (6, 8, 4))
    numbers = dice.poisson(weights / weights.sum() * 1065)
    names = ("team", "area", "outcome")
    trees = [
        Tree(name, "all", {"all": tuple(f"{name} {n}" for n in range(size))}, apart=True)
        for name, size in zip(names, numbers.shape, strict=True)
    ]
    table = Table("goals", tuple(trees))
    counts = {}
    for codes in product(*(range(-1, size) for size in numbers.shape)):
        number = int(numbers[tuple(slice(None) if code < 0 else slice(code, code + 1) for code in codes)].sum())
        chosen = {name: f"{name} {code}" for name, code in zip(names, codes, strict=True) if code >= 0}
        counts[table.place("Q1", chosen)] = Count(number, number)
    return Publication((table,), ("Q1",), counts)


@pytest.mark.parametrize("reader", [INSIDE, Reader(k=10)][: 2 if PROVE else 1])
def test_recipe(reader: Reader) -> None:
    """Withholding only the small ones is seen through; after that, nothing is, and at least 55 % is shown at k = 5."""
    publication = recipe(3)
    made = system(publication)
    assert len(made.places) == 315
    assert [found for found in attack(made, primary(publication, made, reader), reader.k) if found.exact]
    decided = protect(publication, reader)
    assert told(publication, decided, reader, []) == []
    assert decided.part_shown >= (0.55 if reader.k == 5 else 0.40)
