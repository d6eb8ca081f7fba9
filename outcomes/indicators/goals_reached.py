"""Goals reached: of the goals that ended in the period, how many were reached."""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from catalogue.models import ResultKind
from organisation.scope import Scope
from outcomes import counting
from outcomes.counting import always
from outcomes.figures import Figures
from outcomes.models import Fact, FactQuerySet, Kind
from outcomes.publishing.declared import Published
from outcomes.spans import Span
from shared.period import Period

KEY, KIND, READS = "goals_reached", ResultKind.OUTCOME, ["goal.result"]
SCOPES = frozenset({"own", "co_worked", "team"})
LABEL = _("How many goals were reached?")
DENOMINATOR = _("Goals that ended in the period as reached, partly reached or not reached.")
NUMERATOR = _(
    "Ended as reached. Partly and not reached are shown beside it; no longer wanted and ended without a result "
    "are counted apart."
)
CELLS = counting.by_cell("cell", "reached", "partly", "not")
OUTSIDE = counting.by_cell("cell", "dropped", "no_result")


def each(scope: Scope, periods: Sequence[Period]) -> Figures:
    """How goals that ended in the period ended."""
    return counting.share(KEY, scope, periods, _facts, always(CELLS), always(OUTSIDE))


compute = counting.of_one(each)


def records(scope: Scope, period: Period, cell: str) -> QuerySet[Fact]:
    """The facts behind a cell. Raises ValueError for a cell that there is not."""
    return counting.in_cell(_facts(scope, period), cell, CELLS, OUTSIDE)


def _facts(scope: Scope, period: Span) -> FactQuerySet:
    """Goals that ended in the period."""
    return Fact.objects.within(scope).of(Kind.GOAL_ENDED, period)


PUBLISHED = (Published(_facts, always(CELLS), always(OUTSIDE), adds_up=True),)
