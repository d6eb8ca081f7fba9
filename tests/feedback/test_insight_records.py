"""What is behind a number: exactly the records that were counted, and of a team the part that is one's own."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from feedback.insights import QUESTIONS
from organisation.models import User
from tests.makers import AssignmentFactory
from tests.makers_people import days_ago
from tests.outcomes.one_more import ONE_MORE
from tests.outcomes.worlds import QUARTER, World

Browser = Callable[[User], Client]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("facts_at_once")]
LINKS = re.compile(r'href="(/insights/[^"]+/records/[^"]+)">\s*(\d+)')
BEHIND = re.compile(r'<a class="link" href="/(plans|groups|activities|signals)/[0-9a-f-]{36}/')


@pytest.fixture
def world(professional: User) -> World:
    """Amir's."""
    return World(professional)


def text_of(browser: Client, address: str) -> str:
    """The page as text."""
    response = browser.get(address.replace("&amp;", "&"))
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("key", sorted(QUESTIONS))
def test_insight_records(key: str, world: World, stranger: User, client_of: Browser) -> None:
    """Every number leads to as many records as it says."""
    for one in [world, world, World(stranger)]:
        for indicator in QUESTIONS[key].indicators:
            ONE_MORE[indicator.KEY](one, QUARTER.last_day)
    browser = client_of(world.person)
    links = LINKS.findall(text_of(browser, reverse("insight", args=[key])))
    assert links
    for address, number in links:
        assert len(BEHIND.findall(text_of(browser, address))) == int(number)


def test_words_of_a_goal(world: World, client_of: Browser) -> None:
    """A goal is told in the resident's words and leads to its place in the plan."""
    ONE_MORE["goals_reached"](world, QUARTER.last_day)
    page = text_of(
        client_of(world.person), reverse("insight_records", args=["goals-reached", "goals_reached", "reached"])
    )
    assert re.search(r'class="quote"', page) and re.search(r'href="/plans/[0-9a-f-]+/#goal-', page)


def test_part_of_a_team(world: World, colleague: User, former: User, client_of: Browser) -> None:
    """Of a number of the team one sees what is one's own, and not even the names of the rest."""
    for one in (world, World(colleague), World(former)):
        for _resident in range(2):
            ONE_MORE["goals_reached"](one, QUARTER.last_day)
    browser = client_of(world.person)
    page = text_of(browser, reverse("insight", args=["goals-reached"]) + "?scope=team")
    address, number = LINKS.findall(page)[0]
    assert number == "6"
    page = text_of(browser, address)
    assert len(BEHIND.findall(page)) == 2 and "Wat van collega's is" in page
    assert "gehaald: 6</p>" in page and "Team Oost · " in page
    assert "niet meer van jou" not in page


def test_handed_over_since(world: World, colleague: User, client_of: Browser) -> None:
    """A plan that is not one's own any more is counted, and neither named nor linked."""
    plan = world.plan(opened_on=QUARTER.start - timedelta(days=200))
    world.goal(plan=plan, ended_on=QUARTER.last_day, result="reached")
    plan.assignments.update(until=days_ago(1))
    AssignmentFactory(plan=plan, by=colleague, since=days_ago(0))
    page = text_of(
        client_of(world.person), reverse("insight_records", args=["goals-reached", "goals_reached", "reached"])
    )
    assert not BEHIND.search(page) and plan.full_name not in page
    assert "En nog 1 van een plan dat niet meer van jou is." in page


def test_nothing_behind_it(professional: User, client_of: Browser) -> None:
    """A number of which nothing is one's own says so."""
    address = reverse("insight_records", args=["goals-reached", "goals_reached", "not"])
    assert "Achter dit getal zit niets van jou" in text_of(client_of(professional), address)


@pytest.mark.parametrize(
    "wrong",
    [
        ["goals-reached", "goals_reached", "no-such-cell"],
        ["goals-reached", "plans", "opened"],
        ["no-such-question", "plans", "opened"],
        ["life-domains", "domain_change", "zrm:2017:finance/sideways"],
    ],
)
def test_unknown(wrong: list[str], professional: User, team_lead: User, client_of: Browser) -> None:
    """What there is not is not there, and for a lead without a caseload nothing is."""
    assert client_of(professional).get(reverse("insight_records", args=wrong)).status_code == 404
    there = reverse("insight_records", args=["goals-reached", "goals_reached", "reached"])
    assert client_of(team_lead).get(there).status_code == 404
    assert client_of(professional).get(f"{there}?scope=team:west").status_code == 404
