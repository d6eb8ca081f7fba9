"""Merging two rows of one and the same resident: everything that hangs on the one hangs on the other from then on.

Runs past the second lock, since nobody has both files; who may do so was checked at the door.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from typing import Any, Literal
from uuid import UUID

from django.apps import apps
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from organisation.actor import as_system
from organisation.models import User
from registration.models import HouseholdMember, Plan, Resident

DAY = timedelta(days=1)
TWICE = "two files of one resident become one, by somebody who was lent the right to move"
NAMES = ("first_name", "prefix", "last_name", "known_as")
BIRTH = ("birth_year", "birth_month", "birth_day")
# What the one that stays takes over where it has nothing itself.
FILLED = ("area_id",)

Which = Literal["kept", "other"]


class CannotMerge(Exception):
    """They are one and the same, or one of them was merged already; nothing was changed."""


class CannotUndo(Exception):
    """Somebody worked on it since, or it was undone already; nothing was changed."""


@dataclass
class Moved:
    """What a merge changed, by bare ids and former values, so that it can be undone. Goes into JSON and back.

    `rows`: {model: ids that hang on the other resident now}; `earlier`: residents merged into the one that is gone;
    `members`: stays in households of the one that is gone, as they were; `pieces`: what remained of them, with its last
    day; `kept`: former values of who stays; `version` and `at`: how and when it was left.
    """

    rows: dict[str, list[str]] = field(default_factory=dict)
    earlier: list[str] = field(default_factory=list)
    members: list[dict[str, Any]] = field(default_factory=list)
    pieces: dict[str, str | None] = field(default_factory=dict)
    kept: dict[str, Any] = field(default_factory=dict)
    version: int = 0
    at: str = ""

    def as_json(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)


def hanging() -> Iterator[tuple[type[models.Model], str]]:
    """Every model of which rows name a resident, with the column; a new one is found by itself.

    Where a resident can be named once only, who knows that model makes room first (`exchange/operations/merging.py`).
    """
    for relation in Resident._meta.get_fields(include_hidden=True):
        if relation.one_to_many and relation.auto_created and relation.related_model is not Resident:
            yield relation.related_model, relation.field.name  # type: ignore[misc]  # a model, once all are loaded


@transaction.atomic
def merge_residents(*, kept: UUID, other: UUID, name: Which, birth: Which, by: User) -> Moved:
    """`other` is found nowhere any more, and all that hung on it hangs on `kept`, in one transaction.

    `name` and `birth` say whose stay; an unknown neighbourhood is filled in. Where both belonged to a household on the
    same days, the household of `kept` stays. Raises `CannotMerge`.
    """
    with as_system(TWICE):
        both = {row.pk: row for row in Resident.objects.select_for_update().filter(pk__in=[kept, other]).order_by("pk")}
        if len(both) != 2 or any(row.merged_into_id for row in both.values()):
            raise CannotMerge
        stays, gone = both[kept], both[other]
        moved = Moved(kept={name: getattr(stays, name) for name in (*NAMES, *BIRTH, *FILLED)})
        moved.kept = {name: str(value) if isinstance(value, UUID) else value for name, value in moved.kept.items()}
        _stays_in_households(stays, gone, moved)
        for model, column in hanging():
            found = model._default_manager.filter(**{column: gone})
            moved.rows[model._meta.model_name or ""] = [str(pk) for pk in found.values_list("pk", flat=True)]
            found.update(**{column: stays})
        earlier = Resident.objects.filter(merged_into=gone)
        moved.earlier = [str(pk) for pk in earlier.values_list("pk", flat=True)]
        earlier.update(merged_into=stays)
        Resident.objects.filter(pk=gone.pk).update(merged_into=stays)
        _values(stays, gone, name, birth, by)
        moved.version, moved.at = stays.version, stays.changed_at.isoformat()
    return moved


@transaction.atomic
def undo_merge(*, kept: UUID, other: UUID, moved: Moved, by: User) -> None:
    """Two residents again, each with what was theirs. Raises `CannotUndo`, and changes nothing then."""
    with as_system(TWICE):
        both = {row.pk: row for row in Resident.objects.select_for_update().filter(pk__in=[kept, other]).order_by("pk")}
        stays, gone = both[kept], both[other]
        if gone.merged_into_id != stays.pk or worked_on(stays, moved):
            raise CannotUndo
        Resident.objects.filter(pk=gone.pk).update(merged_into=None)
        Resident.objects.filter(pk__in=moved.earlier).update(merged_into=gone)
        for model, column in hanging():
            ids = moved.rows.get(model._meta.model_name or "", [])
            model._default_manager.filter(pk__in=ids).update(**{column: gone})
        HouseholdMember.objects.filter(pk__in=moved.pieces).delete()
        HouseholdMember.objects.bulk_create(HouseholdMember(**row) for row in moved.members)
        for name, value in moved.kept.items():
            setattr(stays, name, value)
        stays.version, stays.changed_at, stays.changed_by = stays.version + 1, timezone.now(), by
        stays.save()


def worked_on(stays: Resident, moved: Moved) -> bool:
    """Whether anything was written since the merge in what hangs on the resident now."""
    left = HouseholdMember.objects.filter(pk__in=moved.pieces)
    pieces = {str(row.pk): row.until.isoformat() if row.until else None for row in left}
    if stays.version != moved.version or pieces != moved.pieces:
        return True
    plans = Plan.objects.filter(Q(resident=stays) | Q(household__members__resident=stays)).values("pk")
    for model in apps.get_app_config("registration").get_models():
        stamps = {one.name for one in model._meta.get_fields()} & {"recorded_at", "changed_at"}
        since = Q(*[(f"{stamp}__gt", moved.at) for stamp in stamps], _connector=Q.OR)
        path = getattr(model._default_manager.none(), "path", "") if stamps else ""
        if path and model._default_manager.filter(since, **{f"{path}__in": plans}).exists():
            return True
    return any(
        model._default_manager.filter(**{column: stays, "recorded_at__gt": moved.at}).exists()
        for model, column in hanging()
        if model in (Plan, HouseholdMember)
    )


def _values(stays: Resident, gone: Resident, name: Which, birth: Which, by: User) -> None:
    """The values that were chosen, and a neighbourhood where there was none."""
    chosen = (NAMES if name == "other" else ()) + (BIRTH if birth == "other" else ())
    for part in chosen:
        setattr(stays, part, getattr(gone, part))
    for part in FILLED:
        if getattr(stays, part) is None:
            setattr(stays, part, getattr(gone, part))
    stays.version, stays.changed_at, stays.changed_by = stays.version + 1, timezone.now(), by
    stays.save()


def _stays_in_households(stays: Resident, gone: Resident, moved: Moved) -> None:
    """Makes room, for nobody belongs to two households on one day: what of a stay of who is gone is free remains."""
    held = list(HouseholdMember.objects.filter(resident=stays).order_by("since").values_list("since", "until"))
    for row in HouseholdMember.objects.filter(resident=gone).order_by("since"):
        free = list(bare(row.since, row.until, held))
        if free == [(row.since, row.until)]:
            continue
        moved.members.append(_as_it_was(row))
        row.delete()
        for since, until in free:
            piece = HouseholdMember(**_stamps(row), resident=gone, since=since, until=until)
            piece.save(force_insert=True)
            moved.pieces[str(piece.pk)] = until.isoformat() if until else None


def bare(since: date, until: date | None, taken: list[tuple[date, date | None]]) -> Iterator[tuple[date, date | None]]:
    """The stretches from `since` until `until` (None: without end) in which no day is taken; `taken` is in order."""
    for first, last in taken:
        if last is not None and last < since:
            continue
        if until is not None and first > until:
            break
        if since < first:
            yield since, first - DAY
        if last is None or last == until:
            return
        since = last + DAY
        if until is not None and since > until:
            return
    yield since, until


def _stamps(row: HouseholdMember) -> dict[str, Any]:
    """Of which household, recorded when by whom."""
    return {
        "household_id": row.household_id,
        "recorded_at": row.recorded_at,
        "recorded_by_id": row.recorded_by_id,
    }


def _as_it_was(row: HouseholdMember) -> dict[str, Any]:
    """All of a row, in plain values."""
    return {
        "id": str(row.pk),
        "resident_id": str(row.resident_id),
        "household_id": str(row.household_id),
        "since": row.since.isoformat(),
        "until": row.until.isoformat() if row.until else None,
        "recorded_at": row.recorded_at.isoformat(),
        "recorded_by_id": str(row.recorded_by_id),
    }
