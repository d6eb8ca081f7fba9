"""Signals: what was observed in the neighbourhood in the period, by theme, and how soon somebody answered."""

from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from catalogue.models import ResultKind
from organisation.scope import Scope
from outcomes import disclosure
from outcomes.counting import Median
from outcomes.figures import Cell, Figure, Value
from outcomes.models import OutsideFact, OutsideQuerySet, Seen
from outcomes.publishing.declared import KNOWN, Published
from shared.period import Period

KEY, KIND, READS = "signals", ResultKind.OUTPUT, ["signal.theme"]
SCOPES = frozenset({"own", "team"})
OF_RESIDENTS = False
LABEL = _("What do we see in the neighbourhood?")
DENOMINATOR = _("Signals that were observed in the period. What is the same as another counts once.")
NUMERATOR = _(
    "Per theme. Answered before the period ended; and the median of the days from observing to the first answer. "
    "To have seen it is no answer."
)
ANSWERED, MEDIAN = "answered", "median_days"


def compute(scope: Scope, period: Period) -> Figure:
    """How often each theme was signalled, how many were answered, and the median of the days until then."""
    facts, answered = _facts(scope, period), _answered(period)[KNOWN]
    themes = facts.values("about").annotate(number=Count("record")).order_by("about")
    found = {row["about"]: row["number"] for row in themes}
    said = facts.aggregate(answered=Count("record", filter=answered), middle=Median(F("value"), filter=answered))
    total = sum(found.values())
    cells = [Cell(theme, number, total) for theme, number in found.items()]
    cells.append(Cell(ANSWERED, said["answered"], total))
    values = [Value(MEDIAN, said["middle"])]
    return disclosure.events(KEY, scope, cells=cells, values=values, known=total, total=total)


def records(scope: Scope, period: Period, cell: str) -> QuerySet[OutsideFact]:
    """The signals of a theme, or those that were answered. A theme of which there is none has none."""
    facts = _facts(scope, period)
    return facts.filter(_answered(period)[KNOWN] if cell in {ANSWERED, MEDIAN} else Q(about=cell))


def _facts(scope: Scope, period: Period) -> OutsideQuerySet:
    """Signals of the period."""
    return OutsideFact.objects.within(scope).of(Seen.SIGNAL, period)


def _answered(period: Period) -> dict[str, Q]:
    return {KNOWN: Q(until__lt=period.end)}


def _waiting(period: Period) -> dict[str, Q]:
    return {"waiting": Q(until__isnull=True) | Q(until__gte=period.end)}


# A signal that waited at the end of a quarter is answered in a later one: a year is not the sum of its quarters.
PUBLISHED = (
    Published(_facts, about="together", of_residents=False),
    Published(_facts, _answered, _waiting, name=ANSWERED, total_of=KEY, measure="median", of_residents=False),
)
