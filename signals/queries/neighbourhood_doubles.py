"""Which signals may be the same: sent twice by one person, or seen by two."""

from uuid import UUID

from django.contrib.postgres.search import TrigramSimilarity, TrigramWordSimilarity
from django.db.models import Q, QuerySet, Value

from organisation.scope import Scope
from shared.text import comparable
from signals.models import NeighbourhoodSignal, SameSignal
from signals.queries.neighbourhood import SAME_WITHIN, signals

# From here on words or places (0 to 1, pg_trgm) are alike; below it two reports of one street are often two things.
ALIKE = 0.35
MOST = 3


def may_be_same(scope: Scope | None, signal: NeighbourhoodSignal) -> list[NeighbourhoodSignal]:
    """At most three signals with the same theme, of the same team or area, a week or less apart and in words or place
    alike; where neither said anything, team or area, theme and week are enough. None of what is joined already."""
    first, day = signal.first_pk, signal.observed_on
    near = Q(team=signal.team_id) | (Q(area=signal.area_id) if signal.area_id else Q(pk__in=[]))
    text = getattr(getattr(signal, "words", None), "text", "")
    found = (
        signals(scope)
        .filter(near, theme=signal.theme_id, is_double=False)
        .filter(observed_on__range=(day - SAME_WITHIN, day + SAME_WITHIN))
        .exclude(root=first)
        .exclude(root__in=SameSignal.objects.filter(signal=first).values("other"))
        .annotate(likeness=TrigramSimilarity("words__text", text), nearness=_place(signal.place))
    )
    silent = Q(words__text="", place="") if not text and not signal.place else Q(pk__in=[])
    alike = found.filter(Q(likeness__gte=ALIKE) | Q(nearness__gte=0.6) | silent)
    return list(alike.order_by("-likeness", "-nearness", "observed_on", "pk")[:MOST])


def _place(place: str) -> TrigramWordSimilarity:
    return TrigramWordSimilarity(Value(comparable(place)), "place")


def doubles_of(scope: Scope | None, first: UUID) -> QuerySet[NeighbourhoodSignal]:
    """The signals that count with this one."""
    joined = SameSignal.objects.within(scope).filter(other=first).values("signal")
    return signals(scope).filter(root__in=joined)


def same_as(scope: Scope | None, first: UUID) -> SameSignal | None:
    """With which other one it counts, if it does."""
    return SameSignal.objects.within(scope).filter(signal=first).select_related("other", "recorded_by").first()
