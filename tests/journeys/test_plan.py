"""From nothing to a plan on the fridge, in a real browser: with a finger, with a keyboard, and without JavaScript."""

import csv
import io
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from organisation.models import Area, User
from registration.models import Action, Plan
from tests.journeys.browser import ROOT, Counter
from tests.makers import AppointmentFactory, AreaFactory, HelpRequestFactory, NoteFactory, StepFactory

PERSONS = ROOT.parent / "shared/data/persons/rvig_brp_testpersonen.csv"
AREAS = ROOT.parent / "shared/data/geo/cbs_codes_2014_2015.csv"
Opener = Callable[..., Page]


def block(page: Page, number: int) -> str:
    """The beginning of the names of the fields of a goal on the kitchen-table page."""
    id = page.locator("input[name=goal]").nth(number).get_attribute("value")
    return f"goal-{id}"


def saved(page: Page, press: Callable[[], None]) -> None:
    """Presses something on the kitchen-table page and waits for the part of the page that comes back."""
    with page.expect_response(lambda response: "/table/" in response.url and response.request.method == "GET"):
        press()
    page.wait_for_function("!document.querySelector('.htmx-request')")


def at_the_table(page: Page, words: tuple[str, str], steps: tuple[str, str, str], press: str = "tap") -> None:
    """From the empty page: two life domains, two goals in own words, three steps."""

    def on(target: str) -> None:
        getattr(page.locator(target).first, press)()

    on("label.tile:has-text('Geld')")
    on("label.tile:has-text('Kinderen')")
    saved(page, lambda: on(".thumb button >> nth=0"))
    expect(page.locator(f"[name={block(page, 0)}-own_words]")).to_be_focused()
    page.keyboard.type(words[0])
    on(f"[name={block(page, 0)}-action]")
    page.keyboard.type(steps[0])
    saved(page, lambda: page.keyboard.press("Enter"))
    expect(page.locator(f"[name={block(page, 0)}-action]")).to_be_focused()
    page.keyboard.type(steps[1])
    on(f"label.chip:has([name={block(page, 0)}-who][value=together])")
    on(f"[name={block(page, 1)}-own_words]")
    page.keyboard.type(words[1])
    on(f"[name={block(page, 1)}-action]")
    page.keyboard.type(steps[2])
    on("button[name=done]")
    page.wait_for_url("**/plans/*/")


WORDS = ("Geen schulden meer.", "Rust aan tafel.")
STEPS = ("De post op een stapel.", "De bank bellen.", "Samen eten.")


def has_everything(page: Page, plan: Plan) -> None:
    """Two goals and three steps, on the page and stored."""
    for text in WORDS + STEPS:
        expect(page.locator("#main")).to_contain_text(text)
    assert [goal.own_words for goal in plan.goals.all()] == list(WORDS)
    assert [goal.life_domain_id for goal in plan.goals.all()] == ["finance", "children"]
    actions = Action.objects.order_by("goal__rank", "rank")
    assert list(actions.values_list("text", "who")) == list(zip(STEPS, ("", "together", ""), strict=True))


@pytest.mark.parametrize("size", ["phone", "tablet"])
def test_new_plan_within_budget(open_page: Opener, counter: Counter, professional: User, size: str) -> None:
    """From home: a first name, two goals, three steps, counted in taps, keys and screens."""
    page = open_page(professional, size=size)
    page.goto("/")
    counter.start()
    page.get_by_role("link", name="Nieuw plan").first.tap()
    expect(page.locator("#id_first_name")).to_be_focused()
    page.keyboard.type("Toos")
    page.locator(".thumb button").tap()
    page.wait_for_url("**/table/")
    at_the_table(page, WORDS, STEPS)
    counter.check("new_plan")
    has_everything(page, Plan.objects.get())


@pytest.mark.parametrize("size", ["phone", "tablet"])
def test_tick_and_step_within_budget(
    open_page: Opener, counter: Counter, professional: User, plan: Plan, size: str
) -> None:
    """A tick is one touch on the plan, a step on the stairs two from the list of residents; it can be undone."""
    page, action = open_page(professional, size=size), plan.goals.all()[0].actions.all()[0]
    page.goto(f"/plans/{plan.pk}/")
    counter.start()
    page.get_by_role("button", name=action.text).tap()
    expect(page.locator(".action--done")).to_have_count(1)
    counter.check("tick_action")
    page.goto("/residents/")
    counter.start()
    page.get_by_role("link", name=plan.resident.full_name).first.tap()
    page.get_by_role("button", name="Trede 4").first.tap()
    expect(page.locator(".stair[aria-current=step]")).to_have_count(1)
    counter.check("add_step")
    page.locator(".toast form button").tap()
    expect(page.locator(".stair[aria-current=step]")).to_have_count(0)


