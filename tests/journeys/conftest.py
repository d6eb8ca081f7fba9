"""Walks through the pages in a real browser, on a server that runs as the application's role."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from organisation.models import User
from tests.journeys.browser import ROOT, SIZES, Counter, Watch, program, small_targets, too_wide, violations
from tools.browser import FLAGS

FAILED = pytest.StashKey[bool]()
SHOTS = ROOT / "var/journeys"
# Milliseconds until something counts as missing; on a busy machine the usual five seconds tell nothing.
PATIENCE = 15_000
# What a device keeps to work without a network would be fetched anew by each browser: test_offline.py tries that, in
# browsers of its own.
CALM: dict[str, Any] = {"locale": "en-GB", "reduced_motion": "reduce", "service_workers": "block"}
# What is asked of another server is a fault that a test tells of, and reaches nobody.
NO_OTHER_ADDRESS = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Remembers that a journey failed, so that a picture of the page can be kept."""
    report = yield
    item.stash[FAILED] = item.stash.get(FAILED, False) or report.failed
    return report


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all journeys of this worker."""
    with sync_playwright() as playwright:
        # Playwright keeps an event loop in this thread, and Django then refuses its database, for fear of mixing them.
        # Nothing here is asynchronous: each call waits for its answer.
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
        args = [flag for flag in FLAGS if flag != "--headless"] + [NO_OTHER_ADDRESS]
        expect.set_options(timeout=PATIENCE)
        started = playwright.chromium.launch(executable_path=program(), args=args)
        yield started
        started.close()
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def counter() -> Counter:
    """Taps, keys and screens of all pages of the test."""
    return Counter()


@pytest.fixture
def open_page(
    request: pytest.FixtureRequest,
    browser: Browser,
    live_server: Any,
    counter: Counter,
    client_of: Callable[..., Client],
) -> Iterator[Callable[..., Page]]:
    """`open_page(person, size="phone", language="nl", script=True)`: a browser for somebody (or for a visitor).

    After the test nothing may have gone wrong in any of them: no error in a console, no script that failed, nothing
    that the Content-Security-Policy had to stop, no question to another server.
    """
    watch, contexts = Watch(), []

    def opened(person: User | None = None, size: str = "phone", language: str = "nl", script: bool = True) -> Page:
        width, height = SIZES[size]
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": height},
            has_touch=size != "desktop",
            java_script_enabled=script,
            **CALM,
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        watch.over(context, live_server.url)
        context.add_cookies(cookies(live_server.url, language, client_of(person) if person else None))
        context.expose_binding("tellTests", lambda source, kind: counter.count(kind))
        context.add_init_script(path=ROOT / "tests/journeys/count.js")
        page = context.new_page()
        page.on("domcontentloaded", lambda page: counter.count("screens"))
        return page

    yield opened
    if request.node.stash.get(FAILED, False):
        keep_pictures(request.node.name, contexts)
    for context in contexts:
        context.close()
    assert watch.problems == []


@pytest.fixture
def accessible() -> Callable[[Page], None]:
    """`accessible(page)`: axe-core finds nothing, everything to touch is 44 pixels, and nobody scrolls sideways."""

    def check(page: Page) -> None:
        assert violations(page) == []
        assert small_targets(page) == []
        assert too_wide(page) == 0

    return check


def cookies(url: str, language: str, client: Client | None) -> list[Any]:
    """The language, and the session of somebody who is logged in."""
    made = [{"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": url}]
    if client:
        key = settings.SESSION_COOKIE_NAME
        made.append({"name": key, "value": client.cookies[key].value, "url": url})
    return made


def keep_pictures(name: str, contexts: list[BrowserContext]) -> None:
    """Pictures of the pages of a failed test, in var/journeys."""
    SHOTS.mkdir(parents=True, exist_ok=True)
    for number, page in enumerate(page for context in contexts for page in context.pages):
        safe = "".join(letter if letter.isalnum() else "-" for letter in name)
        page.screenshot(path=SHOTS / f"{safe}-{number}.png", full_page=True)
