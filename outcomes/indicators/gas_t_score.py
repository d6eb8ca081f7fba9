"""GAS T-score: where all goals of a plan stand together on an attainment scale; 50 is as expected."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from catalogue.models import ResultKind
from organisation.scope import Scope
from outcomes import counting
from outcomes.figures import Figures
from outcomes.models import Fact, FactQuerySet, Kind, is_last
from outcomes.publishing.declared import Published
from outcomes.spans import EACH, Span
from registration.models.goal import Scale
from shared.period import Period

KEY, KIND, READS = "gas_t_score", ResultKind.OUTCOME, ["goal.score", "goal.importance"]
# The variants of the scale with their names.
NAMES = {scale.value: scale.label for scale in Scale if scale != Scale.LADDER}
VARIANTS = list(NAMES)
SCOPES = frozenset({"own", "co_worked", "team"})
LABEL = _("Do residents get as far as we expected together?")
DENOMINATOR = _("Plans whose latest score on an attainment scale lies in the period; the variants of the scale apart.")
NUMERATOR = _(
    "The mean of the T of each plan: 50 + 10 Σ(w·x) / √(0.7 Σw² + 0.3 (Σw)²), weighted by importance. Goals that "
    "were not scored leave with their weight."
)


def each(scope: Scope, periods: Sequence[Period]) -> Figures:
    """The mean T for each variant of the scale."""
    return counting.means(KEY, scope, periods, _scored, Q(kind=Kind.PLAN_SCORED) & is_last(EACH))


compute = counting.of_one(each)


def records(scope: Scope, period: Period, cell: str) -> QuerySet[Fact]:
    """The facts behind `mean:<scale>`. Raises ValueError for a cell that there is not."""
    scale = cell.removeprefix("mean:")
    if scale not in Scale.values or not cell.startswith("mean:"):
        raise ValueError(f"There is no cell {cell}.")
    return _facts(scope, period).filter(about=scale)


def _facts(scope: Scope, period: Span) -> FactQuerySet:
    """The last T of each plan, where that lies in the period."""
    return Fact.objects.within(scope).of(Kind.PLAN_SCORED, period).last_in(period)


def _scored(scope: Scope, period: Span) -> FactQuerySet:
    """The same, and the scores of goals, which say of how many plans it could be known."""
    inside = Fact.objects.within(scope).filter(day__gte=period.start, day__lt=period.end)
    return inside.filter(Q(kind=Kind.PLAN_SCORED) | Q(kind=Kind.GOAL_SCORED, about__in=VARIANTS))


PUBLISHED = (Published(_facts, about="apart", measure="mean"),)
