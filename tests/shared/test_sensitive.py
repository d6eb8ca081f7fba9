"""What looks like a phone number, an e-mail address or a citizen number is seen; dates, times and amounts are not."""

import json
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.sensitive import passes_eleven_test, sensitive

# The same cases are put to static/js/nudge.js in a browser: tests/journeys/test_nudge.py.
CASES: list[dict[str, Any]] = json.loads((Path(__file__).parent / "sensitive_cases.json").read_text())
HARMLESS = st.text(st.characters(exclude_categories=("Nd", "Cs"), exclude_characters="@"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_cases(case: dict[str, Any]) -> None:
    """Exactly these pieces, in order, and each where it says it is."""
    found = sensitive(case["text"])
    assert [[one.kind, one.text] for one in found] == case["found"]
    assert all(case["text"][one.start :].startswith(one.text) for one in found)


def test_both_sides_have_cases() -> None:
    """Texts that must be seen, of every kind, and texts that must not."""
    assert {kind for case in CASES for kind, _text in case["found"]} == {"email", "phone", "bsn"}
    assert sum(not case["found"] for case in CASES) > 50


@given(HARMLESS)
def test_without_digits_and_at_sign(text: str) -> None:
    """Nothing is ever seen in it."""
    assert sensitive(text) == []


@given(st.integers(1, 31), st.integers(1, 12), st.integers(1900, 2099), st.sampled_from("-./"), st.booleans())
def test_dates(day: int, month: int, year: int, sign: str, padded: bool) -> None:
    """No date in any usual writing, alone or with a time behind it."""
    parts = [f"{day:02}", f"{month:02}"] if padded else [str(day), str(month)]
    for last in (str(year), f"{year % 100:02}"):
        written = sign.join([*parts, last])
        assert sensitive(f"Op {written} om 10.30 uur, of {written}.") == []
    assert sensitive(f"{year}-{month:02}-{day:02}") == []


@given(st.integers(0, 10**10), st.integers(0, 99))
def test_amounts(whole: int, cents: int) -> None:
    """No amount of euros, with points or without."""
    pointed = f"{whole:,}".replace(",", ".")
    assert sensitive(f"€ {pointed},{cents:02} en {pointed} euro en €{whole}") == []


@given(st.integers(0, 10**9 - 1))
def test_citizen_numbers(number: int) -> None:
    """Nine digits are seen when they pass the eleven-test, and else not."""
    digits = f"{number:09}"
    kinds = [found.kind for found in sensitive(f"nummer {digits} dus")]
    assert kinds == (["bsn"] if passes_eleven_test(digits) else [])


@given(
    st.integers(10_000_000, 99_999_999), st.sampled_from(["06", "06-", "06 ", "+316", "+31 6 ", "+31 (0)6-", "00316"])
)
def test_mobile_numbers(number: int, begin: str) -> None:
    """Every mobile number, whatever stands before it."""
    assert [found.text for found in sensitive(f"Bel {begin}{number}!")] == [f"{begin}{number}"]


@pytest.mark.parametrize("piece", ["1", "a", "a@", "0 ", "06-", "1.", "@a.a.", "+1-/11", "NL12ABCD 12 "])
def test_long_texts_take_no_long_time(piece: str) -> None:
    """The longest text that a field takes, made of what could be the beginning of something."""
    begun = perf_counter()
    sensitive(piece * (20_000 // len(piece)))
    assert perf_counter() - begun < 1
