"""What an organisation asks, from end to end in a browser: brought in, made, asked, answered, retired, read."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from io import BytesIO
from pathlib import Path

from django.core.management import call_command
from django.db import connections
from openpyxl import Workbook
from playwright.sync_api import Page, expect

from catalogue.models import Instrument
from catalogue.operations.packs import load_packs
from organisation.models import User
from registration.models import AssessmentPart, Goal, Plan
from tests.exchange.moving import files_folder
from tests.journeys.browser import Counter
from tests.makers import AssignmentFactory
from tests.makers_catalogue import InstrumentFactory

__all__ = ["files_folder"]
Opener = Callable[..., Page]
LABEL = "Wat geeft je rust?"
SAID = "Muziek, en de hond uitlaten."


def workbook() -> bytes:
    """As another system gives it: its own names for columns, days of its own, its own words, a sheet for each thing."""
    book = Workbook()
    book.remove(book.active)
    sheets: dict[str, list[list[object]]] = {
        "Cliënten": [
            ["Cliëntnr.", "Naam cliënt", "Geb.datum"],
            [1001, "Bedacht, Zoë van der", "7-3-1950"],
            [1002, "Bas Verzonnen", date(1960, 2, 1)],
        ],
        "Trajecten": [
            ["Trajectnr", "Cliëntnr.", "Startdatum", "Wettelijk kader"],
            ["T-1", 1001, date(2026, 2, 3), "WMO 2015"],
            ["T-2", 1002, "14-2-2026", "Jeugdwet (JW)"],
        ],
    }
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def worked_off() -> None:
    """What waits in the queue is done by the worker itself, as in production."""

    def work() -> None:
        try:
            call_command("work", "--once")
        finally:
            connections.close_all()

    # In a thread: the browser has a running loop in this one, which a process of its own never has.
    with ThreadPoolExecutor(1) as pool:
        pool.submit(work).result()


def moved_in(page: Page, sheet: str, rows: str) -> None:
    """One sheet of the workbook from the form to the end; every guess is right."""
    page.locator("input[type=file]").set_input_files(
        {"name": "uit-het-oude.xlsx", "mimeType": "application/octet-stream", "buffer": workbook()}
    )
    page.locator("form.form .utrecht-button--primary-action").tap()
    page.wait_for_url("**/moving/sheets/*/")
    if page.locator(".chip[aria-current]").inner_text() != sheet:
        page.get_by_role("link", name=sheet).tap()
    expect(page.locator(".chip[aria-current]")).to_have_text(sheet)
    expect(page.locator("[name=file]")).to_have_value(rows)
    page.locator("form.form .utrecht-button--primary-action").tap()
    page.wait_for_url("**/columns/")
    page.locator("form.form .utrecht-button--primary-action").tap()
    page.wait_for_url("**/values/")
    page.locator("form.form .utrecht-button--primary-action").tap()
    page.wait_for_url("**/moving/runs/*/")
    worked_off()
    page.reload()
    with page.expect_navigation():
        page.get_by_role("button", name="Dit inlezen").tap()
    worked_off()
    page.reload()
    expect(page.locator("#state")).to_contain_text("Alles staat erin")


def test_from_an_old_system_to_a_retired_question(
    open_page: Opener,
    counter: Counter,
    accessible: Callable[[Page], None],
    professional: User,
    mover: User,
    files_folder: Path,
) -> None:
    """Brought in from a workbook, asked at the table of somebody who came in with it, answered, retired, still read."""
    office = open_page(mover, size="tablet")
    office.goto("/moving/in/")
    counter.start()
    moved_in(office, "Cliënten", "residents")
    assert counter.taps <= 5
    office.get_by_role("link", name="Meer inlezen").tap()
    moved_in(office, "Trajecten", "plans")
    came = Plan.objects.order_by("opened_on").values_list(
        "resident__prefix", "resident__birth_year", "opened_on", "law"
    )
    assert list(came) == [("van der", 1950, date(2026, 2, 3), "wmo"), ("", 1960, date(2026, 2, 14), "jeugdwet")]
    plan = Plan.objects.get(law="wmo")
    AssignmentFactory(plan=plan, by=professional, since=plan.opened_on)

    asked(office, counter, accessible)
    page = open_page(professional)
    page.goto(f"/plans/{plan.pk}/table/")
    answered(page)
    retired(office)
    page.goto(f"/plans/{plan.pk}/table/")
    expect(page.locator("#main")).not_to_contain_text(LABEL)
    page.goto(f"/plans/{plan.pk}/")
    said = page.locator("#answers li", has_text=LABEL)
    expect(said).to_contain_text(SAID)
    expect(said).to_contain_text("wordt niet meer gevraagd")
    accessible(page)


def asked(page: Page, counter: Counter, accessible: Callable[[Page], None]) -> None:
    """A question with its reason, made and asked: what it is, why, for whom, when; then one press."""
    page.goto("/questions/")
    counter.start()
    page.get_by_role("link", name="Nieuwe vraag").tap()
    page.locator("#id_label_nl").fill(LABEL)
    page.locator("label.chip", has_text="als een plan begint").tap()
    page.locator(".form__end .utrecht-button--primary-action").tap()
    page.wait_for_url("**/question/own.*/")
    page.get_by_role("link", name="zeg waarom").tap()
    page.locator("#id_why_nl").fill("Om te doen wat iemand goed doet.")
    page.locator("#id_for_whom_nl").fill("de inwoner en het team")
    page.locator(".form__end .utrecht-button--primary-action").tap()
    expect(page.get_by_role("button", name="Stel deze vraag")).to_be_visible()
    accessible(page)
    page.get_by_role("button", name="Stel deze vraag").tap()
    expect(page.locator("#main")).to_contain_text("Gesteld sinds")
    assert counter.taps <= 6


def answered(page: Page) -> None:
    """Asked at the table, where it stands folded until somebody needs it."""
    page.get_by_text("Vragen bij het begin").tap()
    page.get_by_label(LABEL).fill(SAID)
    page.locator("button[name=done]").tap()
    page.wait_for_url("**/plans/*/")
    expect(page.locator("#answers li", has_text=LABEL)).to_contain_text(SAID)


def retired(page: Page) -> None:
    """Asked no more from today."""
    page.locator("summary", has_text="Niet meer stellen").tap()
    page.get_by_role("button", name="Niet meer stellen").tap()
    expect(page.locator("#main")).to_contain_text("Niet meer gesteld vanaf")


def test_every_instrument_on_a_phone(
    open_page: Opener, counter: Counter, professional: User, information_manager: User, plan: Plan
) -> None:
    """What is off is put on by a press; then each is filled in on one page: packs, an own one, the board, a goal."""
    load_packs()
    own = InstrumentFactory(name_nl="Hoe slaap je")
    office = open_page(information_manager, size="desktop")
    for key in ("mobility_mentoring", "positive_health"):
        switched_on(office, Instrument.objects.get(key=key))
    page = open_page(professional)
    page.goto(f"/plans/{plan.pk}/")
    for key, parts in {"zrm": 13, "mobility_mentoring": 5, "positive_health": 6, own.key: 2}.items():
        filled_in(page, counter, plan, Instrument.objects.get(key=key), parts)
    on_the_board(page, counter, plan)
    on_a_scale(page, counter, plan.goals.all()[0])


def switched_on(page: Page, instrument: Instrument) -> None:
    """One that nobody offers yet; the page says whose it is before the press."""
    page.goto(f"/instruments/{instrument.pk}/")
    page.get_by_role("button", name="Zet aan").click()
    expect(page.get_by_role("button", name="Zet uit")).to_be_visible()


def filled_in(page: Page, counter: Counter, plan: Plan, instrument: Instrument, parts: int) -> None:
    """From the link on the plan: one page, a tap for each part and one to save."""
    page.goto(f"/plans/{plan.pk}/")
    page.get_by_role("link", name=instrument.name_nl).first.tap()
    page.wait_for_url("**/new/")
    counter.start()
    for number, group in enumerate(page.get_by_role("radiogroup").all()):
        group.locator("label.level:not(.level--none)").nth(number % 3).tap()
    page.get_by_role("button", name="Klaar voor nu").tap()
    page.wait_for_url(f"**/instruments/{instrument.pk}/")
    assert (counter.taps, counter.screens) == (parts + 1, 1)
    assert AssessmentPart.objects.filter(assessment__instrument=instrument, score__isnull=False).count() == parts


def on_the_board(page: Page, counter: Counter, plan: Plan) -> None:
    """What counts is picked; the resident's token and the professional's lie where each of them put it."""
    board = Instrument.objects.get(form="board")
    page.goto(f"/plans/{plan.pk}/instruments/{board.pk}/new/")
    counter.start()
    page.locator(".board__choice").nth(1).tap()
    line = page.locator(".board__line:visible")
    line.scroll_into_view_if_needed()
    track = line.locator(".board__track").bounding_box() or {}
    middle = track["y"] + track["height"] / 2
    page.touchscreen.tap(track["x"] + 0.9 * track["width"], middle)
    page.mouse.move(track["x"] + 24, middle)
    page.mouse.down()
    page.mouse.move(track["x"] + 0.35 * track["width"], middle, steps=3)
    page.mouse.up()
    page.get_by_role("button", name="Klaar voor nu").tap()
    page.wait_for_url(f"**/instruments/{board.pk}/")
    found = dict(AssessmentPart.objects.filter(part__instrument=board).values_list("assessment__voice", "score"))
    assert found["resident"] > 80 and found["professional"] < 45
    assert counter.screens == 1


def on_a_scale(page: Page, counter: Counter, goal: Goal) -> None:
    """Goal Attainment Scaling: a scale with the words of two levels, and then the first score, seen with its sign."""
    page.goto(f"/goals/{goal.pk}/scale/")
    counter.start()
    page.locator("label.chip:has([value=gas])").tap()
    page.locator("#id_level_0").fill("Drie keer per week naar buiten.")
    page.locator("#id_level_-1").fill("Eén keer per week naar buiten.")
    page.get_by_role("button", name="Bewaren").tap()
    page.wait_for_url(f"**/goals/{goal.pk}/")
    assert (counter.taps, counter.screens) == (2, 1)
    page.goto(f"/plans/{goal.plan_id}/")
    page.locator(f"#goal-{goal.pk} button[value='-1']").tap()
    expect(page.locator(f"#goal-{goal.pk} .stair[aria-current=step]")).to_contain_text("−1")
    page.goto(f"/goals/{goal.pk}/")
    expect(page.locator("#main")).to_contain_text("Trede −1 op")
