"""What a page with figures weighs on a first visit, as it comes over the wire: all that it loads, without Plotly."""

import gzip
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from feedback.insights import QUESTIONS
from organisation.models import User
from shared.period import Period
from tests.feedback.test_insight import fill
from tests.makers_published import QUARTER as PUBLISHED
from tests.makers_published import edition, reached
from tests.outcomes.worlds import QUARTER, World

Browser = Callable[[User], Client]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("facts_at_once")]
# Kilobytes of 1,000 bytes.
BAR = 80
LOADED = re.compile(r'(?:src|href)="/static/([^"#?]+\.(?:css|js|svg|woff2?|png))')
IMPORTED = re.compile(r'(?:from|import) "\./([\w.]+)"')
# Letters that no page names: the style sheet asks for them where a nought is to be drawn.
NOUGHTS = ("fonts/nought-400.woff", "fonts/nought-700.woff")


def weight(browser: Client, address: str) -> float:
    """Kilobytes of a page and of everything it names, packed as the server packs it."""
    found = browser.get(address, headers={"accept-encoding": "gzip"})
    assert found.status_code == 200 and found["Content-Encoding"] == "gzip"
    html = gzip.decompress(found.content).decode()
    # Two sizes of the sign for a home screen are fetched when somebody puts the page there.
    paths = {path for path in LOADED.findall(html) if not path.startswith("sign-")} | set(NOUGHTS)
    return (len(found.content) + sum(_packed(path) for path in _with_imports(paths))) / 1000


def _with_imports(paths: set[str]) -> Iterator[str]:
    known: set[str] = set()
    while paths:
        known |= paths
        yield from paths
        scripts = [_read(path).decode() for path in paths if path.endswith(".js")]
        paths = {f"js/{name}" for script in scripts for name in IMPORTED.findall(script)} - known


def _packed(path: str) -> int:
    content = _read(path)
    return len(content) if path.endswith((".woff", ".woff2", ".png")) else len(gzip.compress(content, 6))


def _read(path: str) -> bytes:
    found = finders.find(path)
    assert found, path
    return Path(found).read_bytes()


def test_first_visit(colleagues: list[World], client_of: Browser) -> None:
    """Every question of one's own residents and of a team, over several quarters; with larger charts as well."""
    before = Period.quarter_before(QUARTER.start)
    for key in QUESTIONS:
        fill(key, colleagues, 2)
        fill(key, colleagues, 1, before)
    fill("goals-reached", colleagues[:1], 24)
    browser = client_of(colleagues[0].person)
    asked = [f"/insights/{key}/?scope={scope}" for key in QUESTIONS for scope in ("own", "team")]
    weights = {one: weight(browser, one) for one in [*asked, "/insights/", "/insights/goals-now/"]}
    assert {one: kilobytes for one, kilobytes in weights.items() if kilobytes > BAR} == {}
    assert any("js/charts.js" in browser.get(one).content.decode() for one in asked)


def test_first_visit_of_what_was_published(professional: User, client_of: Browser) -> None:
    """The organisation and an area, with a chart for every quarter, and the neighbourhood."""
    quarter = Period.parse(PUBLISHED)
    for turn in range(8):
        reached(edition(quarter.quarter), 440 + turn, 400 + turn, 230 + turn, 100, 70, 40)
        quarter = Period.quarter_before(quarter.start)
    browser = client_of(professional)
    asked = [f"/insights/{key}/?scope=organisation" for key in QUESTIONS]
    weights = {one: weight(browser, one) for one in [*asked, "/neighbourhood/", "/insights/places/"]}
    assert {one: kilobytes for one, kilobytes in weights.items() if kilobytes > BAR} == {}
    print(*sorted((round(kilobytes, 1), one) for one, kilobytes in weights.items()), sep="\n")
