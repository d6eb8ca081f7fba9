"""Patterns: the same theme much oftener in an area than before, as it was found when a quarter was published.

They are read by who reads what was published inside, and hold counts alone: never whose signals or plans those were.
`outcomes/chance.py` says which test is behind them.
"""

from dataclasses import dataclass

from organisation.scope import Scope
from outcomes.figures import Count, Withheld
from outcomes.models import FoundPattern, Over, PatternSearch, Publication, PublishedCell
from outcomes.publishing.ways import inside
from shared.period import Period


@dataclass(frozen=True)
class Pattern:
    """A theme in an area (by its code) that stood out in a quarter: `seen` where `expected` was usual.

    `before` are the quarters before, the first one first; None is not known. What `is_pattern` is more than chance
    makes of all areas and themes together; else it is worth a look, and chance alone makes some of those.
    """

    figure: str
    area: str
    theme: str
    quarter: str
    seen: int
    expected: float
    before: tuple[int | None, ...]
    is_pattern: bool


@dataclass(frozen=True)
class Patterns:
    """What stood out in the quarter that was published last; of `judged` cells `by_chance` are worth a look anyway."""

    quarter: str = ""
    found: tuple[Pattern, ...] = ()
    judged: int = 0
    by_chance: float = 0.0


def patterns(scope: Scope | None) -> list[Pattern]:
    """What stood out in an area and the areas inside it, or in the whole organisation, the least likely first.

    Readers outside get none: rounded counts tell too little, and whose they would be follows from an exact one.
    """
    return list(looked_for(scope).found)


def looked_for(scope: Scope | None) -> Patterns:
    """The same, with the quarter, in how many cells was looked and how many of those stand out by chance alone."""
    if scope is None or scope.readers != "inside" or scope.kind not in {"area", "organisation"}:
        return Patterns()
    search = PatternSearch.objects.select_related("publication").order_by("-publication__end").first()
    if search is None:
        return Patterns()
    quarter = search.publication.period
    rows = list(search.found.all())
    here = inside({row.area for row in rows}, scope.key)
    found = tuple(_pattern(row, quarter) for row in rows if row.area in here)
    return Patterns(quarter, found, search.judged, float(search.by_chance))


def followed(scope: Scope | None, *, figure: str, area: str, theme: str, since: str) -> list[tuple[str, Count]]:
    """The count of a theme in an area in the quarter `since` and in each published after it, the first one first.

    No cell is nothing counted, but of a figure of which nothing at all was published then: that is withheld.
    """
    if scope is None or scope.readers != "inside":
        return []
    start = Period.parse(since).start
    editions = [one for one in Publication.objects.filter(readers="inside", start__gte=start) if "Q" in one.period]
    tables = ("help_requests", "signals") if figure == "both" else (figure,)
    cells = PublishedCell.objects.filter(
        publication__in=editions, table__in=tables, over=Over.AREA, key=area, about=theme, cell=""
    )
    counts: dict[str, list[int | None]] = {}
    for period, count in cells.values_list("publication__period", "count"):
        counts.setdefault(period, []).append(count)
    there = set(
        PublishedCell.objects.filter(publication__in=editions, table__in=tables).values_list("publication", "table")
    )
    for one in editions:
        if any((one.pk, table) not in there or f"{table}/{theme}" in one.left_out for table in tables):
            counts.setdefault(one.period, []).append(None)
    return [(one.period, _together(counts.get(one.period, []))) for one in sorted(editions, key=lambda one: one.start)]


def _together(counts: list[int | None]) -> Count:
    known = [one for one in counts if one is not None]
    return sum(known) if len(known) == len(counts) else Withheld("")


def _pattern(row: FoundPattern, quarter: str) -> Pattern:
    return Pattern(
        row.figure,
        row.area,
        row.theme,
        quarter,
        row.seen,
        float(row.expected),
        tuple(row.before),
        row.is_pattern,
    )
