"""Who was invited to an activity, declined or came."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from organisation.models import User
from organisation.operations.stale import reword
from registration.models import Resident
from signals.models import Activity, Attendance, Invited


@transaction.atomic
def add_attendances(
    *, activity: Activity, residents: Iterable[Resident], state: Invited, by: User
) -> list[tuple[Attendance, str]]:
    """These people with how it went, each with how it stood before ("" for who was not there yet).

    Who stands there already is not asked again: to come after declining is fine, and being invited changes nothing for
    who answered.
    """
    return [_add(activity, resident, state, by) for resident in residents]


@transaction.atomic
def set_attendance(*, attendance: Attendance, state: Invited, by: User) -> str:
    """How it went; gives how it stood before, which may be that this person declined. Raises `Stale`."""
    before = str(attendance.state)
    reword(attendance, version=attendance.version, state=state.value, by=by)
    return before


@transaction.atomic
def remove_attendance(*, attendance: Attendance, by: User) -> None:
    """Off the list, as if this person was never asked; it can be put back."""
    reword(attendance, version=attendance.version, removed_at=timezone.now(), by=by)


@transaction.atomic
def put_back_attendance(*, attendance: Attendance, by: User) -> None:
    """Undoes the removal."""
    reword(attendance, version=attendance.version, removed_at=None, by=by)


def _add(activity: Activity, resident: Resident, state: Invited, by: User) -> tuple[Attendance, str]:
    made, is_new = Attendance.objects.get_or_create(
        activity=activity, resident=resident, defaults={"state": state, "recorded_by": by, "changed_by": by}
    )
    before = "" if is_new or made.removed_at else str(made.state)
    if not is_new and (state != Invited.INVITED or not before):
        reword(made, version=made.version, state=state.value, removed_at=None, by=by)
    return made, before
