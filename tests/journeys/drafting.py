"""Waiting for drafts, and killing tabs."""

import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from playwright.sync_api import Error, Page

from organisation.models import Draft


def until(page: Page, true: Callable[[], Any], seconds: float = 15) -> Any:
    """Waits until something holds, and fails when it never does. The page goes on meanwhile."""
    end = time.monotonic() + seconds
    while not (found := true()):
        assert time.monotonic() < end, "It never came."
        page.wait_for_timeout(50)
    return found


def text_of(draft: Draft) -> str:
    """What stands in the draft of a note."""
    return draft.fields.get("text", [""])[0]


def kept(page: Page, text: str) -> Draft:
    """The draft of a note with this text, once it is there."""
    return until(page, lambda: next((one for one in Draft.objects.all() if text_of(one) == text), None))


def state(page: Page) -> str:
    """What the page says at the top about what was typed."""
    return page.locator("#kept .kept__word").inner_text()


def crash(page: Page) -> None:
    """Kills the process of a tab: no event of the page runs any more. The browser may still send what it was given."""
    with page.expect_event("crash"), suppress(Error):
        page.goto("chrome://crash", wait_until="commit")
    page.close()
