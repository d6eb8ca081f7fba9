"""A plan for the family of a resident."""

from collections.abc import Callable

from django.test import Client

from organisation.models import User
from registration.models import Household, HouseholdMember, Plan
from tests.makers import (
    PlanFactory,
)
from tests.registration.families import ELSEWHERE
from tests.registration.pages import address, fill, stored

ClientOf = Callable[[User], Client]


class TestHouseholdAround:
    """household_around"""

    def test_household_around_a_resident(self, browser: Client, plan: Plan) -> None:
        """From the plan of one resident, who is the first member; nobody else is needed."""
        link = address("household_around", plan.resident)
        assert link in browser.get(address("plan", plan)).content.decode()
        response = fill(browser, "household_around", plan.resident)
        made = Plan.objects.get(household__isnull=False)
        assert response.url == address("table", made)
        assert made.called == "Bedacht" and HouseholdMember.objects.get().resident == plan.resident
        text = browser.get(address("plan", plan)).content.decode()
        assert address("household", made.household) in text and link not in text

    def test_household_around_who_is_in_one(
        self, browser: Client, household: Household, noa: HouseholdMember, professional: User
    ) -> None:
        """Who belongs to a household gets no second one on that day."""
        PlanFactory(by=professional, resident=noa.resident)
        before = stored()
        page = fill(browser, "household_around", noa.resident, name="Tweede")
        assert page.status_code == 422 and ELSEWHERE in page.content.decode()
        assert stored() == before
