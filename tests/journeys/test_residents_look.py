"""What residents look at, in a real browser: the turned page on a tablet, and the own phone by code and PIN."""

import os
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from catalogue.models import SheetLanguage
from organisation.models import AccessEvent, User
from registration.models import Plan
from tests.journeys.browser import Counter
from tests.makers import AppointmentFactory, NoteFactory, StepFactory
from tests.makers_people import PASSWORD, days_ago

PROVE = os.environ.get("KEUKENTAFEL_PROVE") == "1"
Opener = Callable[..., Page]
Accessible = Callable[[Page], None]


@pytest.fixture
def full(plan: Plan, professional: User) -> Plan:
    """With everything that can stand on these pages."""
    professional.phone = "06 00000000"
    professional.save()
    AppointmentFactory(plan=plan, by=professional)
    goal = plan.goals.all()[0]
    StepFactory(goal=goal, by=professional, value=4, scored_on=days_ago(20))
    NoteFactory(plan=plan, by=professional, text="Depostopeenstapel")
    return plan


def turned(page: Page, plan: Plan) -> None:
    """From the plan to the page of the talk, with one press."""
    page.goto(f"/plans/{plan.pk}/")
    page.get_by_role("button", name="Samen kijken").tap()
    page.wait_for_url(f"**/plans/{plan.pk}/talk/")


@pytest.mark.parametrize("size", ["phone", "tablet", "narrow"] if PROVE else ["tablet"])
def test_talk(
    open_page: Opener, accessible: Accessible, counter: Counter, professional: User, full: Plan, size: str
) -> None:
    """Turned, ticked, pressed, undone; other tabs and the back button show nothing else; the password ends it."""
    page = open_page(professional, size=size)
    page.goto(f"/plans/{full.pk}/")
    beside = page.context.new_page()
    beside.goto("/residents/")
    counter.start()
    turned(page, full)
    counter.check("look_together")
    beside.wait_for_url(f"**/plans/{full.pk}/talk/")
    assert page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)") == 20
    accessible(page)
    goal = full.goals.all()[0]
    page.locator(f"#goal-{goal.pk} .talk__tick").first.tap()
    expect(page.locator(f"#goal-{goal.pk} .talk__step--done")).to_have_count(1, timeout=15_000)
    page.locator(".toast form button").last.tap()
    expect(page.locator(".talk__step--done")).to_have_count(0, timeout=15_000)
    page.locator(f"#goal-{goal.pk} button[name=value][value='2']").tap()
    expect(page.locator(f"#goal-{goal.pk}")).to_contain_text("Het is nu moeilijker. Dat mag. Wat heb je nodig?")
    accessible(page)
    for away in ("/residents/", f"/plans/{full.pk}/table/", "/my/"):
        page.goto(away)
        expect(page).to_have_url(re.compile(rf"/plans/{full.pk}/talk/$"))
    page.go_back()
    page.wait_for_load_state()
    page.go_back()
    page.wait_for_load_state()
    expect(page.locator("body")).not_to_contain_text("Depostopeenstapel")
    expect(page.locator("[data-talk]")).to_have_count(1)
    unlocked(page, full, accessible)


def unlocked(page: Page, plan: Plan, accessible: Accessible) -> None:
    """A wrong code is told; the password leads back to the plan and to everything else."""
    page.goto("/talk/unlock/")
    accessible(page)
    page.locator("#id_code").fill("0000")
    page.get_by_role("button", name="Ontgrendel").tap()
    expect(page.locator(".utrecht-form-field-error-message")).to_contain_text("Dit klopt niet")
    accessible(page)
    page.locator("#id_code").fill(PASSWORD)
    page.get_by_role("button", name="Ontgrendel").tap()
    page.wait_for_url(f"**/plans/{plan.pk}/")
    expect(page.locator("body")).to_contain_text("Depostopeenstapel")
    page.goto("/residents/")
    expect(page).to_have_url(re.compile("/residents/$"))


