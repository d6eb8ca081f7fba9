"""Merging residents that are there twice: with the keys of the sender, and with what is needed to undo it."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from exchange.models import ImportedKey, Merge, TwoPeople
from organisation.actor import as_system
from organisation.models import User
from registration.operations.merging import CannotMerge, CannotUndo, Moved, Which, merge_residents, undo_merge
from signals.models import Attendance, Invited

KEYS = "the keys of who was merged lead to who stays, so that a later bundle finds one resident"
BOTH = "somebody who is there twice came once"
# What is kept of two: the last of these.
STRONGER = [Invited.INVITED, Invited.DECLINED, Invited.CAME]
__all__ = ["CannotMerge", "CannotUndo", "merge", "say_two_people", "undo"]


@transaction.atomic
def merge(*, kept: UUID, other: UUID, name: Which, birth: Which, by: User) -> Merge:
    """Two files become one. Raises `CannotMerge`."""
    attended = _came_once(kept, other)
    moved = merge_residents(kept=kept, other=other, name=name, birth=birth, by=by)
    with as_system(KEYS):
        keys = ImportedKey.objects.filter(kind="residents", target=str(other))
        ids = list(keys.values_list("pk", flat=True))
        keys.update(target=str(kept))
        done = {"records": moved.as_json(), "keys": ids, "attended": attended}
        return Merge.objects.create(kept=kept, other=other, merged_by=by, moved=done)


@transaction.atomic
def undo(*, merge: Merge, by: User) -> None:
    """Two files again. Raises `CannotUndo`."""
    with as_system(KEYS):
        held = Merge.objects.select_for_update().get(pk=merge.pk)
        if held.undone_at:
            raise CannotUndo
        undo_merge(kept=held.kept, other=held.other, moved=Moved(**held.moved["records"]), by=by)
        ImportedKey.objects.filter(pk__in=held.moved["keys"]).update(target=str(held.other))
        for row in held.moved.get("attended", []):
            Attendance.objects.filter(pk=row["of"]).update(**row["was"])
            Attendance(**row["gone"], resident_id=held.other).save(force_insert=True)
        held.undone_at, held.undone_by = timezone.now(), by
        held.save(update_fields=["undone_at", "undone_by"])


@transaction.atomic
def say_two_people(*, one: UUID, other: UUID, by: User) -> None:
    """These two look alike and are two people: they do not come back among the doubles."""
    first, second = sorted((one, other))
    TwoPeople.objects.get_or_create(one=first, other=second, defaults={"said_by": by})


def _came_once(kept: UUID, other: UUID) -> list[dict[str, Any]]:
    """Leaves one attendance of each activity for which both were asked, with how it went best.

    Returns of each what `kept` had before and the row that is gone, in plain values.
    """
    done = []
    with as_system(BOTH):
        stays = {row.activity_id: row for row in Attendance.objects.filter(resident=kept)}
        for gone in Attendance.objects.filter(resident=other, activity__in=list(stays)).order_by("pk"):
            row = stays[gone.activity_id]
            done.append({"of": str(row.pk), "was": _how_it_stood(row), "gone": _as_it_was(gone)})
            if _counts(gone) > _counts(row):
                Attendance.objects.filter(pk=row.pk).update(**_how_it_stood(gone))
            gone.delete()
    return done


def _counts(row: Attendance) -> int:
    return -1 if row.removed_at else STRONGER.index(Invited(row.state))


def _how_it_stood(row: Attendance) -> dict[str, Any]:
    """What of an attendance changes."""
    return {"state": row.state, "removed_at": row.removed_at.isoformat() if row.removed_at else None}


def _as_it_was(row: Attendance) -> dict[str, Any]:
    """All of a row but whose it is, in plain values."""
    return {
        **_how_it_stood(row),
        "id": str(row.pk),
        "activity_id": str(row.activity_id),
        "recorded_at": row.recorded_at.isoformat(),
        "recorded_by_id": str(row.recorded_by_id),
        "version": row.version,
        "changed_at": row.changed_at.isoformat(),
        "changed_by_id": str(row.changed_by_id),
    }
