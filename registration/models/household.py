"""Households: who belongs together, from which day until which day."""

from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from organisation.scope import Scope
from registration.models.base import Recorded, Worded
from registration.models.days import holds_on, span
from registration.models.reach import plan_ids
from registration.models.resident import Resident
from shared.text import WHOLE_NAME, comparable_name


class HouseholdQuerySet(models.QuerySet["Household"]):
    """Households are reached through a plan of their own or of somebody who belongs to them."""

    def within(self, scope: Scope | None) -> "HouseholdQuerySet":
        """Those with a plan in the scope, or with a member of today who has one; none without a scope."""
        if scope is None:
            return self.none()
        reached = plan_ids(scope)
        theirs = HouseholdMember.objects.on(scope.day).filter(resident__plans__in=reached)
        return self.filter(Q(plans__in=reached) | Q(pk__in=theirs.values("household_id"))).distinct()


class Household(Worded):
    """A family, or people who live together, under the name that they use themselves."""

    name = models.CharField(max_length=120)
    area = models.ForeignKey(
        "organisation.Area",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    # The name as it is compared; kept by save().
    comparable_name = models.CharField(max_length=WHOLE_NAME, editable=False)

    objects = HouseholdQuerySet.as_manager()

    class Meta:
        ordering = ["comparable_name", "id"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        """Keeps the comparable name in step with the name."""
        self.comparable_name = comparable_name(self.name)
        super().save(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they came

    def members_on(self, day: date) -> list[Resident]:
        """Who belongs to it on a day, the eldest first as far as birth dates are known."""
        held = HouseholdMember.objects.on(day).filter(household=self).select_related("resident")
        born = (F(f"resident__birth_{part}").asc(nulls_last=True) for part in ("year", "month", "day"))
        return [member.resident for member in held.order_by(*born, "since", "pk")]


class HouseholdMemberQuerySet(models.QuerySet["HouseholdMember"]):
    """Members by day and by scope."""

    def on(self, day: date) -> "HouseholdMemberQuerySet":
        """Those who belong to it on `day`; the first and last day are both included."""
        return self.filter(holds_on(day))

    def within(self, scope: Scope | None) -> "HouseholdMemberQuerySet":
        """Those of the households in the scope; none without a scope."""
        if scope is None:
            return self.none()
        return self.filter(household__in=Household.objects.within(scope))


class HouseholdMember(Recorded):
    """One resident in one household. Nobody belongs to two households on the same day."""

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="members")
    resident = models.ForeignKey("registration.Resident", on_delete=models.PROTECT, related_name="memberships")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = HouseholdMemberQuerySet.as_manager()

    class Meta:
        ordering = ["since", "id"]
        indexes = [models.Index(fields=["household"]), models.Index(fields=["resident"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="member_leaves_after_joining",
            ),
            ExclusionConstraint(
                name="one_household_a_day",
                expressions=[(F("resident"), RangeOperators.EQUAL), (span(), RangeOperators.OVERLAPS)],
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
