"""Invented outlines for the areas of Lindehaven, drawn in the middle of a lake where nobody lives."""

from typing import Any

# Corners, in steps of some hundreds of metres from the south-west.
CORNERS = {
    "a0": (0.2, 8.4), "a1": (4.1, 9.0), "a2": (8.3, 8.8), "a3": (12.0, 8.1),
    "b0": (-0.3, 5.7), "b1": (3.7, 6.3), "b2": (8.0, 5.6), "b3": (12.4, 5.9),
    "c0": (0.4, 3.2), "c1": (4.3, 2.7), "c2": (7.7, 3.3), "c3": (12.1, 2.6),
    "d0": (0.1, 0.5), "d1": (3.9, 0.0), "d2": (8.2, 0.6), "d3": (11.6, 0.2),
}  # fmt: skip
# A bend halfway some of the borders, the same for both areas that share it.
BENDS = {
    "a1b1": (4.3, 7.6), "b1c1": (3.6, 4.4), "c1d1": (4.6, 1.4), "a2b2": (7.7, 7.1),
    "b2c2": (8.5, 4.5), "c2d2": (7.6, 1.9), "b0b1": (1.8, 6.4), "b1b2": (5.9, 5.5),
    "b2b3": (10.1, 6.2), "c0c1": (2.2, 2.6), "c1c2": (6.1, 3.4), "c2c3": (9.9, 2.6),
    "a0a1": (2.0, 9.1), "a2a3": (10.4, 8.9), "d0d1": (1.9, -0.3), "d2d3": (9.8, -0.1),
    "a0b0": (-0.4, 7.0), "b3c3": (12.8, 4.2),
}  # fmt: skip
# Each area by the corners around it.
AROUND = {
    "BU99010201": "a0 a1 b1 b0", "BU99010202": "b0 b1 c1 c0", "BU99010203": "c0 c1 d1 d0",
    "BU99010301": "a1 a2 b2 b1", "BU99010302": "b1 b2 c2 c1", "BU9901030A": "c1 c2 d2 d1",
    "BU99010101": "a2 a3 b3 b2", "BU99010102": "b2 b3 c3 c2", "BU99010103": "c2 c3 d3 d2",
    "WK990102": "a0 a1 b1 c1 d1 d0 c0 b0", "WK990103": "a1 a2 b2 c2 d2 d1 c1 b1", "WK990101": "a2 a3 b3 c3 d3 d2 c2 b2",
    "GM9901": "a0 a1 a2 a3 b3 c3 d3 d2 d1 d0 c0 b0",
}  # fmt: skip


def outline(code: str) -> dict[str, Any] | None:
    """The outline of an area as GeoJSON has it, in degrees; None where none was drawn."""
    corners = AROUND.get(code, "").split()
    if not corners:
        return None
    ring = []
    for here, there in zip(corners, [*corners[1:], corners[0]], strict=True):
        bend = BENDS.get(here + there) or BENDS.get(there + here)
        ring += [CORNERS[here], *([bend] if bend else [])]
    return {"type": "Polygon", "coordinates": [[_degrees(point) for point in [*ring, ring[0]]]]}


def _degrees(point: tuple[float, float]) -> list[float]:
    return [round(5.33 + point[0] * 0.004, 5), round(52.72 + point[1] * 0.0024, 5)]
