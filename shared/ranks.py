"""Rows that people arrange: an order that was asked for, a place up or down, and ranks that say it."""

from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

from django.db.models import Model

T = TypeVar("T")
M = TypeVar("M", bound=Model)


def moved(row: Iterable[T], one: T, *, up: bool) -> list[T]:
    """The row with `one` a place up or down; as it was when that is no place, or when it is not in the row."""
    moving = list(row)
    if one in moving:
        at = moving.index(one)
        to = at - 1 if up else at + 1
        if 0 <= to < len(moving):
            moving[at], moving[to] = moving[to], moving[at]
    return moving


def arranged(row: Iterable[M], order: Iterable[Hashable]) -> list[M]:
    """Those of the row that `order` names by key, in its order, and then the others; other keys count for nothing."""
    held = {one.pk: one for one in row}
    named = [held.pop(key) for key in dict.fromkeys(order) if key in held]
    return [*named, *held.values()]


def write_ranks(row: Sequence[M]) -> None:
    """Ranks from 1 in the order of the row, written where another one stands."""
    for rank, one in enumerate(row, start=1):
        if one.rank != rank:  # type: ignore[attr-defined]  # whoever is arranged has one
            type(one)._default_manager.filter(pk=one.pk).update(rank=rank)
