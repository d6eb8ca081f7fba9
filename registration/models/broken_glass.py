"""Opening a file of one's own team without being assigned to it: with a reason, for a day, in everybody's sight."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import models
from django.db.models import F, Q

from registration.models.base import Recorded

# How long a broken glass stays open, and how many characters a reason has at least.
OPEN_FOR = timedelta(hours=24)
REASON_FROM = 20


class BrokenGlassQuerySet(models.QuerySet["BrokenGlass"]):
    """Broken glasses by person and moment."""

    def holding(self, user_id: UUID, now: datetime) -> "BrokenGlassQuerySet":
        """Those of one person that are still open at a moment."""
        return self.filter(recorded_by_id=user_id, recorded_at__lte=now, until__gt=now)


class BrokenGlass(Recorded):
    """Somebody opened a plan with a reason, from `recorded_at` until `until`. Never changed, never removed."""

    plan = models.ForeignKey("registration.Plan", on_delete=models.PROTECT, related_name="broken_glasses")
    reason = models.TextField()
    until = models.DateTimeField()

    objects = BrokenGlassQuerySet.as_manager()

    class Meta:
        ordering = ["-recorded_at"]
        indexes = [models.Index(fields=["recorded_by", "-until"]), models.Index(fields=["plan", "-recorded_at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__lte=F("recorded_at") + OPEN_FOR), name="glass_is_open_for_a_day_at_most"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)
