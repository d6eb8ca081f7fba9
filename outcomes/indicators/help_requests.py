"""Help requests: what residents asked in the period, by theme."""

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

# A theme is a part of life: the table asks both with one question.
KEY, KIND, READS = "help_requests", ResultKind.OUTPUT, ["goal.life_domain"]
SCOPES = frozenset({"own", "co_worked", "team"})
LABEL = _("What do residents ask?")
DENOMINATOR = _("Help requests of the period that have a theme.")
NUMERATOR = _("Per theme.")
CELLS = {"asked": Q()}


def each(scope: Scope, periods: Sequence[Period]) -> Figures:
    """How often each theme was asked about."""
    return counting.shares(KEY, scope, periods, _facts, CELLS, is_one=True)


compute = counting.of_one(each)


def records(scope: Scope, period: Period, cell: str) -> QuerySet[Fact]:
    """The facts behind `<what it is about>/<cell>`. Raises ValueError for a cell that there is not."""
    about, _slash, name = cell.rpartition("/")
    return counting.in_cell(_facts(scope, period).filter(about=about), name, CELLS)


def _facts(scope: Scope, period: Span) -> FactQuerySet:
    """Help requests of the period."""
    return Fact.objects.within(scope).of(Kind.HELP_REQUEST, period)


PUBLISHED = (Published(_facts, about="together", adds_up=True),)
