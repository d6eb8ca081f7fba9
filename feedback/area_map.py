"""A map of areas, drawn here: outlines to shapes, and how dark each is. A list beside it tells the same in words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians
from typing import Any

from outcomes.figures import Count, Withheld

WIDTH = 560
TALLEST = 520
# Points closer together than this are one point: outlines of real areas hold thousands.
FINEST = 1.2
# From light to dark; what is withheld has a pattern of its own.
TONES = 4
# Letters are drawn in a shape that has room for them.
ROOM = (84, 52)

Point = tuple[float, float]
Ring = list[Point]


@dataclass(frozen=True)
class Shape:
    """An area on the map: its outline as a path, where its name stands, what is in it, and how dark it is (0 to 4)."""

    name: str
    path: str
    x: float
    y: float
    count: Count
    tone: int
    has_room: bool

    @property
    def is_withheld(self) -> bool:
        """Whether the count is too small to show."""
        return isinstance(self.count, Withheld)


@dataclass(frozen=True)
class AreaMap:
    """Shapes that fit together, in a drawing of this size."""

    shapes: tuple[Shape, ...]
    height: float
    width: int = WIDTH


def area_map(areas: Iterable[tuple[str, Any]], counts: Mapping[str, Count], names: Mapping[str, str]) -> AreaMap | None:
    """A map of the areas, each (code, outline as GeoJSON) in degrees; None when fewer than two have an outline."""
    rings = {code: found for code, outline in areas if outline and (found := list(_rings(outline)))}
    points = [point for found in rings.values() for ring in found for point in ring]
    if len(rings) < 2 or not points:
        return None
    place, height = _fitted(points)
    most = max((count for count in counts.values() if not isinstance(count, Withheld)), default=0)
    shapes = (
        _shape(names.get(code, code), [_thinned([place(point) for point in ring]) for ring in found], count, most)
        for code, found in sorted(rings.items())
        for count in [counts.get(code, 0)]
    )
    return AreaMap(tuple(shapes), height)


def _rings(outline: Mapping[str, Any]) -> Iterator[Ring]:
    """The outer rings of a Polygon or a MultiPolygon; holes are left filled. One that is empty has none."""
    parts = outline["coordinates"] if outline["type"] == "MultiPolygon" else [outline["coordinates"]]
    for part in (part for part in parts if part and part[0]):
        yield [(float(at[0]), float(at[1])) for at in part[0]]


def _fitted(points: Sequence[Point]) -> tuple[Any, float]:
    """A function from degrees to the drawing, north up and as wide as long, and the height of the drawing."""
    west, east = min(x for x, _y in points), max(x for x, _y in points)
    south, north = min(y for _x, y in points), max(y for _x, y in points)
    narrower = cos(radians((south + north) / 2))
    wide, tall = max((east - west) * narrower, 1e-9), max(north - south, 1e-9)
    scale = min((WIDTH - 8) / wide, (TALLEST - 8) / tall)
    left = (WIDTH - wide * scale) / 2

    def place(point: Point) -> Point:
        return (left + (point[0] - west) * narrower * scale, 4 + (north - point[1]) * scale)

    return place, round(tall * scale + 8, 1)


def _thinned(ring: Ring) -> Ring:
    """Without points that nobody could tell from the one before."""
    kept: Ring = []
    for x, y in ring:
        if not kept or abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= FINEST:
            kept.append((round(x, 1), round(y, 1)))
    return kept


def _shape(name: str, rings: list[Ring], count: Count, most: int) -> Shape:
    largest = max(rings, key=_size)
    x, y = _middle(largest)
    wide = max(x for x, _y in largest) - min(x for x, _y in largest)
    tall = max(y for _x, y in largest) - min(y for _x, y in largest)
    path = " ".join("M" + "L".join(f"{x:g} {y:g}" for x, y in ring) + "Z" for ring in rings if len(ring) > 2)
    return Shape(name, path, x, y, count, _tone(count, most), wide >= ROOM[0] and tall >= ROOM[1])


def _tone(count: Count, most: int) -> int:
    """0 for nothing (or nothing to show), then by quarters of the most."""
    if isinstance(count, Withheld) or not count:
        return 0
    return min(TONES, 1 + (count * TONES - 1) // most)


def _size(ring: Ring) -> float:
    """Twice the area of a ring (the shoelace formula)."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True)))


def _middle(ring: Ring) -> Point:
    """The centre of gravity of a ring; of a line the mean of its points."""
    crossed = [(a, b, a[0] * b[1] - b[0] * a[1]) for a, b in zip(ring, [*ring[1:], ring[0]], strict=True)]
    whole = sum(cross for _a, _b, cross in crossed) * 3
    if not whole:
        return (round(sum(x for x, _y in ring) / len(ring), 1), round(sum(y for _x, y in ring) / len(ring), 1))
    x = sum((a[0] + b[0]) * cross for a, b, cross in crossed) / whole
    y = sum((a[1] + b[1]) * cross for a, b, cross in crossed) / whole
    return round(x, 1), round(y, 1)
