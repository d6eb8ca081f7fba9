"""Notes of conversations, and the next appointment."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from catalogue.models import OfferedSet
from organisation.models import User
from registration.models import Appointment, Note, Plan
from registration.operations.stale import reword


@transaction.atomic
def add_note(
    *, plans: Sequence[Plan], held_on: date, kind: str, text: str, offered: OfferedSet | None = None, by: User
) -> Note:
    """What was said, on the day of the talk, for one plan or for several."""
    note = Note.objects.create(held_on=held_on, kind=kind, text=text, offered=offered, recorded_by=by, changed_by=by)
    note.plans.set(plans)
    return note


@transaction.atomic
def change_note(*, note: Note, version: int, by: User, **values: object) -> bool:
    """Day, kind, text; the former text stays readable. Raises `Stale`."""
    return reword(note, version=version, by=by, **values)


@transaction.atomic
def plan_appointment(
    *, plan: Plan, starts_at: datetime, place: str, with_whom: str, offered: OfferedSet | None = None, by: User
) -> Appointment:
    """The next time to meet."""
    said = {"starts_at": starts_at, "place": place, "with_whom": with_whom}
    return Appointment.objects.create(plan=plan, **said, offered=offered, recorded_by=by, changed_by=by)


@transaction.atomic
def cancel_appointment(*, appointment: Appointment, by: User) -> None:
    """It does not take place."""
    appointment.cancelled_at = timezone.now()
    appointment.save(update_fields=["cancelled_at"])


@transaction.atomic
def put_back_appointment(*, appointment: Appointment, by: User) -> None:
    """It does take place after all."""
    appointment.cancelled_at = None
    appointment.save(update_fields=["cancelled_at"])


@transaction.atomic
def change_appointment(*, appointment: Appointment, version: int, by: User, **values: object) -> bool:
    """Another moment, place or company; one that was cancelled takes place again then. Raises `Stale`."""
    return reword(appointment, version=version, by=by, cancelled_at=None, **values)
