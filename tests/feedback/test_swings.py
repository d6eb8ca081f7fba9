"""A real change, or ordinary going up and down: where shares usually lie, and what is said of the last one."""

import pytest

from feedback.drawings import swing
from feedback.kinds.swings import Usual, usual

# By hand: mean 0.5; nine steps of 0.1 between 0.45 and 0.55, so 2.66 * 0.1 on both sides.
STEADY = [0.45, 0.55] * 5


def test_where_shares_usually_lie() -> None:
    """The mean, and 2.66 times the mean step on both sides of it."""
    known = usual(STEADY)
    assert known and known.middle == pytest.approx(0.5)
    assert (known.low, known.high) == (pytest.approx(0.234), pytest.approx(0.766))
    assert (known.side, known.tells(0.55), known.tells(0.8), known.tells(0.2)) == ("", "", "above", "below")


def test_a_jump_is_told() -> None:
    """After eleven steady quarters one that is far higher lies outside; one that is a little higher does not."""
    known = usual([0.5, 0.51] * 5 + [0.5, 0.9])
    assert known and known.tells(0.9) == "above"
    little = usual([0.4, 0.6] * 5 + [0.4, 0.7])
    assert little and little.tells(0.7) == ""


@pytest.mark.parametrize(("last", "side"), [(0.62, "above"), (0.38, "below")])
def test_eight_running(last: float, side: str) -> None:
    """Eight quarters running on one side of the mean, none of them outside the band."""
    known = usual([0.5, 0.5 - (last - 0.5), 0.5, 0.5 - (last - 0.5)] + [last] * 8)
    assert known and (known.side, known.tells(last)) == (side, "")


def test_too_few_points() -> None:
    """Nine points tell nothing; ten do. A share never leaves the line from none to all."""
    assert usual(STEADY[:9]) is None and usual(STEADY) is not None
    wild = usual([0.0, 1.0] * 5)
    assert wild and (wild.low, wild.high) == (0.0, 1.0)


def test_drawn() -> None:
    """On the line with room at both ends; outside the band it is marked; without a share there is nothing to draw."""
    band = Usual(0.5, 0.25, 0.75)
    drawn = swing(1.0, band)
    assert drawn and (drawn.at, drawn.low, drawn.width_of_band, drawn.middle) == (364.0, 97.0, 178.0, 186.0)
    assert drawn.is_outside and not swing(0.5, band).is_outside  # type: ignore[union-attr]
    assert swing(None, band) is None and swing(0.0, None).low is None  # type: ignore[union-attr]
