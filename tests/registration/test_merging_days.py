"""Days of two memberships of one household, told apart when two rows of a resident become one."""

from datetime import date

import pytest

from registration.operations.merging import bare


def day(number: int | None) -> date | None:
    """A day of May; without a number none."""
    return date(2026, 5, number + 1) if number is not None else None


@pytest.mark.parametrize(
    ("taken", "left"),
    [
        ([], [(1, 9)]),
        ([(1, 9)], []),
        ([(3, 5)], [(1, 2), (6, 9)]),
        ([(0, 3)], [(4, 9)]),
        ([(8, None)], [(1, 7)]),
        ([(2, 2), (4, 4)], [(1, 1), (3, 3), (5, 9)]),
        ([(10, 12)], [(1, 9)]),
        ([(1, 3), (4, 9)], []),
    ],
)
def test_bare(taken: list[tuple[int, int | None]], left: list[tuple[int, int]]) -> None:
    """The days of a stretch that are free."""
    found = bare(day(1), day(9), [(day(first), day(last)) for first, last in taken])
    assert list(found) == [(day(first), day(last)) for first, last in left]
