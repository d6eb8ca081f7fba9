"""The one door through which every figure comes: small numbers are withheld here, by the rule of the scope."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from organisation.scope import Scope
from outcomes.figures import (
    Cell,
    Count,
    Events,
    Measure,
    PublishedFigure,
    PublishedGroup,
    Spread,
    Spreads,
    Tally,
    Use,
    Uses,
    Value,
    Withheld,
)
from shared.period import Period

# Fewer residents than this behind a figure are too few to show it inside the organisation.
FEWEST = 5
# A question that stood in this many forms or more, and was filled in less often than this many in a hundred, is hardly
# filled in.
OFTEN = 30
HARDLY = 20


# A figure of a team with fewer coordinators than this would show one colleague to another.
FEWEST_COLLEAGUES = 3
# Whose caseload it is knows everybody in it by name.
OPEN_TO = frozenset({"own", "co_worked"})


@dataclass(frozen=True)
class Row:
    """Counts of one thing among several, as they were counted: per cell, and outside the share.

    `behind` residents are behind the denominator that it shares with the others; None where it has one of its own.
    `total` is how many records could have been placed in a cell; None where these are all of them.
    """

    key: str
    residents: int
    cells: Mapping[str, int]
    outside: Mapping[str, int]
    behind: int | None = None
    total: int | None = None


def spread(
    key: str,
    scope: Scope,
    *,
    residents: int,
    cells: Mapping[str, int],
    outside: Mapping[str, int],
    people: int | None = None,
    behind: int | None = None,
    total: int | None = None,
) -> Spread | Withheld:
    """Counts per cell, resting on `residents` people. `outside` are records that could not be placed in a cell.

    Of a team, `people` coordinated in the period. Nothing is withheld from somebody about the own caseload: those are
    people this professional knows by name. `behind` and `total` as in `Row`.
    """
    known = sum(cells.values())
    records = max(total or 0, known + sum(outside.values()), residents)
    if _withheld(scope, residents if behind is None else behind, people, records):
        return Withheld(key)
    return Spread(
        key,
        tuple(Cell(name, count, known) for name, count in cells.items()),
        tuple(Cell(name, count, None) for name, count in outside.items()),
        known,
        known + sum(outside.values()) if total is None else total,
        residents,
    )


def spreads(key: str, scope: Scope, rows: Iterable[Row], *, people: int | None = None) -> Spreads | Withheld:
    """A spread for each row, each withheld by itself; all of them where a team is too small."""
    rows = list(rows)
    if _too_few_colleagues(scope, people, len(rows)):
        return Withheld(key)
    found = (
        spread(
            row.key,
            scope,
            residents=row.residents,
            cells=row.cells,
            outside=row.outside,
            people=people,
            behind=row.behind,
            total=row.total,
        )
        for row in rows
    )
    return Spreads(key, tuple(found))


def tally(
    key: str, scope: Scope, *, residents: int, counts: Mapping[str, int], people: int | None = None
) -> Tally | Withheld:
    """Counts beside each other, of the records of `residents` people."""
    if _withheld(scope, residents, people, max(residents, sum(counts.values()))):
        return Withheld(key)
    return Tally(key, tuple(Cell(name, count, None) for name, count in counts.items()), residents)


def measure(
    key: str,
    scope: Scope,
    *,
    residents: int,
    values: Mapping[str, float | None],
    known: int,
    total: int,
    people: int | None = None,
) -> Measure | Withheld:
    """Values worked out over the records of `residents` people, with what they rest on."""
    if _withheld(scope, residents, people, max(residents, total)):
        return Withheld(key)
    return Measure(key, tuple(Value(name, value) for name, value in values.items()), known, total, residents)


def events(
    key: str, scope: Scope, *, cells: Iterable[Cell], values: Iterable[Value] = (), known: int, total: int
) -> Events:
    """Groups, activities and signals of one's own or of a team: nobody lives behind them, so nothing is withheld.

    Raises ValueError for every wider scope: of that there is what was published.
    """
    if scope.kind not in {"own", "team"}:
        raise ValueError(f"{key} is a figure of oneself or of a team; wider ones were published.")
    return Events(key, tuple(cells), tuple(values), known, total)


def _withheld(scope: Scope, residents: int, people: int | None, records: int) -> bool:
    return scope.kind not in OPEN_TO and (_few(residents) or _too_few_colleagues(scope, people, records))


def _too_few_colleagues(scope: Scope, people: int | None, records: int) -> bool:
    """Of one or two; and of nobody where there is a record after all. No records of nobody tell of nobody."""
    if people == 0 and records == 0:
        return False
    return scope.kind == "team" and (people or 0) < FEWEST_COLLEAGUES


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


@dataclass(frozen=True)
class Shown:
    """What was published of one thing, by cell, as it is stored: None is withheld, and 0 is nothing."""

    key: str
    cells: Mapping[str, int | None]
    outside: Mapping[str, int | None]
    known: int | None
    total: int | None
    value: float | None
    is_of_few: bool = False


def published(
    key: str, scope: Scope, *, period: str, made_at: datetime, groups: Iterable[Shown], left_out: Iterable[str]
) -> PublishedFigure:
    """A figure that was protected before it was published. Raises ValueError for a scope that reads nothing published.

    What was withheld becomes a value of its own, and takes the value with it that rests on it.
    """
    if not scope.readers:
        raise ValueError(f"{key} is published for readers inside or outside, and for nobody else.")
    found = tuple(
        PublishedGroup(
            one.key,
            tuple((cell, _count(cell, count)) for cell, count in one.cells.items()),
            tuple((cell, _count(cell, count)) for cell, count in one.outside.items()),
            _count(one.key, one.known),
            _count(one.key, one.total),
            None if one.known is None else one.value,
            one.is_of_few,
        )
        for one in groups
    )
    return PublishedFigure(key, period, made_at, found, frozenset(left_out))


def _count(name: str, count: int | None) -> Count:
    return Withheld(name) if count is None else count
