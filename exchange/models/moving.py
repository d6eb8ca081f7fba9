"""Beside the runs of an import: sheets that wait to be matched, what was taken out, and who was merged."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from exchange.models.import_run import ImportRun
from shared.ids import uuid7


def somebody(**more: object) -> models.ForeignKey:
    """Who did it."""
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", **more)


class Sheet(models.Model):
    """A spreadsheet of any shape that was sent, until it became a bundle; and where its rows stand in that bundle.

    `columns` is how it was matched (`exchange/sheets/matching.py`); `places` is [[line of the bundle, row of the
    sheet]] for every line at which the distance between the two changes. Both are kept for the report of `run`.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    sent_by = somebody()
    sent_at = models.DateTimeField(default=timezone.now)
    name = models.CharField(max_length=200)
    # Where it waits on this machine; empty when it is gone.
    stored_as = models.CharField(max_length=300, blank=True)
    page = models.CharField(max_length=100, blank=True)
    file = models.CharField(max_length=30, blank=True)
    header = models.JSONField(default=list)
    columns = models.JSONField(default=dict)
    places = models.JSONField(default=list)
    run = models.OneToOneField(ImportRun, on_delete=models.PROTECT, null=True, related_name="sheet")

    class Meta:
        ordering = ["-sent_at"]

    def __str__(self) -> str:
        return str(self.pk)


class ColumnMapping(models.Model):
    """How the columns of a spreadsheet become a file of the bundle, remembered under a name."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(max_length=80, unique=True)
    file = models.CharField(max_length=30)
    header = models.JSONField(default=list)
    columns = models.JSONField(default=dict)
    made_by = somebody()
    used_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-used_at"]

    def __str__(self) -> str:
        return self.name


class ExportState(models.TextChoices):
    """How far taking everything out is."""

    WAITING = "waiting", _("waiting")
    WRITING = "writing", _("writing")
    READY = "ready", _("ready")
    FETCHED = "fetched", _("fetched")
    GONE = "gone", _("removed")
    FAILED = "failed", _("failed")


class ExportRun(models.Model):
    """Everything taken out once, with the reason; the file is fetched once, by who asked for it, within a day."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    started_by = somebody()
    because = models.TextField()
    state = models.CharField(max_length=8, choices=ExportState.choices, default=ExportState.WAITING)
    rows = models.PositiveBigIntegerField(default=0)
    size = models.PositiveBigIntegerField(default=0)
    stored_as = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    fetched_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]
        constraints = [models.CheckConstraint(condition=~Q(because=""), name="taken_out_for_a_reason")]

    def __str__(self) -> str:
        return self.state


class Undoing(models.Model):
    """Somebody asked that a run is undone: done, or what stands in the way ({"obstacles": [...]} of the engine)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    run = models.ForeignKey(ImportRun, on_delete=models.PROTECT, related_name="undoings")
    asked_by = somebody()
    asked_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    in_the_way = models.JSONField(default=dict)

    class Meta:
        ordering = ["-asked_at"]

    def __str__(self) -> str:
        return str(self.pk)


class Merge(models.Model):
    """Two files of one resident that became one, by bare ids; `moved` is what is needed to undo it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kept = models.UUIDField()
    other = models.UUIDField()
    merged_by = somebody()
    merged_at = models.DateTimeField(default=timezone.now)
    moved = models.JSONField()
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = somebody(null=True)

    class Meta:
        ordering = ["-merged_at"]

    def __str__(self) -> str:
        return str(self.pk)


class TwoPeople(models.Model):
    """Two residents that look alike, and of whom somebody said that they are two. By bare ids, the lower one first."""

    one = models.UUIDField()
    other = models.UUIDField()
    said_by = somebody()
    said_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="two_people_are_said_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="lower_one_first"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
