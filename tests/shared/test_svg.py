"""Stairs with squares: nothing falls outside the drawing, and every record has its square."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.svg import COLUMN, LABEL, SIDE, stairs


@given(st.lists(st.integers(0, 60), min_size=1, max_size=7))
def test_within_the_drawing(counts: list[int]) -> None:
    """Boxes, squares, bars and labels."""
    drawn = stairs(counts)
    for stair in drawn.steps:
        assert stair.top + stair.height <= drawn.height and stair.x + COLUMN <= drawn.width
        assert stair.label_y >= LABEL - 8 and stair.bar_top >= 0
        assert all(block.y >= 0 and block.y + SIDE <= stair.top for block in stair.blocks)


@given(st.lists(st.integers(0, 24), min_size=1, max_size=7))
def test_a_square_each(counts: list[int]) -> None:
    """Each at a place of its own."""
    drawn = stairs(counts)
    assert [len(set(stair.blocks)) for stair in drawn.steps] == counts
    assert [stair.count for stair in drawn.steps] == counts


@pytest.mark.parametrize(("counts", "bars"), [([24, 1], [0, 0]), ([25, 0], [96, 0]), ([100, 50], [96, 48])])
def test_bars(counts: list[int], bars: list[int]) -> None:
    """More than fit as squares: bars in proportion."""
    assert [stair.bar for stair in stairs(counts).steps] == bars


def test_nothing() -> None:
    """No steps, an empty drawing."""
    assert stairs([]).steps == ()
