"""Notes of conversations."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from registration.models.base import Asked, Worded
from registration.models.scoped import OfPlan
from shared.wordings import keeps_wordings


class NoteKind(models.TextChoices):
    """What kind of contact it was, or that it was none."""

    VISIT = "visit", _("home visit")
    PHONE = "phone", _("telephone")
    OFFICE = "office", _("at the office")
    MESSAGE = "message", _("message")
    # Writing a letter, calling about somebody: kept, and no contact.
    WORK = "work", _("work without a talk")
    OTHER = "other", _("something else")


class NoteQuerySet(OfPlan["Note"]):
    """Notes hang on one plan or on several."""

    path = "plans"

    def contacts(self) -> "NoteQuerySet":
        """Those of a talk or a message with somebody, not removed; work without a talk is none."""
        return self.filter(removed_at__isnull=True).exclude(kind=NoteKind.WORK)


@keeps_wordings("NoteWording", "text")
class Note(Worded, Asked):
    """What was said, short or long. The day of the talk is not the day of entry."""

    plans = models.ManyToManyField("registration.Plan", related_name="notes")
    held_on = models.DateField()
    kind = models.CharField(max_length=10, choices=NoteKind.choices, blank=True)
    text = models.TextField()
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = NoteQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-id"]

    def __str__(self) -> str:
        return str(self.pk)
