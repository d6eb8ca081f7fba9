"""All questions: three with their answer, the others by name."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from feedback.asked import Reader
from feedback.insights import QUESTIONS
from organisation.models import User
from tests.outcomes.one_more import ONE_MORE
from tests.outcomes.worlds import QUARTER, World

Browser = Callable[[User], Client]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("facts_at_once")]


def test_insights(professional: User, client_of: Browser) -> None:
    """A link to each question, three answers, and at most three small pictures."""
    for key in ("goal_progress", "goals_reached", "domain_change"):
        ONE_MORE[key](World(professional), QUARTER.last_day)
    page = client_of(professional).get(reverse("insights")).content.decode()
    for key in QUESTIONS:
        assert f'href="/insights/{key}/?scope=own&amp;period={QUARTER.quarter}"' in page
    assert "Van 1 doel: 1 vooruit" in page and "Van 1 afgerond doel: 1 gehaald" in page
    assert 1 <= page.count('class="bar"') <= 3
    assert reverse("goals_now") in page


def test_team(professional: User, team_lead: User, client_of: Browser) -> None:
    """A team of one coordinator is withheld here as well; a lead without a caseload sees the team at once."""
    ONE_MORE["goal_progress"](World(professional), QUARTER.last_day)
    for person, query in ((professional, "?scope=team"), (team_lead, "")):
        page = client_of(person).get(reverse("insights") + query).content.decode()
        assert page.count("minder dan drie mensen coördinator") == 3 and 'class="bar"' not in page
        assert reverse("goals_now") not in page


def test_other_team(professional: User, stranger: User, client_of: Browser) -> None:
    """Another team is not there."""
    assert client_of(professional).get(reverse("insights") + "?scope=team:west").status_code == 404


@pytest.mark.parametrize("who", ["professional", "team_lead", "privacy_officer", "municipality_reader", "roleless"])
def test_way_from_home(who: str, request: pytest.FixtureRequest, client_of: Browser) -> None:
    """The first page and the navigation lead here, for who may read any figure."""
    page = client_of(request.getfixturevalue(who)).get(reverse("home")).content.decode()
    assert page.count(f'href="{reverse("insights")}"') >= (0 if who == "roleless" else 2)
    assert (f'href="{reverse("insights")}"' in page) is (who != "roleless")


def test_nobody_elses(privacy_officer: User, municipality_reader: User, roleless: User) -> None:
    """Who has no caseload and no team chooses among what was published alone; who has no role among nothing."""
    for person in (privacy_officer, municipality_reader):
        reader = Reader.of(person)
        assert (reader.counted, [one.value for one in reader.all]) == ([], ["organisation"])
    assert Reader.of(roleless).all == []


def test_queries(professional: User, client_of: Browser) -> None:
    """The number of statements is fixed."""
    browser = client_of(professional)
    browser.get(reverse("insights"))
    with CaptureQueriesContext(connection) as few:
        browser.get(reverse("insights"))
    for key in ("goal_progress", "goals_reached"):
        for _resident in range(5):
            ONE_MORE[key](World(professional), QUARTER.last_day)
    with CaptureQueriesContext(connection) as many:
        browser.get(reverse("insights"))
    assert len(many) == len(few) <= 40
