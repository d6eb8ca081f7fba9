"""Figures are what their words say: a second program, which shares nothing with the product, counts the same.

It counts over what the product exports, in worlds full of what makes counting hard, after work was done in them. Three
worlds in an ordinary run, two hundred with KEUKENTAFEL_PROVE=1.
"""

import os
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from exchange.bundle.exporting import export_bundle
from exchange.bundle.running import import_bundle
from exchange.models import RunState
from organisation.models import Membership, Team, User
from organisation.scope import Scope
from outcomes.figures import Figure, Measure, Spread, Spreads, Tally, Withheld
from outcomes.indicators import INDICATORS
from registration.models import Action, Closing, Goal, GoalScore, Plan, Resident
from registration.operations.assignments import hand_over
from registration.operations.goals import end_goal, reopen_goal, score_goal, take_back_score
from registration.operations.merging import CannotMerge, merge_residents
from registration.operations.plans import Review, close_plan, reopen_plan, take_back_closing
from registration.operations.removing import put_back, remove
from shared.period import Period
from tests.outcomes.independent import days
from tests.outcomes.independent.figures import FIGURES, figure
from tests.outcomes.independent.world import World
from tests.outcomes.random_worlds import PEOPLE, random_bundle

WORLDS = 200 if os.environ.get("KEUKENTAFEL_PROVE") == "1" else 3
QUARTERS = ["2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4", "2026-Q1"]
# Cells of these are one denominator, however many things they tell apart.
ONE = {"help_requests", "referrals"}
# Counted over everybody, from what the bundle leaves behind.
ELSEWHERE = {"question_use"}


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(WORLDS))
def test_worlds(seed: int, tmp_path: Path) -> None:
    """Every cell of every figure, for people and teams, in quarters and a year."""
    came_in(random_bundle(tmp_path / "in", seed))
    work(Random(seed))
    export_bundle(tmp_path / "out", by=None)
    world, different = World(tmp_path / "out"), []
    for scope, ours in scopes(Random(seed)):
        for period in periods(Random(f"{seed}{scope}"), scope):
            for key in sorted(FIGURES):
                if ours.kind not in INDICATORS[key].SCOPES:
                    continue
                theirs = plain(figure(world, key, scope, days.Period(period)))
                found = shown(key, INDICATORS[key].compute(ours, Period.parse(period)))
                if found != theirs:
                    different.append(f"{key} {scope} {period}: {differences(found, theirs)}")
    assert not different, f"{len(different)} differ:\n" + "\n".join(different[:8])


def test_every_figure_is_counted_twice() -> None:
    """No indicator without a second count."""
    assert FIGURES.keys() == INDICATORS.keys() - ELSEWHERE
    assert {key: str(INDICATORS[key].KIND) for key in FIGURES} == {key: kind for key, (kind, _count) in FIGURES.items()}


def came_in(source: Path) -> None:
    """Brings a bundle in, and from then on facts follow every statement."""
    run = import_bundle(source, dry_run=False, by=None)
    assert run.state == RunState.DONE, list(map(str, run.problems[:5]))
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def work(random: Random) -> None:
    """What people do in the pages, on records drawn at random."""
    by, today = User.objects.get(email="p1@voorbeeld.example"), timezone.localdate()
    residents = random.sample(list(Resident.objects.order_by("comparable_name", "pk")), 4)
    for kept, other in (residents[:2], residents[2:]):
        try:
            merge_residents(kept=kept.pk, other=other.pk, name="kept", birth="kept", by=by)
        except CannotMerge:
            continue
    members = list(Membership.objects.order_by("pk"))
    hand_over(plans=some(random, Plan, 6), to=random.choice(members), since=today, by=by)
    for score in some(random, GoalScore, 8):
        if score.value is not None:
            take_back_score(score=score, by=by)
            score_goal(goal=score.goal, value=1, voice=score.voice, scored_on=score.scored_on, by=by)
    for score in GoalScore.objects.filter(replaced_by=None).order_by("-pk")[:3]:
        correct(score, by)
    for goal in some(random, Goal, 4):
        remove(record=goal, by=by)
        if random.random() < 0.5:
            put_back(record=goal, by=by)
    for action in some(random, Action, 4):
        remove(record=action, by=by)
    courses(random, by, today)


def courses(random: Random, by: User, today: date) -> None:
    """Goals and plans end, and are taken up again."""
    for goal in some(random, Goal, 6):
        if goal.ended_on:
            reopen_goal(goal=goal, by=by)
        else:
            ended = max(goal.set_on, date(2025, 9, 30))
            end_goal(goal=goal, version=goal.version, ended_on=ended, result="partly", obstacle="", by=by)
    for plan in some(random, Plan, 8):
        closing = plan.closings.filter(reopened_on=None).first()
        if closing is None:
            review = Review(reason="done", helped_resident="yes")
            close_plan(plan=plan, closed_on=max(plan.opened_on, date(2025, 12, 31)), review=review, by=by)
        elif closing.closed_on <= date(2026, 1, 1):
            reopen_plan(plan=plan, reopened_on=date(2026, 1, 1), because="toch weer", by=by)
    for closing in some(random, Closing, 2):
        take_back_closing(closing=closing, by=by)


