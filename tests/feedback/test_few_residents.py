"""Below twelve residents there are counts and no share: on every page, in every file, on paper and for programs."""

import io
import json
import re
from collections.abc import Callable, Iterator

import pytest
from django.core.management import call_command
from django.test import Client
from openpyxl import load_workbook

from feedback import insight
from feedback.dashboards import goals_now
from feedback.insights import QUESTIONS
from organisation.models import User
from shared.period import Period
from tests.feedback.test_insight import fill
from tests.outcomes.worlds import QUARTER, World

Browser = Callable[[User], Client]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("facts_at_once")]
RESIDENTS = 4
# What says that one quarter is better than another, in a cell of its own.
JUDGED = re.compile(r">\s*(beter|gelijk|minder)\s*</td>")


@pytest.fixture
def small(colleagues: list[World]) -> World:
    """Somebody with one resident behind each question in each of two quarters, and four behind one of them."""
    before = Period.quarter_before(QUARTER.start)
    for key in QUESTIONS:
        fill(key, colleagues[:1])
        fill(key, colleagues[:1], 1, before)
    # Two questions of one figure brought two.
    fill("goal-progress", colleagues[:1], RESIDENTS - 2)
    return colleagues[0]


def shares(browser: Client, scope: str) -> Iterator[str]:
    """Where a share is said, or one quarter called better: page by page, then each file, paper and the programs."""
    asked = f"scope={scope}&period={QUARTER.quarter}"
    for key in QUESTIONS:
        page = browser.get(f"/insights/{key}/?{asked}").content.decode().split("<main")[1]
        assert "<table" in page
        yield from (f"{key}: {words}" for words in re.findall(r"[^<>]*\d ?%[^<>]*", page))
        yield from (f"{key}: {words}" for words in JUDGED.findall(page))
    for address in ("/insights/", "/"):
        text = browser.get(f"{address}?{asked}").content.decode().split("<main")[1]
        yield from (f"{address}: {words}" for words in re.findall(r"[^<>]*\d ?%[^<>]*", text))
    for form in ("csv", "print"):
        text = _file(browser, form, asked).decode()
        yield from (f"{form}: {words}" for words in re.findall(r"[^<>\n]*\d ?%[^<>\n]*", text))
    for sheet in load_workbook(io.BytesIO(_file(browser, "xlsx", asked))).worksheets:
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            if "%" in f"{cell.value} {cell.number_format}":
                yield f"{sheet.title} {cell.coordinate}: {cell.value}"


def _file(browser: Client, form: str, asked: str) -> bytes:
    found = browser.get(f"/insights/{'print/' if form == 'print' else f'file/{form}/'}?{asked}")
    assert found.status_code == 200
    return found.content


def test_no_share_below_twelve(small: World, client_of: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of one's own residents nothing of it, and neither for programs; one who says shares from four on is seen."""
    browser = client_of(small.person)
    # Behind this one page stand the goals of all of them together, and these are more than twelve residents.
    monkeypatch.setattr(goals_now, "ENOUGH_FOR_SHARES", 100)
    assert list(shares(browser, "own")) == []
    told = io.StringIO()
    asked = {"scope": "own", "period": QUARTER.quarter, "person": small.person.email}
    call_command("figures", **asked, stdout=told)
    assert json.loads(told.getvalue()) and "%" not in told.getvalue()
    monkeypatch.setattr(insight, "ENOUGH_FOR_SHARES", RESIDENTS)
    found = "\n".join(shares(browser, "own"))
    assert [one for one in ("goal-progress: ", "csv: ", "print: ", "Komen inwoners") if one not in found] == []
