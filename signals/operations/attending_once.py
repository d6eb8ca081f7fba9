"""Somebody who was asked for an activity under two files that become one: once, with how it went best; and back again.

Runs past the second lock, since nobody has both files; who may do so was checked at the door.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from organisation.actor import as_system
from organisation.models import User
from organisation.operations.stale import reword
from signals.models import Attendance, Invited

BOTH = "two files of one resident become one: somebody who is there twice came once"
# What is kept of two: the last of these.
STRONGER = [Invited.INVITED, Invited.DECLINED, Invited.CAME]


@transaction.atomic
def attend_once(*, kept: UUID, other: UUID, by: User) -> list[dict[str, Any]]:
    """Leaves one attendance of each activity for which both were asked: that of `kept`, as it went best of the two.

    Returns of each, in plain values: `of` which row, how it stood (`was`, empty where it stays so), in which version it
    was `left`, and the row of `other` that is `gone`.
    """
    with as_system(BOTH):
        rows: QuerySet[Attendance] = Attendance.objects.select_for_update().order_by("pk")
        stays = {row.activity_id: row for row in rows.filter(resident=kept)}
        twice = rows.filter(resident=other, activity__in=list(stays))
        return [_joined(stays[gone.activity_id], gone, by) for gone in twice]


@transaction.atomic
def attend_twice(*, other: UUID, joined: list[dict[str, Any]], by: User) -> None:
    """Undoes it. Raises `Stale` where somebody changed since how it went."""
    with as_system(BOTH):
        for one in joined:
            row = Attendance.objects.filter(pk=one["of"]).first()
            if one["was"] and row:
                reword(row, version=one["left"], by=by, **_read(one["was"]))
            Attendance(**_read(one["gone"]), resident_id=other).save(force_insert=True)


def _joined(row: Attendance, gone: Attendance, by: User) -> dict[str, Any]:
    was: dict[str, Any] = {}
    if _weight(gone) > _weight(row):
        was = _how_it_went(row)
        reword(row, version=row.version, by=by, state=gone.state, removed_at=gone.removed_at)
    joined = {"of": str(row.pk), "was": was, "left": row.version, "gone": _as_it_was(gone)}
    gone.delete()
    return joined


def _weight(row: Attendance) -> int:
    return -1 if row.removed_at else STRONGER.index(Invited(row.state))


def _how_it_went(row: Attendance) -> dict[str, Any]:
    return {"state": row.state, "removed_at": row.removed_at.isoformat() if row.removed_at else None}


def _as_it_was(row: Attendance) -> dict[str, Any]:
    """All of a row but whose it is, in plain values."""
    return {
        **_how_it_went(row),
        "id": str(row.pk),
        "activity_id": str(row.activity_id),
        "recorded_at": row.recorded_at.isoformat(),
        "recorded_by_id": str(row.recorded_by_id),
        "version": row.version,
        "changed_at": row.changed_at.isoformat(),
        "changed_by_id": str(row.changed_by_id),
    }


def _read(values: dict[str, Any]) -> dict[str, Any]:
    """Plain values as a row has them."""
    return {
        name: datetime.fromisoformat(value) if value and name.endswith("_at") else value
        for name, value in values.items()
    }
