"""A plan for a family that is new here."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from organisation.models import AccessEvent, User
from registration.models import Household, HouseholdMember, Plan, Resident
from tests.makers import (
    HouseholdFactory,
    HouseholdMemberFactory,
    PlanFactory,
)
from tests.registration.families import ELSEWHERE, row
from tests.registration.pages import address, fill, stored

ClientOf = Callable[[User], Client]


class TestHouseholdNew:
    """household_new"""

    def test_household_new_with_two_members(self, browser: Client, professional: User) -> None:
        """A household, its members from the day of opening on, and a plan of which Amir is the coordinator."""
        typed = row(0, first_name="Noa", birth_year="2012") | row(1, first_name="Ruud", last_name="Bedacht")
        response = fill(browser, "household_new", name="Gezin Bedacht", **typed)
        plan = Plan.objects.get()
        assert response.url == address("table", plan)
        assert plan.resident is None and plan.of_household.name == "Gezin Bedacht"
        assert plan.assignments.get().professional == professional
        today = timezone.localdate()
        assert {who.called for who in plan.people_on(today)} == {"Noa", "Ruud"}
        assert {member.since for member in HouseholdMember.objects.all()} == {plan.opened_on} == {today}
        assert Resident.objects.get(first_name="Noa").birth_year == 2012

    def test_household_new_begins_on_an_earlier_day(self, browser: Client) -> None:
        """Members belong to it from the day on which the plan began."""
        fill(browser, "household_new", name="Gezin Bedacht", opened_on="2026-01-05", **row(first_name="Noa"))
        assert Plan.objects.get().opened_on == HouseholdMember.objects.get().since == date(2026, 1, 5)

    def test_household_new_asks_for_a_name_and_somebody(self, browser: Client) -> None:
        """An empty household is not made; what was typed stays."""
        for changes in ({"name": "Gezin Bedacht"}, row(first_name="Noa"), {}):
            page = fill(browser, "household_new", **changes)
            assert page.status_code == 422
            assert all(text in page.content.decode() for text in changes.values())
        assert not Household.objects.exists() and not Resident.objects.exists()

    def test_household_new_with_a_last_name_alone(self, browser: Client) -> None:
        """Somebody without a first name is not left out without a word."""
        typed = row(0, first_name="Noa") | row(1, last_name="Bedacht")
        page = fill(browser, "household_new", name="Gezin", **typed)
        assert page.status_code == 422 and "Vul een voornaam in" in page.content.decode()
        assert not Household.objects.exists()

    @pytest.mark.parametrize("number", ["41", "42", "999", "1000", "99999999999"])
    def test_household_new_of_too_many(self, browser: Client, number: str) -> None:
        """Nobody is left out without a word."""
        before = stored()
        typed: dict[str, str] = {}
        for at in range(41):
            typed |= row(at, first_name=f"Nummer{at}")
        page = fill(browser, "household_new", name="Groot gezin", people=number, **typed)
        assert page.status_code == 422 and "niet meer dan 40 mensen tegelijk" in page.content.decode()
        assert stored() == before

    def test_household_new_with_forty(self, browser: Client) -> None:
        """Is as many as fit on the page: there is no room to ask for."""
        typed: dict[str, str] = {}
        for at in range(40):
            typed |= row(at, first_name=f"Nummer{at}")
        page = fill(browser, "household_new", people="38", more="1", **typed).content.decode()
        assert 'name="person-39-first_name"' in page and 'name="more"' not in page
        fill(browser, "household_new", name="Groot gezin", people="40", **typed)
        assert HouseholdMember.objects.count() == 40

    def test_household_new_gives_more_room(self, browser: Client) -> None:
        """ "Somebody more" gives two more rows, keeps what was typed and saves nothing."""
        page = fill(browser, "household_new", name="Gezin", more="1", **row(first_name="Noa"))
        text = page.content.decode()
        assert page.status_code == 200 and 'value="Noa"' in text and "person-3-first_name" in text
        assert "person-4-first_name" not in text and 'name="people" value="4"' in text
        assert "utrecht-form-field-error-message" not in text
        assert not Household.objects.exists()

    def test_household_new_of_thirty(self, browser: Client) -> None:
        """Thirty members are thirty members; a number of rows that nobody would type changes nothing."""
        rows: dict[str, str] = {"people": "30"}
        for at in range(30):
            rows |= row(at, first_name=f"Kind{at}")
        assert fill(browser, "household_new", name="Groot gezin", **rows).status_code == 302
        assert HouseholdMember.objects.count() == 30
        plan = Plan.objects.get()
        page = browser.get(address("table", plan)).content.decode()
        # "All of us" and eight members, and the other 22 behind "more".
        assert "Nog 22" in page and all(f"Kind{at}" in page for at in range(30))
        for number in ("", "-1", "9999999999", "x", "٣"):
            assert fill(browser, "household_new", name="Nog een", people=number).status_code == 422
        assert Household.objects.count() == 1

    def test_household_new_takes_somebody_who_is_known(self, browser: Client, plan: Plan) -> None:
        """Somebody alike of one's own is offered, taken, and not made twice."""
        known = plan.resident
        typed = {"name": "Gezin", **row(first_name=known.first_name, last_name="Bedagt")}
        page = fill(browser, "household_new", **typed)
        assert page.status_code == 422 and f'value="{known.pk}"' in page.content.decode()
        assert not Household.objects.exists()
        assert fill(browser, "household_new", **typed, **row(known=str(known.pk))).status_code == 302
        assert HouseholdMember.objects.get().resident == known and Resident.objects.count() == 1

    @pytest.mark.parametrize("going_on", [{"anyway": "1"}, {"person-0-known": "new"}])
    def test_household_new_with_somebody_else_of_that_name(
        self, browser: Client, plan: Plan, going_on: dict[str, str]
    ) -> None:
        """ "Somebody else" makes a new resident."""
        typed = {"name": "Gezin", **row(first_name=plan.resident.first_name, last_name="Bedacht")}
        assert fill(browser, "household_new", **typed).status_code == 422
        assert fill(browser, "household_new", **typed, **going_on).status_code == 302
        assert Resident.objects.count() == 2

    def test_household_new_for_somebody_known_elsewhere(self, client_of: ClientOf, stranger: User, plan: Plan) -> None:
        """Only the name of the team, no name of a colleague, no way in; the look is logged though nothing is saved."""
        Resident.objects.filter(pk=plan.resident_id).update(birth_year=1950, birth_month=4, birth_day=3)
        typed = {"first_name": plan.resident.first_name, "last_name": "van der Bedacht"}
        birth = {"birth_day": "3", "birth_month": "4", "birth_year": "1950"}
        page = fill(client_of(stranger), "household_new", name="Gezin", **row(**typed, **birth))
        text = page.content.decode()
        assert page.status_code == 422 and "Mogelijk al bekend bij Team Oost" in text
        assert "Amir" not in text and str(plan.pk) not in text and str(plan.resident_id) not in text
        look = AccessEvent.objects.get(user=stranger, resident=plan.resident_id)
        assert look.what == "household_new:known"

    def test_household_new_with_somebody_of_another(
        self, browser: Client, client_of: ClientOf, plan: Plan, colleague: User
    ) -> None:
        """The id of a resident who is not one's own is refused like one that does not exist."""
        other = PlanFactory(by=colleague).resident
        page = fill(browser, "household_new", name="Gezin", **row(first_name="Noa", known=str(other.pk)))
        assert page.status_code == 422 and other.last_name not in page.content.decode()
        assert not Household.objects.exists()

    def test_household_new_with_a_member_of_another_household(
        self, browser: Client, plan: Plan, colleague: User
    ) -> None:
        """A plain sentence that names no other household, and nothing is made."""
        other = HouseholdFactory(by=colleague, name="Gezin Elders")
        HouseholdMemberFactory(household=other, resident=plan.resident, by=colleague)
        before = stored()
        page = fill(browser, "household_new", name="Gezin", **row(first_name="Noa", known=str(plan.resident_id)))
        text = page.content.decode()
        assert page.status_code == 422 and ELSEWHERE in text and "Elders" not in text
        assert stored() == before

    def test_household_new_from_plan_new(self, browser: Client) -> None:
        """One resident or a family is a clear choice on both pages."""
        assert address("household_new") in browser.get(address("plan_new")).content.decode()
        assert address("plan_new") in browser.get(address("household_new")).content.decode()
