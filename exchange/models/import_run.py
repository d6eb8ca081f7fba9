"""Runs of an import, and the keys that they brought."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shared.ids import uuid7

# So many problems, and so many remarks, are kept of a run; the counts tell of the others.
KEPT = 1000


class RunState(models.TextChoices):
    """How far a run is. Refused: something in the bundle was wrong, and nothing was written."""

    WAITING = "waiting", _("waiting")
    CHECKING = "checking", _("checking")
    WRITING = "writing", _("writing")
    DONE = "done", _("done")
    REFUSED = "refused", _("refused, nothing was written")
    FAILED = "failed", _("failed, nothing was written")
    UNDONE = "undone", _("undone")


class ImportRun(models.Model):
    """One bundle that was brought in, tried or refused; `started_by` is empty for the command.

    `counts` is {file: {"new": n, "changed": n, "same": n, "kept_ours": n}}. `problems` (why it was refused) and
    `remarks` (what was left as it was) are lists of {"file", "line", "column", "value", "code", "params"}, at most
    `KEPT` each;
    `exchange.bundle.problems.Problem` says them in the reader's language. Their values are about people: they are shown
    to whoever started the run, and to nobody else. `rows_done` counts up to `rows_total` twice: when the rows are read
    (state "checking") and when they are written ("writing").
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    source = models.CharField(max_length=200)
    is_dry_run = models.BooleanField(default=False)
    # Only services and their categories, by who arranges the catalogue: nothing in it is about residents.
    of_services = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=RunState.choices, default=RunState.WAITING)
    rows_total = models.PositiveBigIntegerField(default=0)
    rows_done = models.PositiveBigIntegerField(default=0)
    counts = models.JSONField(default=dict, blank=True)
    problems = models.JSONField(default=list, blank=True)
    problem_count = models.PositiveBigIntegerField(default=0)
    remarks = models.JSONField(default=list, blank=True)
    remark_count = models.PositiveBigIntegerField(default=0)
    # Where the bundle that was sent waits on this machine; emptied when the run has ended, and the file removed.
    stored_as = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.state


class ImportedKey(models.Model):
    """Which record a key of the sender became. `kind` is the file without its ending ("goals").

    `fingerprint` is that of the row as it came; `mark` says how the record stood after the import (its version, or a
    digest of it where it has none), so that a later edit in the pages is seen. `run` made the record; it is empty where
    the record was there before the bundle came.
    """

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=30)
    key = models.CharField(max_length=400)
    run = models.ForeignKey(ImportRun, on_delete=models.PROTECT, null=True, related_name="keys")
    target = models.CharField(max_length=64)
    fingerprint = models.UUIDField()
    mark = models.CharField(max_length=36, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="one_record_of_a_key")]
        indexes = [
            models.Index(fields=["kind", "target"], name="key_of_a_record"),
            models.Index(fields=["run", "kind"], name="records_of_a_run"),
        ]

    def __str__(self) -> str:
        return self.kind
