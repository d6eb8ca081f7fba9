"""What looks like somebody is seen; places, organisations and dates of this year are not."""

import json
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest

from shared.about_people import about_people

# The same cases are put to static/js/people.js in a browser: tests/journeys/test_signal.py.
CASES: list[dict[str, Any]] = json.loads((Path(__file__).parent / "about_people_cases.json").read_text())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_cases(case: dict[str, Any]) -> None:
    """Exactly these pieces, in order, and each where it says it is."""
    found = about_people(case["text"])
    assert [[one.kind, one.text] for one in found] == case["found"]
    assert all(case["text"][one.start :].startswith(one.text) for one in found)


@pytest.mark.parametrize("piece", ["Ab ", "Ab-Cd van ", "mw. ", "1-1-", "12 april ", "Ab van de der "])
def test_long_texts_take_no_long_time(piece: str) -> None:
    """The longest text that a field takes, made of what could be the beginning of something."""
    begun = perf_counter()
    about_people(piece * (20_000 // len(piece)))
    assert perf_counter() - begun < 1
