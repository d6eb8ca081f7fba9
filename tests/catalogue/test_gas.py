"""T of goals: the formula as published, the worked example, and what is missing."""

import json
from decimal import Decimal, getcontext
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.gas import t_score
from tests.journeys.browser import ROOT

CASE = ROOT.parent / "shared/data/goals/pco-gas-case"
CODES = {"LA34484-8": -2, "LA34483-0": -1, "LA34481-4": 0, "LA34480-6": 1, "LA34479-8": 2}
FOLLOW_UP = "107334-5"
ALIKE: list[dict[str, Any]] = [
    {
        "resourceType": "Goal",
        "id": "alike",
        "extension": [
            {
                "extension": [
                    {"url": "level", "valueCoding": {"code": code}},
                    {"url": "text", "valueString": "Verzonnen"},
                ]
            }
            for code in CODES
        ],
    },
    {
        "resourceType": "Observation",
        "code": {"coding": [{"code": FOLLOW_UP}]},
        "focus": [{"reference": "Goal/alike"}],
        "valueCodeableConcept": {"coding": [{"code": "LA34480-6"}]},
    },
]
SCORES = st.one_of(st.none(), st.integers(-3, 2))
PAIRS = st.lists(st.tuples(SCORES, st.integers(0, 16)), max_size=12)


def as_published(pairs: list[tuple[int | None, int]]) -> Decimal | None:
    """The same in decimals, with the correlations between each pair of goals written out one by one."""
    getcontext().prec = 40
    kept = [(Decimal(score), Decimal(weight)) for score, weight in pairs if score is not None]
    # The variance of a weighted sum of variables that go together by 0.3, each with variance 1.
    variance = sum(
        (one * other * (1 if at == to else Decimal("0.3")) for at, (_x, one) in enumerate(kept)
         for to, (_y, other) in enumerate(kept)),
        Decimal(0),
    )  # fmt: skip
    if variance == 0:
        return None
    total = Decimal(0)
    for score, weight in kept:
        total += weight * score
    return 50 + 10 * total / variance.sqrt()


@given(PAIRS)
def test_equals_the_published_formula(pairs: list[tuple[int | None, int]]) -> None:
    """For any scores and weights."""
    found = t_score([score for score, _ in pairs], [weight for _, weight in pairs])
    wanted = as_published(pairs)
    assert (found is None) == (wanted is None)
    if found is not None and wanted is not None:
        assert found == pytest.approx(float(wanted), abs=1e-9)


@given(PAIRS)
def test_missing_leaves_with_its_weight(pairs: list[tuple[int | None, int]]) -> None:
    """A goal without a score changes nothing."""
    scores, weights = [score for score, _ in pairs], [weight for _, weight in pairs]
    assert t_score([*scores, None], [*weights, 4]) == t_score(scores, weights)


def test_worked_example() -> None:
    """Six goals of the example in the package gasr: 55. As expected on every goal is 50, whatever the weights."""
    assert t_score([-2, 0, -1, 2, 0, 1], [3, 5, 1, 4, 2, 6]) == pytest.approx(55)
    assert t_score([0, 0], [1, 4]) == 50
    assert t_score([1], [3]) == pytest.approx(60)


@pytest.mark.parametrize("scores, weights", [([], []), ([None, None], [1, 2]), ([1, 2], [0, 0]), ([None, 2], [3, 0])])
def test_nothing_to_say(scores: list[int | None], weights: list[int]) -> None:
    """All missing, or all without weight: no figure."""
    assert t_score(scores, weights) is None


def test_refuses() -> None:
    """A weight below 0, and lists that do not belong together."""
    with pytest.raises(ValueError, match="0 or more"):
        t_score([1, 1], [2, -1])
    with pytest.raises(ValueError, match="zip"):
        t_score([1], [1, 2])


def test_a_case_as_care_systems_write_it() -> None:
    """A published case where it is on this machine, else one alike: five levels with words, and scores that count."""
    records = [json.loads(path.read_text()) for path in sorted(CASE.glob("*.json"))] or ALIKE
    goals = [one for one in records if one["resourceType"] == "Goal" and levels(one)]
    assert goals
    for goal in goals:
        assert sorted(levels(goal)) == [-2, -1, 0, 1, 2]
        follow_up = [one for one in records if is_score_of(one, goal["id"])]
        assert [t_score([value(one["valueCodeableConcept"]["coding"])], [1]) for one in follow_up] == [60]


def levels(goal: dict[str, Any]) -> list[int]:
    """The values for which a goal has words."""
    said = [{part["url"]: part for part in one["extension"]} for one in goal.get("extension", []) if "extension" in one]
    return [value([one["level"]["valueCoding"]]) for one in said if "level" in one and one["text"]["valueString"]]


def is_score_of(record: dict[str, Any], goal: str) -> bool:
    """Whether it is what the patient said of this goal later on."""
    codes = [one["code"] for one in record.get("code", {}).get("coding", [])]
    about = [one["reference"] for one in record.get("focus", [])]
    return FOLLOW_UP in codes and f"Goal/{goal}" in about


def value(coding: list[dict[str, str]]) -> int:
    """The value of a code of LOINC."""
    return CODES[coding[0]["code"]]
