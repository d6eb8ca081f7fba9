"""The sheet on paper: exactly one A4, nothing spilled or on top of something else, everything still to be read."""

import io
import os
import re
from collections.abc import Callable
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from organisation.models import AccessEvent, User
from registration.models import Plan
from tests.journeys.browser import Counter
from tests.makers import (
    ActionFactory,
    AppointmentFactory,
    GoalFactory,
    PlanFactory,
    ResidentFactory,
    StepFactory,
    days_ago,
)

POINT = 96 / 72  # CSS pixels
LEAST = 13
A4 = (595, 842)  # points

LONG_GOAL = "Ik wil dat het thuis weer rustig is en dat de kinderen elke dag op tijd naar school kunnen"
LONG_ACTION = "Ik bel de ziektekostenverzekeringsmaatschappij samen over mijn schuld."
TEXTS = {
    "short": ("Weer buiten komen", ["Ik bel Ria.", "Ik ga wandelen.", "Ik bel Jan.", "Ik kook.", "Ik lees."]),
    "longest": (LONG_GOAL, [LONG_ACTION] * 5),
    "widest": ("W" * 90, ["W" * 70] * 5),
    "one word": ("verzekeringsmaatschappij" * 3, ["arbeidsongeschiktheidsverzekering" * 2] * 5),
}

# Every box that holds words, and how far its words stick out; the boxes of the page from top to bottom must not touch.
MEASURE = """() => {
  const sheet = document.getElementById("sheet");
  const shown = [...sheet.querySelectorAll(":not(.visually-hidden)")]
    .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()));
  const spills = [sheet, ...sheet.querySelectorAll("ul, ol, section, header, footer, .sheet__row, p, h2, h3")]
    .filter(e => e.scrollHeight > e.clientHeight + 1 || e.scrollWidth > e.clientWidth + 1);
  const below = (boxes) => boxes.map(e => e.getBoundingClientRect())
    .every((box, at, all) => at === 0 || box.top >= all[at - 1].bottom - 0.5);
  const all = (names) => [...sheet.querySelectorAll(names)];
  const flags = all(".sheet__flag").map(e => e.getBoundingClientRect());
  const rows = all(".sheet__row").map(e => e.getBoundingClientRect());
  const frame = sheet.getBoundingClientRect();
  return {
    over: sheet.dataset.over,
    smallest: Math.min(...shown.map(e => parseFloat(getComputedStyle(e).fontSize))),
    spills: spills.map(e => e.className || e.tagName),
    outside: shown.filter(e => { const b = e.getBoundingClientRect();
      return b.left < frame.left || b.right > frame.right || b.top < frame.top || b.bottom > frame.bottom; })
      .map(e => e.textContent),
    inOrder: below([...sheet.children]) && below(all(".sheet__group")) && below(all(".sheet__row")),
    free: rows.every(row => flags.every(flag => flag.top >= row.bottom)),
    goal: parseFloat(getComputedStyle(sheet.querySelector(".sheet__words")).fontSize),
    largest: Math.max(...shown.map(e => parseFloat(getComputedStyle(e).fontSize))),
  };
}"""

FONT_SIZE = "e => parseFloat(getComputedStyle(e).fontSize)"


@pytest.fixture
def planned(transactional_db: None, professional: User) -> Callable[..., Plan]:
    """`planned(goal, actions)`: a plan with that goal and those actions, and everything that a sheet can have."""
    professional.phone = "06 1234 5600"
    professional.save()

    def made(words: str, texts: list[str], **action: Any) -> Plan:
        sjaan = ResidentFactory(by=professional, first_name="Sjaan")
        plan = PlanFactory(by=professional, resident=sjaan)
        goal = GoalFactory(plan=plan, by=professional, own_words=words, life_domain_id="social_network")
        due = timezone.localdate() + timedelta(days=3)
        for text in texts:
            ActionFactory(goal=goal, by=professional, text=text, due_on=due, **{"who": "together", **action})
        StepFactory(goal=goal, by=professional, value=1, scored_on=days_ago(30))
        StepFactory(goal=goal, by=professional, value=2)
        AppointmentFactory(plan=plan, by=professional)
        return plan

    return made