def test_keyboard_only(open_page: Opener, professional: User) -> None:
    """The same plan without a pointer: everything is reached with Tab, chosen with the space bar, sent with Enter."""
    page = open_page(professional, size="desktop")
    page.goto("/plans/new/")
    page.keyboard.type("Toos")
    page.keyboard.press("Enter")
    page.wait_for_url("**/table/")

    def reach(target: str) -> None:
        for _time in range(150):
            page.keyboard.press("Tab")
            if page.locator(f"{target}:focus").count():
                return
        raise AssertionError(f"{target} cannot be reached with Tab")

    for theme in ("finance", "children"):
        reach(f"[name=plan-themes][value={theme}]")
        page.keyboard.press("Space")
    reach(".thumb button")
    saved(page, lambda: page.keyboard.press("Enter"))
    page.keyboard.type(WORDS[0])
    reach(f"[name={block(page, 0)}-action]")
    page.keyboard.type(STEPS[0])
    saved(page, lambda: page.keyboard.press("Enter"))
    page.keyboard.type(STEPS[1])
    reach(f"[name={block(page, 0)}-who][value=resident]")
    for _time in range(2):
        page.keyboard.press("ArrowRight")
    reach(f"[name={block(page, 1)}-own_words]")
    page.keyboard.type(WORDS[1])
    reach(f"[name={block(page, 1)}-action]")
    page.keyboard.type(STEPS[2])
    reach("button[name=done]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/plans/*/")
    has_everything(page, Plan.objects.get())


def test_without_javascript(open_page: Opener, professional: User) -> None:
    """The same plan with forms alone."""
    page = open_page(professional, script=False)

    def press(target: str) -> None:
        with page.expect_navigation():
            page.locator(target).first.click()

    page.goto("/plans/new/")
    page.locator("#id_first_name").fill("Toos")
    press(".thumb button")
    page.locator("label.tile:has-text('Geld')").click()
    page.locator("label.tile:has-text('Kinderen')").click()
    press(".thumb button")
    first = block(page, 0)
    page.locator(f"[name={first}-own_words]").fill(WORDS[0])
    page.locator(f"[name={first}-action]").fill(STEPS[0])
    press(f"#{first} .table__add")
    page.locator(f"[name={first}-action]").fill(STEPS[1])
    page.locator(f"label.chip:has([name={first}-who][value=together])").click()
    second = block(page, 1)
    page.locator(f"[name={second}-own_words]").fill(WORDS[1])
    page.locator(f"[name={second}-action]").fill(STEPS[2])
    press("button[name=done]")
    has_everything(page, Plan.objects.get())
    page.get_by_role("button", name=STEPS[0]).click()
    expect(page.locator(".action--done")).to_have_count(1)


@pytest.fixture
def somebody() -> tuple[dict[str, str], Area]:
    """An official test person and a real neighbourhood when these lists are there; else invented ones."""
    if not (PERSONS.exists() and AREAS.exists()):
        return {"voornamen": "Zoë", "voorvoegsel": "van der", "geslachtsnaam": "Verzonnen"}, AreaFactory()
    with PERSONS.open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if row["voorvoegsel"] and len(row["voornamen"]) < 20]
    call_command("load_areas", str(AREAS), stdout=io.StringIO())
    return rows[0], Area.objects.filter(level="BU", name__contains="'").order_by("code")[0]


def test_from_the_door_to_the_fridge(
    open_page: Opener, professional: User, somebody: tuple[dict[str, str], Area]
) -> None:
    """A plan for somebody real enough: made, printed on one A4, a step added, an action ticked, closed and undone."""
    person, area = somebody
    page = open_page(professional, size="tablet")
    page.goto("/plans/new/")
    page.locator("#id_first_name").fill(person["voornamen"])
    page.locator("#id_last_name").fill(person["geslachtsnaam"])
    page.locator("form details.more > summary").first.tap()
    page.locator("#id_prefix").fill(person["voorvoegsel"])
    page.locator("#id_area").fill(area.code)
    page.locator(".thumb button").tap()
    page.wait_for_url("**/table/")
    at_the_table(page, WORDS, STEPS)
    plan = Plan.objects.get()
    assert plan.area == area and plan.resident.prefix == person["voorvoegsel"]
    expect(page.locator("h1")).to_have_text(plan.resident.full_name)

    page.get_by_role("link", name="koelkast").tap()
    page.locator("#sheet[data-fitted]").wait_for()
    [paper] = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    text = "".join(paper.extract_text().split())
    assert (round(paper.mediabox.width), round(paper.mediabox.height)) == (595, 842)
    assert "Geenschuldenmeer" in text and "Depostopeenstapel" in text
    assert person["geslachtsnaam"].replace(" ", "") not in text
    page.go_back()

    page.get_by_role("link", name="Naar de tafel").tap()
    page.wait_for_url("**/table/")
    page.locator(f"[name={block(page, 0)}-action]").fill("Langsgaan bij de bank.")
    saved(page, lambda: page.locator(f"#{block(page, 0)} .table__add").tap())
    expect(page.locator("#main")).to_contain_text("Langsgaan bij de bank.")
    page.locator("button[name=done]").tap()
    page.wait_for_url("**/plans/*/")
    page.get_by_role("button", name="Langsgaan bij de bank.").tap()
    expect(page.locator(".action--done")).to_contain_text(["Langsgaan bij de bank."])

    page.get_by_role("link", name="Plan afsluiten").tap()
    page.locator("form.form .form__end button").tap()
    page.wait_for_url(f"**/plans/{plan.pk}/")
    expect(page.get_by_role("link", name="Naar de tafel")).to_have_count(0)
    page.locator(".toast form button").tap()
    expect(page.get_by_role("link", name="Naar de tafel").first).to_be_visible()
    assert plan.closing_on(timezone.localdate()) is None
    assert Action.objects.get(text="Langsgaan bij de bank.").done_on == timezone.localdate()


