"""A map of areas: shapes that fit together, how dark each is, and what is too small to show."""

from typing import Any

from feedback.area_map import TALLEST, WIDTH, area_map
from outcomes.figures import Withheld


def square(west: float, south: float, size: float = 1.0) -> dict[str, Any]:
    """A square of degrees near the equator, where a degree is as wide as it is long."""
    east, north = west + size, south + size
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def test_two_beside_each_other() -> None:
    """The eastern one stands to the right; both share a border; the drawing is as wide as it may be."""
    drawn = area_map([("W", square(0, 0)), ("E", square(1, 0))], {"W": 1, "E": 8}, {"W": "West", "E": "East"})
    assert drawn
    east, west = drawn.shapes
    assert (east.name, west.name) == ("East", "West")
    assert east.x - west.x == (WIDTH - 8) / 2 and east.y == west.y
    assert (east.tone, west.tone, east.has_room) == (4, 1, True)
    assert west.path.startswith("M4 ") and f"{WIDTH / 2:g} " in west.path


def test_nothing_inside() -> None:
    """An outline without a shape is none."""
    empty: list[dict[str, Any]] = [{"type": "Polygon", "coordinates": inside} for inside in ([], [[]])]
    assert area_map([("W", square(0, 0)), *zip("AB", empty, strict=True)], {}, {}) is None
    drawn = area_map([("W", square(0, 0)), ("E", square(1, 0)), *zip("AB", empty, strict=True)], {}, {})
    assert drawn and len(drawn.shapes) == 2


def test_north_is_up_and_nothing_sticks_out() -> None:
    """A tall map keeps its height; what lies north has a smaller y."""
    drawn = area_map([("S", square(0, 0)), ("N", square(0, 5))], {}, {})
    assert drawn and drawn.height <= TALLEST
    north, south = drawn.shapes
    assert north.y < south.y and {north.tone, south.tone} == {0}


def test_withheld_is_not_dark_and_not_a_number() -> None:
    """It has no tone that would tell how much it is."""
    counts = {"A": Withheld("signals"), "B": 40}
    drawn = area_map([("A", square(0, 0)), ("B", square(1, 0))], counts, {})
    assert drawn and [(one.is_withheld, one.tone) for one in drawn.shapes] == [(True, 0), (False, 4)]


def test_islands_and_small_ones() -> None:
    """Of several parts the name stands in the largest; a small area has no room for letters."""
    islands = {
        "type": "MultiPolygon",
        "coordinates": [square(0, 0, 0.1)["coordinates"], square(4, 0, 4)["coordinates"]],
    }
    drawn = area_map([("I", islands), ("T", square(9, 0, 0.05))], {}, {})
    assert drawn
    many, tiny = drawn.shapes
    assert many.path.count("M") == 2 and many.has_room and not tiny.has_room
    assert many.x > WIDTH / 2 - 60


def test_thousands_of_points() -> None:
    """Points that nobody could tell apart are left out, so that a page stays light."""
    fine = square(0, 0)
    fine["coordinates"][0] = [[step / 5000, 0.0] for step in range(5000)] + fine["coordinates"][0][1:]
    drawn = area_map([("F", fine), ("G", square(1, 0))], {}, {})
    assert drawn and len(drawn.shapes[0].path) < 5000


def test_too_little_to_draw() -> None:
    """One outline, or none, is no map."""
    assert area_map([("A", square(0, 0)), ("B", None)], {}, {}) is None
    line = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [0, 0]]]}
    assert area_map([("A", line), ("B", line)], {}, {})
