"""Figures of goals and their scores."""

from datetime import date
from math import sqrt

from tests.outcomes.independent.days import Period
from tests.outcomes.independent.reading import Row, day, recorded
from tests.outcomes.independent.shape import Cell, Counted, share
from tests.outcomes.independent.world import World

# Whose scores a goal goes by: the first of these that has any.
VOICES = ("resident", "professional", "carer")
GAS = ("gas", "gas_start", "gas_psw")


def by_day(rows: list[Row], on: str) -> list[tuple[date, Row]]:
    """One row a day, the one that was recorded last, from the first day to the last."""
    days: dict[date, Row] = {}
    for row in sorted(rows, key=recorded):
        days[date.fromisoformat(row[on])] = row
    return sorted(days.items())


def course(world: World, goal: str, scale: str, period: Period) -> list[tuple[date, Row]]:
    """The scores of a goal on a scale up to the end of a period, one a day, in the one voice that it goes by."""
    known = [
        row
        for row in world.scores
        if row["goal"] == goal and (row["scale"] or "ladder") == scale and period.knows(day(row["scored_on"]))
    ]
    for voice in VOICES:
        said = [row for row in known if (row["voice"] or "resident") == voice]
        if said:
            return by_day(said, "scored_on")
    return []


def goals_reached(world: World, scope: str, period: Period) -> Counted:
    """Goals that ended in the period with a result."""
    counts, beside = {"reached": 0, "partly": 0, "not": 0}, {"dropped": 0, "no_result": 0}
    behind = set()
    for goal in world.goals.values():
        ended = day(goal["ended_on"])
        if ended is None or not period.holds(ended) or not world.belongs(scope, goal["plan"], ended):
            continue
        if goal["result"] in counts:
            counts[goal["result"]] += 1
            behind.add(world.one_of(goal["plan"]))
        else:
            beside[goal["result"] or "no_result"] += 1
    return share(counts, beside, behind)


def goal_progress(world: World, scope: str, period: Period) -> Counted:
    """The last score on the ladder against the first."""
    counts, beside = {"up": 0, "same": 0, "down": 0}, {"once": 0}
    behind = set()
    for key, goal in world.goals.items():
        scores = course(world, key, "ladder", period)
        if not scores or not period.holds(scores[-1][0]) or not world.belongs(scope, goal["plan"], scores[-1][0]):
            continue
        if len(scores) == 1:
            beside["once"] += 1
            continue
        behind.add(world.one_of(goal["plan"]))
        first, last = int(scores[0][1]["value"]), int(scores[-1][1]["value"])
        counts["up" if last > first else "down" if last < first else "same"] += 1
    return share(counts, beside, behind)


def gas_t_score(world: World, scope: str, period: Period) -> Counted:
    """T of each plan of which the latest score on an attainment scale lies in the period; each variant apart."""
    counted, with_t, with_any = Counted(), set(), set()
    for row in world.scores:
        plan, on = world.goals[row["goal"]]["plan"], date.fromisoformat(row["scored_on"])
        if row["scale"] in GAS and period.holds(on) and world.belongs(scope, plan, on):
            with_any.add(plan)
    for scale in GAS:
        found = []
        for plan in world.plans:
            goals = [
                (goal, course(world, key, scale, period)) for key, goal in world.goals.items() if goal["plan"] == plan
            ]
            scored = [(goal, scores[-1]) for goal, scores in goals if scores]
            latest = max((on for _goal, (on, _row) in scored), default=None)
            if latest is None or not period.holds(latest) or not world.belongs(scope, plan, latest):
                continue
            t = t_of([(int(goal["importance"] or 1), int(row["value"])) for goal, (_on, row) in scored])
            if t is not None:
                found.append(t)
                with_t.add(plan)
                counted.behind[scale].add(world.one_of(plan))
        if found:
            counted.cells.append(Cell(f"mean:{scale}", value=round(sum(found) / len(found), 2), rests_on=scale))
    counted.known, counted.total = len(with_t), len(with_any)
    # Together they are one figure: it rests on the variant with the fewest residents.
    fewest = min(counted.behind.values(), key=len, default=set())
    counted.behind = dict.fromkeys(GAS, fewest)
    return counted


def t_of(scores: list[tuple[int, int]]) -> float | None:
    """T of goals, as (weight, score); nothing when no goal has any weight."""
    under = sqrt(0.7 * sum(w * w for w, _x in scores) + 0.3 * sum(w for w, _x in scores) ** 2)
    return 50 + 10 * sum(w * x for w, x in scores) / under if under else None


def goals_now(world: World, scope: str, period: Period) -> Counted:
    """Where the open goals of open plans stand on the ladder, on the last day of the period."""
    counts, beside = {str(step): 0 for step in range(1, 6)}, {"not_scored": 0}
    behind = set()
    for key, goal in world.goals.items():
        ended = day(goal["ended_on"])
        is_open = period.knows(day(goal["set_on"])) and not period.knows(ended)
        if not is_open or not world.is_open(goal["plan"], period.last):
            continue
        if not world.belongs(scope, goal["plan"], period.last):
            continue
        scores = course(world, key, "ladder", period)
        if scores:
            counts[scores[-1][1]["value"]] += 1
            behind.add(world.one_of(goal["plan"]))
        else:
            beside["not_scored"] += 1
    return share(counts, beside, behind)
