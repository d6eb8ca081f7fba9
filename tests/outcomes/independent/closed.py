"""Figures of plans that were closed."""

from datetime import date

from tests.outcomes.independent.days import Period
from tests.outcomes.independent.reading import Row
from tests.outcomes.independent.shape import Cell, Counted, share
from tests.outcomes.independent.world import World, median


def closings(world: World, scope: str, period: Period) -> list[Row]:
    """The closings that count in a period and belong to a scope on their day."""
    return [
        row
        for row in world.closed_in(period)
        if world.belongs(scope, row["plan"], date.fromisoformat(row["closed_on"]))
    ]


def answered(world: World, scope: str, period: Period, column: str) -> Counted:
    """What was answered to a question of the review."""
    counts, beside = {"yes": 0, "partly": 0, "no": 0}, {"no_answer": 0}
    behind = set()
    for row in closings(world, scope, period):
        if row[column] in counts:
            counts[row[column]] += 1
            behind.add(world.one_of(row["plan"]))
        else:
            beside["no_answer"] += 1
    return share(counts, beside, behind)


def continues_independently(world: World, scope: str, period: Period) -> Counted:
    """Can the resident go on alone?"""
    return answered(world, scope, period, "continues_independently")


def helped(world: World, scope: str, period: Period) -> Counted:
    """Did it help, says the resident."""
    return answered(world, scope, period, "helped_resident")


def helped_professional(world: World, scope: str, period: Period) -> Counted:
    """Did it help, says the professional."""
    return answered(world, scope, period, "helped_professional")


def plan_duration(world: World, scope: str, period: Period) -> Counted:
    """Days from the opening to each closing that counts: the median."""
    counted, days = Counted(), []
    for row in closings(world, scope, period):
        opened = world.plans[row["plan"]]["opened_on"]
        days.append((date.fromisoformat(row["closed_on"]) - date.fromisoformat(opened)).days)
        counted.behind[""].add(world.one_of(row["plan"]))
    counted.known = counted.total = len(days)
    counted.cells = [Cell("median_days", value=median(days))]
    return counted
