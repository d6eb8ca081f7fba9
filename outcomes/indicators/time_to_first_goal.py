"""Time to the first goal: days from the opening of a plan to its first goal."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from catalogue.models import ResultKind
from organisation.scope import Scope
from outcomes import counting
from outcomes.figures import Figures
from outcomes.models import Fact, FactQuerySet, Kind
from outcomes.publishing.declared import KNOWN, Published
from outcomes.spans import EACH, Span
from shared.period import Period

KEY, KIND, READS = "time_to_first_goal", ResultKind.PROCESS, ["goal.own_words"]
SCOPES = frozenset({"own", "co_worked", "team"})
LABEL = _("How long until there is a goal?")
DENOMINATOR = _("Plans that were opened in the period and had a goal before it ended.")
NUMERATOR = _("The median of the days from opening to the first goal.")


def each(scope: Scope, periods: Sequence[Period]) -> Figures:
    """The median in days; plans without a goal are known of, and have no days."""
    return counting.median(KEY, scope, periods, _facts, _known(EACH))


compute = counting.of_one(each)


def records(scope: Scope, period: Period, cell: str) -> QuerySet[Fact]:
    """The facts behind the median. Raises ValueError for a cell that there is not."""
    return counting.in_cell(_facts(scope, period), cell, {"median_days": _known(period)})


def _facts(scope: Scope, period: Span) -> FactQuerySet:
    """Plans that were opened in the period."""
    return Fact.objects.within(scope).of(Kind.OPENED, period)


def _known(period: Span) -> Q:
    return Q(until__isnull=False, until__lt=period.end)


PUBLISHED = (
    Published(
        _facts,
        lambda period: {KNOWN: _known(period)},
        lambda period: {"no_goal": ~_known(period)},
        total_of="plans:opened",
        measure="median",
    ),
)