@pytest.fixture
def look(open_page: Callable[..., Page], professional: User) -> Callable[..., Page]:
    """`look(plan)`: the page of the sheet, with its size found."""
    opened: dict[bool, Page] = {}

    def shown(plan: Plan, language: str = "nl", script: bool = True) -> Page:
        if script not in opened:
            opened[script] = open_page(professional, size="desktop", script=script)
            # Telling that it was printed has a test of its own; here it would only run into the end of the test.
            opened[script].route("**/sheet/printed/", lambda route: route.fulfill(status=204))
        page = opened[script]
        page.goto(f"/plans/{plan.pk}/sheet/?language={language}")
        if script:
            page.locator("#sheet[data-fitted]").wait_for()
        return page

    return shown


def print_out(page: Page) -> list[str]:
    """The text of each page of paper, without white space."""
    paper = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True, print_background=True)))
    assert all((round(sheet.mediabox.width), round(sheet.mediabox.height)) == A4 for sheet in paper.pages)
    return [bare(sheet.extract_text()) for sheet in paper.pages]


def bare(text: str) -> str:
    """Text as it is compared: lines and hyphens of a break do not count."""
    return re.sub(r"\s+", "", text)


def assert_one_good_page(page: Page, words: list[str]) -> None:
    """The bar for every sheet."""
    page.emulate_media(media="print")
    found = page.evaluate(MEASURE)
    assert found["over"] == "false"
    assert found["spills"] == [] and found["outside"] == []
    assert found["inOrder"] and found["free"]
    assert found["smallest"] >= LEAST * POINT - 0.01
    assert found["goal"] == found["largest"]
    [text] = print_out(page)
    assert [word for word in words if bare(word) not in text] == []
    page.emulate_media(media="screen")


# With KEUKENTAFEL_PROVE=1 everything with everything; else the texts that nobody types are tried once each.
CASES = [
    (kind, language, script)
    for kind, language, script in product(TEXTS, ["nl", "en"], [True, False])
    if os.environ.get("KEUKENTAFEL_PROVE") == "1" or kind in ("short", "longest") or (language == "nl" and script)
]


@pytest.mark.parametrize(("kind", "language", "script"), CASES)
def test_one_page(
    planned: Callable[..., Plan], look: Callable[..., Page], kind: str, language: str, script: bool
) -> None:
    """One, three and five actions, short and long, with and without JavaScript."""
    words, texts = TEXTS[kind]
    own = {"nl": ["Mijn plan", "Hier sta ik nu", "Vraag? Bel Amir"], "en": ["My plan", "I am here now", "Call Amir"]}
    for count in (1, 3, 5):
        page = look(planned(words, texts[:count]), language, script)
        assert_one_good_page(page, [words, *texts[:count], *own[language], "Sjaan", "06 1234 5600", "Thuis"])


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_together_and_at_the_top(planned: Callable[..., Plan], look: Callable[..., Page], script: bool) -> None:
    """Actions that belong together take room for saying so, and on the last step stand two lines."""
    plan = planned(*TEXTS["longest"])
    goal = plan.goals.get()
    first = goal.actions.first()
    goal.actions.exclude(pk=first.pk).update(together_with=first)
    StepFactory(goal=goal, by=plan.recorded_by, value=5)
    assert_one_good_page(look(plan, script=script), ["Deze horen bij elkaar", "Mijn doel", "Hier sta ik nu", "Begin"])


def test_nothing_but_the_goal(planned: Callable[..., Plan], look: Callable[..., Page]) -> None:
    """Without actions there is room to write some."""
    page = look(planned("Weer buiten komen", []))
    assert_one_good_page(page, ["Weer buiten komen"])
    assert page.locator(".sheet__box").count() == 3


