"""The list of one's own plans as a page shows it: looked for, filtered, put in order."""

from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import F, FilteredRelation, Q, QuerySet
from django.http import QueryDict

from organisation.scope import Scope
from registration import queries
from registration.models import Action, Goal, GoalResult, Plan
from registration.models.action import Who
from registration.overview import VOICES_OF
from shared.text import comparable, typed

NAME = ("resident__comparable_name", "pk")
# What the list can show, and in which order; the first of each is what it begins with.
SHOWN = {"open": Q(is_closed=False), "attention": Q(needs=True), "closed": Q(is_closed=True)}
ORDERS = {"attention": ("-needs", "spoken_on", *NAME), "name": NAME, "contact": ("spoken_on", *NAME)}


@dataclass(frozen=True)
class Wish:
    """What somebody wants to see; anything unknown in the address is the beginning again."""

    words: str = ""
    shown: str = "open"
    order: str = "attention"

    @classmethod
    def read(cls, asked: QueryDict, words: str) -> "Wish":
        """From the address of the page; the words never stand in an address, for they are a name."""
        shown, order = asked.get("show", ""), asked.get("sort", "")
        return cls(
            words=typed(words)[:80],
            shown=shown if shown in SHOWN else "open",
            order=order if order in ORDERS else "attention",
        )


def wished(scope: Scope | None, day: date, wish: Wish) -> QuerySet[Plan]:
    """The plans of the wish. Looking for a name looks in all one's plans, open and closed, the most alike first."""
    found = queries.caseload(scope, day)
    if not wish.words:
        return found.filter(SHOWN[wish.shown]).order_by(*ORDERS[wish.order])
    return like(found, wish.words)


def like(found: QuerySet[Plan], words: str) -> QuerySet[Plan]:
    """Those plans whose resident's name is like the words; part of a name and a typing error are fine."""
    bare = comparable(words)
    if not bare:
        return found.none()
    likeness = TrigramWordSimilarity(bare, "resident__comparable_name")
    near = Q(likeness__gte=queries.ALIKE) | Q(resident__comparable_name__contains=bare)
    return found.annotate(likeness=likeness).filter(near).order_by("-likeness", "is_closed", *NAME)


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
        named = {Who.RESIDENT: self.action.goal.plan.called, Who.PROFESSIONAL: self.me}
        chosen = self.action.get_who_display() if self.action.who else ""
        return self.action.who_name or named.get(self.action.who, chosen)


def open_actions(scope: Scope | None, day: date) -> QuerySet[Action]:
    """What is still to be done in one's own open plans, by day; those without a day come last."""
    open_plans = queries.plans(scope, day).filter(is_closed=False).values("pk")
    return (
        queries.actions(scope)
        .open_on(day)
        .filter(Q(goal__ended_on__isnull=True) | Q(goal__ended_on__gt=day))
        .filter(removed_at__isnull=True, goal__removed_at__isnull=True, goal__plan__in=open_plans)
        .order_by(F("due_on").asc(nulls_last=True), "goal__plan__resident__comparable_name", "rank", "pk")
    )


def team_plans(scope: Scope | None, day: date, words: str) -> QuerySet[Plan]:
    """The open plans of one's teams, by name, each with its team and who coordinates it; nothing else of them."""
    of_team = Q(assignments__kind="coordinator", assignments__since__lte=day)
    lasting = Q(assignments__until__isnull=True) | Q(assignments__until__gte=day)
    found = (
        queries.plans(scope, day)
        .filter(is_closed=False)
        .annotate(held=FilteredRelation("assignments", condition=of_team & lasting))
        .annotate(coordinator=F("held__professional__name"), team=F("held__team__name"))
        .order_by(*NAME)
    )
    return like(found, words) if words else found


def held_back(scope: Scope | None, since: date) -> QuerySet[Goal]:
    """Goals of one's own plans with something in the way, or that ended since a day without being wholly reached."""
    ended = Q(result__in=[GoalResult.PARTLY, GoalResult.NOT], ended_on__gte=since)
    blocked = Q(ended_on__isnull=True) & ~Q(obstacle="")
    found = queries.goals(scope).filter(ended | blocked, removed_at__isnull=True)
    return found.order_by(F("ended_on").desc(nulls_first=True), "plan__resident__comparable_name", "rank", "pk")
