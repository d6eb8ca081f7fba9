"""Working where there is no network, in a real browser: nothing lost, nothing doubled, each state in plain words."""

import json
import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import LazySettings
from django.contrib.sessions.models import Session
from django.test import Client
from playwright.sync_api import Browser, Route, expect

from organisation.models import AccessEvent, Submission, User
from registration.models import ActionTick, GoalScore, Plan
from signals.models import Activity, GroupMet, NeighbourhoodSignal
from tests.journeys import situations
from tests.journeys.browser import small_targets, too_wide, violations
from tests.journeys.conftest import cookies
from tests.journeys.device import ALL, Device, log_in, page_of, waits

PROVE = os.environ.get("KEUKENTAFEL_PROVE") == "1"
PHONE = {"width": 390, "height": 844}


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


def test_walk(
    device: Device, plan: Plan, live_server: Any, professional: User, client_of: Callable[[User], Client]
) -> None:
    """All five forms without a network, the page closed and opened, the session over, the first answer thrown away:
    all there, each once, in order."""
    device.ready(page_of(plan))
    assert refused_by_a_home_screen(device) == []
    device.says(ALL)
    device.page.get_by_role("button", name="Meenemen voor bezoek").tap()
    device.page.wait_for_url("**/offline/visit/")
    expect(device.page.get_by_role("heading", name=plan.called)).to_be_visible()
    assert AccessEvent.objects.filter(what="take_along:read", plan=plan.pk).exists()
    device.offline()
    write_all_forms(device)
    device.again()
    device.go(page_of(plan))
    expect(device.page.get_by_role("heading", name="Geen internet")).to_be_visible()
    device.says(waits(6))
    device.go("/outbox/")
    expect(device.page.locator("#waiting > li")).to_have_count(6)
    assert (violations(device.page), small_targets(device.page), too_wide(device.page)) == ([], [], 0)
    Session.objects.all().delete()
    device.offline(False)
    device.says("Log in om 6 te versturen")
    assert not Submission.objects.exists()
    lost = losing_first_answer(device)
    log_in(device.context, live_server, client_of(professional))
    device.go("/")
    device.says(ALL)
    assert lost and ActionTick.objects.filter(recorded_by=professional).count() == 1
    check_all_forms(plan)


def refused_by_a_home_screen(device: Device) -> list[Any]:
    """What the browser finds wrong with the manifest, and what keeps this from being installed.

    The packaged browser reads the manifest only; a whole one (`CHROMIUM`) judges the rest, and knows no profile here.
    """
    devtools = device.context.new_cdp_session(device.page)
    found = devtools.send("Page.getAppManifest")
    assert len(json.loads(found["data"])["shortcuts"]) == 4
    judged = devtools.send("Page.getInstallabilityErrors")["installabilityErrors"]
    return [*found["errors"], *(one for one in judged if one["errorId"] != "in-incognito")]


def write_all_forms(device: Device) -> None:
    """A tick, a step, a plan with a goal and its actions, a group met, an activity and a signal."""
    device.tick()
    device.page.locator("button.stair").nth(2).tap()
    device.says(waits(2))
    assert (violations(device.page), small_targets(device.page), too_wide(device.page)) == ([], [], 0)
    device.new_plan("Zonnetje", "Rust in huis.", "De post openen.\nSamen bellen.")
    device.group_met("Achter het station", "6")
    device.activity("Koffie in de hal", "12")
    device.go("/signals/new/")
    device.page.locator("#id_words").fill("De lift is al weken stuk.")
    device.keep()
    device.says(waits(6))


def losing_first_answer(device: Device) -> list[str]:
    """The office does what comes first, and its answer gets lost on the way. The list tells of it."""
    lost: list[str] = []

    def losing(route: Route) -> None:
        if lost:
            return route.continue_()
        lost.append(route.request.url)
        route.fetch(max_redirects=0)
        return route.abort()

    device.page.route("**/tick/", losing)
    return lost


def check_all_forms(plan: Plan) -> None:
    """Each stands at the office once, as it was typed, in the order of writing."""
    made = (GoalScore, GroupMet, Activity, NeighbourhoodSignal)
    assert [model.objects.count() for model in made] == [1, 1, 1, 1]
    new = Plan.objects.exclude(pk=plan.pk).get()
    assert (new.called, [goal.own_words for goal in new.goals.all()]) == ("Zonnetje", ["Rust in huis."])
    assert [action.text for action in new.goals.get().actions.all()] == ["De post openen.", "Samen bellen."]
    met, activity = GroupMet.objects.get(), Activity.objects.get()
    assert (met.group.name, met.size, activity.title, activity.count) == (
        "Achter het station",
        6,
        "Koffie in de hal",
        12,
    )
    assert NeighbourhoodSignal.objects.get().words.text == "De lift is al weken stuk."
    answers = Submission.objects.order_by("at").values_list("answer", flat=True)
    assert [answer.split("/")[1] for answer in answers][2:] == ["plans", "groups", "activities", "signals"]


def test_typed_on_the_device(device: Device) -> None:
    """Half a form, typed without a network, is there within a second, also after the page died; and locked for who
    cannot log in."""
    device.ready("/")
    device.offline()
    device.go("/plans/new/")
    device.page.locator("#id_goal_1").press_sequentially("Weer naar buiten")
    device.page.wait_for_timeout(1000)
    device.again()
    device.go("/plans/new/")
    device.page.get_by_role("button", name="Verder gaan").tap()
    expect(device.page.get_by_text("Het zit op slot tot er internet is")).to_be_visible()
    device.offline(False)
    device.page.get_by_role("button", name="Verder gaan").tap()
    expect(device.page.locator("#id_goal_1")).to_have_value("Weer naar buiten")


@pytest.mark.parametrize("situation", situations.EVERY if PROVE else situations.ORDINARY)
def test_situations(
    situation: Callable[..., None],
    device: Device,
    plan: Plan,
    live_server: Any,
    client_of: Callable[[User], Client],
    colleague: User,
    professional: User,
    settings: LazySettings,
) -> None:
    """What can happen between a form and the office."""
    known = {"live_server": live_server, "client_of": client_of, "colleague": colleague, "professional": professional}
    known["settings"] = settings
    wanted = situation.__code__.co_varnames[: situation.__code__.co_argcount]
    situation(device, plan, **{name: value for name, value in known.items() if name in wanted})