def test_short_is_large(planned: Callable[..., Plan], look: Callable[..., Page]) -> None:
    """The type grows as far as there is room."""
    sizes = [
        look(planned(*TEXTS[kind])).locator(".sheet__text").first.evaluate(FONT_SIZE) for kind in ("short", "longest")
    ]
    assert sizes[0] > 18 * POINT and sizes[0] > sizes[1]


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_too_long_is_said_and_not_cut(planned: Callable[..., Plan], look: Callable[..., Page], script: bool) -> None:
    """A goal far too long is said not to fit; what comes on paper by another way is whole."""
    long = "Ik wil heel veel. " * 80
    page = look(planned(long, [LONG_ACTION] * 5), script=script)
    expect(page.get_by_text("Te lang voor het blad").first).to_be_visible()
    assert page.locator("#sheet").get_attribute("data-over") == "true"
    if script:
        expect(page.get_by_role("button", name="Print")).to_be_disabled()
    text = "".join(print_out(page))
    assert bare(long) in text and "Vraag?BelAmir" in text


def test_what_does_not_fit_stops_printing(planned: Callable[..., Plan], look: Callable[..., Page]) -> None:
    """Texts within their limits that together are too much: measured, said, and the button does nothing."""
    page = look(planned(*TEXTS["widest"], who="carer", who_name="W" * 40))
    expect(page.get_by_role("status").filter(has_text="Te veel voor één blad")).to_be_visible()
    expect(page.get_by_role("button", name="Print")).to_be_disabled()
    assert "WWWW" in "".join(print_out(page))


def test_paper_is_the_sheet_alone(planned: Callable[..., Plan], look: Callable[..., Page]) -> None:
    """Nothing of the page around it: no menu, no choice, no last name."""
    [text] = print_out(look(planned(*TEXTS["short"])))
    assert "Keukentafel" not in text and "Watstaaterop" not in text and "Bedacht" not in text


def test_two_taps_and_a_line_in_the_log(
    planned: Callable[..., Plan], open_page: Callable[..., Page], counter: Counter, professional: User
) -> None:
    """From the plan: to the sheet, and print. That it was printed stands in the log of looks."""
    plan = planned(*TEXTS["short"])
    page = open_page(professional)
    page.goto(f"/plans/{plan.pk}/")
    counter.start()
    page.get_by_role("link", name="koelkast").tap()
    page.locator("#sheet[data-fitted]").wait_for()
    page.get_by_role("button", name="Print").tap()
    page.locator("#print[data-told]").wait_for()
    counter.check("print_sheet")
    assert AccessEvent.objects.filter(plan=plan.pk, what="sheet_printed:write", user=professional).count() == 1


def test_choosing_by_hand(planned: Callable[..., Plan], look: Callable[..., Page]) -> None:
    """One action less and no telephone: the preview follows, and so does the paper."""
    page = look(planned(*TEXTS["short"]))
    page.get_by_label("Ik kook.").uncheck()
    page.get_by_label("Wie je kunt bellen").uncheck()
    page.get_by_role("button", name="Pas het blad aan").click()
    page.wait_for_url("**/sheet/?phone=no&language=nl")
    page.locator("#sheet[data-fitted]").wait_for()
    [text] = print_out(page)
    assert "Ikkook" not in text and "IkbelRia" in text and "061234" not in text


@pytest.mark.parametrize("size", ["phone", "tablet", "desktop", "narrow"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_screen(
    planned: Callable[..., Plan],
    open_page: Callable[..., Page],
    accessible: Callable[[Page], None],
    professional: User,
    size: str,
    language: str,
) -> None:
    """The page around the sheet, at every size; the preview is as wide as there is room."""
    plan = planned(*TEXTS["longest"])
    GoalFactory(plan=plan, by=professional)
    page = open_page(professional, size=size, language=language)
    page.goto(f"/plans/{plan.pk}/sheet/")
    page.locator("#sheet[data-fitted]").wait_for()
    accessible(page)
    frame, sheet = (page.locator(part).bounding_box() for part in (".sheet-frame", "#sheet"))
    assert abs(frame["width"] - sheet["width"]) < 4 and abs(frame["height"] - sheet["height"]) < 6