def paper(page: Page, plan: Plan, accessible: Accessible, language: str = "nl") -> tuple[str, str]:
    """Makes a code on the page for it; gives the code on the paper and the PIN beside it."""
    page.goto(f"/plans/{plan.pk}/phone/")
    accessible(page)
    page.locator(f"[name=language][value={language}]").check(force=True)
    page.get_by_role("button", name="Maak de code").tap()
    page.wait_for_url("**/phone-codes/*/")
    accessible(page)
    code, pin = page.locator(".paper__code").inner_text(), page.locator(".pin").inner_text()
    page.emulate_media(media="print")
    expect(page.locator(".pin")).to_be_hidden()
    expect(page.locator(".paper__square")).to_be_visible()
    page.emulate_media(media="screen")
    return code.strip(), pin.strip()


@pytest.mark.parametrize(("size", "language"), [("phone", "nl"), ("tablet", "nl"), ("narrow", "uk"), ("phone", "ar")])
def test_my(
    open_page: Opener, accessible: Accessible, professional: User, full: Plan, size: str, language: str
) -> None:
    """From the paper to the plan and who looked; the code leaves the address, and after closing nothing comes back."""
    SheetLanguage.objects.filter(code=language).update(is_on=True)
    code, pin = paper(open_page(professional, size="tablet"), full, accessible, language)
    phone = open_page(size=size)
    asked: list[str] = []
    phone.on("request", lambda request: asked.append(request.url))
    phone.goto(f"/my/?language={language}#{code.replace('-', '')}")
    expect(phone.locator("#id_code")).to_have_value(code)
    assert "#" not in phone.url
    expect(phone.locator("#id_pin")).to_be_focused()
    accessible(phone)
    phone.locator("#id_pin").fill("00000")
    phone.locator("form .utrecht-button--primary-action").tap()
    expect(phone.get_by_role("alert")).to_be_visible()
    accessible(phone)
    phone.locator("#id_pin").fill(pin)
    phone.locator("form .utrecht-button--primary-action").tap()
    phone.wait_for_url("**/my/plan/")
    assert phone.locator("html").get_attribute("lang") == language
    expect(phone.locator("main")).to_contain_text(full.goals.all()[0].own_words)
    accessible(phone)
    assert phone.locator("a").count() <= 4
    phone.locator("a[href='/my/looks/']").tap()
    expect(phone.locator("main")).to_contain_text(professional.name)
    accessible(phone)
    phone.locator("form[action='/my/close/'] button").tap()
    phone.wait_for_url("**/my/?said=closed*")
    phone.go_back()
    phone.wait_for_load_state()
    expect(phone.locator("main")).not_to_contain_text(professional.name)
    assert not [url for url in asked if code.replace("-", "") in url.split("#")[0]]
    assert AccessEvent.objects.filter(user__isnull=True).count() >= 2


def test_my_without_script(open_page: Opener, professional: User, full: Plan, accessible: Accessible) -> None:
    """The code is typed from the paper; everything works as well."""
    code, pin = paper(open_page(professional, size="tablet"), full, accessible)
    phone = open_page(script=False)
    phone.goto("/my/")
    phone.locator("#id_code").fill(code.lower())
    phone.locator("#id_pin").fill(pin)
    phone.locator("form .utrecht-button--primary-action").tap()
    phone.wait_for_url("**/my/plan/")
    expect(phone.locator("main")).to_contain_text(full.goals.all()[0].own_words)


def test_talk_without_script(open_page: Opener, professional: User, full: Plan) -> None:
    """Ticks and steps are forms."""
    page = open_page(professional, size="tablet", script=False)
    turned(page, full)
    page.locator(".talk__tick").first.tap()
    expect(page.locator(".talk__step--done")).to_have_count(1)
    page.locator("button[name=value][value='3']").first.tap()
    expect(page.locator(".stair--now").first).to_have_text(re.compile("3"))
