"""A municipality, quarter after quarter as it is published: it ends in time, and what was published stays safe."""

import os
from dataclasses import replace
from time import monotonic, process_time

import pytest

from outcomes.protection.suppress import Protected, protect
from outcomes.protection.tables import INSIDE, OUTSIDE, Knower, Publication, Reader, Tree
from tests.outcomes.protection_worlds import RESULTS, THEMES, flat, town

PROVE = os.environ.get("KEUKENTAFEL_PROVE") == "1"
# Areas, teams, residents a quarter.
SIZES = ((40, 8, 2_000), (150, 20, 20_000)) if PROVE else ((7, 2, 120),)
CORES = (RESULTS, THEMES) if PROVE else (flat("about", ["money", "home"]),)


def until(publication: Publication, quarters: int) -> Publication:
    """What is published when so many quarters are over; with the last one the year."""
    periods = publication.periods[:quarters] if quarters < 4 else publication.periods
    return replace(publication, periods=periods)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("core", CORES, ids=lambda core: core.name)
@pytest.mark.parametrize("reader", [INSIDE, OUTSIDE], ids=["inside", "outside"])
def test_quarter_after_quarter(size: tuple[int, int, int], core: Tree, reader: Reader) -> None:
    """Nothing that was shown is shown otherwise later; and each quarter is ready within its time."""
    areas, teams, residents = size
    made = town(1, places=areas, teams=teams, residents=residents, core=core)
    before: Protected | None = None
    for quarters in range(1, 5):
        now = until(made.publication, quarters)
        knowers = [Knower(k.name, {p: n for p, n in k.own.items() if p.period in now.periods}) for k in made.teams]
        began, worked = monotonic(), process_time()
        decided = protect(now, reader, knowers=knowers, before=before)
        took = f"{monotonic() - began:.0f} s, {process_time() - worked:.0f} s of the processor"
        print(f"{size} {core.name} k={reader.k} quarter {quarters}: {len(now.places)} cells, {decided.part_shown:.0%}")
        print(f"    shown, {took}, unpublished: {decided.unpublished}")
        assert decided.shown and not decided.still
        assert before is None or before.shown.items() <= decided.shown.items()
        assert monotonic() - began < 1_000
        before = decided