@pytest.fixture
def full(plan: Plan, professional: User) -> Plan:
    """A plan with something in every corner."""
    goal, action = plan.goals.all()[0], plan.goals.all()[0].actions.all()[0]
    HelpRequestFactory(plan=plan, by=professional)
    HelpRequestFactory(plan=plan, by=professional, theme_id="finance", own_words="")
    NoteFactory(plan=plan, by=professional)
    AppointmentFactory(plan=plan, by=professional)
    StepFactory(goal=goal, by=professional, value=2, scored_on=timezone.localdate() - timedelta(days=9))
    StepFactory(goal=goal, by=professional, value=3)
    Action.objects.filter(pk=action.pk).update(text="Een veel te lange stap " * 5, due_on=plan.opened_on)
    return plan


PAGES: dict[str, Callable[[Plan], str]] = {
    "new": lambda plan: "/plans/new/",
    "plan": lambda plan: f"/plans/{plan.pk}/",
    "table": lambda plan: f"/plans/{plan.pk}/table/",
    "close": lambda plan: f"/plans/{plan.pk}/close/",
    "note": lambda plan: f"/plans/{plan.pk}/notes/new/",
    "note_edit": lambda plan: f"/notes/{plan.notes.get().pk}/edit/",
    "appointment": lambda plan: f"/plans/{plan.pk}/appointments/new/",
    "resident": lambda plan: f"/residents/{plan.resident_id}/edit/",
    "goal": lambda plan: f"/goals/{plan.goals.all()[0].pk}/",
    "goal_edit": lambda plan: f"/goals/{plan.goals.all()[0].pk}/edit/",
    "goal_score": lambda plan: f"/goals/{plan.goals.all()[0].pk}/score/",
    "goal_end": lambda plan: f"/goals/{plan.goals.all()[0].pk}/end/",
    "action_edit": lambda plan: f"/actions/{plan.goals.all()[0].actions.all()[0].pk}/edit/",
}


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("size", ["phone", "tablet", "desktop"])
def test_pages_are_accessible(
    open_page: Opener, accessible: Callable[[Page], None], professional: User, full: Plan, size: str, language: str
) -> None:
    """Every page of a plan, at three sizes and in both languages."""
    page = open_page(professional, size=size, language=language)
    for name, address in PAGES.items():
        page.goto(address(full))
        assert page.locator("html").get_attribute("lang") == language, name
        accessible(page)


@pytest.mark.parametrize("size", ["phone", "narrow"])
def test_refused_forms_are_accessible(
    open_page: Opener, accessible: Callable[[Page], None], professional: User, full: Plan, size: str
) -> None:
    """With errors on them too, and with the focus on what is wrong; what was typed is still there."""
    page = open_page(professional, size=size)
    page.goto(f"/goals/{full.goals.all()[0].pk}/edit/")
    page.locator("[name=own_words]").fill("x" * 2001)
    page.locator(".form__end button").tap()
    expect(page.locator(".wrong")).to_be_focused()
    expect(page.locator("[name=own_words]")).to_have_value("x" * 2001)
    accessible(page)
    page.goto(f"/plans/{full.pk}/table/")
    page.locator(f"[name={block(page, 0)}-action]").fill("y" * 2001)
    page.locator("button[name=done]").tap()
    expect(page.locator(f"#{block(page, 0)} .wrong")).to_be_visible()
    expect(page.locator(f"[name={block(page, 0)}-action]")).to_have_value("y" * 2001)
    accessible(page)
