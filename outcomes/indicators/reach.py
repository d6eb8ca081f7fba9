"""Reach: activities held in the period, and how many took part in them."""

from collections.abc import Sequence

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Q, QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from catalogue.models import ResultKind
from organisation.scope import Scope
from outcomes import counting, disclosure
from outcomes.counting import always
from outcomes.figures import Cell, Figure, Figures
from outcomes.models import ActivityFact, OutsideFact, OutsideQuerySet
from outcomes.publishing.declared import KNOWN, Published
from outcomes.spans import EACH, Rows, Span, in_each
from shared.period import Period

KEY, KIND, READS = "reach", ResultKind.OUTPUT, ["activity.count"]
SCOPES = frozenset({"own", "team"})
OF_RESIDENTS = False
LABEL = _("How many people do our activities reach?")
DENOMINATOR = _("Activities that were held in the period.")
NUMERATOR = _(
    "Participants: the head count, or those who came by name where these are more. Also per service; a partner "
    "counts once, in however many activities it took part."
)
COUNTED, UNCOUNTED = Q(cell="counted"), Q(cell="uncounted")
# An activity by itself, and not with one of its partners.
ITSELF = Q(about="")
ACTIVITIES, PARTICIPANTS, PARTNERS = "activities", "participants", "partners"
# In place of a service.
NONE = "none"


def each(scope: Scope, periods: Sequence[Period]) -> Figures:
    """Activities and participants, together and per service; partners, each once."""
    counts = {
        "held": Count("record", filter=ITSELF),
        "known": Count("record", filter=ITSELF & COUNTED),
        "came": Sum("value", filter=ITSELF),
        "partners": ArrayAgg("about", filter=~ITSELF, distinct=True, default=[]),
    }
    found = in_each(periods, _of(scope, EACH), "service", **counts)
    return {period: _figure(scope, rows) for period, rows in found.items()}


def _figure(scope: Scope, rows: Rows) -> Figure:
    partners = len({partner for row in rows for partner in row["partners"]})
    together = (sum(row["held"] for row in rows), sum(int(row["came"]) for row in rows))
    cells = [Cell(ACTIVITIES, together[0], None), Cell(PARTICIPANTS, together[1], None), Cell(PARTNERS, partners, None)]
    for row in rows:
        named = row["service"] or NONE
        cells += [
            Cell(f"{named}:{ACTIVITIES}", row["held"], None),
            Cell(f"{named}:{PARTICIPANTS}", int(row["came"]), None),
        ]
    return disclosure.events(KEY, scope, cells=cells, known=sum(row["known"] for row in rows), total=together[0])


compute = counting.of_one(each)


def records(scope: Scope, period: Period, cell: str) -> QuerySet[OutsideFact]:
    """The activities behind a cell. Raises ValueError for a cell that there is not."""
    service, _colon, name = cell.rpartition(":")
    if name not in {ACTIVITIES, PARTICIPANTS, PARTNERS} or (service and name == PARTNERS):
        raise ValueError(f"There is no cell {cell}.")
    facts = _facts(scope, period)
    if name == PARTNERS:
        return facts.filter(record__in=_of(scope, period).exclude(ITSELF).values("record"))
    return facts.filter(service="" if service == NONE else service) if service else facts


def _facts(scope: Scope, period: Span) -> OutsideQuerySet:
    """Each activity once."""
    return _of(scope, period).filter(ITSELF)


def _of(scope: Scope, period: Span) -> OutsideQuerySet:
    """The same, and each activity once more with each of its partners."""
    return ActivityFact.objects.within(scope).inside(period)


PUBLISHED = (
    Published(
        _facts,
        always({KNOWN: COUNTED}),
        always({"uncounted": UNCOUNTED}),
        adds_up=True,
        of_residents=False,
    ),
    Published(_facts, name=PARTICIPANTS, adds_up=True, of_residents=False, weighs=True),
)
