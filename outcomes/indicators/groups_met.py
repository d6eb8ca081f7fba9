"""Groups met: different groups that were met in the period, and what was seen and done there."""

from collections.abc import Sequence

from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _

from catalogue.models import ResultKind
from organisation.scope import Scope
from outcomes import counting, disclosure
from outcomes.figures import Cell, Figure, Figures
from outcomes.models import GroupMetFact, GroupSeenFact, OutsideFact, OutsideQuerySet
from outcomes.publishing.declared import Published
from outcomes.spans import EACH, Rows, Span, in_each
from shared.period import Period

KEY, KIND, READS = "groups_met", ResultKind.OUTPUT, ["group_met.characteristics", "group_met.interventions"]
SCOPES = frozenset({"own", "team"})
OF_RESIDENTS = False
LABEL = _("Which groups do we meet, and what do we see there?")
DENOMINATOR = _(
    "Different groups that were met in the period. Met in two areas, a group counts in each of them, and once in what "
    "holds the two."
)
NUMERATOR = _("Groups with which something was seen, or done, at least once; and how often groups were met.")
GROUPS, TIMES = "groups", "times"


def each(scope: Scope, periods: Sequence[Period]) -> Figures:
    """Groups, times, and of the groups how many showed each characteristic and met each intervention."""
    counts = {"groups": Count("subject", distinct=True), "times": Count("record")}
    found = in_each(periods, _facts(scope, EACH), "about", **counts)
    return {period: _figure(scope, rows) for period, rows in found.items()}


def _figure(scope: Scope, rows: Rows) -> Figure:
    found = {row["about"]: (row["groups"], row["times"]) for row in rows}
    groups, times = found.pop("", (0, 0))
    cells = [Cell(GROUPS, groups, None), Cell(TIMES, times, None)]
    cells += [Cell(about, with_it, groups) for about, (with_it, _times) in found.items()]
    return disclosure.events(KEY, scope, cells=cells, known=groups, total=groups)


compute = counting.of_one(each)


def records(scope: Scope, period: Period, cell: str) -> QuerySet[OutsideFact]:
    """Behind `times` each meeting; behind all other cells each group, as it was met last.

    Raises ValueError for a cell that there is not.
    """
    facts = _facts(scope, period)
    if cell == TIMES:
        return facts.filter(about="")
    about, colon, _key = cell.partition(":")
    if cell != GROUPS and (not colon or about not in {"characteristic", "intervention"}):
        raise ValueError(f"There is no cell {cell}.")
    these = facts.filter(about="" if cell == GROUPS else cell)
    last = these.order_by("subject", "-day", "-record").distinct("subject")
    return these.filter(record__in=last.values("record"))


def _facts(scope: Scope, period: Span) -> OutsideQuerySet:
    """Every meeting, once by itself and once with each thing that was tapped."""
    return GroupMetFact.objects.within(scope).inside(period)


def _times(scope: Scope, period: Span) -> OutsideQuerySet:
    return _facts(scope, period).filter(about="")


def _groups(scope: Scope, period: Span) -> OutsideQuerySet:
    return GroupSeenFact.objects.within(scope).inside(period).filter(about="")


def _tapped(scope: Scope, period: Span) -> OutsideQuerySet:
    return GroupSeenFact.objects.within(scope).inside(period).exclude(about="")


# A group that was met in two areas counts in both, and once in what holds the two. What was seen and done overlaps as
# well: with the number of groups, how many did not show it would follow. So that is for who works here.
PUBLISHED = (
    Published(_tapped, about="apart", of_residents=False, overlaps=True, only_inside=True),
    Published(_groups, name=GROUPS, of_residents=False, overlaps=True),
    Published(_times, name=TIMES, of_residents=False),
)
