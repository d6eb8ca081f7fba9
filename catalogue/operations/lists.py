"""Arranging the lists of the catalogue. Nothing is taken away: what is retired stays on the records that have it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify

from catalogue.lists import ALWAYS
from catalogue.models import LifeDomain, Theme
from catalogue.models.worded import Named
from organisation.models import User
from organisation.operations.stale import reword
from shared.ranks import moved, write_ranks
from shared.text import comparable

# Room for a number behind the key of something with the same name.
KEY = 36


class AlwaysThere(Exception):
    """What fits nowhere else keeps a place of its own."""


@transaction.atomic
def add_to_list(model: type[Named], *, by: User, **values: Any) -> Named:
    """Adds something at the end of its list. A new life domain becomes a theme as well, under the same key."""
    rank = (model._default_manager.aggregate(last=Max("rank"))["last"] or 0) + 1
    key = _free_key(model, values["name_nl"])
    made = model._default_manager.create(key=key, rank=min(rank, 32_000), changed_by=by, **values)
    if isinstance(made, LifeDomain):
        _theme_of(made, by)
    return made


def _theme_of(domain: LifeDomain, by: User) -> None:
    if not Theme.objects.filter(key=domain.key).exists():
        last = Theme.objects.aggregate(last=Max("rank"))["last"] or 0
        Theme.objects.create(
            key=domain.key, name_nl=domain.name_nl, name_en=domain.name_en, is_sensitive=domain.is_sensitive,
            rank=min(last + 1, 32_000), changed_by=by,
        )  # fmt: skip


def _free_key(model: type[Named], name: str) -> str:
    """A key made of the name; records and files to exchange know it by this key for good."""
    key = (slugify(comparable(name)).replace("-", "_") or "own")[:KEY].strip("_") or "own"
    # A theme and a life domain of one key are the same thing in two lists.
    models = (LifeDomain, Theme) if model is LifeDomain else (model,)
    taken = {key for each in models for key in each._default_manager.values_list("key", flat=True)}
    return next(free for free in (key, *(f"{key}_{number}" for number in range(2, 1000))) if free not in taken)


@transaction.atomic
def change_listed(*, listed: Named, version: int, by: User, **values: Any) -> bool:
    """Other words, another icon, another category. Raises `Stale`.

    A life domain and a theme of one key are the same thing: what is sensitive in one list is so in the other.
    """
    changed = reword(listed, version=version, by=by, **values)
    if changed and "is_sensitive" in values:
        for model in (LifeDomain, Theme):
            model.objects.filter(key=listed.key).update(is_sensitive=values["is_sensitive"])
    return changed


@transaction.atomic
def retire_listed(*, listed: Named, until: date, by: User) -> None:
    """Offers it no more from `until` on; what was filed under it stays as it is. Raises `AlwaysThere`."""
    if listed.key == ALWAYS:
        raise AlwaysThere
    listed.until, listed.changed_by = until, by
    listed.save(update_fields=["until", "changed_by", "changed_at"])


@transaction.atomic
def put_back_listed(*, listed: Named, by: User) -> None:
    """Offers it again."""
    listed.until, listed.changed_by = None, by
    listed.save(update_fields=["until", "changed_by", "changed_at"])


@transaction.atomic
def order_listed(model: type[Named], *, order: Sequence[str], by: User) -> None:
    """Puts those with these keys in this order, on the places that they have together; the others stay where they are.

    Keys that are not there are left out. Two people who arrange at one moment come after each other.
    """
    rows = list(model._default_manager.select_for_update().order_by("rank", "key"))
    known = {row.key: row for row in rows}
    wanted = [known[key] for key in dict.fromkeys(order) if key in known]
    turn = iter(wanted)
    write_ranks([next(turn) if row in wanted else row for row in rows])


@transaction.atomic
def move_listed(*, listed: Named, up: bool, among: Sequence[str], by: User) -> None:
    """One place up or down among the keys that stand together on the page."""
    order_listed(type(listed), order=moved(among, listed.key, up=up), by=by)
