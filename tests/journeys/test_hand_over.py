"""Handing over a whole caseload in a real browser: how much work it is, on paper, and the other side of it."""

import io
from collections.abc import Callable

from playwright.sync_api import Page, expect
from pypdf import PdfReader

from organisation.models import User
from registration.models import Assignment
from tests.journeys.browser import Counter
from tests.makers import AppointmentFactory, GoalFactory, NoteFactory, PlanFactory

Opener = Callable[..., Page]
FORTY = 40


def test_a_caseload_within_budget(
    open_page: Opener,
    counter: Counter,
    accessible: Callable[[Page], None],
    professional: User,
    colleague: User,
) -> None:
    """From the list of residents: forty plans go to a colleague, and all come back by one undo."""
    for plan in PlanFactory.create_batch(FORTY, by=professional):
        GoalFactory(plan=plan, by=professional)
    page = open_page(professional, size="tablet")
    page.goto("/residents/")
    counter.start()
    page.get_by_role("link", name="Mijn plannen overdragen").tap()
    page.wait_for_url("**/hand-over/")
    page.get_by_label("Aan wie?").select_option(label="Noor Voorbeeld")
    # Opening the list and choosing from it are no events of the page.
    counter.count("taps")
    counter.count("taps")
    page.locator("form.form .form__end button").tap()
    page.wait_for_url("**/residents/")
    counter.check("hand_over_caseload")
    expect(page.locator(".toast")).to_contain_text("40 plannen zijn vanaf")
    other = open_page(colleague, size="phone")
    other.goto("/residents/")
    expect(other.locator("#main")).to_contain_text("40 plannen")
    accessible(other)
    page.locator(".toast form button").tap()
    expect(page.locator(".toast")).to_contain_text("Ongedaan gemaakt.")
    assert not Assignment.objects.filter(professional=colleague).exists()


def test_sheets_on_paper(open_page: Opener, accessible: Callable[[Page], None], professional: User) -> None:
    """A page for each plan; nothing of the frame is on paper."""
    for plan in PlanFactory.create_batch(3, by=professional):
        GoalFactory.create_batch(2, plan=plan, by=professional)
        NoteFactory.create_batch(3, plan=plan, by=professional)
        AppointmentFactory(plan=plan, by=professional)
    page = open_page(professional, size="desktop")
    page.goto("/caseloads/sheet/mine/")
    accessible(page)
    papers = PdfReader(io.BytesIO(page.pdf(format="A4"))).pages
    assert len(papers) == 3
    for paper in papers:
        text = "".join(paper.extract_text().split())
        assert text.count("Watisafgesproken") == 1 and "Toegankelijkheid" not in text
