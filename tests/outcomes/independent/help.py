"""Figures of plans, actions, help requests and referrals."""

from collections import Counter
from datetime import date

from tests.outcomes.independent.closed import closings
from tests.outcomes.independent.days import Period
from tests.outcomes.independent.reading import Row, day
from tests.outcomes.independent.shape import Cell, Counted, share
from tests.outcomes.independent.world import World, median


def happened(world: World, scope: str, period: Period, rows: list[Row], on: str) -> list[Row]:
    """Rows whose day lies in the period, and that belong to a scope on that day."""
    return [
        row
        for row in rows
        if period.holds(day(row[on])) and world.belongs(scope, row["plan"], date.fromisoformat(row[on]))
    ]


def actions_done(world: World, scope: str, period: Period) -> Counted:
    """Actions that were due in the period: done before its end, or not."""
    of_plan = [{**row, "plan": world.goals[row["goal"]]["plan"]} for row in world.actions]
    due = happened(world, scope, period, of_plan, "due_on")
    wanted = [row for row in due if not period.knows(day(row["cancelled_on"]))]
    counted, done = Counted(len(wanted), len(due)), sum(period.knows(day(row["done_on"])) for row in wanted)
    counted.cells = [
        Cell("done", done, len(wanted)),
        Cell("open", len(wanted) - done, len(wanted)),
        Cell("cancelled", len(due) - len(wanted)),
    ]
    for row in wanted:
        counted.behind[""].add(world.one_of(row["plan"]))
    return counted


def help_requests(world: World, scope: str, period: Period) -> Counted:
    """Help requests by theme; the resident's own words, which have none, stand beside them and are no further one."""
    with_theme = [row for row in world.help_requests if row["theme"]]
    asked = happened(world, scope, period, with_theme, "asked_on")
    return share(Counter(row["theme"] for row in asked), {}, {world.one_of(row["plan"]) for row in asked})


def referrals(world: World, scope: str, period: Period) -> Counted:
    """Referrals by theme and line, and how many could have been ours."""
    made = happened(world, scope, period, world.referrals, "referred_on")
    counts: Counter[str] = Counter()
    for row in made:
        counts.update({f"{row['theme'] or 'none'}:{line}": 0 for line in ("first", "second", "none")})
        counts[f"{row['theme'] or 'none'}:{row['line'] or 'none'}"] += 1
    counted = share(counts, {}, {world.one_of(row["plan"]) for row in made})
    ours = sum(row["could_have_been_ours"] == "yes" for row in made)
    counted.cells += [Cell("could_have_been_ours", ours, len(made))] if made else []
    return counted


def plans(world: World, scope: str, period: Period) -> Counted:
    """Opened and closed in the period, open on its last day, and of these without a coordinator that day."""
    opened = happened(world, scope, period, list(world.plans.values()), "opened_on")
    closed = closings(world, scope, period)
    still = [
        row
        for key, row in world.plans.items()
        if world.is_open(key, period.last) and world.belongs(scope, key, period.last)
    ]
    waiting = [row for row in still if world.coordinator_on(row["plan"], period.last) is None]
    counted = Counted()
    for name, rows in (
        ("opened", opened),
        ("closed", closed),
        ("open_at_end", still),
        ("without_coordinator", waiting),
    ):
        counted.cells.append(Cell(name, len(rows)))
        counted.behind[""] |= {world.one_of(row["plan"]) for row in rows}
    return counted


def time_to_first_goal(world: World, scope: str, period: Period) -> Counted:
    """Days from the opening to the first goal of plans opened in the period: the median."""
    counted, days = Counted(), []
    opened = happened(world, scope, period, list(world.plans.values()), "opened_on")
    for plan in opened:
        set_on = [goal["set_on"] for goal in world.goals.values() if goal["plan"] == plan["plan"]]
        known = [on for on in set_on if period.knows(day(on))]
        if known:
            days.append((date.fromisoformat(min(known)) - date.fromisoformat(plan["opened_on"])).days)
            counted.behind[""].add(world.one_of(plan["plan"]))
    counted.known, counted.total = len(days), len(opened)
    counted.cells = [Cell("median_days", value=median(days))]
    return counted
