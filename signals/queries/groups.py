"""Reads of groups: the list, the places one was last, and the history of a group. Everything within a scope."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Max, Q, QuerySet

from organisation.scope import Scope
from shared.period import Period
from shared.text import comparable
from signals.models import Group, GroupMet

# Those that still say something: replaced by nothing, and not taken back.
STANDS = {"replaced_by__isnull": True, "is_taken_back": False}
_MET = Q(**{f"times_met__{name}": said for name, said in STANDS.items()})
ORDERS = {"name": ("name", "pk"), "met": (F("last_met").desc(nulls_last=True), "name", "pk")}


def groups(scope: Scope | None) -> QuerySet[Group]:
    """Groups of the teams in the scope, also those that are met no more."""
    return Group.objects.within(scope).select_related("team", "area")


def listed(scope: Scope | None, words: str = "", order: str = "name", *, ended: bool = False) -> QuerySet[Group]:
    """Groups with when each was last met (`last_met`) and how often (`times`), whose name or place holds the words."""
    found = groups(scope).filter(ended_on__isnull=not ended)
    if words:
        sought = comparable(words)
        names = found.values_list("pk", "name", "place")
        found = found.filter(pk__in=[pk for pk, *texts in names if sought in comparable(" ".join(texts))])
    counted = {"last_met": Max("times_met__met_on", filter=_MET), "times": Count("times_met", filter=_MET)}
    return found.annotate(**counted).order_by(*ORDERS.get(order, ORDERS["name"]))


def last_first(scope: Scope | None) -> QuerySet[Group]:
    """Groups that are still met: those that one met oneself last first, then those that the team met."""
    mine = _MET & Q(times_met__professional=scope.user_id if scope else None)
    last = {"mine": Max("times_met__recorded_at", filter=mine), "theirs": Max("times_met__recorded_at", filter=_MET)}
    by_last = (F("mine").desc(nulls_last=True), F("theirs").desc(nulls_last=True), "name", "pk")
    return groups(scope).filter(ended_on__isnull=True).annotate(**last).order_by(*by_last)


def standing(scope: Scope | None) -> QuerySet[GroupMet]:
    """Groups met as they stand now, after corrections; the last ones first."""
    found = GroupMet.objects.within(scope).filter(**STANDS).order_by("-met_on", "-recorded_at")
    return found.select_related("group", "professional").prefetch_related("characteristics", "interventions")


def any_met(scope: Scope | None) -> QuerySet[GroupMet]:
    """Groups met with what was corrected or taken back since."""
    return GroupMet.objects.within(scope).select_related("group__team", "professional", "offered")


def last_seen(scope: Scope | None, of: Sequence[Group]) -> dict[UUID, list[str]]:
    """The keys of what was seen with each group when it was last met. Two queries."""
    found = GroupMet.objects.within(scope).filter(**STANDS, group__in=of)
    last = found.order_by("group_id", "-met_on", "-recorded_at").distinct("group_id")
    seen = last.prefetch_related("characteristics")
    return {met.group_id: [one.pk for one in met.characteristics.all()] for met in seen}


@dataclass(frozen=True)
class Look:
    """What a group was called and which colour it had, since a moment; `of` is the group or a former wording of it."""

    since: datetime
    of: Any


def looks(group: Group) -> list[Look]:
    """How its colour went, from now back to the beginning. One query."""
    former = list(group.former_wordings.order_by("-pgh_created_at", "-pgh_id"))
    begins = [*(one.pgh_created_at for one in former), group.recorded_at]
    return [Look(since, of) for since, of in zip(begins, [group, *former], strict=True)]


@dataclass(frozen=True)
class Quarter:
    """One group in the quarter of a day: how often it was met, and (name, how often) of what was seen with it."""

    times: int
    seen: list[tuple[str, int]]


def this_quarter(scope: Scope | None, group: Group, day: date) -> Quarter:
    """What was seen with a group in the quarter so far, the most frequent first. Two queries."""
    period = Period.up_to(day)
    found = GroupMet.objects.within(scope).filter(
        **STANDS, group=group, met_on__gte=period.start, met_on__lt=period.end
    )
    times = list(found.order_by("pk").prefetch_related("characteristics"))
    seen = Counter(one.name for met in times for one in met.characteristics.all())
    return Quarter(len(times), sorted(seen.items(), key=lambda pair: (-pair[1], pair[0])))
