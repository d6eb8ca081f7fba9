"""Signals: what was observed in the neighbourhood in the period, by theme, and how soon somebody answered."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from catalogue.models import ResultKind
from organisation.scope import Scope
from outcomes import counting, disclosure
from outcomes.figures import Cell, Figure, Figures, Value
from outcomes.models import OutsideFact, OutsideQuerySet, SignalFact
from outcomes.publishing.declared import KNOWN, Published
from outcomes.spans import EACH, Rows, Span, in_each
from shared.period import Period

KEY, KIND, READS = "signals", ResultKind.OUTPUT, ["signal.theme"]
SCOPES = frozenset({"own", "team"})
OF_RESIDENTS = False
LABEL = _("What do we see in the neighbourhood?")
DENOMINATOR = _("Signals that were observed in the period. What is the same as another counts once.")
NUMERATOR = _(
    "Per theme. Answered before the period ended; and the median of the days from observing to the first answer. "
    "To have seen it is no answer."
)
ANSWERED, MEDIAN = "answered", "median_days"


def each(scope: Scope, periods: Sequence[Period]) -> Figures:
    """How often each theme was signalled, how many were answered, and the median of the days until then."""
    facts, answered = _facts(scope, EACH), _answered(EACH)[KNOWN]
    themes = in_each(periods, facts, "about", number=Count("record"))
    counts = {"answered": Count("record", filter=answered), "middle": counting.Median(F("value"), filter=answered)}
    said = in_each(periods, facts, **counts)
    return {period: _figure(scope, rows, *said[period]) for period, rows in themes.items()}


def _figure(scope: Scope, themes: Rows, said: dict[str, Any]) -> Figure:
    total = sum(row["number"] for row in themes)
    cells = [Cell(row["about"], row["number"], total) for row in themes]
    cells.append(Cell(ANSWERED, said["answered"], total))
    values = [Value(MEDIAN, said["middle"])]
    return disclosure.events(KEY, scope, cells=cells, values=values, known=total, total=total)


compute = counting.of_one(each)


def records(scope: Scope, period: Period, cell: str) -> QuerySet[OutsideFact]:
    """The signals of a theme, or those that were answered. A theme of which there is none has none."""
    facts = _facts(scope, period)
    return facts.filter(_answered(period)[KNOWN] if cell in {ANSWERED, MEDIAN} else Q(about=cell))


def _facts(scope: Scope, period: Span) -> OutsideQuerySet:
    """Signals of the period."""
    return SignalFact.objects.within(scope).inside(period)


def _answered(period: Span) -> dict[str, Q]:
    return {KNOWN: Q(until__lt=period.end)}


def _waiting(period: Span) -> dict[str, Q]:
    return {"waiting": Q(until__isnull=True) | Q(until__gte=period.end)}


# A signal that waited at the end of a quarter is answered in a later one: a year is not the sum of its quarters.
PUBLISHED = (
    Published(_facts, about="together", of_residents=False),
    Published(_facts, _answered, _waiting, name=ANSWERED, total_of=KEY, measure="median", of_residents=False),
)
