"""A year beside its quarters, and the way on for a team that has no figures of the period that was asked."""

import json
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from organisation.models import User
from shared.period import Period
from tests.feedback.test_insight import fill, page_of
from tests.outcomes.one_more import closed
from tests.outcomes.worlds import QUARTER, World

Browser = Callable[[User], Client]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("facts_at_once")]


def test_way_on(world: World, colleague: User, former: User, team_lead: User, client_of: Browser) -> None:
    """A team of too few coordinators finds its last quarter with figures; its lead has an answer on the first page."""
    before = Period.quarter_before(QUARTER.start)
    fill("goal-progress", [world, World(colleague)], 5, before)
    closed()(World(former), before.last_day - timedelta(days=9))
    browser = client_of(team_lead)
    for address in ("/insights/", "/insights/goal-progress/"):
        page = browser.get(address).content.decode()
        assert "dan drie mensen coördinator" in page
        assert f'href="?scope=team:oost&amp;period={before.quarter}">De laatste periode met cijfers' in page
    assert "Van de 5 doelen: 5 vooruit" in browser.get("/").content.decode()


def test_year(world: World, client_of: Browser) -> None:
    """A year counts what its quarters hold, and stands in a picture and a table of its own: no bar beside theirs."""
    fill("goal-progress", [world], 24)
    page = page_of(client_of(world.person), "goal-progress", f"?period={QUARTER.start.year}")
    assert "Van de 24 doelen: 24" in page
    tables = [re.findall(r'<th scope="row">([^<]+)', one) for one in page.split("<caption>")[1:]]
    assert [len(rows) for rows in tables] == [1, 8] and tables[0][0].startswith(str(QUARTER.start.year))
    chart = json.loads(re.search(r'<script type="application/json">(.*?)</script>', page)[1])
    assert len(chart["data"][0]["x"]) == 8 and all("kwartaal" in name for name in chart["data"][0]["x"])
