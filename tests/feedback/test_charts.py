"""The larger charts: they hold what the table holds, nothing that is withheld, and Plotly takes them as they are."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from plotly.graph_objects import Figure

from organisation.models import User
from shared.period import Period
from tests.feedback.test_insight import fill
from tests.makers_published import FEW, QUARTER, edition, reached
from tests.outcomes.worlds import QUARTER as LAST
from tests.outcomes.worlds import World

Browser = Callable[[User], Client]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("facts_at_once")]
BEFORE = Period.quarter_before(Period.parse(QUARTER).start)


def charts(page: str) -> list[dict[str, Any]]:
    """The charts of a page; each is one that Plotly knows every part of, or it raises."""
    found = [json.loads(one) for one in re.findall(r'<script type="application/json">(.*?)</script>', page)]
    return [one for one in found if Figure(data=one["data"], layout=one["layout"])]


def page_of(browser: Client, key: str, scope: str) -> str:
    """As it is sent."""
    return browser.get(f"/insights/{key}/", {"scope": scope}).content.decode()


def test_stacked(professional: User, client_of: Browser) -> None:
    """The earliest first; what is withheld is a piece without a meaning, or words in place of a bar."""
    reached(edition(), 44, 40, 23, 10, 7, 4)
    reached(edition(BEFORE.quarter), 44, 40, 23, FEW, FEW, 4)
    reached(edition(Period.quarter_before(BEFORE.start).quarter), FEW, FEW, 12, FEW, FEW, FEW)
    browser = client_of(professional)
    (chart,) = charts(page_of(browser, "goals-reached", "organisation"))
    assert [bar["y"] for bar in chart["data"]] == [[None, 23, 23], [None, None, 10], [None, None, 7], [0, 17, 0]]
    assert [bar["name"] for bar in chart["data"]] == ["gehaald", "deels", "niet gehaald", "te weinig om te laten zien"]
    assert [one["text"] for one in chart["layout"]["annotations"]] == ["te weinig om te<br>laten zien"]
    assert all("12" not in str(bar["y"]) for bar in chart["data"])
    response = browser.get("/insights/goals-reached/", {"scope": "organisation"})
    assert b'aria-hidden="true"></div>' in response.content and b"<table" in response.content
    assert response["Content-Security-Policy"] == browser.get("/insights/")["Content-Security-Policy"]


def test_blocks_stay(world: World, client_of: Browser) -> None:
    """As long as a block for each record fits, the page has these and asks for no script of charts."""
    fill("goals-reached", [world], 3)
    page = page_of(client_of(world.person), "goals-reached", "own")
    assert charts(page) == [] and "charts.js" not in page and 'class="bar"' in page


def test_small_bars(world: World, client_of: Browser) -> None:
    """A small chart for each part, over the quarters, beside its table; names are text there and nothing else."""
    fill("life-domains", [world], 2)
    fill("life-domains", [world], 1, Period.quarter_before(LAST.start))
    page = page_of(client_of(world.person), "life-domains", "own")
    (chart,) = charts(page)
    of_all, better = chart["data"][:2]
    assert of_all["y"] == [*[None] * 6, 1, 2]
    assert all(one <= of for one, of in zip(better["y"][6:], of_all["y"][6:], strict=True))
    assert page.count("plotly.min.js") == 1 and "charts.css" in page


def test_nowhere_else(client_of: Browser, professional: User) -> None:
    """No page without a larger chart loads the program, and nothing may be styled or run inline anywhere."""
    browser = client_of(professional)
    for url in ("/", "/insights/", "/insights/plans/", "/residents/"):
        response = browser.get(url)
        assert b"plotly" not in response.content and "unsafe" not in response["Content-Security-Policy"]
    assert settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["style-src"] == ["'self'"]
