"""All figures by their key, and what is withheld of them."""

from collections.abc import Callable
from functools import cache

from tests.outcomes.independent.closed import continues_independently, helped, helped_professional, plan_duration
from tests.outcomes.independent.days import Period
from tests.outcomes.independent.goals import gas_t_score, goal_progress, goals_now, goals_reached
from tests.outcomes.independent.help import actions_done, help_requests, plans, referrals, time_to_first_goal
from tests.outcomes.independent.measured import domain_change, experience
from tests.outcomes.independent.shape import Counted
from tests.outcomes.independent.street import groups_met, reach, signals
from tests.outcomes.independent.world import World

FIGURES: dict[str, tuple[str, Callable[[World, str, Period], Counted]]] = {
    "goals_reached": ("outcome", goals_reached),
    "goal_progress": ("outcome", goal_progress),
    "gas_t_score": ("outcome", gas_t_score),
    "domain_change": ("outcome", domain_change),
    "continues_independently": ("outcome", continues_independently),
    "helped": ("experience", helped),
    "helped_professional": ("experience", helped_professional),
    "experience": ("experience", experience),
    "actions_done": ("output", actions_done),
    "help_requests": ("output", help_requests),
    "referrals": ("output", referrals),
    "reach": ("output", reach),
    "groups_met": ("output", groups_met),
    "signals": ("output", signals),
    "goals_now": ("outcome", goals_now),
    "plans": ("process", plans),
    "time_to_first_goal": ("process", time_to_first_goal),
    "plan_duration": ("process", plan_duration),
}
# A team sees nothing that rests on fewer residents, and nothing at all when fewer people coordinated.
RESIDENTS, PEOPLE = 5, 3
# No residents live behind groups met, signals and head counts: inside the organisation nothing of them is withheld.
NOBODY_BEHIND = {"reach", "groups_met", "signals"}


def figure(world: World, key: str, scope: str, period: Period) -> dict[str, object]:
    """One figure as `manage.py figures` would print it, with the cells in any order."""
    kind, count = FIGURES[key]
    counted = count(world, scope, period)
    few = key not in NOBODY_BEHIND and few_colleagues(world, scope, period)
    if few and not any(cell.count for cell in counted.cells) and not counted.total and nobody(world, scope, period):
        few = False
    cells = [cell.shown(withheld=few or are_few(scope, counted.behind[cell.rests_on])) for cell in counted.cells]
    withheld = few or (bool(cells) and all(cell["withheld"] for cell in cells))
    known = {} if withheld else {"known": counted.known, "total": counted.total}
    return {
        "key": key,
        "scope": scope,
        "period": period.name,
        "kind": kind,
        **known,
        "withheld": withheld,
        "cells": cells,
    }


@cache
def few_colleagues(world: World, scope: str, period: Period) -> bool:
    """Whether a figure of a team would show one colleague to another."""
    what, _colon, key = scope.partition(":")
    if what == "team" and period.is_free:
        raise ValueError("A team has figures of whole quarters and years.")
    return what == "team" and len(world.coordinators(key, period)) < PEOPLE


def nobody(world: World, scope: str, period: Period) -> bool:
    """Whether a team had no coordinator at all: no records of nobody tell of nobody."""
    return not world.coordinators(scope.partition(":")[2], period)


def are_few(scope: str, residents: set[str]) -> bool:
    """Whether a denominator that rests on these is withheld; nothing is from one's own caseload."""
    return scope.startswith("team:") and 1 <= len(residents) < RESIDENTS
