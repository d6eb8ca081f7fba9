"""Reads of the goals of groups and series, with their steps by quarter. Everything within a scope."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Prefetch, QuerySet

from organisation.scope import Scope
from signals.models import GroupGoal, GroupStep, Series

IN_ORDER = (F("quarter").asc(nulls_last=True), "recorded_at", "pk")


def group_goals(scope: Scope | None) -> QuerySet[GroupGoal]:
    """Goals of the teams in the scope with what they are of, also removed ones."""
    return GroupGoal.objects.within(scope).select_related("group", "series", "team")


def goals_of(scope: Scope | None, of: object) -> list[GroupGoal]:
    """The goals of a group or a series that are in sight, those that are worked on first, with `steps_in_sight`."""
    whose = {"series": of} if isinstance(of, Series) else {"group": of}
    steps = Prefetch("steps", group_steps(scope).filter(removed_at__isnull=True), to_attr="steps_in_sight")
    found = group_goals(scope).filter(removed_at__isnull=True, **whose).prefetch_related(steps)
    return list(found.order_by(F("ended_on").desc(nulls_first=True), "set_on", "pk"))


def group_steps(scope: Scope | None) -> QuerySet[GroupStep]:
    """Steps in the order of their quarters, also removed ones."""
    return GroupStep.objects.within(scope).select_related("goal__group", "goal__series").order_by(*IN_ORDER)


@dataclass(frozen=True)
class InQuarter:
    """The steps that are planned for one quarter; without a first day those for later."""

    starts: date | None
    steps: list[GroupStep]


def by_quarter(steps: list[GroupStep]) -> list[InQuarter]:
    """Steps that are in order already, under their quarters."""
    found: dict[date | None, list[GroupStep]] = {}
    for step in steps:
        found.setdefault(step.quarter, []).append(step)
    return [InQuarter(starts, inside) for starts, inside in found.items()]
