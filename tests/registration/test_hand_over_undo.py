"""Taking back a hand-over that was made on the first day of who made room; and by whom."""

import re
from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client

from organisation.models import Team, User
from registration.models import Plan
from tests.makers import PlanFactory
from tests.makers_people import MembershipFactory, days_ago
from tests.registration.handing import named, who_on
from tests.registration.pages import address, fill, stored, told

Browser = Callable[[User], Client]
OVER = "kan niet meer ongedaan"


def back(browser: Client, response: object) -> str:
    """The address of the undo in the message after a hand-over."""
    found = re.search(r'action="([^"]+/take-back/[^"]*)"', told(browser, response))
    assert found, "no undo in a message"
    return found[1]


def press(browser: Client, path: str) -> str:
    """Posts there with a fresh key, as a second tab does; gives the page after it."""
    return told(browser, browser.post(path, {"submission_key": str(uuid4())}))


@pytest.fixture
def in_two_teams(professional: User, west: Team) -> User:
    """Amir, who joined a second team later."""
    MembershipFactory(user=professional, team=west, since=days_ago(30))
    return professional


def test_begun_today_by_who_is_in_two_teams(browser: Client, in_two_teams: User, east: Team, colleague: User) -> None:
    """The team is the one that it was, nobody walks along "after" anybody, and every column is as before."""
    plan = PlanFactory(by=in_two_teams, opened_on=days_ago(0))
    plan.assignments.update(team=east)
    before = stored()
    path = back(browser, fill(browser, "plan_hand_over", plan, to=named(colleague)))
    assert who_on(plan, days_ago(0)) == ["Noor Voorbeeld"]
    press(browser, path)
    assert stored() == before


def test_twice_changes_nothing(browser: Client, professional: User, colleague: User) -> None:
    """Another tab is told; the plan does not go to and fro."""
    plan = PlanFactory(by=professional, opened_on=days_ago(0))
    before = stored()
    path = back(browser, fill(browser, "plan_hand_over", plan, to=named(colleague)))
    assert "Ongedaan gemaakt" in press(browser, path)
    for _tab in range(3):
        assert OVER in press(browser, path) and stored() == before


def test_two_on_one_day_are_taken_back_one_by_one(
    client_of: Browser, team_lead: User, plan: Plan, colleague: User, youth_worker: User
) -> None:
    """The second goes back to the first of that day, with from whom that one had it; then the first goes back."""
    lead, at_first = client_of(team_lead), stored()
    first = back(lead, fill(lead, "plan_hand_over", plan, to=named(colleague)))
    after_first = stored()
    second = back(lead, fill(lead, "plan_hand_over", plan, to=named(youth_worker)))
    assert OVER in press(lead, first)
    assert "Ongedaan gemaakt" in press(lead, second) and stored() == after_first
    assert OVER in press(lead, second) and stored() == after_first
    assert "Ongedaan gemaakt" in press(lead, first) and stored() == at_first


def test_back_to_who_had_it_before(
    client_of: Browser, team_lead: User, plan: Plan, professional: User, colleague: User, youth_worker: User
) -> None:
    """Amir, Noor, Amir, Sam on one day: the last undo gives the plan to Amir as he had it the third time."""
    lead = client_of(team_lead)
    for to in (colleague, professional):
        fill(lead, "plan_hand_over", plan, to=named(to))
    before = stored()
    press(lead, back(lead, fill(lead, "plan_hand_over", plan, to=named(youth_worker))))
    assert stored() == before


def test_a_caseload_begun_today(
    browser: Client, in_two_teams: User, east: Team, west: Team, plan: Plan, colleague: User
) -> None:
    """Each plan goes back to its own team, those of before today too."""
    for team in (east, west, west):
        PlanFactory(by=in_two_teams, opened_on=days_ago(0)).assignments.update(team=team)
    before = stored()
    sent = {"to": named(colleague)}
    press(browser, back(browser, fill(browser, "caseload_hand_over", in_two_teams, **sent)))
    assert stored() == before


def test_by_an_address_of_ones_own(browser: Client, plan: Plan, colleague: User) -> None:
    """Only the undo that was given undoes."""
    fill(browser, "plan_hand_over", plan, to=named(colleague))
    before, new = stored(), plan.assignments.get(professional=colleague)
    for ask in ("", "?was=", "?was=x:y"):
        assert OVER in press(browser, address("hand_over_take_back", new) + ask) and stored() == before


def test_who_has_no_role_any_more(browser: Client, plan: Plan, professional: User, colleague: User) -> None:
    """Whoever left takes nothing back."""
    path = back(browser, fill(browser, "plan_hand_over", plan, to=named(colleague)))
    professional.memberships.update(until=days_ago(1))
    before = stored()
    assert browser.post(path, {"submission_key": str(uuid4())}).status_code == 404 and stored() == before
