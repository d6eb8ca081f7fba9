"""What can happen between a form on a device and the office: each a walk of its own (`test_offline.py`)."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from organisation.models import Draft, User
from registration.models import ActionTick, GoalScore, Plan
from tests.journeys.device import ALL, Device, log_in, page_of, stored, waits
from tests.journeys.situations_between import key_replaced, something_in_between, told_by_the_browser

YEARS = """const ahead = 2 * 365 * 864e5, now = Date.now; Date.now = () => now() + ahead; null"""
FULL = """IDBObjectStore.prototype.put = () => { throw new DOMException("full", "QuotaExceededError"); }; null"""
SEND = """async ([path, fields]) => {
  const here = await (await fetch("/api/session/")).json();
  const headers = { "X-CSRFToken": here.token, "X-Kept-For": here.person };
  return (await fetch(path, { method: "POST", headers, body: new URLSearchParams(fields) })).status;
}"""
# Fifty touches of the stairs, each one after the line has said that the one before waits.
FIFTY = """async (words) => {
  const said = () => document.getElementById("office").textContent.trim();
  for (let number = 1; number <= 50; number += 1) {
    document.querySelectorAll("button.stair")[(number - 1) % 5].click();
    const next = () => said() === words.replace("1", number) && !document.querySelector("form[data-sending]");
    for (let turn = 0; !next(); turn += 1) {
      if (turn === 500) throw new Error(`${number}: ${said()}`);
      await new Promise((done) => setTimeout(done, 10));
    }
  }
}"""


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
    device.says("Zonder internet kan dit apparaat niets bewaren")
    expect(device.page.locator(".toast--error")).to_contain_text("Dit is niet bewaard")
    assert device.page.locator("button.tick[data-done]").count() == 0
    device.offline(False)
    device.page.locator("button.tick").first.tap()
    device.until(lambda: ActionTick.objects.count() == 1)


def fifty_waiting(device: Device, plan: Plan, **_others: Any) -> None:
    """Fifty touches, sent in order; the stairs end where the last one was."""
    device.ready(page_of(plan))
    device.offline()
    device.page.evaluate(FIFTY, waits(1))
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


def closed_on_a_visit(device: Device, plan: Plan, **_others: Any) -> None:
    """Everything closed without a network: the plans taken along are locked, and the page says what to do."""
    device.ready(page_of(plan))
    device.page.get_by_role("button", name="Meenemen voor bezoek").tap()
    device.page.wait_for_url("**/offline/visit/")
    expect(device.page.get_by_role("heading", name=plan.called)).to_be_visible()
    device.offline()
    device.again()
    devtools = device.context.new_cdp_session(device.page)
    devtools.send("ServiceWorker.enable")
    devtools.send("ServiceWorker.stopAllWorkers")
    device.go("/offline/visit/")
    expect(device.page.get_by_text("Je plannen zitten op slot")).to_be_visible()
    expect(device.page.get_by_text("Wat je opschrijft, wordt wel bewaard")).to_be_visible()
    assert plan.called not in device.page.content()
    device.offline(False)
    device.go("/offline/visit/")
    expect(device.page.get_by_role("heading", name=plan.called)).to_be_visible()


def saved_as_a_file(device: Device, plan: Plan, **_others: Any) -> None:
    """What waits can be taken off the device as a file that anybody can read, by keyboard alone."""
    device.ready(page_of(plan))
    device.offline()
    device.new_plan("Zonnetje", "Rust in huis.", "De post openen.")
    # Logged in, so it can be read here; and the office takes nothing in.
    device.page.route("**/plans/new/", lambda route: route.abort())
    device.offline(False)
    device.go("/outbox/")
    expect(device.page.locator("#waiting > li")).to_contain_text("Rust in huis.")
    device.page.locator("#rescue").focus()
    with device.page.expect_download() as begun:
        device.page.keyboard.press("Enter")
    (row,) = json.loads(Path(begun.value.path()).read_text())
    assert (row["name"], row["path"]) == ("plan", "/plans/new/")
    assert {"first_name": ["Zonnetje"], "goal_1": ["Rust in huis."]}.items() <= parse_qs(row["body"]).items()
    for button in ("Verwijderen", "Ja, gooi weg"):
        device.page.get_by_role("button", name=button).focus()
        device.page.keyboard.press("Enter")
    expect(device.page.locator("#waiting-none")).to_be_focused()
    device.says(ALL)


def changed_after_sending(device: Device, plan: Plan, **_others: Any) -> None:
    """Sent, the answer lost, and other words sent under the same number: the page with these words and the way to those
    that are there; nothing is overwritten."""
    device.ready("/plans/new/")
    device.page.locator("#id_first_name").fill("Zonnetje")
    key = device.page.locator("#main [name=submission_key]").input_value()
    device.page.evaluate(SEND, ["/plans/new/", {"first_name": "Maantje", "submission_key": key}])
    device.page.get_by_role("button", name="Samen invullen").tap()
    expect(device.page.get_by_role("heading", name="Dit formulier is al eerder bewaard")).to_be_visible()
    expect(device.page.get_by_role("textbox").first).to_have_value("Zonnetje")
    expect(device.page.get_by_role("link", name="Bekijk wat er bewaard is")).to_have_attribute(
        "href", f"/plans/{Plan.objects.exclude(pk=plan.pk).get().pk}/table/"
    )


EVERY = [
    two_tabs,
    session_ended,
    somebody_else,
    wrong_clock,
    another_day,
    storage_full,
    fifty_waiting,
    older_form,
    logging_out,
    closed_on_a_visit,
    saved_as_a_file,
    changed_after_sending,
    told_by_the_browser,
    something_in_between,
    key_replaced,
]
# Ordinary runs look at one more than the walk.
ORDINARY = [somebody_else]
