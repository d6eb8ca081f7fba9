"""Goal progress: of the goals with a last score in the period, how many stand higher than at their first."""

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
from registration.models.goal import Scale
from shared.period import Period

KEY, KIND, READS = "goal_progress", ResultKind.OUTCOME, ["goal.score"]
SCOPES = frozenset({"own", "co_worked", "team"})
LABEL = _("Are residents getting further with their goals?")
DENOMINATOR = _("Goals whose last score on the ladder lies in the period and that have an earlier one on another day.")
NUMERATOR = _(
    "The last score is above the first. The resident's scores count; without one those of the professional, and "
    "without those the carer's."
)
CELLS = counting.by_cell("cell", "up", "same", "down")
OUTSIDE = counting.by_cell("cell", "once")


def each(scope: Scope, periods: Sequence[Period]) -> Figures:
    """How goals stand against their first score."""
    return counting.share(KEY, scope, periods, _facts, always(CELLS), always(OUTSIDE))


compute = counting.of_one(each)


def records(scope: Scope, period: Period, cell: str) -> QuerySet[Fact]:
    """The facts behind a cell. Raises ValueError for a cell that there is not."""
    return counting.in_cell(_facts(scope, period), cell, CELLS, OUTSIDE)


def _facts(scope: Scope, period: Span) -> FactQuerySet:
    """The last score on the ladder of each goal, where that lies in the period."""
    return Fact.objects.within(scope).of(Kind.GOAL_SCORED, period).last_in(period).filter(about=Scale.LADDER)


PUBLISHED = (Published(_facts, always(CELLS), always(OUTSIDE)),)
