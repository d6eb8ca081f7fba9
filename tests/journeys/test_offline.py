"""Working where there is no network, in a real browser: nothing lost, nothing doubled, each state in plain words."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Route, expect

from organisation.models import AccessEvent, Draft, User
from registration.models import ActionTick, GoalScore, Plan
from tests.journeys.browser import small_targets, too_wide, violations
from tests.journeys.conftest import cookies
from tests.journeys.device import ALL, Device, stored, waits

PROVE = os.environ.get("KEUKENTAFEL_PROVE") == "1"
PHONE = {"width": 390, "height": 844}
YEARS = """const ahead = 2 * 365 * 864e5, now = Date.now; Date.now = () => now() + ahead; null"""
FULL = """IDBObjectStore.prototype.put = () => { throw new DOMException("full", "QuotaExceededError"); }; null"""


@pytest.fixture
def device(
    browser: Browser, live_server: Any, professional: User, client_of: Callable[[User], Client]
) -> Iterator[Device]:
    """Amir's phone. Nothing may have gone wrong in it but the network."""
    context = browser.new_context(base_url=live_server.url, viewport=PHONE, has_touch=True, reduced_motion="reduce")
    context.add_cookies(cookies(live_server.url, "nl", client_of(professional)))
    made = Device(context, live_server.url)
    yield made
    context.close()
    assert made.problems == []


def page_of(plan: Plan) -> str:
    """The address of a plan."""
    return f"/plans/{plan.pk}/"


def log_in(context: BrowserContext, live_server: Any, client: Client) -> None:
    """Somebody is logged in on this device from here on."""
    context.add_cookies(cookies(live_server.url, "nl", client))


def test_walk(device: Device, plan: Plan) -> None:
    """Forms without a network, the page closed and opened, the first answer thrown away: all there, each once."""
    device.ready(page_of(plan))
    device.says(ALL)
    device.page.get_by_role("button", name="Meenemen voor bezoek").tap()
    device.page.wait_for_url("**/offline/visit/")
    expect(device.page.get_by_role("heading", name=plan.called)).to_be_visible()
    assert AccessEvent.objects.filter(what="take_along:read", plan=plan.pk).exists()
    device.offline()
    device.tick()
    device.says(waits(1))
    device.page.locator("button.stair").nth(2).tap()
    device.says(waits(2))
    assert (violations(device.page), small_targets(device.page), too_wide(device.page)) == ([], [], 0)
    device.new_plan("Zonnetje", "Rust in huis.", "De post openen.\nSamen bellen.")
    device.says(waits(3))
    device.again()
    device.go(page_of(plan))
    expect(device.page.get_by_role("heading", name="Geen internet")).to_be_visible()
    device.says(waits(3))
    device.go("/outbox/")
    expect(device.page.locator("#waiting > li")).to_have_count(3)
    assert (violations(device.page), small_targets(device.page), too_wide(device.page)) == ([], [], 0)
    assert (ActionTick.objects.count(), GoalScore.objects.count(), Plan.objects.count()) == (0, 0, 1)
    lose_first_answer(device)
    device.says(ALL)
    assert (ActionTick.objects.count(), GoalScore.objects.count(), Plan.objects.count()) == (1, 1, 2)
    new = Plan.objects.exclude(pk=plan.pk).get()
    assert (new.called, [goal.own_words for goal in new.goals.all()]) == ("Zonnetje", ["Rust in huis."])
    assert [action.text for action in new.goals.get().actions.all()] == ["De post openen.", "Samen bellen."]


def lose_first_answer(device: Device) -> None:
    """The network is back; the office does what came first, and its answer gets lost on the way."""
    lost: list[str] = []

    def losing(route: Route) -> None:
        if lost:
            return route.continue_()
        lost.append(route.request.url)
        route.fetch(max_redirects=0)
        return route.abort()

    device.page.route("**/tick/", losing)
    device.offline(False)
    device.until(lambda: lost and ActionTick.objects.exists())


