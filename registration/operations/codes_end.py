"""Codes for a phone end with what they were made for: the family as it was, or the plan."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from organisation.actor import as_system
from organisation.models import User
from registration.models import HouseholdMember, PhoneCode, Plan

ALSO_OF_COLLEAGUES = "whoever leaves a family reads with none of its codes, whoever of the colleagues made them"


@transaction.atomic
def withdraw_codes_of_plan(*, plan: Plan, by: User) -> bool:
    """None of them opens anything any more. Says whether there was one that did."""
    now = timezone.now()
    return bool(PhoneCode.objects.valid(now).filter(plan=plan).update(withdrawn_at=now))


@transaction.atomic
def withdraw_codes_of_member(*, member: HouseholdMember, by: User) -> bool:
    """Those of the family as a whole and of this member, in every plan of the family. Says whether one was open."""
    now, whose = timezone.now(), Q(resident=None) | Q(resident=member.resident_id)
    with as_system(ALSO_OF_COLLEAGUES):
        held = PhoneCode.objects.valid(now).filter(whose, plan__household=member.household_id)
        return bool(held.update(withdrawn_at=now))
