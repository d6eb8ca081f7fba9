"""Rights that somebody has for some days only."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from organisation.roles import Right
from shared.ids import uuid7


class LentRightQuerySet(models.QuerySet["LentRight"]):
    """Lent rights by day."""

    def on(self, day: date) -> "LentRightQuerySet":
        """Those that hold on `day`; the first and the last day are both included."""
        return self.filter(since__lte=day, until__gte=day, taken_back_at__isnull=True)


class LentRight(models.Model):
    """A right that no role brings, lent to one person by another, for a reason, until a day."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="lent_rights")
    right = models.CharField(max_length=30, choices=Right.choices)
    since = models.DateField()
    until = models.DateField()
    because = models.TextField()
    lent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    lent_at = models.DateTimeField(auto_now_add=True)
    taken_back_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = LentRightQuerySet.as_manager()

    class Meta:
        ordering = ["-lent_at"]
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="lent_right_ends_after_it_starts"),
            models.CheckConstraint(condition=~Q(because=""), name="lent_for_a_reason"),
            models.CheckConstraint(condition=~Q(user=F("lent_by")), name="nobody_lends_to_oneself"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