def test_typed_on_the_device(device: Device) -> None:
    """Half a form, typed without a network, is there again after the page died; and locked for who cannot log in."""
    device.ready("/")
    device.offline()
    device.go("/plans/new/")
    device.page.locator("#id_goal_1").press_sequentially("Weer naar buiten")
    device.page.wait_for_timeout(1500)
    device.go("/plans/new/")
    device.page.get_by_role("button", name="Verder gaan").tap()
    expect(device.page.get_by_text("Het zit op slot tot er internet is")).to_be_visible()
    device.offline(False)
    device.page.get_by_role("button", name="Verder gaan").tap()
    expect(device.page.locator("#id_goal_1")).to_have_value("Weer naar buiten")


def two_tabs(device: Device, plan: Plan, **_others: Any) -> None:
    """Both pages send what waits, one after the other, and both say the same."""
    device.ready(page_of(plan))
    other = device.context.new_page()
    other.goto(device.url + page_of(plan))
    other.wait_for_selector("body[data-worker=here]", timeout=60_000)
    device.offline()
    for number in range(3):
        device.tick(number)
    other.locator("button.stair").nth(1).tap()
    for page in (device.page, other):
        device.says(waits(4), page)
    device.offline(False)
    for page in (device.page, other):
        device.says(ALL, page)
    assert (ActionTick.objects.count(), GoalScore.objects.count()) == (3, 1)


def session_ended(device: Device, plan: Plan, live_server: Any, client_of: Any, professional: User) -> None:
    """Logged out meanwhile: the page says so, keeps it, and sends it after logging in again."""
    device.ready(page_of(plan))
    Session.objects.all().delete()
    device.tick()
    device.says("Log in om 1 te versturen")
    assert not ActionTick.objects.exists()
    log_in(device.context, live_server, client_of(professional))
    device.go("/")
    device.says(ALL)
    assert ActionTick.objects.count() == 1


def somebody_else(
    device: Device, plan: Plan, live_server: Any, client_of: Any, colleague: User, professional: User
) -> None:
    """A colleague logs in on the same device: it is not sent in that name, and the page says whose it is not."""
    device.ready(page_of(plan))
    device.offline()
    device.tick()
    device.says(waits(1))
    log_in(device.context, live_server, client_of(colleague))
    device.offline(False)
    device.go("/")
    device.says("1 van iemand anders op dit apparaat")
    assert not ActionTick.objects.exists()
    log_in(device.context, live_server, client_of(professional))
    device.go("/")
    device.says(ALL)
    assert [tick.recorded_by for tick in ActionTick.objects.all()] == [professional]


def wrong_clock(device: Device, plan: Plan, **_others: Any) -> None:
    """Two years ahead, and put right before sending: the order is that of the touches, the day is one of the office."""
    device.ready(page_of(plan))
    device.page.evaluate(YEARS)
    device.offline()
    for number in (0, 1, 2):
        device.tick(number)
    device.again()
    device.offline(False)
    device.go("/")
    device.says(ALL)
    actions = [action for goal in plan.goals.all() for action in goal.actions.all()]
    ticks = list(ActionTick.objects.order_by("pk"))
    assert [tick.action_id for tick in ticks] == [action.pk for action in actions]
    assert {tick.ticked_on.year for tick in ticks} == {tick.recorded_at.year for tick in ticks}


def storage_full(device: Device, plan: Plan, **_others: Any) -> None:
    """Nothing fits: without a network the page says so and shows nothing as done; with one it is sent at once."""
    device.ready(page_of(plan))
    device.page.evaluate(FULL)
    device.offline()
    device.page.locator("button.tick").first.tap()
    device.says("Op dit apparaat kan ik niet bewaren zonder internet")
    expect(device.page.locator(".toast--error")).to_contain_text("Dit is niet bewaard")
    assert device.page.locator("button.tick[data-done]").count() == 0
    device.offline(False)
    device.page.locator("button.tick").first.tap()
    device.until(lambda: ActionTick.objects.count() == 1)


