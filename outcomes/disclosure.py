"""The one door through which every figure comes: small numbers are withheld here, by the rule of the scope."""

from collections.abc import Mapping

from organisation.scope import Scope
from outcomes.figures import Cell, Figure, Spread, Withheld

# Fewer residents than this behind a figure are too few to show it inside the organisation.
FEWEST = 5


def spread(key: str, scope: Scope, *, residents: int, cells: Mapping[str, int], outside: Mapping[str, int]) -> Figure:
    """Counts per cell, resting on `residents` people. `outside` are records that could not be placed in a cell.

    Nothing is withheld from somebody about the own caseload: those are people this professional knows by name.
    """
    if scope.kind != "own" and 0 < residents < FEWEST:
        return Withheld(key)
    known = sum(cells.values())
    return Spread(
        key,
        tuple(Cell(name, count, known) for name, count in cells.items()),
        tuple(Cell(name, count, None) for name, count in outside.items()),
        known,
        known + sum(outside.values()),
        residents,
    )
