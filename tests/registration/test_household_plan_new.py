"""Another plan for a family that had one before."""

from django.test import Client

from organisation.models import User
from registration.models import Household, Plan
from tests.makers import ClosingFactory, HouseholdFactory, HouseholdMemberFactory, PlanFactory
from tests.registration.pages import address, send


def closed_family(by: User) -> Household:
    """A family of one, whose plan was closed."""
    household = HouseholdFactory(by=by)
    HouseholdMemberFactory(household=household, by=by)
    ClosingFactory(plan=PlanFactory(resident=None, household=household, by=by), by=by)
    return household


class TestHouseholdPlanNew:
    """From the closed plan to a new one."""

    def test_household_plan_new(self, browser: Client, professional: User) -> None:
        """One button where there is one team; the members stay who they are, and the old plan stays as it is."""
        household = closed_family(professional)
        old = household.plans.get()
        assert address("household_plan_new", household) in browser.get(address("plan", old)).content.decode()
        answer = send(browser, "household_plan_new", household)
        new = Plan.objects.exclude(pk=old.pk).get(household=household)
        assert answer.status_code == 302 and answer.url == address("table", new)
        assert new.assignments.get().professional == professional
        assert household.members.count() == 1 and old.closings.count() == 1

    def test_household_plan_new_of_somebody_else(self, second: Client, professional: User) -> None:
        """Not there for a colleague."""
        household = closed_family(professional)
        assert send(second, "household_plan_new", household).status_code == 404
        assert household.plans.count() == 1