def fifty_waiting(device: Device, plan: Plan, **_others: Any) -> None:
    """Fifty touches, sent in order; the stairs end where the last one was."""
    device.ready(page_of(plan))
    device.offline()
    for number in range(50):
        device.page.locator("button.stair").nth(number % 5).tap()
        device.says(waits(number + 1))
    device.offline(False)
    device.says(ALL, seconds=120)
    scores = [score.value for score in GoalScore.objects.order_by("pk")]
    assert scores == [number % 5 + 1 for number in range(50)]


def older_form(device: Device, plan: Plan, **_others: Any) -> None:
    """A form that the office has no place for any more stays, can be read, opened, and thrown away on purpose."""
    device.ready(page_of(plan))
    device.offline()
    device.go("/plans/new/")
    device.page.locator("#id_first_name").evaluate("field => { field.name = 'given_name'; }")
    device.page.locator("#id_first_name").fill("Zonnetje")
    device.page.get_by_role("button", name="Bewaren").tap()
    device.says(waits(1))
    device.offline(False)
    device.says("1 kon niet worden verwerkt – bekijk")
    device.go("/outbox/")
    row = device.page.locator("#waiting > li")
    expect(row).to_contain_text("Zonnetje")
    row.get_by_role("button", name="Open").tap()
    expect(device.page.locator("#id_first_name")).to_be_visible()
    assert Plan.objects.count() == 1
    device.page.locator("#id_first_name").fill("Zonnetje")
    device.page.get_by_role("button", name="Samen invullen").tap()
    device.page.wait_for_url("**/table/")
    device.says(ALL)
    assert Plan.objects.count() == 2 and not Draft.objects.exists()


def logging_out(device: Device, plan: Plan, **_others: Any) -> None:
    """With something that waits there is a choice; left locked it is there at the next log-in, and nothing else is."""
    device.ready(page_of(plan))
    device.page.get_by_role("button", name="Meenemen voor bezoek").tap()
    device.page.wait_for_url("**/offline/visit/")
    device.offline()
    device.tick()
    device.says(waits(1))
    device.page.route("**/tick/", lambda route: route.abort())
    device.offline(False)
    device.go("/account/logout/")
    device.page.locator("main").get_by_role("button", name="Uitloggen").tap()
    device.page.get_by_role("button", name="Op slot laten staan en uitloggen").tap()
    device.page.wait_for_url("**/account/login/**")
    assert stored(device.page) == {"outbox": 1, "people": 1, "drafts": 0, "along": 0}


def another_day(device: Device, plan: Plan, **_others: Any) -> None:
    """Made on another day, an empty page has the day of the device; nothing else is chosen for anybody."""
    device.ready("/")
    device.offline()
    device.page.add_init_script(YEARS)
    device.go("/group-met/new/")
    chosen = device.page.locator("input:checked")
    day = device.page.evaluate("new Date(Date.now() - new Date().getTimezoneOffset() * 6e4).toISOString().slice(0, 10)")
    values = chosen.evaluate_all("all => Object.fromEntries(all.map(({ name, value }) => [name, value]))")
    assert values.keys() == {"group", "met_on_chip"}
    assert values["met_on_chip"] in {day, device.page.evaluate("new Date().toLocaleDateString('sv')")}
    device.page.locator("[name=place]").fill("Achter het station")
    device.page.get_by_role("button", name="Bewaren").tap()
    device.says(waits(1))


# Each in a browser of its own; ordinary runs look at one of them.
SITUATIONS = [
    two_tabs,
    session_ended,
    somebody_else,
    wrong_clock,
    another_day,
    storage_full,
    fifty_waiting,
    older_form,
    logging_out,
]


@pytest.mark.parametrize("situation", SITUATIONS if PROVE else [session_ended])
def test_situations(
    situation: Callable[..., None],
    device: Device,
    plan: Plan,
    live_server: Any,
    client_of: Callable[[User], Client],
    colleague: User,
    professional: User,
) -> None:
    """What can happen between a form and the office."""
    known = {"live_server": live_server, "client_of": client_of, "colleague": colleague, "professional": professional}
    wanted = situation.__code__.co_varnames[: situation.__code__.co_argcount]
    situation(device, plan, **{name: value for name, value in known.items() if name in wanted})
