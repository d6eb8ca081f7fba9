"""What is counted for publication is what a second program, which shares nothing with the product, counts."""

import os
from pathlib import Path
from random import Random

import pytest

from exchange.bundle.exporting import export_bundle
from organisation.models import Area
from outcomes.models import Fact, Over
from outcomes.publishing.counts import Counts, Spot, count
from outcomes.publishing.declared import KNOWN
from outcomes.publishing.families import declared
from registration.models import Plan
from shared.period import Period
from tests.makers_catalogue import ServiceFactory
from tests.makers_people import AreaFactory
from tests.outcomes.independent import days
from tests.outcomes.independent.figures import FIGURES
from tests.outcomes.independent.world import World
from tests.outcomes.random_outside import AREAS, SERVICES
from tests.outcomes.random_worlds import random_bundle
from tests.outcomes.test_independent import came_in, work

WORLDS = 50 if os.environ.get("KEUKENTAFEL_PROVE") == "1" else 1
QUARTERS = ["2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4", "2026-Q1"]
# Tables whose counts have other names in the figure that the second program makes.
NAMED = {"referrals:ours": ("referrals", {"yes": "could_have_been_ours"})}
# Of these the second program works out a value over what is known, and no count in a cell.
MEASURED = {"plan_duration", "gas_t_score", "time_to_first_goal"}
# Of work outside: what the records of a table are in the second program; empty: what they are about, by its own name.
OUTSIDE = {
    "groups_met": "", "groups_met:groups": "groups", "groups_met:times": "times", "reach": "activities",
    "reach:participants": "participants", "signals": "", "signals:answered": "answered",
}  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(1, WORLDS + 1))
def test_counts(seed: int, tmp_path: Path) -> None:
    """Every count of every table, over areas inside areas, over services and over all of them."""
    random = Random(seed)
    came_in(random_bundle(tmp_path / "in", seed))
    places = settled(random)
    work(random)
    export_bundle(tmp_path / "out", by=None)
    world, different, counted = World(tmp_path / "out"), [], 0
    quarter = max(random.sample(QUARTERS, 3), key=how_much)
    for name, table in declared().items():
        for over in (Over.AREA, Over.SERVICE):
            ours = count(table, Period.parse(quarter), over)
            for key in places[over]:
                scope = f"{over.value}:{key}" if key else "organisation"
                wanted, found = by_second_program(world, name, scope, quarter), of_place(ours, name, key)
                if name in OUTSIDE:
                    wanted, found = seen_by_second_program(world, name, scope, quarter), seen(ours, name, key)
                if name in MEASURED:
                    wanted, found = measured_by_second_program(world, name, scope, quarter), measured(ours, name, key)
                counted += len(wanted)
                if wanted != found:
                    different.append(f"{name} {scope} {quarter}: product {found}, counted {wanted}")
    # A quiet world has a quiet quarter; one in which nothing is counted proves nothing.
    assert counted > 20
    assert not different, f"{len(different)} differ:\n" + "\n".join(different[:8])


def how_much(quarter: str) -> int:
    """How many facts have their day in a quarter."""
    of = Period.parse(quarter)
    return Fact.objects.filter(day__gte=of.start, day__lt=of.end).count()


def settled(random: Random) -> dict[Over, list[str]]:
    """Gives plans an area, some only a wide one and some none, and a service; returns what to look at."""
    town = AreaFactory(code="GM9999", level="GM")
    quarters = [AreaFactory(code=f"WK99990{n}", level="WK", parent=town) for n in (1, 2)]
    areas = [AreaFactory(code=f"BU99990{n}0{m}", parent=part) for n, part in enumerate(quarters, 1) for m in (1, 2)]
    # The same neighbourhood a year later, with a code that stays.
    areas.append(Area.objects.create(code="BU99990101", level="BU", name="Later", year=2026, parent=quarters[0]))
    services = [ServiceFactory(key=f"dienst_{n}") for n in range(3)]
    for plan in Plan.objects.order_by("pk"):
        area = random.choice([*areas, quarters[0], town, None])
        service = random.choice([*services, None])
        Plan.objects.filter(pk=plan.pk).update(area=area, service=service)
    return {
        Over.AREA: ["", "GM9999", "WK999901", "WK999902", *sorted({area.code for area in areas}), *AREAS],
        Over.SERVICE: ["", *(service.key for service in services), *SERVICES],
    }


