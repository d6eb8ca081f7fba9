"""Counting facts: which of them fall in which cell, grouped by PostgreSQL, handed to the door."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg, BoolOr
from django.db.models import Aggregate, Avg, Count, F, FloatField, Q, QuerySet

from organisation.scope import Scope
from outcomes import disclosure
from outcomes.figures import Figure, Figures
from outcomes.models import Fact, FactQuerySet, Kind
from outcomes.spans import EACH, Span, in_each
from shared.period import Period

# What falls in a cell, by the name of the cell; and what does so in a period.
Cells = Mapping[str, Q]
Falls = Callable[[Span], Cells]
# The facts of a scope in a period.
Facts = Callable[[Scope, Span], FactQuerySet]


def always(cells: Cells) -> Falls:
    """Cells that are the same in every period."""
    return lambda _span: cells


# Where every record can be placed.
NOWHERE = always({})


class Median(Aggregate):
    """The middle value; of an even number the mean of the two in the middle."""

    function = "percentile_cont"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = FloatField()


def people(scope: Scope, period: Period) -> int | None:
    """How many people coordinated plans of a team in a period; None for every other scope, where nobody asks."""
    if scope.kind != "team":
        return None
    return with_people(scope, [period]).people[period]


def with_people(scope: Scope, periods: Iterable[Period]) -> Scope:
    """The same scope, and of a team how many people coordinated in each period: one statement, so no figure asks it."""
    wanted = {f"of_{turn}": period for turn, period in enumerate(dict.fromkeys(periods)) if period not in scope.people}
    if scope.kind != "team" or not wanted:
        return scope
    first, end = min(of.start for of in wanted.values()), max(of.end for of in wanted.values())
    held = Fact.objects.within(scope).filter(_held(first, end), kind=Kind.HELD, coordinator__isnull=False)
    # A row for each coordinator: counting different ones in SQL sorts all spans again for every period.
    spans = {name: BoolOr(_held(period.start, period.end)) for name, period in wanted.items()}
    each: list[Any] = list(held.values("coordinator").annotate(**spans))
    present = Counter(wanted[name] for one in each for name in wanted if one[name])
    return replace(scope, people={**scope.people, **{period: present[period] for period in wanted.values()}})


def _held(start: date, end: date) -> Q:
    """Spans of which some day lies in a period."""
    return (Q(until__isnull=True) | Q(until__gt=start)) & Q(day__lt=end)


def of_one(each: Callable[[Scope, Sequence[Period]], Figures]) -> Callable[[Scope, Period], Figure]:
    """What makes the figure of one period, of what makes those of several at once."""
    return lambda scope, period: each(scope, [period])[period]


def share(
    key: str, scope: Scope, periods: Sequence[Period], facts: Facts, cells: Falls, outside: Falls = NOWHERE
) -> Figures:
    """How many facts fall in each of `cells`, which share out what is known, and how many in those `outside`."""
    scope, shared, beside = with_people(scope, periods), cells(EACH), outside(EACH)
    counts = {"residents": _residents(shared), **_counts(shared), **_counts(beside)}
    return {
        period: disclosure.spread(
            key,
            scope,
            residents=row["residents"],
            cells={cell: row[_column(cell)] for cell in shared},
            outside={cell: row[_column(cell)] for cell in beside},
            people=people(scope, period),
        )
        for period, (row,) in in_each(periods, facts(scope, EACH), **counts).items()
    }


def shares(
    key: str,
    scope: Scope,
    periods: Sequence[Period],
    facts: Facts,
    cells: Cells,
    outside: Cells | None = None,
    *,
    beside: Cells | None = None,
    is_one: bool = False,
) -> Figures:
    """The same for each thing that the facts are about, each with a share of its own.

    What stands `beside` says something of the thing and is no record of the figure. With `is_one` all things together
    are one denominator, and are withheld together.
    """
    scope, further = with_people(scope, periods), {**(outside or {}), **(beside or {})}
    counts = {"residents": _residents(cells), **_counts(cells), **_counts(further)}
    if is_one:
        counts["behind"] = _subjects(cells)
    figures = {}
    for period, found in in_each(periods, facts(scope, EACH), "about", **counts).items():
        everybody = len({subject for row in found for subject in row["behind"]}) if is_one else None
        rows = [
            disclosure.Row(
                row["about"],
                row["residents"],
                {cell: row[_column(cell)] for cell in cells},
                {cell: row[_column(cell)] for cell in further},
                behind=everybody,
                total=sum(row[_column(cell)] for cell in (*cells, *(outside or {}))),
            )
            for row in found
        ]
        figures[period] = disclosure.spreads(key, scope, rows, people=people(scope, period))
    return figures


def answers(key: str, scope: Scope, periods: Sequence[Period], facts: Facts, outside: str) -> Figures:
    """Per thing that the facts are about, how many fall in each cell that occurs; the cell `outside` shares nothing."""
    scope = with_people(scope, periods)
    counts = {"number": Count("record"), "behind": ArrayAgg("subject", distinct=True)}
    figures = {}
    for period, found in in_each(periods, facts(scope, EACH), "about", "cell", **counts).items():
        given: dict[str, dict[str, dict[str, Any]]] = {}
        for row in found:
            given.setdefault(row["about"], {})[row["cell"]] = row
        rows = [
            disclosure.Row(
                about,
                len({subject for cell, row in cells.items() if cell != outside for subject in row["behind"]}),
                {cell: row["number"] for cell, row in cells.items() if cell != outside},
                {outside: cells[outside]["number"] if outside in cells else 0},
            )
            for about, cells in given.items()
        ]
        figures[period] = disclosure.spreads(key, scope, rows, people=people(scope, period))
    return figures


def tally(key: str, scope: Scope, periods: Sequence[Period], facts: Facts, cells: Falls) -> Figures:
    """How many facts fall in each cell; one fact may fall in several. Those in none are not read."""
    scope, beside = with_people(scope, periods), cells(EACH)
    counts = {"residents": Count("subject", distinct=True), **_counts(beside)}
    return {
        period: disclosure.tally(
            key,
            scope,
            residents=row["residents"],
            counts={cell: row[_column(cell)] for cell in beside},
            people=people(scope, period),
        )
        for period, (row,) in in_each(periods, facts(scope, EACH).filter(_any(beside)), **counts).items()
    }


def means(key: str, scope: Scope, periods: Sequence[Period], facts: Facts, known: Q) -> Figures:
    """The mean of the values of the facts that are `known`, for each thing that they are about, as `mean:<about>`.

    It rests on plans: with one that is known, of all that the facts are of. Where one of the means rests on too few
    residents all are withheld, for together they are one figure.
    """
    scope = with_people(scope, periods)
    counts = {
        "mean": Avg("value", filter=known),
        "with_one": ArrayAgg("plan", distinct=True, filter=known, default=[]),
        "of_all": ArrayAgg("plan", distinct=True),
        "residents": Count("subject", distinct=True, filter=known),
    }
    figures = {}
    for period, rows in in_each(periods, facts(scope, EACH), "about", **counts).items():
        shown = [row for row in rows if row["with_one"]]
        figures[period] = disclosure.measure(
            key,
            scope,
            residents=min((row["residents"] for row in shown), default=0),
            values={f"mean:{row['about']}": float(row["mean"]) for row in shown},
            known=len({plan for row in rows for plan in row["with_one"]}),
            total=len({plan for row in rows for plan in row["of_all"]}),
            people=people(scope, period),
        )
    return figures


def median(key: str, scope: Scope, periods: Sequence[Period], facts: Facts, known: Q) -> Figures:
    """The median of the values of facts that have one."""
    scope = with_people(scope, periods)
    counts = {
        "middle": Median(F("value"), filter=known),
        "with_one": Count("record", filter=known),
        "of_all": Count("record"),
        "residents": Count("subject", distinct=True, filter=known),
    }
    return {
        period: disclosure.measure(
            key,
            scope,
            residents=row["residents"],
            values={"median_days": row["middle"]},
            known=row["with_one"],
            total=row["of_all"],
            people=people(scope, period),
        )
        for period, (row,) in in_each(periods, facts(scope, EACH), **counts).items()
    }


def in_cell(facts: FactQuerySet, cell: str, *kinds: Cells) -> QuerySet[Fact]:
    """The facts of one cell. Raises ValueError for a cell that there is not."""
    known: dict[str, Q] = {name: q for cells in kinds for name, q in cells.items()}
    if cell not in known:
        raise ValueError(f"There is no cell {cell}.")
    return facts.filter(known[cell])


def by_cell(field: str, *names: str) -> dict[str, Q]:
    """A cell for each value of a field."""
    return {name: Q(**{field: name}) for name in names}


# What can be answered when a plan is closed; an answer that did not come shares nothing.
ANSWERS = by_cell("cell", "yes", "partly", "no")
NO_ANSWER = by_cell("cell", "no_answer")


def _column(cell: str) -> str:
    # A column may not be called as a field of the model.
    return f"in_{cell}"


def _counts(cells: Cells) -> dict[str, Any]:
    return {_column(cell): Count("record", filter=inside) for cell, inside in cells.items()}


def _residents(cells: Cells) -> Any:
    return Count("subject", distinct=True, filter=_any(cells))


def _subjects(cells: Cells) -> Any:
    return ArrayAgg("subject", distinct=True, filter=_any(cells), default=[])


def _any(cells: Cells) -> Q:
    inside_one = Q()
    for inside in cells.values():
        inside_one |= inside
    return inside_one
