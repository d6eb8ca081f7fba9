"""Plans: how many began, ended and are open."""

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

KEY, KIND, READS = "plans", ResultKind.PROCESS, ["closing.closed_on"]
SCOPES = frozenset({"own", "co_worked", "team"})
LABEL = _("How many plans begin, end and are open?")
DENOMINATOR = _("There is none: these are counts beside each other.")
NUMERATOR = _(
    "Opened and closed in the period (unless reopened before it ended), and open on its last day; of those, how "
    "many had no coordinator that day."
)

# Without these every fact of a team would be read, also all scores.
COUNTED = (Kind.OPENED, Kind.CLOSED, Kind.HELD, Kind.WAITING)


def each(scope: Scope, periods: Sequence[Period]) -> Figures:
    """Opened, closed, open at the end, and open without a coordinator."""
    return counting.tally(KEY, scope, periods, _facts, _cells)


compute = counting.of_one(each)


def records(scope: Scope, period: Period, cell: str) -> QuerySet[Fact]:
    """The facts behind a cell. Raises ValueError for a cell that there is not."""
    return counting.in_cell(_facts(scope, period), cell, _cells(period))


def _facts(scope: Scope, period: Span) -> FactQuerySet:
    """Whether a plan is still open is asked on the last day, also of who works on it beside its coordinator."""
    return Fact.objects.within(scope, spans_on=period.last_day).filter(kind__in=COUNTED)


def _cells(period: Span) -> counting.Cells:
    """Spans hold from their day to before their last."""
    inside = Q(day__gte=period.start, day__lt=period.end)
    holds = (Q(until__isnull=True) | Q(until__gte=period.end)) & Q(day__lt=period.end)
    waiting = Q(kind=Kind.WAITING) & holds
    return {
        "opened": Q(kind=Kind.OPENED) & inside,
        "closed": Q(kind=Kind.CLOSED, about="duration") & inside & holds,
        "open_at_end": (Q(kind=Kind.HELD) & holds) | waiting,
        "without_coordinator": waiting,
    }


def _opened(scope: Scope, period: Span) -> FactQuerySet:
    return Fact.objects.within(scope).of(Kind.OPENED, period)


def _closed(scope: Scope, period: Span) -> FactQuerySet:
    return Fact.objects.within(scope).closed(period, "duration")


# How many are open follows from one quarter to the next from what opened and closed: with it small ones would be known.
PUBLISHED = (Published(_opened, name="opened"), Published(_closed, name="closed"))
