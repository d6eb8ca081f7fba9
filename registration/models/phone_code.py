"""The sheet on the resident's own phone: a code on paper and a PIN that only the resident knows."""

from datetime import datetime, timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from registration.models.base import Recorded

VALID_FOR = timedelta(days=7)
# Wrong PINs after which a code is of no use any more.
TRIES = 5


class PhoneCodeQuerySet(models.QuerySet["PhoneCode"]):
    """Codes by moment."""

    def valid(self, now: datetime) -> "PhoneCodeQuerySet":
        """Those that still open something: not withdrawn, not too old, not too often tried."""
        return self.filter(withdrawn_at__isnull=True, expires_at__gt=now, wrong_tries__lt=TRIES)


class PhoneCode(Recorded):
    """Lines of one plan that a resident may read with a code and a PIN. Of both only a hash is kept."""

    plan = models.ForeignKey("registration.Plan", on_delete=models.PROTECT, related_name="phone_codes")
    # Whose code it is; in a household each member has an own one, or the household as a whole (empty).
    resident = models.ForeignKey(
        "registration.Resident", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    code_hash = models.CharField(max_length=64, unique=True)
    pin_hash = models.CharField(max_length=128)
    goal = models.ForeignKey("registration.Goal", on_delete=models.PROTECT, related_name="+")
    action_ids = ArrayField(models.UUIDField(), default=list, blank=True)
    shows_appointment = models.BooleanField(default=True)
    shows_phone = models.BooleanField(default=True)
    language = models.CharField(max_length=5, default="nl")
    expires_at = models.DateTimeField()
    wrong_tries = models.PositiveSmallIntegerField(default=0)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = PhoneCodeQuerySet.as_manager()

    class Meta:
        ordering = ["-recorded_at"]
        indexes = [models.Index(fields=["plan", "-recorded_at"])]
        constraints = [
            models.CheckConstraint(condition=Q(wrong_tries__lte=TRIES), name="code_has_so_many_tries"),
            models.CheckConstraint(
                condition=Q(expires_at__lte=F("recorded_at") + VALID_FOR), name="code_is_valid_for_a_week_at_most"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
