"""Who opened which file with a reason."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from organisation.models import User
from registration.models import Assignment, BrokenGlass
from registration.models.assignment import Kind

# So long the coordinator finds it on the first page.
TOLD_FOR = timedelta(days=7)


def held(user: User, plan_id: UUID, now: datetime) -> BrokenGlass | None:
    """What lets somebody read a plan now, the one that lasts longest; None when it is over or was never opened."""
    return BrokenGlass.objects.holding(user.pk, now).filter(plan=plan_id).order_by("-until").first()


def opened_lately(user: User, now: datetime) -> QuerySet[BrokenGlass]:
    """What others opened in the last week of the plans that somebody coordinates today, the latest first."""
    coordinated = Assignment.objects.on(now.date()).filter(professional=user, kind=Kind.COORDINATOR)
    found = BrokenGlass.objects.filter(plan__in=coordinated.values("plan"), recorded_at__gte=now - TOLD_FOR)
    return found.exclude(recorded_by=user).select_related("recorded_by", "plan__resident", "plan__household")


def of_plans(plan_ids: set[UUID]) -> QuerySet[BrokenGlass]:
    """Every opening of these plans with its reason, the latest first."""
    return BrokenGlass.objects.filter(plan__in=plan_ids).order_by("-recorded_at")
