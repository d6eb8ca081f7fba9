"""Reach: activities held in the period, and how many took part in them."""

from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Q, QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from catalogue.models import ResultKind
from organisation.scope import Scope
from outcomes import disclosure
from outcomes.figures import Cell, Figure
from outcomes.models import OutsideFact, OutsideQuerySet, Seen
from outcomes.publishing.declared import KNOWN, Published, always
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


def compute(scope: Scope, period: Period) -> Figure:
    """Activities and participants, together and per service; partners, each once."""
    by_service = _of(scope, period).values("service").order_by("service")
    found: list[Any] = list(
        by_service.annotate(
            held=Count("record", filter=ITSELF),
            known=Count("record", filter=ITSELF & COUNTED),
            came=Sum("value", filter=ITSELF),
            partners=ArrayAgg("about", filter=~ITSELF, distinct=True, default=[]),
        )
    )
    partners = len({partner for row in found for partner in row["partners"]})
    together = (sum(row["held"] for row in found), sum(int(row["came"]) for row in found))
    cells = [Cell(ACTIVITIES, together[0], None), Cell(PARTICIPANTS, together[1], None), Cell(PARTNERS, partners, None)]
    for row in found:
        named = row["service"] or NONE
        cells += [
            Cell(f"{named}:{ACTIVITIES}", row["held"], None),
            Cell(f"{named}:{PARTICIPANTS}", int(row["came"]), None),
        ]
    return disclosure.events(KEY, scope, cells=cells, known=sum(row["known"] for row in found), total=together[0])


def records(scope: Scope, period: Period, cell: str) -> QuerySet[OutsideFact]:
    """The activities behind a cell. Raises ValueError for a cell that there is not."""
    service, _colon, name = cell.rpartition(":")
    if name not in {ACTIVITIES, PARTICIPANTS, PARTNERS} or (service and name == PARTNERS):
        raise ValueError(f"There is no cell {cell}.")
    facts = _facts(scope, period)
    if name == PARTNERS:
        return facts.filter(record__in=_of(scope, period).exclude(ITSELF).values("record"))
    return facts.filter(service="" if service == NONE else service) if service else facts


def _facts(scope: Scope, period: Period) -> OutsideQuerySet:
    """Each activity once."""
    return _of(scope, period).filter(ITSELF)


def _of(scope: Scope, period: Period) -> OutsideQuerySet:
    """The same, and each activity once more with each of its partners."""
    return OutsideFact.objects.within(scope).of(Seen.ACTIVITY, period)


PUBLISHED = (
    Published(_facts, always({KNOWN: COUNTED}), always({"uncounted": UNCOUNTED}), adds_up=True, of_residents=False),
    Published(_facts, name=PARTICIPANTS, adds_up=True, of_residents=False, weighs=True),
)
