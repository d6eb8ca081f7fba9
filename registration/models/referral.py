"""Beside the plan: referrals, and applications with what was decided on them."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from registration.models.base import Asked, Worded
from registration.models.scoped import OfPlan


class Line(models.TextChoices):
    """How specialised the help is that somebody is referred to."""

    FIRST = "first", _("first line: close by, without an indication")
    SECOND = "second", _("second line: specialised help")


class YesNo(models.TextChoices):
    """Yes, no, or (left empty) not said."""

    YES = "yes", _("yes")
    NO = "no", _("no")


class Referral(Worded, Asked):
    """A resident was referred to somebody else, and whether we could have done it ourselves."""

    plan = models.ForeignKey("registration.Plan", on_delete=models.PROTECT, related_name="referrals")
    resident = models.ForeignKey(
        "registration.Resident", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    referred_on = models.DateField()
    to = models.CharField(max_length=120)
    line = models.CharField(max_length=6, choices=Line.choices, blank=True)
    theme = models.ForeignKey("catalogue.Theme", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.TextField(blank=True)
    could_have_been_ours = models.CharField(max_length=3, choices=YesNo.choices, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = OfPlan["Referral"].as_manager()

    class Meta:
        ordering = ["-referred_on", "-id"]
        indexes = [models.Index(fields=["plan"]), models.Index(fields=["referred_on"])]

    def __str__(self) -> str:
        return self.to


class Application(Worded, Asked):
    """A resident applied for a provision."""

    plan = models.ForeignKey("registration.Plan", on_delete=models.PROTECT, related_name="applications")
    resident = models.ForeignKey(
        "registration.Resident", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    applied_on = models.DateField()
    provision = models.CharField(max_length=120)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = OfPlan["Application"].as_manager()

    class Meta:
        ordering = ["-applied_on", "-id"]
        indexes = [models.Index(fields=["plan"])]

    def __str__(self) -> str:
        return self.provision


class Decided(models.TextChoices):
    """What was decided."""

    GRANTED = "granted", _("granted")
    REFUSED = "refused", _("refused")


class DecisionQuerySet(OfPlan["Decision"]):
    """Decisions by scope and by day."""

    path = "application__plan_id"

    def ending(self, after: date, until: date) -> "DecisionQuerySet":
        """Granted and ending after one day, on or before another."""
        return self.filter(
            outcome=Decided.GRANTED,
            removed_at__isnull=True,
            application__removed_at__isnull=True,
            valid_until__gt=after,
            valid_until__lte=until,
        )


class Decision(Worded, Asked):
    """What was decided on an application, and from when until when it holds (both days included)."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="decisions")
    decided_on = models.DateField()
    outcome = models.CharField(max_length=7, choices=Decided.choices, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    explanation = models.TextField(blank=True)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["-decided_on", "-id"]
        indexes = [models.Index(fields=["application"]), models.Index(fields=["valid_until"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_until__gte=F("valid_from")),
                name="decision_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return self.outcome
