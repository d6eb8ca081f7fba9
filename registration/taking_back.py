"""What an undo of the same day needs to know and no column keeps: signed into its address, so that nobody makes one up.

An undo is good for one person, one day, and for what was changed as it was left: after anything else it is void.
"""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core import signing
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from organisation.models import User
from registration.models import Assignment
from registration.operations.assignments import Before, Handed


class Void(Exception):
    """This is no undo that was given to this person today, or something else happened meanwhile."""


def undo_of_ending(user: User, assignment: Assignment, former: date | None) -> str:
    """The address that gives an assignment its `former` last day back."""
    return _address("assignment_go_on", assignment, _ending(user, assignment), former and former.isoformat())


def former_last_day(request: HttpRequest, user: User, assignment: Assignment) -> date | None:
    """The last day in such an address. Raises `Void`, also when the last day was changed again."""
    found = _read(request, _ending(user, assignment))
    return date.fromisoformat(found) if found else None


def undo_of_act(user: User, handed: Handed) -> str:
    """The address that takes a whole hand-over back."""
    return _address("hand_over_take_back", handed.made[0], _act(user, handed.made[0]), handed.before)


def state_before(request: HttpRequest, user: User, assignment: Assignment) -> Before:
    """What is in such an address. Raises `Void`."""
    found: Before = _read(request, _act(user, assignment))
    return found


def _ending(user: User, assignment: Assignment) -> str:
    return f"ending:{assignment.pk}:{assignment.until}:{user.pk}:{timezone.localdate()}"


def _act(user: User, assignment: Assignment) -> str:
    return f"act:{assignment.recorded_at.timestamp():.6f}:{user.pk}:{timezone.localdate()}"


def _address(name: str, assignment: Assignment, purpose: str, value: object) -> str:
    signed = signing.dumps(value, salt=purpose, compress=True)
    return f"{reverse(name, args=[assignment.pk])}?{urlencode({'was': signed})}"


def _read(request: HttpRequest, purpose: str) -> Any:
    try:
        return signing.loads(request.GET.get("was", ""), salt=purpose)
    except signing.BadSignature as error:
        raise Void from error
