"""Instruments: on or off, own ones with their levels and parts, and own texts where the licence is held."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import PROTECT, F, Max
from django.utils import timezone
from django.utils.text import slugify

from catalogue.models import Instrument, InstrumentPart, InstrumentScale, LifeDomain
from catalogue.models.instrument import Form, Origin
from catalogue.packs import SOMETHING_ELSE
from organisation.actor import as_system
from organisation.models import User
from organisation.operations.stale import Stale, reword
from shared.ranks import arranged, moved, write_ranks
from shared.text import comparable

# Own ones never take the key of a pack that is still to come.
OWN = "own_"
LOWEST = 1


class WasUsed(Exception):
    """Something was filled in with it: its levels can get other words, but none can come or go."""


class NoLicence(Exception):
    """The organisation did not say that it may use the texts."""


@transaction.atomic
def switch_instrument(*, instrument: Instrument, on: bool, by: User) -> None:
    """Offers an instrument, or no longer. What was filled in with it stays readable."""
    instrument.is_on, instrument.changed_by = on, by
    instrument.save(update_fields=["is_on", "changed_by", "changed_at"])


@transaction.atomic
def say_licence(*, instrument: Instrument, holds: bool, by: User) -> None:
    """The organisation says that it may use the texts, or not; texts that were pasted in are kept, out of sight."""
    instrument.holds_licence, instrument.changed_by = holds, by
    instrument.save(update_fields=["holds_licence", "changed_by", "changed_at"])


@transaction.atomic
def make_instrument(
    *, by: User, words: dict[str, str], scale: dict[str, Any], labels: list[dict[str, Any]], parts: Sequence[str] = ()
) -> Instrument:
    """An own instrument with one scale, that is off; `labels` go from the lowest level to the highest.

    `words` are names and texts, `scale` its direction and up to which level a goal is suggested.
    """
    key = _free_key(words["name_nl"], set(Instrument.objects.values_list("key", flat=True)), OWN)
    last = Instrument.objects.aggregate(last=Max("rank"))["last"] or 0
    made = Instrument.objects.create(
        key=key, edition="1", origin=Origin.OWN, form=Form.LEVELS, holds_licence=True, rank=min(last + 1, 32_000),
        changed_by=by, **words,
    )  # fmt: skip
    levels = InstrumentScale.objects.create(
        instrument=made, key="level", lowest=LOWEST, highest=len(labels), labels=labels, **scale
    )
    for name in parts:
        _add(made, levels, name_nl=name)
    something = SOMETHING_ELSE["name"]
    _add(made, levels, key="other", name_nl=something["nl"], name_en=something["en"], life_domain_id="other")
    return made


@transaction.atomic
def change_instrument(
    *,
    instrument: Instrument,
    version: int,
    by: User,
    words: dict[str, str],
    scale: dict[str, Any],
    labels: list[dict[str, Any]],
) -> bool:
    """Other words for it and its levels. Raises `Stale`, and `WasUsed` when levels would come, go or turn round."""
    now = instrument.scales.get()
    bounds = {"highest": len(labels), "direction": scale["direction"]}
    turned = any(getattr(now, name) != value for name, value in bounds.items())
    other = {**bounds, "labels": labels, "low_to": scale["low_to"]}
    changed = {name: value for name, value in other.items() if getattr(now, name) != value}
    worded = reword(instrument, version=version, by=by, **words)
    if changed and not worded:
        _touch(instrument, version, by)
    if turned and was_used(instrument):
        raise WasUsed
    if changed:
        InstrumentScale.objects.filter(pk=now.pk).update(**changed)
    return worded or bool(changed)


def was_used(instrument: Instrument) -> bool:
    """Whether anything was filled in with it: whether a record that keeps it from being deleted names it."""
    every: Any = Instrument._meta.get_fields(include_hidden=True)
    naming = [one for one in every if getattr(one, "on_delete", None) is PROTECT]
    with as_system("that something was filled in with it tells nothing of anybody"):
        return any(one.related_model._default_manager.filter(**{one.field.name: instrument}).exists() for one in naming)


@transaction.atomic
def add_part(
    *, instrument: Instrument, version: int, name_nl: str, name_en: str, life_domain: LifeDomain | None, by: User
) -> InstrumentPart:
    """A part at the end, under a key of its own. Raises `Stale`."""
    _touch(instrument, version, by)
    words = {"name_nl": name_nl, "name_en": name_en, "life_domain": life_domain}
    return _add(instrument, instrument.scales.get(), **words)


@transaction.atomic
def change_part(
    *, part: InstrumentPart, version: int, name_nl: str, name_en: str, life_domain: LifeDomain | None, by: User
) -> None:
    """Other words or another life domain; its key stays. Raises `Stale`."""
    _touch(part.instrument, version, by)
    part.name_nl, part.name_en, part.life_domain = name_nl, name_en, life_domain
    part.save(update_fields=["name_nl", "name_en", "life_domain"])


@transaction.atomic
def write_texts(*, part: InstrumentPart, version: int, texts: dict[str, str], by: User) -> None:
    """The organisation's own texts, by level. Raises `Stale`, and `NoLicence` unless it said that it may use them."""
    if not part.instrument.holds_licence:
        raise NoLicence
    _touch(part.instrument, version, by)
    part.texts = {level: text for level, text in texts.items() if text}
    part.save(update_fields=["texts"])


@transaction.atomic
def order_parts(*, instrument: Instrument, order: Sequence[UUID], by: User) -> None:
    """Puts the parts in this order, by id; those not named come last, ids of other instruments count for nothing."""
    write_ranks(arranged(instrument.parts.select_for_update().order_by("rank", "key"), order))


@transaction.atomic
def move_part(*, part: InstrumentPart, up: bool, among: Sequence[UUID], by: User) -> None:
    """One place up or down among the parts in use; one that is not among them stays where it is."""
    if part.pk in among:
        order_parts(instrument=part.instrument, order=moved(among, part.pk, up=up), by=by)


@transaction.atomic
def retire_part(*, part: InstrumentPart, until: date, by: User) -> None:
    """Not asked any more from `until` on; scores that were given stay readable."""
    part.until = until
    part.save(update_fields=["until"])


@transaction.atomic
def put_back_part(*, part: InstrumentPart, by: User) -> None:
    """Asks it again."""
    part.until = None
    part.save(update_fields=["until"])


def _touch(instrument: Instrument, version: int, by: User) -> None:
    """A new version of the instrument, for what hangs on it. Raises `Stale`."""
    stamps = {"version": F("version") + 1, "changed_at": timezone.now(), "changed_by": by}
    if not Instrument.objects.filter(pk=instrument.pk, version=version).update(**stamps):
        raise Stale(Instrument.objects.select_related("changed_by").get(pk=instrument.pk))


def _add(instrument: Instrument, scale: InstrumentScale, *, key: str = "", **words: Any) -> InstrumentPart:
    there = instrument.parts.aggregate(last=Max("rank"))["last"] or 0
    taken = set(instrument.parts.values_list("key", flat=True)) | {"other"}
    key = key or _free_key(words["name_nl"], taken)
    return InstrumentPart.objects.create(instrument=instrument, scale=scale, key=key, rank=there + 1, **words)


def _free_key(name: str, taken: set[str], begin: str = "") -> str:
    """A key made of the name, that nothing else has."""
    made = slugify(comparable(name)).replace("-", "_")[:30].strip("_")
    key = f"{begin}{made}" if made else begin.strip("_") or "part"
    return next(free for free in (key, *(f"{key}_{number}" for number in range(2, 1000))) if free not in taken)
