"""A resident: as much of a name and a birth date as is known."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q

from organisation.scope import Scope
from registration.models.base import Worded
from registration.models.reach import plan_ids
from shared.text import WHOLE_NAME, comparable_name


class ResidentQuerySet(models.QuerySet["Resident"]):
    """Residents are reached through their plans and those of their households."""

    def within(self, scope: Scope | None) -> "ResidentQuerySet":
        """Those with a plan in the scope, or ever in a household with one; none without a scope."""
        if scope is None:
            return self.none()
        reached = plan_ids(scope)
        return self.filter(Q(plans__in=reached) | Q(memberships__household__plans__in=reached)).distinct()


class Resident(Worded):
    """Somebody who is helped. Nothing but a name is needed, and any part of the birth date may be unknown."""

    first_name = models.CharField(max_length=200)
    prefix = models.CharField(max_length=20, blank=True)
    last_name = models.CharField(max_length=200, blank=True)
    known_as = models.CharField(max_length=40, blank=True)
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)
    birth_month = models.PositiveSmallIntegerField(null=True, blank=True)
    birth_day = models.PositiveSmallIntegerField(null=True, blank=True)
    area = models.ForeignKey(
        "organisation.Area",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    language = models.CharField(max_length=5, default="nl")
    # First, prefix, last and known-as name as they are compared; kept by save().
    comparable_name = models.CharField(max_length=WHOLE_NAME, editable=False)

    # Was there twice: everything that hung on this row hangs on that one now. Who looked is kept under both.
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged", editable=False
    )

    objects = ResidentQuerySet.as_manager()

    class Meta:
        indexes = [
            GinIndex(
                OpClass("comparable_name", name="gin_trgm_ops"),
                name="resident_name_trigrams",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(birth_month__isnull=True) | Q(birth_year__isnull=False),
                name="birth_month_has_a_year",
            ),
            models.CheckConstraint(
                condition=Q(birth_day__isnull=True) | Q(birth_month__isnull=False),
                name="birth_day_has_a_month",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    def save(self, *args: object, **kwargs: object) -> None:
        """Keeps the comparable name in step with the names."""
        self.comparable_name = comparable_name(f"{self.full_name} {self.known_as}")
        super().save(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they came

    @property
    def full_name(self) -> str:
        """First name, prefix, last name."""
        return " ".join(part for part in (self.first_name, self.prefix, self.last_name) if part)

    @property
    def called(self) -> str:
        """What the resident is called at the table and on the sheet: never the last name."""
        return self.known_as or self.first_name.split(" ")[0]
