"""Who left a family is written about no more by whoever writes for that family."""

from collections.abc import Callable

import pytest
from django.test import Client

from organisation.models import User
from registration.models import Household, HouseholdMember, Plan, Resident
from tests.makers import ClosingFactory, PlanFactory
from tests.makers_people import days_ago
from tests.registration.families import row
from tests.registration.pages import address, fill, send, stored

PAGES = ("resident_edit", "plan_again", "household_around")


@pytest.fixture
def left(noa: HouseholdMember) -> Resident:
    """Noa, until yesterday."""
    HouseholdMember.objects.filter(pk=noa.pk).update(until=days_ago(1))
    return noa.resident


@pytest.mark.parametrize("name", PAGES)
def test_not_any_more(browser: Client, left: Resident, name: str) -> None:
    """Reading and sending alike: as if there were nobody of that id."""
    before = stored()
    assert browser.get(address(name, left)).status_code == 404
    assert send(browser, name, left, first_name="Anders").status_code == 404
    assert stored() == before


@pytest.mark.parametrize("name", PAGES)
def test_member_of_today(browser: Client, noa: HouseholdMember, name: str) -> None:
    """Opens."""
    assert browser.get(address(name, noa.resident)).status_code == 200


@pytest.mark.parametrize("name", PAGES)
def test_with_an_own_plan(browser: Client, left: Resident, professional: User, name: str) -> None:
    """Of that very resident, open or closed: opens."""
    ClosingFactory(plan=PlanFactory(by=professional, resident=left), by=professional)
    assert browser.get(address(name, left)).status_code == 200


@pytest.mark.parametrize("name", PAGES)
def test_through_another_member(
    client_of: Callable[[User], Client], noa: HouseholdMember, household: Household, colleague: User, name: str
) -> None:
    """Whoever has the plan of one member alone writes about that one, not about the others of the family."""
    ruud = household.members.get(resident__first_name="Ruud").resident
    PlanFactory(by=colleague, resident=ruud)
    noor = client_of(colleague)
    assert noor.get(address(name, noa.resident)).status_code == 404
    assert noor.get(address(name, ruud)).status_code == 200


def test_cannot_be_taken_into_another_family(browser: Client, left: Resident, household: Household) -> None:
    """By an id that was known: the sentence for somebody of others."""
    before = stored()
    page = fill(browser, "household_member_new", household, **row(first_name="Noa", known=str(left.pk)))
    assert page.status_code == 422 and stored() == before
    assert "hoort niet bij jouw inwoners" in page.content.decode() or "niet" in page.content.decode()


def test_family_page_still_tells(browser: Client, left: Resident, household: Household, together: Plan) -> None:
    """Who belonged to it, and no link to what cannot be opened."""
    page = browser.get(address("household", household)).content.decode()
    assert left.full_name in page and address("resident_edit", left) not in page
