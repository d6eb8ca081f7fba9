"""Several periods in one statement: what is counted is said once, with the bounds of a period as columns.

A page with a trend asks the same of eight quarters. Asked one by one, most of the time goes into reading the question;
asked at once, PostgreSQL plans it once and checks once who asks.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Protocol

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import DateField, Expression, QuerySet, Value

from shared.period import Period

Day = date | Expression
# What was counted of one period: a row for each thing told apart, or one row of all of it.
Rows = list[dict[str, Any]]
STATEMENT = """SELECT asked.turn, counted.*
FROM unnest(%s::date[], %s::date[]) WITH ORDINALITY AS asked (first, past, turn)
CROSS JOIN LATERAL ({counted}) AS counted"""


class Span(Protocol):
    """A period, or `EACH`: the bounds of whichever period is being counted."""

    @property
    def start(self) -> Day:
        """The first day."""

    @property
    def end(self) -> Day:
        """The day after the last one."""

    @property
    def last_day(self) -> Day:
        """The last day inside."""


class Bound(Expression):
    """A column of the periods that are asked."""

    def __init__(self, column: str) -> None:
        super().__init__(output_field=DateField())
        self.column = column

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[str | int, ...]]:
        """Its name, as `STATEMENT` calls it."""
        return f"(asked.{self.column})", ()


class Each:
    """The period of the row at hand."""

    start, end, last_day = Bound("first"), Bound("past"), Bound("past - 1")


EACH: Span = Each()


def in_each(periods: Iterable[Period], facts: QuerySet[Any], *by: str, **counted: Any) -> Mapping[Period, Rows]:
    """What is `counted` of `facts`, which say `EACH` where they mean a period: in each period, by the fields `by`.

    Without `by` a period has one row, also where there is nothing. Raises ValueError for facts of no scope.
    """
    wanted = list(dict.fromkeys(periods))
    grouped = facts.order_by().annotate(all=Value(1)).values("all", *by).annotate(**counted).order_by(*by)
    try:
        query, params = grouped.query.sql_with_params()
    except EmptyResultSet:
        raise ValueError("Facts are of oneself or of a team; wider figures were published.") from None
    bounds = [period.start for period in wanted], [period.end for period in wanted]
    found: dict[Period, Rows] = {period: [] for period in wanted}
    with connection.cursor() as cursor:
        cursor.execute(STATEMENT.format(counted=query), [*bounds, *params])
        columns = [column.name for column in cursor.description]
        for row in cursor.fetchall():
            found[wanted[row[0] - 1]].append(dict(zip(columns, row, strict=True)))
    return found
