"""Who may write beside a plan: referrals, applications and decisions, by who works on it while it is open."""

from uuid import UUID

from django.utils import timezone

from organisation import scope
from organisation.access import Grant
from organisation.models import User
from registration import queries
from registration.models import Plan
from registration.queries import provisions
from registration.rules import ASSIGNED, files


def own_open_referral(user: User, referral: UUID) -> Grant | None:
    """A referral in a plan to which the professional is assigned today and that is not closed."""
    found = provisions.referrals(scope.own(user)).filter(pk=referral).first()
    return _granted(found, found.plan) if found else None


def own_open_application(user: User, application: UUID) -> Grant | None:
    """An application in such a plan."""
    found = provisions.applications(scope.own(user)).filter(pk=application).first()
    return _granted(found, found.plan) if found else None


def own_open_decision(user: User, decision: UUID) -> Grant | None:
    """A decision on such an application."""
    found = provisions.decisions(scope.own(user)).filter(pk=decision).first()
    return _granted(found, found.application.plan) if found else None


def _granted(found: object, plan: Plan) -> Grant | None:
    if queries.is_closed(plan.pk, timezone.localdate()):
        return None
    return Grant((found,), files([plan]), ASSIGNED)
