"""The test behind patterns: seldom anything where nothing changed, and as much as can be found where something did.

Twenty worlds of a kind in an ordinary run, two hundred with KEUKENTAFEL_PROVE=1, which prints what was measured.
"""

import os
from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from outcomes.chance import FEWEST_QUARTERS, Looked, Spot, look

PROVE = os.environ.get("KEUKENTAFEL_PROVE") == "1"
WORLDS = 200 if PROVE else 20
AREAS, THEMES, QUARTERS = 20, 10, 8
LEAST = 5
Means = NDArray[np.float64]
Dice = np.random.Generator


def even(dice: Dice) -> Means:
    """Every cell alike: four a quarter."""
    return np.full((AREAS, THEMES), 4.0)


def product(dice: Dice) -> Means:
    """Large and small areas and themes, four a quarter on average."""
    made: Means = np.exp(dice.normal(0, 0.5, (AREAS, 1))) * np.exp(dice.normal(0, 0.5, (1, THEMES)))
    return made * 4 / made.mean()


def wild(dice: Dice) -> Means:
    """Every cell for itself."""
    return dice.gamma(2, 2, (AREAS, THEMES))


Kind = Callable[[Dice], Means]
Found = tuple[Looked, tuple[str, str], float]


def world(dice: Dice, kind: Kind, tripled: str, figures: str = "a") -> Found:
    """What is found in one, with `figures` counted apart and together; a cell is `tripled` in some of them."""
    area, theme = int(dice.integers(AREAS)), int(dice.integers(THEMES))
    told, size = {}, 0.0
    for figure in figures:
        means = np.repeat(kind(dice)[:, :, None], QUARTERS, axis=2)
        size = means[area, theme, -1]
        means[area, theme, -1] *= 3 if figure in tripled else 1
        told[figure] = dice.poisson(means)
    if len(figures) > 1:
        told["both"] = np.sum([told[one] for one in figures], axis=0)
    counts = {
        Spot(figure, f"{a:02}", f"{t:02}"): of[a, t].tolist()
        for figure, of in told.items()
        for a in range(AREAS)
        for t in range(THEMES)
    }
    return look(counts, LEAST), (f"{area:02}", f"{theme:02}"), size


def measured(kind: Kind, tripled: str, figures: str = "a") -> dict[str, float]:
    """In which part of the worlds there is any pattern, the tripled cell is one, or is worth a look."""
    dice = np.random.default_rng(7)
    found = [world(dice, kind, tripled, figures) for _turn in range(WORLDS)]
    hits = [[one for one in looked.standing if one.spot[1:] == where] for looked, where, _size in found]
    large = [any(one.is_pattern for one in mine) for mine, (*_, size) in zip(hits, found, strict=True) if size >= 8]
    told = {
        "any": np.mean([any(one.is_pattern for one in looked.standing) for looked, *_ in found]),
        "found": np.mean([any(one.is_pattern for one in mine) for mine in hits]),
        "look": np.mean([bool(mine) for mine in hits]),
        "shown": np.mean([len(looked.standing) for looked, *_ in found]),
        "expected by chance": np.mean([looked.by_chance for looked, *_ in found]),
        "found of 8 and more": np.mean(large) if large else np.nan,
    }
    print(kind.__name__, repr(tripled), repr(figures), {name: round(float(one), 3) for name, one in told.items()})
    return {name: float(one) for name, one in told.items()}


@pytest.mark.parametrize("kind", [even, product, wild])
def test_nothing_changed(kind: Kind) -> None:
    """In at most one world of twenty there is a pattern; as many cells as are said are worth a look by chance."""
    told = measured(kind, "")
    assert told["any"] <= (0.05 if PROVE else 0.1)
    assert abs(told["shown"] - told["expected by chance"]) < (1 if PROVE else 2)


@pytest.mark.parametrize("kind", [even, product, wild])
def test_one_tripled(kind: Kind) -> None:
    """Of cells of four a quarter no test finds more than two in five with that certainty; most are worth a look."""
    told = measured(kind, "a")
    assert told["found"] >= (0.25 if PROVE else 0.1) and told["look"] >= (0.6 if PROVE else 0.4)


@pytest.mark.parametrize(("tripled", "least"), [("", 0.0), ("a", 0.15), ("ab", 0.6)])
def test_two_figures(tripled: str, least: float) -> None:
    """What rises in signals and in help requests is found far oftener than what rises in one of them."""
    told = measured(even, tripled, "ab")
    assert told["found"] >= (least if PROVE else least / 2)
    assert tripled or told["any"] <= (0.05 if PROVE else 0.1)


def row(*counts: int | None, area: str = "a", theme: str = "t") -> dict[Spot, list[int | None]]:
    """One cell."""
    return {Spot("signals", area, theme): list(counts)}


def test_plain_ones() -> None:
    """What is clear is found; what is not known, too few or too short is not."""
    usual = {spot: one for turn in range(9) for spot, one in row(*[4] * 8, area=str(turn)).items()}
    [found] = look(usual | row(*[4] * 7, 30), LEAST).standing
    assert found.is_pattern and found.seen == 30 and 3.5 < found.expected < 4.5
    for nothing in (row(*[4] * 7, None), row(*[None] * (8 - FEWEST_QUARTERS), 4, 4, 30), row(*[0] * 7, 4)):
        assert look(usual | nothing, LEAST).standing == ()
    for new in (row(*[0] * 7, 30, area="new"), row(*[0] * 7, 30, theme="new")):
        assert look(usual | new, LEAST).standing == ()
    [never_here] = look(
        usual | row(*[4] * 8, area="b", theme="u") | row(*[0] * 7, 9, area="1", theme="u"), LEAST
    ).standing
    assert never_here.is_pattern
    assert look({}, LEAST) == Looked()
    assert look(row(*[None] * 8), LEAST) == Looked()


def test_everything_grew() -> None:
    """Where all areas and themes doubled there are more records, and no pattern."""
    every = [row(*[4] * 7, 8, area=str(a), theme=str(t)) for a in range(8) for t in range(4)]
    assert look({spot: one for of in every for spot, one in of.items()}, LEAST).standing == ()


def test_swings() -> None:
    """Counts that always went up and down have to stand out further."""
    quiet = {spot: one for turn in range(9) for spot, one in row(*[10] * 8, area=str(turn)).items()}
    restless = {
        spot: one
        for turn in range(9)
        for spot, one in row(*([2, 18, 10] * 3)[turn % 3 :][:7], 10, area=str(turn)).items()
    }
    chances = [look(of | row(*[10] * 7, 60), LEAST).standing[0].chance for of in (quiet, restless)]
    assert chances[0] < chances[1]
