"""Plan duration: days from opening to closing."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from catalogue.models import ResultKind
from organisation.scope import Scope
from outcomes import counting
from outcomes.figures import Figures
from outcomes.models import Fact, FactQuerySet
from outcomes.publishing.declared import Published
from outcomes.spans import Span
from shared.period import Period

KEY, KIND, READS = "plan_duration", ResultKind.PROCESS, ["closing.closed_on"]
SCOPES = frozenset({"own", "co_worked", "team"})
LABEL = _("How long do plans last?")
DENOMINATOR = _("Plans that were closed in the period, unless they were reopened before it ended.")
NUMERATOR = _("The median of the days from opening to closing.")
KNOWN = Q(value__isnull=False)


def each(scope: Scope, periods: Sequence[Period]) -> Figures:
    """The median in days."""
    return counting.median(KEY, scope, periods, _facts, KNOWN)


compute = counting.of_one(each)


def records(scope: Scope, period: Period, cell: str) -> QuerySet[Fact]:
    """The facts behind the median. Raises ValueError for a cell that there is not."""
    return counting.in_cell(_facts(scope, period), cell, {"median_days": KNOWN})


def _facts(scope: Scope, period: Span) -> FactQuerySet:
    """Closings of the period that still held when it ended."""
    return Fact.objects.within(scope).closed(period, "duration")


PUBLISHED = (Published(_facts, total_of="plans:closed", measure="median"),)
