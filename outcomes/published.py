"""Reading what was published of areas, services and the whole organisation; nothing is counted for it.

All periods of a place, or all places of a period, are read in one statement, by the index of the cells of a place.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import ModuleType

from django.db import connection

from organisation.scope import Scope
from outcomes import disclosure
from outcomes.disclosure import Shown
from outcomes.figures import PublishedFigure
from outcomes.models import Over, Publication, PublishedCell
from outcomes.publishing.declared import KNOWN, Published
from shared.period import Period

# From one key to the next along the index: as many steps as there are places, however many cells each of them has.
KEYS = """
WITH RECURSIVE found (key) AS (
  (SELECT key FROM outcomes_publishedcell WHERE over = %(over)s AND key > '' ORDER BY key LIMIT 1)
  UNION ALL
  SELECT (SELECT key FROM outcomes_publishedcell WHERE over = %(over)s AND key > found.key ORDER BY key LIMIT 1)
  FROM found WHERE key IS NOT NULL)
SELECT key FROM found WHERE key IS NOT NULL
"""


@dataclass(frozen=True)
class Stored:
    """One cell as it is stored; `count` is None where it was withheld."""

    count: int | None
    value: float | None
    is_of_few: bool = False


# Of one table of one place: what was published of each thing, by cell.
Cells = Mapping[str, Mapping[str, Stored]]
Places = Mapping[tuple[int, str, str], Cells]


def is_published(indicator: ModuleType) -> bool:
    """Whether anything of an indicator is published wider than a team."""
    return hasattr(indicator, "PUBLISHED")


def editions(scope: Scope) -> list[Publication]:
    """What was published for the readers of a scope, the latest first; of one day the quarter before the year."""
    return list(Publication.objects.filter(readers=scope.readers or "nobody").order_by("-end", "-start"))


def of_place(
    scope: Scope, indicators: Iterable[ModuleType], among: Iterable[Publication]
) -> dict[tuple[str, str], PublishedFigure]:
    """The figures of the place of a scope, by the key of the indicator and the period; one statement."""
    shown, editions = [one for one in indicators if is_published(one)], list(among)
    cells = _read(scope, shown, editions, scope.kind, {scope.key})
    return {(one.KEY, ed.period): _figure(one, scope, ed, scope.key, cells) for one in shown for ed in editions}


def of_places(
    scope: Scope, indicators: Iterable[ModuleType], edition: Publication, over: str, keys: Collection[str]
) -> dict[tuple[str, str], PublishedFigure]:
    """The figures of several areas or services in one period, by the key of the indicator and that of the place."""
    shown = [one for one in indicators if is_published(one)]
    cells = _read(scope, shown, [edition], over, keys)
    return {(one.KEY, key): _figure(one, scope, edition, key, cells) for one in shown for key in keys}


def table_name(indicator: ModuleType, table: Published) -> str:
    """As it is stored with its cells."""
    return f"{indicator.KEY}:{table.name}" if table.name else str(indicator.KEY)


def _read(
    scope: Scope, indicators: Iterable[ModuleType], among: Iterable[Publication], over: str, keys: Collection[str]
) -> Places:
    """The cells by publication, place and table."""
    tables = {
        name for one in indicators for table in one.PUBLISHED for name in (table_name(one, table), table.total_of)
    }
    found: dict[tuple[int, str, str], dict[str, dict[str, Stored]]] = defaultdict(lambda: defaultdict(dict))
    # The whole organisation is the total over its areas.
    overs = {over, Over.AREA} if over == Over.ORGANISATION else {over}
    rows = PublishedCell.objects.filter(
        over__in=overs, key__in=keys, table__in=tables - {""}, publication__in=[ed.pk for ed in among]
    )
    for publication, key, table, about, cell, count, value, few in rows.values_list(
        "publication_id", "key", "table", "about", "cell", "count", "value", "is_of_few"
    ):
        found[publication, key, table][about][cell] = Stored(count, None if value is None else float(value), few)
    return found


def _figure(indicator: ModuleType, scope: Scope, edition: Publication, key: str, cells: Places) -> PublishedFigure:
    period = Period.parse(edition.period)
    groups = [
        group
        for table in indicator.PUBLISHED
        for group in _groups(
            table,
            period,
            cells.get((edition.pk, key, table_name(indicator, table)), {}),
            cells.get((edition.pk, key, table.total_of), {}),
        )
    ]
    names = {name for table in indicator.PUBLISHED for name in (table_name(indicator, table), table.total_of)}
    # One thing that is told apart has its name after a stroke.
    left_out = {name for name in edition.left_out if str(name).partition("/")[0] in names}
    return disclosure.published(
        indicator.KEY, scope, period=edition.period, made_at=edition.made_at, groups=groups, left_out=left_out
    )


def _groups(table: Published, period: Period, cells: Cells, totals: Cells) -> Iterator[Shown]:
    """What was published of each thing. A leaf that is not there was counted nowhere; a total is never guessed."""
    outside = list(table.outside(period))
    for about in sorted(cells):
        stored = cells[about]
        named = list(table.cells(period)) if table.cells else sorted(set(stored) - {"", KNOWN, *outside})
        total = stored.get("", totals.get(about, {}).get("", Stored(None, None)))
        known = stored.get(KNOWN) or (Stored(0, None) if outside else total)
        yield Shown(
            f":{table.name}" if table.name else about,
            {cell: stored.get(cell, Stored(0, None)).count for cell in named if cell != KNOWN},
            {cell: stored.get(cell, Stored(0, None)).count for cell in outside},
            known.count,
            total.count,
            known.value,
            known.is_of_few,
        )


def keys(over: Over) -> list[str]:
    """The codes of all areas, or the keys of all services, of which whoever is at work may read something published."""
    with connection.cursor() as cursor:
        cursor.execute(KEYS, {"over": over.value})
        return [key for (key,) in cursor.fetchall()]
