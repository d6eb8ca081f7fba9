"""Domain change: per part of an instrument, whether residents stand better at their last score than at their first."""

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

KEY, KIND, READS = "domain_change", ResultKind.OUTCOME, ["assessment.voice"]
SCOPES = frozenset({"own", "co_worked", "team"})
LABEL = _("In which parts of life do things get better, and in which not?")
DENOMINATOR = _("Per part: residents whose last score lies in the period and who have an earlier one on another day.")
NUMERATOR = _(
    "The last score is better than the first, in the direction of the instrument and by the voice that it names."
)
CELLS = counting.by_cell("cell", "up", "same", "down")
OUTSIDE = counting.by_cell("cell", "once")
# What was last said of a part where that is no score; scores of the same resident stand as they stood.
BESIDE = counting.by_cell("cell", "not_applicable", "not_asked")


def each(scope: Scope, periods: Sequence[Period]) -> Figures:
    """Per part of each instrument how residents stand against their first score."""
    return counting.shares(KEY, scope, periods, _facts, CELLS, OUTSIDE, beside=BESIDE)


compute = counting.of_one(each)


def records(scope: Scope, period: Period, cell: str) -> QuerySet[Fact]:
    """The facts behind `<what it is about>/<cell>`. Raises ValueError for a cell that there is not."""
    about, _slash, name = cell.rpartition("/")
    return counting.in_cell(_facts(scope, period).filter(about=about), name, CELLS, OUTSIDE, BESIDE)


def _facts(scope: Scope, period: Span) -> FactQuerySet:
    """The last that was said of each part for each resident, where that lies in the period."""
    return Fact.objects.within(scope).of(Kind.PART_SCORED, period).last_in(period)


PUBLISHED = (Published(_facts, always(CELLS), always(OUTSIDE), about="apart"),)
