"""Referrals: where a resident was sent on to, and why."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from catalogue.models import OfferedSet, Theme
from organisation.models import User
from registration.models import Plan, Referral
from registration.operations.stale import reword


@transaction.atomic
def add_referral(
    *,
    plan: Plan,
    referred_on: date,
    to: str,
    line: str = "",
    theme: Theme | None = None,
    reason: str = "",
    could_have_been_ours: str = "",
    resident_id: UUID | None = None,
    offered: OfferedSet | None = None,
    by: User,
) -> Referral:
    """To whom, and whether we could have done it ourselves ("yes", "no" or not said); in a household also whose."""
    return Referral.objects.create(
        plan=plan,
        referred_on=referred_on,
        to=to,
        line=line,
        theme=theme,
        reason=reason,
        could_have_been_ours=could_have_been_ours,
        resident_id=resident_id,
        offered=offered,
        recorded_by=by,
        changed_by=by,
    )


@transaction.atomic
def change_referral(*, referral: Referral, version: int, by: User, **values: Any) -> bool:
    """Whatever of it was typed or chosen otherwise. Raises `Stale`."""
    return reword(referral, version=version, by=by, **values)
