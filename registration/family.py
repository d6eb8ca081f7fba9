"""What the page of a household shows."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import F

from organisation.scope import Scope
from registration import queries
from registration.models import Household, HouseholdMember, Plan

ON_A_PAGE = 25


@dataclass(frozen=True)
class Belongs:
    """Somebody in the household from a day until a day, with the latest plan of this person alone that may be read."""

    member: HouseholdMember
    plan: Plan | None
    day: date

    @property
    def is_now(self) -> bool:
        """Whether this person belongs to it on the day."""
        return self.member.until is None or self.member.until >= self.day


@dataclass
class Family:
    """A household: who belongs to it, its plans, and what happened around it, as far as a scope reaches."""

    household: Household
    scope: Scope | None
    day: date
    page_number: str | None = None

    @cached_property
    def around(self) -> queries.Around:
        """The plans of the household and of its people."""
        return queries.around(self.scope, self.household, self.day)

    @cached_property
    def plans(self) -> list[Plan]:
        """The plans of the household itself."""
        return [plan for plan in self.around.plans if plan.household_id]

    @cached_property
    def members(self) -> list[Belongs]:
        """Everybody, of now and before, in the order of birth as far as known."""
        of: dict[UUID | None, Plan] = {}
        for plan in self.around.plans:
            of.setdefault(plan.resident_id, plan)
        born = (F(f"resident__birth_{part}").asc(nulls_last=True) for part in ("year", "month", "day"))
        held = self.household.members.select_related("resident").order_by(*born, "since", "pk")
        return [Belongs(member, of.get(member.resident_id), self.day) for member in held]

    @property
    def now(self) -> list[Belongs]:
        """Who belongs to it today."""
        return [one for one in self.members if one.is_now]

    @property
    def before(self) -> list[Belongs]:
        """Who belonged to it."""
        return [one for one in self.members if not one.is_now]

    @cached_property
    def page(self) -> Page:
        """What happened, the latest first: one page of rows."""
        return Paginator(queries.happenings(self.scope, self.around), ON_A_PAGE).get_page(self.page_number)

    @cached_property
    def happened(self) -> list[queries.Happening]:
        """What is on that page."""
        return queries.told(self.scope, self.page.object_list, self.around)
