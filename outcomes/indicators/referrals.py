"""Referrals: to whom residents were referred in the period, by theme and line."""

from collections.abc import Sequence
from dataclasses import replace

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from catalogue.models import ResultKind
from organisation.scope import Scope
from outcomes import counting
from outcomes.counting import always
from outcomes.figures import Figure, Figures, Spread, Spreads, Withheld
from outcomes.models import Fact, FactQuerySet, Kind
from outcomes.publishing.declared import Published
from outcomes.spans import Span
from shared.period import Period

KEY, KIND, READS = "referrals", ResultKind.OUTPUT, ["referral.theme", "referral.line", "referral.could_have_been_ours"]
SCOPES = frozenset({"own", "co_worked", "team"})
LABEL = _("Where do we refer to, and could we have done it ourselves?")
DENOMINATOR = _("Referrals of the period.")
NUMERATOR = _("Per theme and line; and how many could have been ours.")
LINES = counting.by_cell("cell", "first", "second", "none")
OURS = "could_have_been_ours"
YES, OTHER = {"yes": Q(value=1)}, {"other": Q(value=0)}


def each(scope: Scope, periods: Sequence[Period]) -> Figures:
    """How often was referred, by theme; and after the themes how often it could have been ours."""
    by_theme = counting.shares(KEY, scope, periods, _facts, LINES, is_one=True)
    ours = counting.share(OURS, scope, periods, _facts, always(YES | OTHER))
    return {period: _together(by_theme[period], ours[period]) for period in by_theme}


compute = counting.of_one(each)


def records(scope: Scope, period: Period, cell: str) -> QuerySet[Fact]:
    """The facts behind `<what it is about>/<cell>`. Raises ValueError for a cell that there is not."""
    about, _slash, name = cell.rpartition("/")
    if about == OURS:
        return counting.in_cell(_facts(scope, period), name, YES, OTHER)
    return counting.in_cell(_facts(scope, period).filter(about=about), name, LINES)


def _together(by_theme: Figure, ours: Figure) -> Figure:
    """One figure; of nothing that was referred nothing could have been ours."""
    if isinstance(by_theme, Spreads) and by_theme.groups and isinstance(ours, Spread | Withheld):
        return replace(by_theme, groups=(*by_theme.groups, ours))
    return by_theme


def _facts(scope: Scope, period: Span) -> FactQuerySet:
    """Referrals of the period."""
    return Fact.objects.within(scope).of(Kind.REFERRAL, period)


PUBLISHED = (
    Published(_facts, always(LINES), about="together", adds_up=True),
    Published(_facts, always(YES | OTHER), name="ours", total_of="referrals", adds_up=True),
)
