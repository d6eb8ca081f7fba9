"""Figures of work outside: activities, groups met, signals. They count for the person, team and area of their row."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date

from tests.outcomes.independent.days import Period
from tests.outcomes.independent.reading import Row, day
from tests.outcomes.independent.shape import Cell, Counted
from tests.outcomes.independent.world import World, median


def carried(world: World, scope: str, period: Period, rows: Iterable[Row], on: str) -> list[Row]:
    """Rows of the period that belong to a scope by what they carry themselves."""
    what, _colon, key = scope.partition(":")
    found = []
    for row in rows:
        if not period.holds(day(row[on])):
            continue
        belongs = {
            "own": row["person"] == key,
            "team": row["team"] == key,
            "area": key in world.areas_of(row["area"]) if what == "area" else False,
            "service": row.get("service", "") == key,
            "organisation": True,
        }
        if belongs.get(what):
            found.append(row)
    return found


def reach(world: World, scope: str, period: Period) -> Counted:
    """Activities and who took part: the head count, or those who came by name where they are more."""
    held = carried(world, scope, period, world.outside.activities, "held_on")
    counts, partners, known = Counter({"activities": 0, "participants": 0}), set(), 0
    for row in held:
        named = world.outside.named[row["activity"]]
        came = sum(one["state"] == "came" for one in named)
        people = max(int(row["count"] or 0), came)
        known += bool(row["count"] or named)
        for where in ("", f"{row['service'] or 'none'}:"):
            counts[f"{where}activities"] += 1
            counts[f"{where}participants"] += people
        partners.update(filter(None, row["partners"].split(";")))
    counted = Counted(known, len(held), [Cell(name, number) for name, number in counts.items()])
    counted.cells.append(Cell("partners", len(partners)))
    return counted


def groups_met(world: World, scope: str, period: Period) -> Counted:
    """Groups that were met, how often, and how many of them showed or got something at least once."""
    met = carried(world, scope, period, world.outside.met, "met_on")
    groups = {row["group"] for row in met}
    showed: dict[str, set[str]] = defaultdict(set)
    for row in met:
        for column in ("characteristics", "interventions"):
            for key in filter(None, row[column].split(";")):
                showed[f"{column.removesuffix('s')}:{key}"].add(row["group"])
    counted = Counted(len(groups), len(groups), [Cell("groups", len(groups)), Cell("times", len(met))])
    counted.cells += [Cell(name, len(those), len(groups)) for name, those in showed.items()]
    return counted


def signals(world: World, scope: str, period: Period) -> Counted:
    """Signals by theme, how many were answered before the period ended, and the median of the days until then."""
    seen = carried(world, scope, period, world.outside.signals, "observed_on")
    themes = Counter(row["theme"] for row in seen)
    days = []
    for row in seen:
        on = world.outside.answered_on(row["signal"])
        if on is not None and period.knows(on):
            days.append((on - date.fromisoformat(row["observed_on"])).days)
    counted = Counted(len(seen), len(seen), [Cell(theme, number, len(seen)) for theme, number in themes.items()])
    counted.cells.append(Cell("answered", len(days), len(seen)))
    counted.cells.append(Cell("median_days", value=median(days)))
    return counted
