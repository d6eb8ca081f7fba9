"""The next time that resident and professional see each other."""

from django.db import models

from registration.models.base import Asked, Worded
from registration.models.scoped import OfPlan


class Appointment(Worded, Asked):
    """When, where, and with whom."""

    plan = models.ForeignKey("registration.Plan", on_delete=models.PROTECT, related_name="appointments")
    starts_at = models.DateTimeField()
    place = models.CharField(max_length=60, blank=True)
    with_whom = models.CharField(max_length=60, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    objects = OfPlan["Appointment"].as_manager()

    class Meta:
        ordering = ["starts_at"]
        indexes = [models.Index(fields=["plan", "starts_at"])]

    def __str__(self) -> str:
        return str(self.starts_at)
