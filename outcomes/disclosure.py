"""The one door through which every figure comes: small numbers are withheld here, by the rule of the scope."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from organisation.scope import Scope
from outcomes.figures import Cell, Spread, Use, Uses, Withheld
from shared.period import Period

# Fewer residents than this behind a figure are too few to show it inside the organisation.
FEWEST = 5
# A question that stood in this many forms or more, and was filled in less often than this many in a hundred, is hardly
# filled in.
OFTEN = 30
HARDLY = 20


def spread(
    key: str, scope: Scope, *, residents: int, cells: Mapping[str, int], outside: Mapping[str, int]
) -> Spread | Withheld:
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


@dataclass(frozen=True)
class Counted:
    """One question as it was counted, with the number of residents behind each count."""

    key: str
    offered: int
    filled: int
    not_asked: int
    not_applicable: int
    residents: int
    residents_filled: int
    residents_other: int
    # Of the three ways of not being filled in that occur, the one with the fewest residents behind it.
    residents_fewest: int


def uses(key: str, scope: Scope, period: Period, counted: Iterable[Counted]) -> Uses:
    """The use of questions over the whole organisation. Raises ValueError for another scope, and for a period that
    is no calendar quarter or is not over yet: what still grows could be compared with what it was yesterday.
    """
    if scope.kind != "organisation":
        raise ValueError(f"{key} is a figure of the whole organisation alone.")
    if not period.quarter or period.end > scope.day:
        raise ValueError(f"{key} is shown of quarters that are over.")
    return Uses(key, tuple(_use(one) for one in counted))


def _use(counted: Counted) -> Use | Withheld:
    """Filled in and not filled in are shown or withheld together: with the total, one would tell the other."""
    if _few(counted.residents):
        return Withheld(counted.key)
    shown = not _few(counted.residents_filled) and not _few(counted.residents_other)
    whole = shown and not _few(counted.residents_fewest)
    empty = counted.offered - counted.filled - counted.not_asked - counted.not_applicable
    return Use(
        counted.key,
        counted.offered,
        counted.residents,
        is_hardly_filled=counted.offered >= OFTEN and counted.filled * 100 < counted.offered * HARDLY,
        filled=counted.filled if shown else None,
        empty=empty if whole else None,
        not_asked=counted.not_asked if whole else None,
        not_applicable=counted.not_applicable if whole else None,
    )


def _few(residents: int) -> bool:
    return 0 < residents < FEWEST
