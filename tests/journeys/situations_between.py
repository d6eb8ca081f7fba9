"""What stands between a form on a device and the office: a browser that wakes, other networks, a key that is gone."""

from typing import Any

from django.conf import LazySettings
from playwright.sync_api import expect

from organisation.models import User
from registration.models import ActionTick, Plan
from tests.journeys.device import ALL, Device, log_in, page_of, waits

# A page that knows of no network and does not try again by itself; what it asks of the browser is written down.
DEAF = """Object.defineProperty(navigator, "onLine", { get: () => false });
  window.setTimeout = () => 0;
  SyncManager.prototype.register = async (tag) => { window.asked = tag; }; null"""
# What a browser with Background Sync does when there is a network: the one of the tests has none.
WOKEN = """() => {
  const event = new ExtendableEvent("sync");
  event.waitUntil = (done) => { self.told = done; };
  self.dispatchEvent(event);
  return self.told;
}"""


def told_by_the_browser(device: Device, plan: Plan, **_others: Any) -> None:
    """The page asks a browser with Background Sync for word; that wakes the worker, it tells the page, that sends."""
    device.ready(page_of(plan))
    device.page.evaluate(DEAF)
    device.page.route("**/api/session/", lambda route: route.abort())
    device.tick()
    device.says(waits(1))
    assert device.page.evaluate("window.asked") == "outbox"
    device.page.unroute("**/api/session/")
    device.context.service_workers[0].evaluate(WOKEN)
    device.says(ALL)
    assert ActionTick.objects.count() == 1


def something_in_between(device: Device, plan: Plan, **_others: Any) -> None:
    """A page of a public network, and a proxy that refuses, answer in the place of the office: it goes on waiting."""
    device.ready(page_of(plan))
    page: dict[str, Any] = {"status": 200, "body": "<h1>Welkom op ons wifi</h1>", "content_type": "text/html"}
    device.page.route("**/api/session/", lambda route: route.fulfill(**page))
    device.tick()
    device.says(waits(1))
    answers: list[dict[str, Any]] = [page, {"status": 403}]
    device.page.route("**/tick/", lambda route: route.fulfill(**answers.pop()) if answers else route.continue_())
    device.page.unroute("**/api/session/")
    device.says(ALL)
    assert not answers and ActionTick.objects.count() == 1


def key_replaced(
    device: Device, plan: Plan, live_server: Any, client_of: Any, professional: User, settings: LazySettings
) -> None:
    """The office lost the key to this device: what waits stays, and says so; what is written from here on arrives; and
    with the former key put back nothing is lost."""
    device.ready(page_of(plan))
    device.offline()
    device.tick()
    device.says(waits(1))
    before, settings.SECRET_KEY = settings.SECRET_KEY, "n" * 50
    log_in(device.context, live_server, client_of(professional))
    device.again()
    device.context.service_workers[0].evaluate("key = null")
    device.offline(False)
    device.go(page_of(plan))
    device.says("1 kon niet worden verwerkt – bekijk")
    device.tick(1)
    device.until(lambda: ActionTick.objects.count() == 1)
    device.go("/outbox/")
    expect(device.page.locator("#waiting > li")).to_contain_text("kantoor heeft er geen sleutel meer van")
    settings.SECRET_KEY_FALLBACKS = [before]
    device.page.get_by_role("button", name="Open").tap()
    device.says(ALL)
    assert ActionTick.objects.count() == 2
