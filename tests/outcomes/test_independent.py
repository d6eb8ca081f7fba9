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
from exchange.operations.merging import CannotMerge, merge
from organisation.models import Membership, Team, User
from organisation.scope import Scope
from outcomes.as_json import as_json
from outcomes.indicators import INDICATORS
from registration.models import Action, Closing, Goal, GoalScore, Plan, Resident
from registration.operations.assignments import hand_over
from registration.operations.goals import end_goal, reopen_goal, score_goal, take_back_score
from registration.operations.plans import Review, close_plan, reopen_plan, take_back_closing
from registration.operations.removing import put_back, remove
from shared.period import Period
from tests.exchange.bundles import bundle
from tests.outcomes.independent import days
from tests.outcomes.independent.figures import FIGURES, figure
from tests.outcomes.independent.world import World
from tests.outcomes.random_worlds import PEOPLE, random_bundle

WORLDS = 200 if os.environ.get("KEUKENTAFEL_PROVE") == "1" else 3
QUARTERS = ["2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4", "2025-Q3", "2025-Q4", "2026-Q1"]
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
                ours_said = INDICATORS[key].compute(ours, Period.parse(period))
                found = plain(as_json(INDICATORS[key], ours_said, scope=scope, period=period))
                if found != theirs:
                    different.append(f"{key} {scope} {period}: {differences(found, theirs)}")
    assert not different, f"{len(different)} differ:\n" + "\n".join(different[:8])


@pytest.mark.django_db
def test_later_row_was_recorded_later(tmp_path: Path) -> None:
    """Where a bundle does not say when scores were recorded, their order in the file does."""
    scores = "".join(f"s{turn},g1,2025-05-01,ladder,{turn % 5 + 1},resident\n" for turn in range(99, 0, -1))
    came_in(bundle(tmp_path / "in", goal_scores=f"score,goal,scored_on,scale,value,voice\n{scores}"))
    in_turn = GoalScore.objects.order_by("recorded_at", "pk").values_list("value", flat=True)
    assert list(in_turn) == [turn % 5 + 1 for turn in range(99, 0, -1)]


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
            merge(kept=kept.pk, other=other.pk, name="kept", birth="kept", by=by)
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
    today = timezone.localdate()
    made: list[tuple[str, Scope]] = []
    for turn, person in enumerate(random.sample(list(PEOPLE), 3)):
        user = User.objects.get(email=f"{person}@voorbeeld.example")
        found = Scope("own" if turn else "co_worked", user.pk, today)
        made.append((f"{found.kind}:{person}", found))
    for key in ("noord", random.choice(("zuid", "west"))):
        team = Team.objects.get(key=key)
        made.append((f"team:{key}", Scope("team", None, today, frozenset({team.pk}))))
    return made


def periods(random: Random, scope: str) -> list[str]:
    """A quarter, a year, and the quarter of today or, for a caseload, any days."""
    today = timezone.localdate()
    other = ["2025-06-30..2026-01-01"] * (not scope.startswith("team:")) + [f"{today.year}-Q{(today.month + 2) // 3}"]
    return [random.choice(QUARTERS), "2025", random.choice(other)]


def plain(found: dict[str, Any]) -> dict[str, Any]:
    """A figure as programs read it: its cells by name, what it rests on, and what is withheld of it."""
    if found["withheld"]:
        return {"withheld": True}
    cells: dict[str, Any] = {}
    for cell in found["cells"]:
        name = cell["cell"]
        if cell["withheld"]:
            # Which answers there were is not told either.
            cells[name.rpartition(":")[0] or name] = sorted(cell)
        else:
            cells[name] = {part: number for part, number in cell.items() if part != "cell"}
    return {**{part: found[part] for part in ("kind", "withheld", "known", "total")}, "cells": cells}


def differences(found: dict[str, Any], wanted: dict[str, Any]) -> str:
    """What differs, in a line."""
    flat = [{**one, **one.get("cells", {}), "cells": None} for one in (found, wanted)]
    names = [name for name in dict.fromkeys([*flat[0], *flat[1]]) if flat[0].get(name) != flat[1].get(name)]
    return "; ".join(f"{name}: product {flat[0].get(name)}, counted {flat[1].get(name)}" for name in names)
