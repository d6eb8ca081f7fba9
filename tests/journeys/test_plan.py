"""From nothing to a plan on the fridge, in a real browser: with a finger, with a keyboard, and without JavaScript."""

import csv
import io
from collections.abc import Callable

import pytest
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from organisation.models import Area, User
from registration.models import Action, Plan
from tests.journeys.browser import ROOT, Counter
from tests.journeys.walk import STEPS, WORDS, at_the_table, block, saved
from tests.makers_people import AreaFactory

PERSONS = ROOT.parent / "shared/data/persons/rvig_brp_testpersonen.csv"
AREAS = ROOT.parent / "shared/data/geo/cbs_codes_2014_2015.csv"
Opener = Callable[..., Page]


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
    # Who presses the space bar behind it as well keeps what the arrow chose.
    page.keyboard.press("Space")
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
    who_is_it(page, person, area)
    at_the_table(page, WORDS, STEPS)
    plan = Plan.objects.get()
    assert plan.area == area and plan.resident.prefix == person["voorvoegsel"]
    expect(page.locator("h1")).to_have_text(plan.resident.full_name)
    text = printed(page)
    assert "Geenschuldenmeer" in text and "Depostopeenstapel" in text
    assert person["geslachtsnaam"].replace(" ", "") not in text
    a_step_more(page, "Langsgaan bij de bank.")
    page.get_by_role("button", name="Langsgaan bij de bank.").tap()
    expect(page.locator(".action--done")).to_contain_text(["Langsgaan bij de bank."])
    closed_and_undone(page, plan)
    assert Action.objects.get(text="Langsgaan bij de bank.").done_on == timezone.localdate()


def who_is_it(page: Page, person: dict[str, str], area: Area) -> None:
    """The first page, with all that is known."""
    page.goto("/plans/new/")
    page.locator("#id_first_name").fill(person["voornamen"])
    page.locator("#id_last_name").fill(person["geslachtsnaam"])
    page.locator("form details.more > summary").first.tap()
    page.locator("#id_prefix").fill(person["voorvoegsel"])
    page.locator("#id_area").fill(area.code)
    page.locator(".thumb button").tap()
    page.wait_for_url("**/table/")


def printed(page: Page) -> str:
    """The text of the sheet, which is one A4; spaces left out."""
    page.get_by_role("link", name="koelkast").tap()
    page.locator("#sheet[data-fitted]").wait_for()
    [paper] = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert (round(paper.mediabox.width), round(paper.mediabox.height)) == (595, 842)
    page.go_back()
    return "".join(paper.extract_text().split())


def a_step_more(page: Page, text: str) -> None:
    """From the plan to the table and back, with one more step for the first goal."""
    page.get_by_role("link", name="Samen invullen").tap()
    page.wait_for_url("**/table/")
    page.locator(f"[name={block(page, 0)}-action]").fill(text)
    saved(page, lambda: page.locator(f"#{block(page, 0)} .table__add").tap())
    expect(page.locator("#main")).to_contain_text(text)
    page.locator("button[name=done]").tap()
    page.wait_for_url("**/plans/*/")


def closed_and_undone(page: Page, plan: Plan) -> None:
    """Closed nothing can be changed any more; after the undo it is open as before."""
    page.get_by_role("link", name="Plan afsluiten").tap()
    page.locator("form.form .form__end button").tap()
    page.wait_for_url(f"**/plans/{plan.pk}/")
    expect(page.get_by_role("link", name="Samen invullen")).to_have_count(0)
    page.locator(".toast form button").tap()
    expect(page.get_by_role("link", name="Samen invullen").first).to_be_visible()
    assert plan.closing_on(timezone.localdate()) is None
