"""Reading what somebody did not finish. Only ever one's own."""

from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from organisation.models import Draft, User

KEPT = timedelta(days=30)


def unfinished(user: User, path: str = "") -> QuerySet[Draft]:
    """One's own forms that stand open, the newest first; with `path` those of that page only."""
    found = Draft.objects.filter(user=user, dropped_at=None, saved_at__gt=timezone.now() - KEPT).exclude(fields={})
    return (found.filter(path=path) if path else found).order_by("-saved_at", "-pk")
