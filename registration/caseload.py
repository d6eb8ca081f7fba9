"""The list of one's own plans as a page shows it: looked for, filtered, put in order."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.http import QueryDict

from organisation.scope import Scope
from registration import queries
from registration.models import Action, Plan
from registration.models.action import Who
from registration.overview import VOICES_OF
from registration.queries import BY_NAME
from shared.text import typed

# What the list can show, and in which order; the first of each is what it begins with.
SHOWN = {
    "open": Q(is_closed=False),
    "attention": Q(needs=True),
    "quiet": Q(is_closed=False, is_quiet=True),
    "closed": Q(is_closed=True),
}
ORDERS = {"attention": ("-needs", "spoken_on", *BY_NAME), "name": BY_NAME, "contact": ("spoken_on", *BY_NAME)}


@dataclass(frozen=True)
class Wish:
    """What somebody wants to see; anything unknown in the address is the beginning again."""

    words: str = ""
    shown: str = "open"
    order: str = "attention"

    @classmethod
    def read(cls, asked: QueryDict, words: str, *, quiet: bool = True) -> "Wish":
        """From the address of the page; the words never stand in an address, for they are a name.

        `quiet`: whether this person wants to be told who was not spoken for long.
        """
        shown, order = asked.get("show", ""), asked.get("sort", "")
        return cls(
            words=typed(words)[:80],
            shown=shown if shown in SHOWN and (quiet or shown != "quiet") else "open",
            order=order if order in ORDERS else "attention",
        )


def wished(scope: Scope | None, day: date, wish: Wish, quiet_weeks: int | None) -> QuerySet[Plan]:
    """The plans of the wish. Looking for a name looks in all one's plans, open and closed, the most alike first."""
    found = queries.caseload(scope, day, quiet_weeks)
    if not wish.words:
        return found.filter(SHOWN[wish.shown]).order_by(*ORDERS[wish.order])
    return queries.like(found, wish.words)


@dataclass(frozen=True)
class OpenStep:
    """An action in the list of what is to be done, for the professional called `me`."""

    action: Action
    me: str

    @property
    def voices(self) -> list[str]:
        """Whose shape stands before the words."""
        return VOICES_OF.get(self.action.who, [])

    @property
    def who(self) -> str:
        """Who does it, in words; empty when nobody was chosen."""
        action = self.action
        theirs = action.resident.called if action.resident else action.goal.plan.called
        named = {Who.RESIDENT: theirs, Who.PROFESSIONAL: self.me}
        chosen = self.action.get_who_display() if self.action.who else ""
        return self.action.who_name or named.get(self.action.who, chosen)