def of_place(counts: Counts, name: str, key: str) -> dict[str, float]:
    """Counts by the name that they have in the second program; nought is left out."""
    found: dict[str, float] = {}
    cells = NAMED[name][1] if name in NAMED else {}
    for spot, records in counts.records.items():
        if spot.key != key:
            continue
        if name in {"plans:opened", "plans:closed"} and not spot.cell:
            found[name.partition(":")[2]] = records
        elif name == "help_requests" and spot.about and not spot.cell:
            found[spot.about] = records
        elif spot.cell not in {"", KNOWN} and (spot.about or declared()[name].about != "together"):
            named = cells.get(spot.cell, "") if cells else ":".join(filter(None, (spot.about, spot.cell)))
            if named:
                found[named] = records
    return found


def measured(counts: Counts, name: str, key: str) -> dict[str, float]:
    """Medians and means of a place, and how many records have one where there is one table for all."""
    values = {spot.about: round(value, 2) for spot, value in counts.values.items() if spot.key == key}
    known = counts.records[Spot(key, "", KNOWN)]
    return {about or "median": value for about, value in values.items()} | ({"known": known} if known else {})


def measured_by_second_program(world: World, name: str, scope: str, quarter: str) -> dict[str, float]:
    """The same from the second program."""
    counted = FIGURES[name][1](world, scope, days.Period(quarter))
    values = {
        cell.name.removeprefix("mean:") if name == "gas_t_score" else "median": round(cell.value, 2)
        for cell in counted.cells
        if cell.value is not None
    }
    return values | ({"known": counted.known} if counted.known and name != "gas_t_score" else {})


def by_second_program(world: World, name: str, scope: str, quarter: str) -> dict[str, float]:
    """The same from the second program."""
    key, only = NAMED.get(name, (name.partition(":")[0], {}))
    counted = FIGURES[key][1](world, scope, days.Period(quarter))
    wanted: dict[str, float] = {cell.name: cell.count for cell in counted.cells if cell.count}
    if only:
        return {cell: records for cell, records in wanted.items() if cell in only.values()}
    if name.startswith("plans:"):
        part = name.partition(":")[2]
        return {cell: records for cell, records in wanted.items() if cell == part}
    # What is beside a share is no record of the table.
    beside = ("not_applicable", "not_asked", "could_have_been_ours")
    return {cell: records for cell, records in wanted.items() if not cell.endswith(beside)}


def seen(counts: Counts, name: str, key: str) -> dict[str, float]:
    """Counts of work outside, and the median of the days to an answer, by the name that they have there."""
    found: dict[str, float] = {}
    wanted = KNOWN if name == "signals:answered" else ""
    for spot, records in counts.records.items():
        if spot.key == key and spot.cell == wanted and bool(spot.about) == (not OUTSIDE[name]):
            found[OUTSIDE[name] or spot.about] = records
    for spot, value in counts.values.items():
        if spot.key == key:
            found["median_days"] = round(value, 2)
    return {cell: number for cell, number in found.items() if number or cell == "median_days"}


def seen_by_second_program(world: World, name: str, scope: str, quarter: str) -> dict[str, float]:
    """The same from the second program."""
    key = name.partition(":")[0]
    found: dict[str, float] = {}
    for cell in FIGURES[key][1](world, scope, days.Period(quarter)).cells:
        is_about = cell.name.startswith(("characteristic:", "intervention:")) if key == "groups_met" else True
        named = cell.name == OUTSIDE[name] or (name == "signals:answered" and cell.name == "median_days")
        if not OUTSIDE[name]:
            named = is_about and cell.name not in {"answered", "median_days"}
        if named and (cell.count or cell.value is not None):
            found[cell.name] = cell.count if cell.value is None else round(cell.value, 2)
    return found
