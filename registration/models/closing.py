"""How a plan ended, and what resident and professional say about it."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from registration.models.base import Asked, Recorded
from registration.models.scoped import OfPlan


class Answer(models.TextChoices):
    """An answer to a review question. Empty, not asked and not applicable are three different things."""

    YES = "yes", _("yes")
    PARTLY = "partly", _("partly")
    NO = "no", _("no")
    NOT_ASKED = "not_asked", _("not asked")
    NOT_APPLICABLE = "not_applicable", _("not applicable")


class Reason(models.TextChoices):
    """Why a plan ended."""

    DONE = "done", _("The work is done")
    OTHER_HELP = "other_help", _("Other help took over")
    RESIDENT_STOPPED = "resident_stopped", _("The resident wanted to stop")
    NO_CONTACT = "no_contact", _("No contact any more")
    MOVED = "moved", _("Moved away")
    DIED = "died", _("The resident has died")
    OTHER = "other", _("Another reason")


class ClosingQuerySet(OfPlan["Closing"]):
    """Closings by day."""

    def on(self, day: date) -> "ClosingQuerySet":
        """Those that hold on `day`: closed on or before it, and not reopened by then."""
        return self.filter(Q(reopened_on__isnull=True) | Q(reopened_on__gt=day), closed_on__lte=day)


class Closing(Recorded, Asked):
    """The end of a plan, with three review answers of which each may be left out."""

    plan = models.ForeignKey("registration.Plan", on_delete=models.PROTECT, related_name="closings")
    closed_on = models.DateField()
    reopened_on = models.DateField(null=True, blank=True)
    reopened_because = models.TextField(blank=True)
    reopened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    reason = models.CharField(max_length=20, choices=Reason.choices, blank=True)
    explanation = models.TextField(blank=True)
    continues_independently = models.CharField(max_length=14, choices=Answer.choices, blank=True)
    helped_resident = models.CharField(max_length=14, choices=Answer.choices, blank=True)
    helped_professional = models.CharField(max_length=14, choices=Answer.choices, blank=True)

    # Whether closing withdrew a code for a phone; known to who just closed.
    withdrew = False

    objects = ClosingQuerySet.as_manager()

    class Meta:
        ordering = ["-closed_on"]
        indexes = [models.Index(fields=["plan", "-closed_on"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(reopened_on__isnull=True) | Q(reopened_on__gte=F("closed_on")),
                name="reopened_after_closed",
            ),
            models.UniqueConstraint(
                fields=["plan"],
                condition=Q(reopened_on__isnull=True),
                name="one_closing_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return self.get_reason_display()

    def holds_on(self, day: date) -> bool:
        """Whether the plan was closed by this on `day`, and not reopened by then."""
        return self.closed_on <= day and (self.reopened_on is None or self.reopened_on > day)
