"""Rounds of short questions about our help."""

from datetime import date

from django.db import transaction

from catalogue.models import OfferedSet
from organisation.models import User
from registration.models import Experience, Plan


@transaction.atomic
def ask_experience(*, plan: Plan, way: str, asked_on: date, offered: OfferedSet | None = None, by: User) -> Experience:
    """A round: answered on the tablet, put off, or not wanted. A closing that holds that day goes with it."""
    about = {"plan": plan, "resident": plan.resident, "closing": plan.closing_on(asked_on)}
    return Experience.objects.create(**about, way=way, asked_on=asked_on, offered=offered, recorded_by=by)
