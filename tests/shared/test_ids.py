"""Ids sort by the moment they were made, and cannot be guessed."""

import time
from datetime import UTC, datetime, timedelta

import time_machine
from hypothesis import given
from hypothesis import strategies as st

from shared.ids import uuid7


@given(st.integers(0, 80_000))
def test_shape(days: int) -> None:
    """Version 7 and variant of RFC 9562, with the milliseconds of the moment in front."""
    with time_machine.travel(datetime(2000, 1, 1, 11, 59, 59, 987_654, tzinfo=UTC) + timedelta(days), tick=False):
        made, expected = uuid7(), int(time.time() * 1000)
    assert made.version == 7
    assert made.variant == "specified in RFC 4122"
    assert made.int >> 80 == expected


def test_order() -> None:
    """A later one is larger, also as text."""
    moment = datetime(2026, 3, 1, tzinfo=UTC)
    made = []
    for step in range(50):
        with time_machine.travel(moment + timedelta(milliseconds=step), tick=False):
            made.append(str(uuid7()))
    assert made == sorted(made)


def test_no_two_are_the_same() -> None:
    """Ten thousand of one millisecond differ, in more than a counter: 74 bits are random."""
    with time_machine.travel(datetime(2026, 3, 1, tzinfo=UTC), tick=False):
        made = {uuid7().int for _ in range(10_000)}
    assert len(made) == 10_000
    low = [value & ((1 << 62) - 1) for value in made]
    assert len({value >> 46 for value in low}) > 9_000
