"""Goals now: of the open goals on the last day of the period, on which step of the ladder each one stands.

The last score counts, of the resident if the resident ever gave one, else of the professional, else of the carer.
"""

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from catalogue.models import ResultKind
from organisation.scope import Scope
from outcomes import disclosure, populations
from outcomes.figures import Figure
from registration.models import Goal
from shared.period import Period

KEY, KIND, READS = "goals_now", ResultKind.OUTCOME, ["goal.own_words", "goal.score", "goal.result"]
SCOPES = frozenset({"own"})
LABEL = _("Where do the goals stand now?")
DENOMINATOR = _("Goals that are open on the last day, of open plans that you coordinate.")
NUMERATOR = _(
    "Per step of the ladder: the last score. The resident's score counts; without one that of the professional, "
    "and without that one of the carer."
)
STEPS = ("1", "2", "3", "4", "5")
NOT_SCORED = "not_scored"


def compute(scope: Scope, period: Period) -> Figure:
    """How many open goals stand on each step, and how many have no score yet. Raises ValueError beyond `SCOPES`."""
    counts = {f"on_{step}": Count("pk", filter=Q(stands_on=int(step))) for step in STEPS}
    row = _goals(scope, period).aggregate(
        residents=Count(Coalesce("plan__resident", "plan__household"), distinct=True),
        unknown=Count("pk", filter=Q(stands_on=None)),
        **counts,
    )
    return disclosure.spread(
        KEY,
        scope,
        residents=row["residents"],
        cells={step: row[f"on_{step}"] for step in STEPS},
        outside={NOT_SCORED: row["unknown"]},
    )


def records(scope: Scope, period: Period, cell: str) -> QuerySet[Goal]:
    """Exactly the goals behind a cell. Raises ValueError for a cell that there is not, and beyond `SCOPES`."""
    if cell not in (*STEPS, NOT_SCORED):
        raise ValueError(f"There is no cell {cell}.")
    return _goals(scope, period).filter(Q(stands_on=None if cell == NOT_SCORED else int(cell)))


def _goals(scope: Scope, period: Period) -> QuerySet[Goal]:
    if scope.kind not in SCOPES:
        raise ValueError(f"{KEY} is a figure of one's own caseload alone.")
    return populations.with_last_step(populations.open_goals(scope, period), period.last_day)