def correct(score: GoalScore, by: User) -> None:
    """A score is corrected by another one that names it, a day earlier."""
    if score.value is not None:
        said: dict[str, Any] = {"goal": score.goal, "scale": score.scale, "voice": score.voice, "value": score.value}
        GoalScore.objects.create(**said, scored_on=date(2025, 6, 30), replaces=score, recorded_by=by)


def some(random: Random, model: Any, most: int) -> list[Any]:
    """Records drawn at random; the same ones for the same seed, for the bundle gave them their order."""
    found = list(model.objects.order_by("pk"))
    return random.sample(found, min(most, len(found)))


def scopes(random: Random) -> list[tuple[str, Scope]]:
    """Some people and teams, as the second program names them and as the product does."""
    today, made = timezone.localdate(), []
    for person in random.sample(list(PEOPLE), 3):
        user = User.objects.get(email=f"{person}@voorbeeld.example")
        made.append((f"own:{person}", Scope("own", user.pk, today)))
        made.append((f"co_worked:{person}", Scope("co_worked", user.pk, today)))
    for key in ("noord", "zuid", "west"):
        team = Team.objects.get(key=key)
        made.append((f"team:{key}", Scope("team", None, today, frozenset({team.pk}))))
    return made


def periods(random: Random, scope: str) -> list[str]:
    """Two quarters, a year, the quarter of today, and for a caseload any days."""
    chosen = [*random.sample(QUARTERS, 2), "2025", Period.quarter_before(timezone.localdate()).quarter]
    return chosen if scope.startswith("team:") else [*chosen, "2025-03-31..2026-01-01"]


def shown(key: str, found: Figure) -> dict[str, Any]:
    """A figure of the product: its cells by name, what it rests on, and what is withheld of it."""
    cells: dict[str, Any] = {}
    if isinstance(found, Withheld):
        return {"withheld": True}
    if isinstance(found, Tally):
        cells = {cell.key: (cell.count, cell.of) for cell in found.cells}
        return {"withheld": False, "known": None, "total": None, "cells": cells}
    if isinstance(found, Measure):
        cells = {value.key: value.value if value.value is None else round(value.value, 2) for value in found.values}
        return {"withheld": False, "known": found.known, "total": found.total, "cells": cells}
    if isinstance(found, Spread):
        cells = {cell.key: (cell.count, cell.of) for cell in (*found.cells, *found.outside)}
        return {"withheld": False, "known": found.known, "total": found.total, "cells": cells}
    assert isinstance(found, Spreads)
    groups = [group for group in found.groups if not isinstance(group, Withheld)]
    if found.groups and not groups:
        return {"withheld": True}
    if key in ONE:
        assert len(groups) == len(found.groups)
        return together(key, groups)
    for group in found.groups:
        if isinstance(group, Withheld):
            cells[group.key] = "withheld"
            continue
        for cell in (*group.cells, *group.outside):
            cells[f"{group.key}:{cell.key}"] = (cell.count, cell.of, group.known, group.total)
    return {"withheld": False, "known": None, "total": None, "cells": cells}


def together(key: str, groups: list[Spread]) -> dict[str, Any]:
    """Themes of one denominator."""
    total = sum(group.total for group in groups if group.key != "could_have_been_ours")
    cells: dict[str, Any] = {}
    for group in groups:
        if group.key == "could_have_been_ours":
            cells[group.key] = (group.count("yes"), total)
            continue
        for cell in group.cells:
            cells[group.key if key == "help_requests" else f"{group.key}:{cell.key}"] = (cell.count, total)
    return {"withheld": False, "known": total, "total": total, "cells": cells}


def plain(found: dict[str, Any]) -> dict[str, Any]:
    """The same of a figure of the second program."""
    if found["withheld"]:
        return {"withheld": True}
    cells: dict[str, Any] = {}
    for cell in found["cells"]:
        if cell["withheld"]:
            cells[cell["cell"].rpartition(":")[0]] = "withheld"
        elif "value" in cell:
            cells[cell["cell"]] = cell["value"]
        else:
            beside = (cell["known"], cell["total"]) if "known" in cell else ()
            cells[cell["cell"]] = (cell["count"], cell["of"], *beside)
    return {"withheld": False, "known": found["known"], "total": found["total"], "cells": cells}


def differences(found: dict[str, Any], wanted: dict[str, Any]) -> str:
    """What differs, in a line."""
    flat = [{**one, **one.get("cells", {}), "cells": None} for one in (found, wanted)]
    names = [name for name in dict.fromkeys([*flat[0], *flat[1]]) if flat[0].get(name) != flat[1].get(name)]
    return "; ".join(f"{name}: product {flat[0].get(name)}, counted {flat[1].get(name)}" for name in names)
