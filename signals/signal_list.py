"""The list of signals as a page shows it: which ones, looked for, filtered; open ones first."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.http import QueryDict

from catalogue.models import Theme
from organisation.scope import Scope
from shared.text import typed
from signals.models import NeighbourhoodSignal
from signals.queries.neighbourhood import each_once, like, must_act, signals

# Whose signals, and in which state; the first of each is what the list begins with.
WHOSE = ("team", "for_me", "mine")
STATES = {"open": Q(is_open=True), "late": Q(waits=True), "ended": Q(is_open=False), "all": Q()}


@dataclass(frozen=True)
class Wish:
    """What somebody wants to see; anything unknown in the address is the beginning again."""

    words: str = ""
    whose: str = "team"
    state: str = "open"
    theme: str = ""

    @classmethod
    def read(cls, asked: QueryDict, words: str) -> "Wish":
        """From the address of the page; the words never stand in an address."""
        whose, state = asked.get("show", ""), asked.get("state", "")
        return cls(
            words=typed(words)[:80],
            whose=whose if whose in WHOSE else "team",
            state=state if state in STATES else "open",
            theme=typed(asked.get("theme", ""))[:40],
        )

    def themes(self, scope: Scope) -> list[Theme]:
        """The themes that the list can be narrowed to: those of the signals in it."""
        shown = _whose(scope, self).values("theme")
        return list(Theme.objects.filter(Q(pk__in=shown) | Q(pk=self.theme)))


def wished(scope: Scope, wish: Wish) -> QuerySet[NeighbourhoodSignal]:
    """The signals of the wish. Looking for words looks in all that one may read, in every state."""
    if wish.words:
        return like(signals(scope), wish.words).order_by("-is_open", "-observed_on", "-pk")
    found = _whose(scope, wish).filter(STATES[wish.state])
    if wish.state == "late":
        found = found.filter(due__lt=scope.day)
    if wish.theme:
        found = found.filter(theme=wish.theme)
    return (found if wish.whose == "mine" else each_once(found)).order_by("-is_open", "-observed_on", "-pk")


def _whose(scope: Scope, wish: Wish) -> QuerySet[NeighbourhoodSignal]:
    """What somebody must act on, what one sent oneself, or all that was sent for or to one's teams."""
    found = signals(scope)
    if wish.whose == "mine":
        return found.filter(professional=scope.user_id)
    if wish.whose == "for_me":
        return found.filter(must_act(scope))
    return found.filter(Q(team__in=scope.team_ids) | Q(now_team__in=scope.team_ids) | Q(to_team__in=scope.team_ids))
