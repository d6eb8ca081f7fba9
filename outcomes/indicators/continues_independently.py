"""Continues independently: of the plans that were closed in the period, how many residents go on alone."""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from catalogue.models import ResultKind
from organisation.scope import Scope
from outcomes import counting
from outcomes.counting import always
from outcomes.figures import Figures
from outcomes.models import Fact, FactQuerySet
from outcomes.publishing.declared import Published
from outcomes.spans import Span
from shared.period import Period

KEY, KIND, READS = "continues_independently", ResultKind.OUTCOME, ["closing.continues_independently"]
SCOPES = frozenset({"own", "co_worked", "team"})
LABEL = _("How many residents go on by themselves?")
DENOMINATOR = _("Plans that were closed in the period with an answer, unless they were reopened before it ended.")
NUMERATOR = _("The answer is yes.")


def each(scope: Scope, periods: Sequence[Period]) -> Figures:
    """What was answered when plans were closed."""
    return counting.share(KEY, scope, periods, _facts, always(counting.ANSWERS), always(counting.NO_ANSWER))


compute = counting.of_one(each)


def records(scope: Scope, period: Period, cell: str) -> QuerySet[Fact]:
    """The facts behind a cell. Raises ValueError for a cell that there is not."""
    return counting.in_cell(_facts(scope, period), cell, counting.ANSWERS, counting.NO_ANSWER)


def _facts(scope: Scope, period: Span) -> FactQuerySet:
    """Answers given at closings of the period that still held when it ended."""
    return Fact.objects.within(scope).closed(period, "continues_independently")


PUBLISHED = (Published(_facts, always(counting.ANSWERS), always(counting.NO_ANSWER), total_of="plans:closed"),)
