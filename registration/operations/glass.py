"""Opening a file of one's own team with a reason."""

from django.db import transaction
from django.utils import timezone

from organisation.models import User
from registration.models import BrokenGlass, Plan
from registration.models.broken_glass import OPEN_FOR


@transaction.atomic
def break_glass(*, plan: Plan, reason: str, by: User) -> BrokenGlass:
    """Opens the plan for reading, for `OPEN_FOR` from now. Never changed afterwards; again needs another reason."""
    now = timezone.now()
    return BrokenGlass.objects.create(plan=plan, reason=reason, recorded_by=by, recorded_at=now, until=now + OPEN_FOR)
