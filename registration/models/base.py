"""What records of a plan share: who recorded them when, and the version of their texts."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from shared.ids import uuid7


class Recorded(models.Model):
    """Made by whom, when. The moment of entry is never the day on which something happened."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )

    class Meta:
        abstract = True


class Asked(models.Model):
    """A record that somebody filled a form in for. Which questions stood there tells empty from not asked."""

    offered = models.ForeignKey(
        "catalogue.OfferedSet", on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )

    class Meta:
        abstract = True


class Worded(Recorded):
    """A record whose texts people change. The version tells two people editing the same text apart."""

    version = models.PositiveIntegerField(default=1, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )

    class Meta:
        abstract = True
