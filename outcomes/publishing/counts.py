"""What is counted for a published table: per area with the areas inside it, and per service; grouped by PostgreSQL."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Case, CharField, F, Q, Value, When
from psycopg import sql

from organisation.scope import everybody
from outcomes.models import Over
from outcomes.publishing.declared import KNOWN, Published
from outcomes.publishing.ways import Ways, area_ways, service_ways
from shared.period import Period

MEASURES = {"median": "percentile_cont(0.5) WITHIN GROUP (ORDER BY value)", "mean": "avg(value)"}
ABOUT = {"": "('')", "together": "(facts.about), ('')", "apart": "(facts.about)"}
# An empty condition holds for all, but may not stand alone.
ANY = Q(record__isnull=False)
OF = {Over.AREA: "coalesce(facts.area::text, '')", Over.SERVICE: "facts.service"}
ROWS = """
WITH facts AS MATERIALIZED ({facts}),
     keys (leaf, key) AS (SELECT * FROM unnest(%s::text[], %s::text[])),
     cells (leaf, cell) AS (SELECT * FROM unnest(%s::text[], %s::text[]))
SELECT keys.key, abouts.about, cells.cell, {found}
FROM facts JOIN keys ON keys.leaf = {of} JOIN cells ON cells.leaf = facts.leaf
CROSS JOIN LATERAL (VALUES {abouts}) AS abouts (about) GROUP BY {groups}"""
COLUMNS = ("area", "service", "about", "leaf", "subject", "coordinator", "team", "value")


class Spot(NamedTuple):
    """Where a count stands: of which area or service, about what, in which cell; "" is all of them together."""

    key: str
    about: str
    cell: str


@dataclass(frozen=True)
class Counts:
    """One table over the areas, or over the services: records, the residents behind them, and who has most of them.

    `own` are the records of each team. `values` are what is measured over the records that are known.
    """

    records: Counter[Spot] = field(default_factory=Counter)
    residents: dict[Spot, int] = field(default_factory=dict)
    largest: dict[Spot, int] = field(default_factory=dict)
    own: dict[str, Counter[Spot]] = field(default_factory=lambda: defaultdict(Counter))
    values: dict[Spot, float] = field(default_factory=dict)


def count(published: Published, period: Period, over: Over) -> Counts:
    """The counts of a quarter that is over, with what came late of the quarter before."""
    facts = facts_of(published, period)
    keys = area_ways(facts) if over == Over.AREA else service_ways(facts)
    cells = _cell_ways(published, period, facts)
    found = Counts()
    rows = _Rows(facts, over, keys, cells, published.about)
    of_one: Counter[tuple[Spot, str]] = Counter()
    number = "sum(value)::bigint" if published.weighs else "count(*)"
    for spot, (team, person, records) in rows.read(("team::text", "coordinator::text"), number):
        found.records[spot] += records
        found.own[team or ""][spot] += records
        of_one[spot, person or ""] += records
    for (spot, _person), records in of_one.items():
        found.largest[spot] = max(records, found.largest.get(spot, 0))
    if published.of_residents:
        found.residents.update({spot: number for spot, (number,) in rows.read((), "count(DISTINCT subject)")})
    else:
        found.residents.update(found.records)
    if published.measure:
        measured = rows.read((), MEASURES[published.measure])
        found.values.update({spot: float(value) for spot, (value,) in measured if spot.cell == KNOWN})
    return found


def facts_of(published: Published, period: Period) -> Any:
    """The facts of a table in a quarter, each with the cell in which it falls; those in none are left out."""
    scope, before = everybody(), Period.quarter_before(period.start)
    late: Any = published.facts(scope, before).filter(late_for=period.start)
    facts = published.facts(scope, period) | late
    named = {**published.outside(period), **(published.cells(period) if published.cells else {})}
    leaf = Case(
        *(When(inside or ANY, then=Value(cell)) for cell, inside in named.items()),
        default=None if published.cells else F("cell"),
        output_field=CharField(),
    )
    return facts.annotate(leaf=leaf).filter(leaf__isnull=False)


def _cell_ways(published: Published, period: Period, facts: Any) -> Ways:
    """From each cell to those that it lies in: what is known, where something is not, and all of them."""
    outside = set(published.outside(period))
    leaves = outside | set(published.cells(period) if published.cells else answers(facts))
    if outside and leaves - outside != {KNOWN}:
        return Ways({leaf: (leaf, "") if leaf in outside else (leaf, KNOWN, "") for leaf in sorted(leaves)})
    return Ways({leaf: (leaf, "") for leaf in sorted(leaves)})


def answers(facts: Any) -> list[str]:
    """The cells in which any of the facts falls."""
    return [row["leaf"] for row in facts.order_by().values("leaf").distinct()]


class _Rows:
    """Facts joined with every key, thing and cell that they count for, grouped by these."""

    def __init__(self, facts: Any, over: Over, keys: Ways, cells: Ways, about: str) -> None:
        found, params = facts.order_by().values(*COLUMNS).query.sql_with_params()
        self.facts, self.over, self.about = found, over, about
        self.params = [*params, *keys.pairs, *cells.pairs]

    def read(self, further: tuple[str, ...], found: str) -> Iterator[tuple[Spot, tuple[Any, ...]]]:
        """For each spot, and within it for each of the columns `further`, these columns and what was found."""
        query = sql.SQL(ROWS).format(
            facts=sql.SQL(self.facts),
            of=sql.SQL(OF[self.over]),
            abouts=sql.SQL(ABOUT[self.about]),
            found=sql.SQL(", ".join((*further, found))),
            groups=sql.SQL(", ".join(("1", "2", "3", *further))),
        )
        with connection.cursor() as cursor:
            cursor.execute(query, self.params)
            for key, about, cell, *rest in cursor.fetchall():
                yield Spot(key, about, cell), tuple(rest)
