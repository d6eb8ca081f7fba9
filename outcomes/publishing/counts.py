"""What is counted for a published table: per area with the areas inside it, and per service; grouped by PostgreSQL."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
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

MEASURES = {"": "NULL", "median": "percentile_cont(0.5) WITHIN GROUP (ORDER BY f.value)", "mean": "avg(f.value)"}
ABOUT = {"": "('')", "together": "(leaves.about), ('')", "apart": "(leaves.about)"}
# An empty condition holds for all, but may not stand alone.
ANY = Q(record__isnull=False)
OF = {Over.AREA: "coalesce(area::text, '')", Over.SERVICE: "service"}
# Facts are counted where they stand, by whose they are, and only these numbers are brought to every spot that they
# count for: a spot is one number by then, which is grouped much faster than three texts.
ROWS = """
WITH facts AS MATERIALIZED ({facts}),
keys (leaf, key) AS (SELECT * FROM unnest(%s::text[], %s::text[])),
cells (leaf, cell) AS (SELECT * FROM unnest(%s::text[], %s::text[])),
leaves AS MATERIALIZED (
  SELECT lies, about, leaf, row_number() OVER ()::int AS stands
  FROM (SELECT DISTINCT {of} AS lies, about, leaf FROM facts) AS found),
named AS MATERIALIZED (
  SELECT key, abouts.about, cell, row_number() OVER ()::int AS spot, array_agg(stands) AS of
  FROM leaves JOIN keys ON keys.leaf = leaves.lies JOIN cells ON cells.leaf = leaves.leaf
  CROSS JOIN LATERAL (VALUES {abouts}) AS abouts (about) GROUP BY key, abouts.about, cell),
ways AS MATERIALIZED (SELECT spot, unnest(of) AS stands FROM named),
placed AS MATERIALIZED (
  SELECT stands, subject, team, coordinator, value FROM facts JOIN leaves
  ON leaves.lies = {of} AND leaves.about = facts.about AND leaves.leaf = facts.leaf),
of_teams AS (
  SELECT spot, array_agg(coalesce(team::text, '')) AS teams, array_agg(records) AS own, sum(records)::bigint AS records
  FROM ({by_team}) AS told (spot, team, records) GROUP BY 1),
of_one AS (
  SELECT spot, max(records) AS largest FROM ({by_one}) AS told (spot, coordinator, records) GROUP BY 1),
of_residents AS (
  SELECT spot, count(*) AS residents FROM (
    SELECT DISTINCT spot, subject FROM (SELECT DISTINCT stands, subject FROM placed) AS counted JOIN ways USING (stands)
  ) AS told GROUP BY 1),
measured AS (
  SELECT spot, {measure}::float AS measure FROM placed AS f JOIN ways USING (stands) JOIN named USING (spot)
  WHERE {is_measured} AND named.cell = %s GROUP BY 1)
SELECT key, about, cell, records, residents, largest, measure, teams, own
FROM named JOIN of_teams USING (spot) JOIN of_one USING (spot) LEFT JOIN of_residents USING (spot)
LEFT JOIN measured USING (spot)"""
# Of each spot how many records each team, or each person, has: added up, or different ones where they overlap.
ADDED_UP = """
SELECT spot, {who}, sum(records)
FROM (SELECT stands, {who}, {number} AS records FROM placed GROUP BY 1, 2) AS counted JOIN ways USING (stands)
GROUP BY 1, 2"""
DIFFERENT = "SELECT spot, {who}, count(DISTINCT subject) FROM placed JOIN ways USING (stands) GROUP BY 1, 2"
COLUMNS = ("area", "service", "about", "leaf", "subject", "coordinator", "team", "value")


class Spot(NamedTuple):
    """Where a count stands: of which area or service, about what, in which cell; "" is all of them together."""

    key: str
    about: str
    cell: str


class Row(NamedTuple):
    """What is counted of a spot: `largest` are the records of who has most of them, `own` those of each team."""

    spot: Spot
    records: int
    residents: int
    largest: int
    measure: float | None
    own: tuple[tuple[str, int], ...]


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
    found = Counts()
    cells = _cell_ways(published, period, facts)
    for spot, rows, subjects, largest, measure, own in _rows(published, facts, over, keys, cells):
        records = subjects if published.overlaps else rows
        found.records[spot] = records
        found.residents[spot] = subjects if published.of_residents else records
        found.largest[spot] = largest
        for team, number in own:
            found.own[team][spot] = number
        if measure is not None:
            found.values[spot] = measure
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


def _rows(published: Published, facts: Any, over: Over, keys: Ways, cells: Ways) -> Iterator[Row]:
    """What is counted of each spot, in one statement."""
    found, params = facts.order_by().values(*COLUMNS).query.sql_with_params()
    number = sql.SQL("sum(value)::int" if published.weighs else "count(*)::int")
    by = sql.SQL(DIFFERENT if published.overlaps else ADDED_UP)
    query = sql.SQL(ROWS).format(
        facts=sql.SQL(found),
        of=sql.SQL(OF[over]),
        abouts=sql.SQL(ABOUT[published.about]),
        by_team=by.format(who=sql.SQL("team"), number=number),
        by_one=by.format(who=sql.SQL("coordinator"), number=number),
        measure=sql.SQL(MEASURES[published.measure]),
        is_measured=sql.SQL("true" if published.measure else "false"),
    )
    with _for_many() as cursor:
        cursor.execute(query, [*params, *keys.pairs, *cells.pairs, KNOWN])
        for key, about, cell, records, residents, largest, measure, teams, own in cursor.fetchall():
            yield Row(Spot(key, about, cell), records, residents, largest, measure, tuple(zip(teams, own, strict=True)))


@contextmanager
def _for_many() -> Iterator[Any]:
    """Statements inside group a million rows: in memory, and never by a loop in a loop."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL work_mem = '128MB'; SET LOCAL enable_nestloop = off")
        yield cursor
        cursor.execute("SET LOCAL work_mem TO DEFAULT; SET LOCAL enable_nestloop TO DEFAULT")
