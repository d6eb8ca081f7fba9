"""Actions done: of the steps that were due in the period and not cancelled, how many were done."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from catalogue.models import ResultKind
from organisation.scope import Scope
from outcomes import counting
from outcomes.figures import Figures
from outcomes.models import Fact, FactQuerySet, Kind
from outcomes.publishing.declared import Published
from outcomes.spans import Span
from shared.period import Period

KEY, KIND, READS = "actions_done", ResultKind.OUTPUT, ["action.due_on"]
SCOPES = frozenset({"own", "co_worked", "team"})
LABEL = _("Do we do what we agreed?")
DENOMINATOR = _("Steps that were due in the period and that were not cancelled before it ended.")
NUMERATOR = _("Done before the end of the period.")


def each(scope: Scope, periods: Sequence[Period]) -> Figures:
    """How many steps were done, are open, and were cancelled."""
    return counting.share(KEY, scope, periods, _facts, lambda span: _cells(span)[0], lambda span: _cells(span)[1])


compute = counting.of_one(each)


def records(scope: Scope, period: Period, cell: str) -> QuerySet[Fact]:
    """The facts behind a cell. Raises ValueError for a cell that there is not."""
    return counting.in_cell(_facts(scope, period), cell, *_cells(period))


def _facts(scope: Scope, period: Span) -> FactQuerySet:
    """Steps that were due in the period."""
    return Fact.objects.within(scope).of(Kind.ACTION_DUE, period)


def _cells(period: Span) -> tuple[counting.Cells, counting.Cells]:
    """What happened after the period did not happen yet."""
    done = Q(until__isnull=False, until__lt=period.end)
    cancelled = Q(void_from__isnull=False, void_from__lt=period.end)
    return {"done": done & ~cancelled, "open": ~done & ~cancelled}, {"cancelled": cancelled}


PUBLISHED = (Published(_facts, lambda period: _cells(period)[0], lambda period: _cells(period)[1]),)
