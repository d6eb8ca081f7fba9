"""The support plan of a resident or of a household."""

from datetime import date, datetime
from uuid import UUID

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from registration.models.base import Asked, Worded
from registration.models.closing import Closing
from registration.models.household import Household, HouseholdMember
from registration.models.resident import Resident
from registration.models.scoped import OfPlan


class Law(models.TextChoices):
    """The law under which help is given; it decides how long a file is kept."""

    WMO = "wmo", _("Social Support Act (Wmo)")
    YOUTH = "jeugdwet", _("Youth Act")
    OTHER = "other", _("Another ground")


class PlanQuerySet(OfPlan["Plan"]):
    """Plans by scope and by day."""

    path = "pk"

    def with_state(self, day: date) -> "PlanQuerySet":
        """Each plan with `is_closed`: a closing holds on `day`."""
        holds = Closing.objects.on(day).filter(plan=OuterRef("pk"))
        return self.annotate(is_closed=Exists(holds))

    def open_on(self, day: date) -> "PlanQuerySet":
        """Opened on or before `day` and not closed on it."""
        return self.with_state(day).filter(opened_on__lte=day, is_closed=False)


class Plan(Worded, Asked):
    """What a resident, or a household as a whole, and professionals agree to work on, from opening to closing."""

    resident = models.ForeignKey(Resident, on_delete=models.PROTECT, null=True, blank=True, related_name="plans")
    household = models.ForeignKey(Household, on_delete=models.PROTECT, null=True, blank=True, related_name="plans")
    area = models.ForeignKey(
        "organisation.Area",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    service = models.ForeignKey("catalogue.Service", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    law = models.CharField(max_length=10, choices=Law.choices, blank=True)
    opened_on = models.DateField()
    # The goal that the sheet on the fridge shows; without a choice the first one.
    sheet_goal = models.ForeignKey(
        "registration.Goal",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    objects = PlanQuerySet.as_manager()

    # Whether the person at work is assigned to it; queries say so for each plan that they fetch.
    is_own: bool
    # Until when whoever opened it with a reason may read it; the rule at the door says so.
    read_until: datetime | None = None

    class Meta:
        indexes = [
            models.Index(fields=["resident"]),
            models.Index(fields=["household"]),
            models.Index(fields=["opened_on"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(resident__isnull=True) ^ Q(household__isnull=True),
                name="plan_of_a_resident_or_a_household",
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def called(self) -> str:
        """Whose plan it is, as said at the table."""
        return self.resident.called if self.resident else self.of_household.name

    @property
    def full_name(self) -> str:
        """Whose plan it is, as in lists for professionals."""
        return self.resident.full_name if self.resident else self.of_household.name

    @property
    def of_household(self) -> Household:
        """The household of a plan that has no resident of its own; a ValueError for a plan that has one."""
        if self.household is None:
            raise ValueError("This plan is of one resident.")
        return self.household

    @property
    def law_in_short(self) -> str:
        """The law as professionals say it: "Wmo", "Youth Act"; empty for another ground."""
        return {Law.WMO: "Wmo", Law.YOUTH: str(_("Youth Act"))}.get(Law(self.law), "") if self.law else ""

    def people_on(self, day: date) -> list[Resident]:
        """Whom the plan is about on a day: the resident, or who belongs to the household then."""
        return [self.resident] if self.resident else self.of_household.members_on(day)

    def file_ids(self) -> list[UUID]:
        """Whose files a look into this plan opens, by id: the resident, or everybody who was ever in the household."""
        if self.resident_id:
            return [self.resident_id]
        members = HouseholdMember.objects.filter(household=self.household_id)
        return list(members.order_by("resident_id").values_list("resident_id", flat=True).distinct())

    def closing_on(self, day: date) -> Closing | None:
        """The closing that holds on `day`, if any."""
        return self.closings.on(day).first()
