"""A real change, or ordinary going up and down: where a quarter usually lies, and what is said of the last one."""

import os
import random
import re
from collections.abc import Callable
from itertools import pairwise
from math import sqrt
from statistics import fmean

import pytest
from django.test import Client

from feedback.drawings import swing
from feedback.kinds.swings import Band, Point, usual
from organisation.models import User
from shared.period import Period
from tests.outcomes.worlds import QUARTER, World

Browser = Callable[[User], Client]
PROVE = os.environ.get("KEUKENTAFEL_PROVE") == "1"


def points(*counts: int, of: int = 20, people: int = 20) -> list[Point]:
    """Quarters in which as many were counted."""
    return [Point(count, of, people) for count in counts]


STEADY = points(*[9, 11] * 6)


def test_where_a_quarter_usually_lies() -> None:
    """Eleven quarters, 109 of 220; by hand: middle 109.5 / 221, steps of 0.1 and so less swing than chance makes."""
    known = usual(STEADY)
    assert known and (known.of, known.swing, known.side) == (220, 1.0, "")
    assert known.middle == pytest.approx(109.5 / 221)
    around = 3 * sqrt(known.middle * (1 - known.middle) * (1 / 20 + 1 / 220))
    assert known.band(20) == Band(
        pytest.approx(known.middle - around), known.middle, pytest.approx(known.middle + around)
    )


def test_the_fewer_the_wider() -> None:
    """The same share is a real change of two hundred goals and none of two; a share never leaves none to all."""
    known = usual(STEADY)
    assert known and known.band(200).tells(0.75) == "above" and known.band(200).tells(0.25) == "below"
    assert known.band(8).tells(0.75) == "" and (known.band(2).low, known.band(2).high) == (0.0, 1.0)


def test_a_small_quarter_weighs_little() -> None:
    """One of two goals moves the middle of twenty quarters of twenty hardly; it has weighed as much as all of them."""
    known = usual([*points(*[16] * 10), Point(0, 2, 2), *points(16)])
    assert known and known.middle > 0.78


def test_more_swing_than_chance() -> None:
    """What went far up and down before is wider than chance alone; what never differed still has a band."""
    wild, same = usual(points(*[2, 18] * 6)), usual(points(*[20] * 12))
    assert wild and wild.swing > 2 and wild.band(20).tells(0.95) == ""
    assert same and 0.9 < same.middle < 1 and same.band(20).tells(1.0) == "" and same.band(20).tells(0.6) == "below"


@pytest.mark.parametrize(("last", "side"), [(12, "above"), (8, "below"), (10, "")])
def test_eight_running(last: int, side: str) -> None:
    """Eight quarters on one side of the middle; one with few residents behind it neither counts nor interrupts."""
    begin = points(*[10, 20 - last] * 3)
    found = usual([*begin, *points(*[last] * 4), Point(10, 20, 3), *points(*[last] * 4)])
    assert found and (found.side, found.band(20).tells(last / 20)) == (side, "")
    shorter = usual([*begin, *points(*[last] * 4), *points(*[last] * 3)])
    assert shorter and shorter.side == ""


def test_too_few_points() -> None:
    """Nine points tell nothing; ten do."""
    assert usual(STEADY[:9]) is None and usual(STEADY[:10]) is not None


def invented(chance: random.Random, residents: int, share: float) -> Point:
    """A quarter of residents with one to three goals, of whom those of one resident are alike (correlation 0.3)."""
    count = known = 0
    for _resident in range(residents):
        own = chance.betavariate(share * 7 / 3, (1 - share) * 7 / 3)
        goals = chance.choice([1, 1, 2, 3])
        known, count = known + goals, count + sum(chance.random() < own for _goal in range(goals))
    return Point(count, known, residents)


def by_usual(made: list[Point]) -> bool:
    """Whether the page calls the last quarter a change."""
    known = usual(made)
    return bool(known and not made[-1].is_light and known.band(made[-1].known).tells(made[-1].share))


def by_steps(made: list[Point]) -> bool:
    """The chart that was there before: the mean of all shares, and 2.66 times the mean step around it."""
    shares = [point.share for point in made]
    around = 2.66 * fmean(abs(later - earlier) for earlier, later in pairwise(shares))
    return abs(shares[-1] - fmean(shares)) > around


def test_chance_is_seldom_taken_for_change() -> None:
    """Where nothing changes at most two in a hundred last quarters are called a change; a large one is seen."""
    chance, worlds = random.Random(7), 2000 if PROVE else 100  # noqa: S311
    for residents in ([20] * 12, [4, 40] * 6, [5] * 6 + [40] * 6, [40] * 11 + [15], [25] * 11 + [3]):
        told = []
        for last in (0.6, 0.9, 0.25):
            made = [
                [invented(chance, many, 0.6) for many in residents[:-1]] + [invented(chance, residents[-1], last)]
                for _world in range(worlds)
            ]
            told += [100 * sum(judge(one) for one in made) / worlds for judge in (by_steps, by_usual)]
        print(residents, *(f"{one:.1f}" for one in told))
        assert told[1] <= 2
        assert residents[-1] < 40 or told[3] > 70 and told[5] > 80


def test_drawn() -> None:
    """On the line with room at both ends; outside the band it is marked, and with few people behind it hollow."""
    band = Band(0.25, 0.5, 0.75)
    drawn = swing(1.0, band)
    assert (drawn.at, drawn.low, drawn.width_of_band, drawn.middle) == (364.0, 97.0, 178.0, 186.0)
    assert drawn.is_outside and not swing(0.5, band).is_outside and swing(0.0, None).low is None
    light = swing(1.0, band, is_light=True)
    assert light.is_light and not light.is_outside


@pytest.mark.django_db
@pytest.mark.usefixtures("facts_at_once")
@pytest.mark.parametrize(
    ("last", "said"),
    [
        ((12, 0), "0 van de 12 doelen verder gekomen (0%). Dat is meer dan schommelen"),
        ((3, 0), "0 van de 3 doelen verder gekomen. Daar zitten minder dan twaalf inwoners achter"),
    ],
)
def test_page(last: tuple[int, int], said: str, world: World, client_of: Browser) -> None:
    """Nine quarters in which a goal went further, and a last one: of few residents it is counted, not judged."""
    quarters, of = [], QUARTER
    for _turn in range(9):
        of = Period.quarter_before(of.start)
        quarters.append((of, 1, 1))
    for quarter, goals, further in [*quarters, (QUARTER, *last)]:
        for turn in range(goals):
            first, then = (2, 4) if turn < further else (4, 2)
            steps = ((first, "resident", quarter.start), (then, "resident", quarter.last_day))
            world.goal(*steps, plan=world.plan(opened_on=quarter.start))
    page = re.sub(r"\s+", " ", client_of(world.person).get("/insights/real-change/").content.decode())
    assert said in page
    assert page.count('r="5"') == (9 if last[0] == 12 else 10)
    assert ("%" in page.split("<main")[1]) is (last[0] == 12)
