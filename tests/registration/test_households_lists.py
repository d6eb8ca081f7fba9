"""The page of a family plan, and families in lists and in what is looked for."""

import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from organisation.models import User
from registration.models import Household, Plan, Resident
from registration.operations.households import leave_household
from tests.makers import (
    ActionFactory,
    ClosingFactory,
    GoalFactory,
    HouseholdMemberFactory,
    NetworkPersonFactory,
    StepFactory,
    StrengthFactory,
)
from tests.makers_people import days_ago
from tests.registration.pages import address, fill


@pytest.fixture
def noa(household: Household) -> Resident:
    """A member."""
    return household.members.get(resident__first_name="Noa").resident


class TestPlan:
    """plan, and the lists"""

    def test_plan_shows_the_family(self, browser: Client, together: Plan, noa: Resident) -> None:
        """Members, the way to their page, and to the details of each."""
        text = browser.get(address("plan", together)).content.decode()
        assert "Het gezin" in text and address("household", together.of_household) in text
        assert address("resident_edit", noa) in text
        page = fill(browser, "resident_edit", noa, known_as="Nootje")
        assert page.status_code == 302 and page.url == address("plan", together)
        noa.refresh_from_db()
        assert (noa.known_as, noa.birth_year, noa.birth_day) == ("Nootje", 2012, None)

    def test_residents_finds_a_family(self, browser: Client, together: Plan, plan: Plan) -> None:
        """By its name and by the name of whoever is or was in it, typing errors included."""
        for words in ("Gezin Wolk", "wolk", "Ruud Wolk", "Noa Wollk"):
            page = browser.post(address("residents"), {"q": words, "submission_key": str(uuid4())})
            assert address("plan", together) in page.content.decode(), words
        assert address("plan", plan) not in page.content.decode()

    @pytest.mark.parametrize("page", ["home", "residents", "open_actions", "obstacles", "goals_now", "team_residents"])
    def test_lists_with_a_family_in_them(
        self, browser: Client, together: Plan, noa: Resident, professional: User, page: str
    ) -> None:
        """Each shows the family, or at least does not stumble over a plan without a resident."""
        goal = GoalFactory(
            plan=together, by=professional, resident=noa, obstacle="Geen plek.", life_domain_id="housing"
        )
        StepFactory(goal=goal, by=professional)
        ActionFactory(goal=goal, by=professional, resident=noa, due_on=days_ago(3))
        text = browser.get(address(page)).content.decode()
        assert page == "goals_now" or "Gezin Wolk" in text
        assert page != "open_actions" or "Noa" in text

    def test_plan_again_and_closing(self, browser: Client, together: Plan, professional: User) -> None:
        """A closed family plan is read, and offers a new plan for the family, none for one resident."""
        ClosingFactory(plan=together, by=professional)
        text = browser.get(address("plan", together)).content.decode()
        assert "Gezin Wolk" in text and address("household_plan_new", together.of_household) in text
        assert not re.search("/residents/[^/]*/plans/new/", text)

    @pytest.mark.parametrize(("page", "most"), [("plan", 37), ("table", 30)])
    def test_queries_are_fixed(self, browser: Client, together: Plan, professional: User, page: str, most: int) -> None:
        """As many with one of everything as with fifteen, members who left included."""
        browser.get(address(page, together))
        household: Household = together.of_household
        counts = []
        for times in (1, 14):
            for _time in range(times):
                made = HouseholdMemberFactory(household=household, by=professional)
                left = HouseholdMemberFactory(household=household, by=professional, until=days_ago(2))
                for who in (made.resident, left.resident):
                    goal = GoalFactory(plan=together, by=professional, resident=who)
                    ActionFactory(goal=goal, by=professional, resident=who)
                    StepFactory(goal=goal, by=professional)
                    StrengthFactory(plan=together, by=professional, resident=who)
                NetworkPersonFactory(plan=together, by=professional)
            with CaptureQueriesContext(connection) as asked:
                assert browser.get(address(page, together)).status_code == 200
            counts.append(len(asked))
        assert counts[0] == counts[1] <= most, counts

    def test_people_on(self, together: Plan, noa: Resident, professional: User) -> None:
        """Whom the plan is about on a day."""
        leave_household(member=noa.memberships.get(), until=days_ago(5), by=professional)
        assert [who.called for who in together.people_on(days_ago(5))] == ["Ruud", "Noa"]
        assert [who.called for who in together.people_on(timezone.localdate())] == ["Ruud"]
