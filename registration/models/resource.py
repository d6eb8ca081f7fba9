"""What a resident has to build on: strengths, and people who help."""

from django.db import models

from registration.models.base import Asked, Worded
from registration.models.scoped import OfPlan
from registration.models.voice import Voice


class Strength(Worded, Asked):
    """Something that goes well or that somebody is good at, in own words."""

    plan = models.ForeignKey("registration.Plan", on_delete=models.PROTECT, related_name="strengths")
    # Whose strength, in a household; empty: of all of them.
    resident = models.ForeignKey(
        "registration.Resident", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    own_words = models.TextField()
    voice = models.CharField(max_length=12, choices=Voice.choices, default=Voice.RESIDENT)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = OfPlan["Strength"].as_manager()

    class Meta:
        ordering = ["recorded_at", "id"]
        indexes = [models.Index(fields=["plan"])]

    def __str__(self) -> str:
        return self.own_words


class NetworkPerson(Worded, Asked):
    """Somebody of the resident's own network, and what this person helps with."""

    plan = models.ForeignKey("registration.Plan", on_delete=models.PROTECT, related_name="network")
    name = models.CharField(max_length=80)
    relation = models.CharField(max_length=80, blank=True)
    helps_with = models.TextField(blank=True)
    phone = models.CharField(max_length=20, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = OfPlan["NetworkPerson"].as_manager()

    class Meta:
        ordering = ["name", "id"]
        indexes = [models.Index(fields=["plan"])]

    def __str__(self) -> str:
        return self.name
