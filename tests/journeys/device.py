"""A phone of somebody who works outside: with and without a network, and what it says is at the office."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.test import Client
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, expect

from registration.models import Plan
from tests.journeys.browser import ANSWERS
from tests.journeys.conftest import cookies

ALL = "Alles staat op kantoor"
# What a browser says of a network that is not there is no fault of the page.
AWAY = ("net::ERR_INTERNET_DISCONNECTED", "net::ERR_FAILED", "net::ERR_ABORTED")


def waits(number: int) -> str:
    """The line while so many forms wait."""
    return f"{number} op dit apparaat bewaard, nog niet op kantoor"


@dataclass
class Device:
    """One browser with one page open at a time, and what went wrong in it."""

    context: BrowserContext
    url: str
    page: Page = field(init=False)
    problems: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.context.set_default_timeout(15_000)
        self.context.set_default_navigation_timeout(60_000)
        self.context.on("console", self._read)
        self.context.on("weberror", lambda error: self.problems.append(f"script: {error.error}"))
        self.page = self.context.new_page()

    def _read(self, message: ConsoleMessage) -> None:
        known = any(part in message.text for part in (*AWAY, *ANSWERS))
        if message.type == "error" and not known:
            self.problems.append(f"console: {message.text}")

    def go(self, path: str) -> None:
        """Opens a page."""
        self.page.goto(self.url + path)

    def ready(self, path: str) -> None:
        """Opens a page with a network, and waits until the worker gives the next one."""
        self.go(path)
        self.page.wait_for_selector("body[data-worker=here]", timeout=60_000)

    def offline(self, off: bool = True) -> None:
        """The network goes or comes, and the browser says so."""
        self.context.set_offline(off)

    def again(self) -> None:
        """The page is closed and another one opened, on the same browser."""
        self.page.close()
        self.page = self.context.new_page()

    def says(self, line: str, page: Page | None = None, seconds: int = 20) -> None:
        """Waits until the line says this."""
        expect((page or self.page).locator("#office")).to_have_text(line, timeout=seconds * 1000)

    def until(self, true: Callable[[], Any]) -> None:
        """Waits until something holds at the office."""
        for _turn in range(200):
            if true():
                return
            self.page.wait_for_timeout(100)
        raise AssertionError("It never came.")

    def tick(self, number: int = 0) -> None:
        """Touches one of the ticks on the page, and waits until it is taken in."""
        button = self.page.locator("button.tick").nth(number)
        before = button.get_attribute("value")
        button.tap()
        expect(self.page.locator("button.tick").nth(number)).not_to_have_attribute("value", before or "")

    def new_plan(self, name: str, goal: str, actions: str) -> None:
        """Writes a plan on the page that the device keeps."""
        self.go("/plans/new/")
        self.page.locator("#id_first_name").fill(name)
        self.page.locator("#id_goal_1").fill(goal)
        self.page.locator("#id_actions_1").fill(actions)
        self.keep()

    def group_met(self, place: str, size: str) -> None:
        """Writes down a group at a new place, on the page that the device keeps."""
        self.go("/group-met/new/")
        self.page.locator("[name=place]").fill(place)
        self.page.locator("[name=size]").fill(size)
        self.keep()

    def activity(self, title: str, count: str) -> None:
        """Writes down an activity, on the page that the device keeps."""
        self.go("/activities/new/")
        self.page.locator("#id_title").fill(title)
        self.page.locator("#id_count").fill(count)
        self.keep()

    def keep(self) -> None:
        """Presses the one button of the form, and waits for the words that it is kept here."""
        self.page.get_by_role("button", name="Bewaren").tap()
        expect(self.page.locator("#kept-said")).to_contain_text("Op dit apparaat bewaard, nog niet op kantoor")


def page_of(plan: Plan) -> str:
    """The address of a plan."""
    return f"/plans/{plan.pk}/"


def stored(page: Page) -> dict[str, int]:
    """How many rows each part of the device's store has."""
    return dict(
        page.evaluate("""() => new Promise((done) => {
          const asked = indexedDB.open("keukentafel", 1);
          asked.onsuccess = () => {
            const names = [...asked.result.objectStoreNames], found = {}, all = asked.result.transaction(names);
            for (const name of names) {
              all.objectStore(name).count().onsuccess = ({ target }) => { found[name] = target.result; };
            }
            all.oncomplete = () => done(found);
          };
        })""")
    )


def log_in(context: BrowserContext, live_server: Any, client: Client) -> None:
    """Somebody is logged in on this device from here on."""
    context.add_cookies(cookies(live_server.url, "nl", client))
