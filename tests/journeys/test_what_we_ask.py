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

from organisation.models import User
from registration.models import Plan
from tests.exchange.moving import files_folder
from tests.journeys.browser import Counter
from tests.makers import AssignmentFactory

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
    manager = open_page(mover, size="tablet")
    manager.goto("/moving/in/")
    counter.start()
    moved_in(manager, "Cliënten", "residents")
    assert counter.taps <= 5
    manager.get_by_role("link", name="Meer inlezen").tap()
    moved_in(manager, "Trajecten", "plans")
    came = Plan.objects.order_by("opened_on").values_list(
        "resident__prefix", "resident__birth_year", "opened_on", "law"
    )
    assert list(came) == [("van der", 1950, date(2026, 2, 3), "wmo"), ("", 1960, date(2026, 2, 14), "jeugdwet")]
    plan = Plan.objects.get(law="wmo")
    AssignmentFactory(plan=plan, by=professional, since=plan.opened_on)

    asked(manager, counter, accessible)
    page = open_page(professional)
    page.goto(f"/plans/{plan.pk}/table/")
    answered(page)
    retired(manager)
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
