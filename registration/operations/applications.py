"""Applications for provisions, and what was decided on them."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from catalogue.models import OfferedSet
from organisation.models import User
from registration.models import Application, Decision, Plan
from registration.operations.stale import reword


class ApplicationRemoved(Exception):
    """The application was removed, so nothing can be decided on it until it is put back."""


class DecidedEarlier(Exception):
    """A decision would lie before its application. `day` is the day that stands in the way."""

    def __init__(self, day: date) -> None:
        super().__init__("decided before it was applied for")
        self.day = day


@transaction.atomic
def add_application(
    *,
    plan: Plan,
    applied_on: date,
    provision: str,
    resident_id: UUID | None = None,
    offered: OfferedSet | None = None,
    by: User,
) -> Application:
    """For which provision, on which day; in a household also for whom."""
    return Application.objects.create(
        plan=plan,
        applied_on=applied_on,
        provision=provision,
        resident_id=resident_id,
        offered=offered,
        recorded_by=by,
        changed_by=by,
    )


@transaction.atomic
def change_application(*, application: Application, version: int, by: User, **values: Any) -> bool:
    """Another provision, day or person. Raises `Stale`, and `DecidedEarlier` for a day after a decision on it."""
    _locked(application)
    first = application.decisions.filter(removed_at__isnull=True).order_by("decided_on").first()
    if first and values.get("applied_on", application.applied_on) > first.decided_on:
        raise DecidedEarlier(first.decided_on)
    return reword(application, version=version, by=by, **values)


@transaction.atomic
def add_decision(
    *,
    application: Application,
    decided_on: date,
    outcome: str = "",
    valid_from: date | None = None,
    valid_until: date | None = None,
    explanation: str = "",
    offered: OfferedSet | None = None,
    by: User,
) -> Decision:
    """What was decided; one more on the same application extends or ends the one before.

    Raises `ApplicationRemoved` and `DecidedEarlier`.
    """
    _decidable(application, decided_on)
    return Decision.objects.create(
        application=application,
        decided_on=decided_on,
        outcome=outcome,
        valid_from=valid_from,
        valid_until=valid_until,
        explanation=explanation,
        offered=offered,
        recorded_by=by,
        changed_by=by,
    )


@transaction.atomic
def change_decision(*, decision: Decision, version: int, by: User, **values: Any) -> bool:
    """Another outcome, day or explanation. Raises `Stale`, `ApplicationRemoved` and `DecidedEarlier`."""
    _decidable(decision.application, values.get("decided_on", decision.decided_on))
    return reword(decision, version=version, by=by, **values)


def _decidable(application: Application, decided_on: date) -> None:
    now = _locked(application)
    if now.removed_at:
        raise ApplicationRemoved
    if decided_on < now.applied_on:
        raise DecidedEarlier(now.applied_on)


def _locked(application: Application) -> Application:
    """The application as it stands, kept so until the end: a colleague may remove it or move its day meanwhile."""
    return Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
