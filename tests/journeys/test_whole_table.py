"""One family, from the first visit to the own phone, in a real browser: nothing is lost, everything is shown."""

from collections.abc import Callable

from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from organisation.models import Draft, Team, User
from registration.models import Plan
from tests.journeys.drafting import until
from tests.journeys.walk import block, saved
from tests.makers_people import PASSWORD

Opener = Callable[..., Page]
Accessible = Callable[[Page], None]
WISH = "Wij willen rust aan tafel."


def test_whole_table(
    open_page: Opener, accessible: Accessible, professional: User, colleague: User, youth_worker: User, east: Team
) -> None:
    """A family plan by two, a session lost half-way, a hand-over, looking together, code and PIN, and who looked."""
    amir = open_page(professional, size="tablet")
    begin_for_family(amir)
    accessible(amir)
    session_lost_half_way(amir, professional)
    plan = Plan.objects.get()
    let_walk_along(amir, plan, youth_worker)
    sam = open_page(youth_worker, size="phone")
    sam.goto(f"/plans/{plan.pk}/")
    expect(sam.locator("body")).to_contain_text(WISH)
    hand_over(amir, plan, colleague)
    assert amir.goto(f"/plans/{plan.pk}/").status == 404
    noor = open_page(colleague, size="tablet")
    look_together(noor, plan)
    phone = open_page(size="phone")
    read_on_phone(phone, *code_and_pin(noor, plan))
    accessible(phone)
    who_looked(noor, plan)
    accessible(noor)


def begin_for_family(page: Page) -> None:
    """From the home page to the kitchen table of a family of two."""
    page.goto("/")
    page.get_by_role("link", name="Nieuw plan").tap()
    page.get_by_role("link", name="Voor een gezin").tap()
    page.locator("[name=name]").fill("Gezin Verzonnen")
    for number, name in enumerate(("Hanna", "Mats")):
        page.locator("[name$=first_name]").nth(number).fill(name)
    page.locator(".form__end button").tap()
    page.wait_for_url("**/table/")


def session_lost_half_way(page: Page, person: User) -> None:
    """The session ends while the second thing is being typed; after logging in elsewhere the typing goes on."""
    page.locator(f"[name={block(page, 0)}-own_words]").fill(WISH)
    saved(page, lambda: page.locator(".thumb button").first.tap())
    page.locator("[name=plan-own_words]").fill("Het is altijd druk aan tafel.")
    until(page, lambda: "altijd druk" in str([draft.fields for draft in Draft.objects.all()]))
    Session.objects.all().delete()
    page.locator(f"[name={block(page, 0)}-action]").press_sequentially("Telefoons in de mand.")
    expect(page.locator("#draft-said")).to_contain_text("Je bent uitgelogd", timeout=15_000)
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Log in (nieuw tabblad)").click()
    opened.value.locator("[name=login]").fill(person.email)
    opened.value.locator("[name=password]").fill(PASSWORD)
    opened.value.get_by_role("button", name="Inloggen", exact=True).click()
    opened.value.wait_for_url("**/")
    opened.value.close()
    page.bring_to_front()
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(page.locator("#draft-said")).to_contain_text("Je bent weer ingelogd", timeout=15_000)
    page.locator("button[name=done]").tap()
    page.wait_for_url("**/plans/*/")
    for words in (WISH, "Het is altijd druk aan tafel.", "Telefoons in de mand."):
        expect(page.locator("main")).to_contain_text(words)
    assert not Draft.objects.exists()


def let_walk_along(page: Page, plan: Plan, who: User) -> None:
    """A second professional."""
    page.goto(f"/plans/{plan.pk}/people/new/")
    page.locator("select[name=who]").select_option(label=who.name)
    page.locator(".form__end button").tap()
    expect(page.locator(".toast")).to_have_count(1)
    assert {one.professional for one in plan.assignments.all()} == {who, plan.recorded_by}


def hand_over(page: Page, plan: Plan, to: User) -> None:
    """From today on another coordinator."""
    page.goto(f"/plans/{plan.pk}/hand-over/")
    page.locator("select[name=to]").select_option(label=to.name)
    page.locator(".form__end button").tap()
    page.wait_for_url("**/residents/")


def look_together(page: Page, plan: Plan) -> None:
    """A step of the ladder pressed on the turned page, and back with the password."""
    page.goto(f"/plans/{plan.pk}/")
    page.get_by_role("button", name="Samen kijken").tap()
    page.wait_for_url("**/talk/")
    page.locator("button[name=value][value='2']").tap()
    expect(page.locator("[aria-current=step]")).to_have_attribute("value", "2")
    page.goto("/residents/")
    page.wait_for_url("**/talk/")
    page.goto("/talk/unlock/")
    page.locator("#id_code").fill(PASSWORD)
    page.get_by_role("button", name="Ontgrendel").tap()
    page.wait_for_url(f"**/plans/{plan.pk}/")


def code_and_pin(page: Page, plan: Plan) -> tuple[str, str]:
    """What stands on the paper, and the PIN beside it."""
    page.goto(f"/plans/{plan.pk}/phone/")
    page.get_by_role("button", name="Maak de code").tap()
    page.wait_for_url("**/phone-codes/*/")
    return page.locator(".paper__code").inner_text().strip(), page.locator(".pin").inner_text().strip()


def read_on_phone(page: Page, code: str, pin: str) -> None:
    """The family reads its plan."""
    page.goto("/my/")
    page.locator("#id_code").fill(code)
    page.locator("#id_pin").fill(pin)
    page.locator("form .utrecht-button--primary-action").tap()
    page.wait_for_url("**/my/plan/")
    expect(page.locator("main")).to_contain_text(WISH)
    expect(page.locator("main")).to_contain_text("Telefoons in de mand.")


def who_looked(page: Page, plan: Plan) -> None:
    """Everybody of this story, in words, on one page."""
    page.goto(f"/plans/{plan.pk}/looks/")
    for name in ("Amir Voorbeeld", "Sam Bedacht", "Noor Voorbeeld"):
        expect(page.locator("main")).to_contain_text(name)
    for words in ("telefoon", "keek samen"):
        expect(page.locator("main")).to_contain_text(words)
