"""Counting facts: which of them fall in which cell, grouped by PostgreSQL, handed to the door."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Aggregate, Avg, Count, F, FloatField, Q, QuerySet

from organisation.scope import Scope
from outcomes import disclosure
from outcomes.figures import Figure, Spread, Withheld
from outcomes.models import Fact, FactQuerySet, Kind
from shared.period import Period

# What falls in a cell, by the name of the cell.
Cells = Mapping[str, Q]


class Median(Aggregate):
    """The middle value; of an even number the mean of the two in the middle."""

    function = "percentile_cont"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = FloatField()


def people(scope: Scope, period: Period) -> int | None:
    """How many people coordinated plans of a team in a period; None for every other scope, where nobody asks."""
    if scope.kind != "team":
        return None
    held = Fact.objects.within(scope).filter(Q(until__isnull=True) | Q(until__gt=period.start), day__lt=period.end)
    counted = held.filter(kind=Kind.HELD).aggregate(people=Count("coordinator", distinct=True))
    return int(counted["people"])


def share(
    key: str, scope: Scope, period: Period, facts: FactQuerySet, cells: Cells, outside: Cells | None = None
) -> Spread | Withheld:
    """How many facts fall in each of `cells`, which share out what is known, and how many in those `outside`."""
    row = facts.aggregate(residents=_residents(cells), **_counts(cells), **_counts(outside or {}))
    return disclosure.spread(
        key,
        scope,
        residents=row["residents"],
        cells={cell: row[_column(cell)] for cell in cells},
        outside={cell: row[_column(cell)] for cell in outside or {}},
        people=people(scope, period),
    )


def shares(
    key: str, scope: Scope, period: Period, facts: FactQuerySet, cells: Cells, outside: Cells | None = None
) -> Figure:
    """The same for each thing that the facts are about, each with a share of its own."""
    counted = facts.values("about").annotate(residents=_residents(cells), **_counts(cells), **_counts(outside or {}))
    found: Iterable[Any] = counted.order_by("about")
    rows = [
        disclosure.Row(
            row["about"],
            row["residents"],
            {cell: row[_column(cell)] for cell in cells},
            {cell: row[_column(cell)] for cell in outside or {}},
        )
        for row in found
    ]
    return disclosure.spreads(key, scope, rows, people=people(scope, period))


def answers(key: str, scope: Scope, period: Period, facts: FactQuerySet, outside: str) -> Figure:
    """Per thing that the facts are about, how many fall in each cell that occurs; the cell `outside` shares nothing."""
    counts: dict[str, dict[str, int]] = {}
    for row in facts.values("about", "cell").annotate(count=Count("record")).order_by("about", "cell"):
        counts.setdefault(row["about"], {})[row["cell"]] = row["count"]
    known = facts.exclude(cell=outside).values("about").annotate(residents=Count("subject", distinct=True))
    residents = {row["about"]: row["residents"] for row in known.order_by("about")}
    rows = [
        disclosure.Row(
            about,
            residents.get(about, 0),
            {cell: count for cell, count in cells.items() if cell != outside},
            {outside: cells.get(outside, 0)},
        )
        for about, cells in counts.items()
    ]
    return disclosure.spreads(key, scope, rows, people=people(scope, period))


def tally(key: str, scope: Scope, period: Period, facts: FactQuerySet, cells: Cells) -> Figure:
    """How many facts fall in each cell; one fact may fall in several, or in none."""
    row = facts.aggregate(residents=_residents(cells), **_counts(cells))
    return disclosure.tally(
        key,
        scope,
        residents=row["residents"],
        counts={cell: row[_column(cell)] for cell in cells},
        people=people(scope, period),
    )


def means(key: str, scope: Scope, period: Period, facts: FactQuerySet) -> Figure:
    """The mean of the values for each thing that the facts are about, as `mean:<about>`."""
    counted = facts.values("about").annotate(
        mean=Avg("value"), count=Count("*"), residents=Count("subject", distinct=True)
    )
    rows = list(counted.order_by("about"))
    known = sum(row["count"] for row in rows)
    return disclosure.measure(
        key,
        scope,
        residents=min((row["residents"] for row in rows), default=0),
        values={f"mean:{row['about']}": float(row["mean"]) for row in rows},
        known=known,
        total=known,
        people=people(scope, period),
    )


def median(key: str, scope: Scope, period: Period, facts: FactQuerySet, known: Q) -> Figure:
    """The median of the values of facts that have one."""
    row = facts.aggregate(
        middle=Median(F("value"), filter=known),
        with_one=Count("record", filter=known),
        of_all=Count("record"),
        residents=Count("subject", distinct=True, filter=known),
    )
    return disclosure.measure(
        key,
        scope,
        residents=row["residents"],
        values={"median_days": row["middle"]},
        known=row["with_one"],
        total=row["of_all"],
        people=people(scope, period),
    )


def in_cell(facts: FactQuerySet, cell: str, *kinds: Cells) -> QuerySet[Fact]:
    """The facts of one cell. Raises ValueError for a cell that there is not."""
    known: dict[str, Q] = {name: q for cells in kinds for name, q in cells.items()}
    if cell not in known:
        raise ValueError(f"There is no cell {cell}.")
    return facts.filter(known[cell])


def by_cell(field: str, *names: str) -> dict[str, Q]:
    """A cell for each value of a field."""
    return {name: Q(**{field: name}) for name in names}


def _column(cell: str) -> str:
    # A column may not be called as a field of the model.
    return f"in_{cell}"


def _counts(cells: Cells) -> dict[str, Any]:
    return {_column(cell): Count("record", filter=inside) for cell, inside in cells.items()}


def _residents(cells: Cells) -> Any:
    known = Q()
    for inside in cells.values():
        known |= inside
    return Count("subject", distinct=True, filter=known)
