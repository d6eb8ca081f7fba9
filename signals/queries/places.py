"""In which area a point lies. The point is looked at and kept nowhere."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Q

from organisation.models import Area, Team
from organisation.queries.areas import areas

# The smallest area that holds a point says most about it.
SMALLEST_FIRST = ["BU", "own", "WK", "GM"]
# Where in a code of Statistics Netherlands the municipality stands: GM0344, WK034401, BU03440101.
MUNICIPALITY = slice(2, 6)


def area_at(longitude: float, latitude: float, team_ids: Iterable[UUID]) -> Area | None:
    """The smallest area in the municipalities of these teams whose outline holds the point; None where none does."""
    codes = Team.objects.filter(pk__in=team_ids).values_list("areas__code", flat=True)
    inside = {code[MUNICIPALITY] for code in codes if code and code[:2] in {"GM", "WK", "BU"}}
    starts = Q(*(Q(code__startswith=level + code) for level in ("BU", "WK", "GM") for code in inside), _connector=Q.OR)
    near = areas().filter(Q(level="own") | starts if inside else Q(level="own"), outline__isnull=False)
    for area in sorted(near, key=lambda one: SMALLEST_FIRST.index(one.level)):
        if holds(area.outline, longitude, latitude):
            return area
    return None


def holds(outline: dict[str, Any], x: float, y: float) -> bool:
    """Whether a Polygon or MultiPolygon of GeoJSON (degrees east and north) holds the point; holes are outside."""
    shapes = outline["coordinates"] if outline["type"] == "MultiPolygon" else [outline["coordinates"]]
    return any(
        bool(rings) and _in_ring(rings[0], x, y) and not any(_in_ring(h, x, y) for h in rings[1:]) for rings in shapes
    )


def _in_ring(ring: list[list[float]], x: float, y: float) -> bool:
    """Counts how often a line to the east crosses the border: an odd number means inside."""
    inside = False
    for (x1, y1, *_), (x2, y2, *_) in zip(ring, [*ring[1:], *ring[:1]], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside
