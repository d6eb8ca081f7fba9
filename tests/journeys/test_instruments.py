"""Instruments in a real browser: thirteen parts within the budget, the board by finger and by arrow keys, and by forms
alone."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from catalogue.models import Instrument, InstrumentPart
from catalogue.operations.packs import load_packs
from organisation.models import User
from registration.models import Assessment, AssessmentPart, Plan
from tests.journeys.browser import Counter
from tests.makers_catalogue import InstrumentFactory

Opener = Callable[..., Page]
PARTS = 13


@pytest.fixture
def matrix(db: None) -> Instrument:
    """Thirteen parts, five levels, and room for something else."""
    made = InstrumentFactory(name_nl="Zelfredzaamheid", rank=1)
    made.parts.all().delete()
    words = ("acute problematiek", "niet zelfredzaam", "beperkt zelfredzaam", "voldoende zelfredzaam", "volledig")
    labels = [{"value": n, "nl": nl, "en": ""} for n, nl in enumerate(words, start=1)]
    made.scales.update(highest=5, low_to=2, labels=labels)
    scale = made.scales.get()
    for number in range(1, PARTS + 1):
        InstrumentPart.objects.create(
            instrument=made, scale=scale, key=f"p{number}", name_nl=f"Deel {number}", rank=number
        )
    InstrumentPart.objects.create(instrument=made, scale=scale, key="other", name_nl="Iets anders", rank=99)
    return made


@pytest.fixture
def board(db: None) -> Instrument:
    """A board with two parts of life."""
    made = InstrumentFactory(form="board", name_nl="Wat telt", rank=2)
    made.scales.update(lowest=0, highest=100, labels=[], low_to=None)
    return made


@pytest.mark.parametrize("size", ["phone", "tablet"])
def test_thirteen_parts_within_budget(
    open_page: Opener, counter: Counter, accessible: Callable[[Page], None], professional: User, plan: Plan,
    matrix: Instrument, size: str,
) -> None:  # fmt: skip
    """Thirteen levels and one press to save, on one page; low parts can become a goal on the next."""
    page = open_page(professional, size=size)
    page.goto(f"/plans/{plan.pk}/instruments/{matrix.pk}/new/")
    accessible(page)
    counter.start()
    for number, group in enumerate(page.get_by_role("radiogroup").all()):
        group.locator("label.level").nth(number % 5).tap()
    page.get_by_role("button", name="Klaar voor nu").tap()
    page.wait_for_url(f"**/instruments/{matrix.pk}/")
    counter.check("thirteen_parts")
    assert list(AssessmentPart.objects.order_by("part__rank").values_list("score", flat=True)) == [
        number % 5 + 1 for number in range(PARTS)
    ]
    accessible(page)
    page.get_by_role("button", name=re.compile("Maak hier een doel van ?: Deel 2")).tap()
    page.wait_for_url("**/goals/*/edit/")
    page.goto(f"/plans/{plan.pk}/")
    accessible(page)


def test_rest_and_letting_go(open_page: Opener, professional: User, plan: Plan, matrix: Instrument) -> None:
    """A second press lets a level go; the rest is not asked in one tap; the last answers follow whose words it is."""
    page = open_page(professional)
    page.goto(f"/plans/{plan.pk}/instruments/{matrix.pk}/new/")
    first, second = page.get_by_role("radiogroup").all()[:2]
    first.locator("label.level").nth(1).tap()
    second.locator("label.level").nth(2).tap()
    page.wait_for_timeout(700)
    first.locator("label.level").nth(1).tap()
    page.get_by_role("button", name="De rest is niet gevraagd").tap()
    page.wait_for_url(f"**/instruments/{matrix.pk}/")
    states = list(AssessmentPart.objects.order_by("part__rank").values_list("state", flat=True))
    assert states == ["not_asked", "scored"] + ["not_asked"] * (PARTS - 2)
    page.goto(f"/plans/{plan.pk}/instruments/{matrix.pk}/new/")
    expect(page.locator(".level .ring:visible")).to_have_count(1)
    page.locator(".measure__who > summary").tap()
    page.locator("label.chip:has([name=voice][value=resident])").tap()
    expect(page.locator(".level .ring:visible")).to_have_count(0)


def test_board_by_keyboard_and_finger(
    open_page: Opener, accessible: Callable[[Page], None], professional: User, plan: Plan, board: Instrument
) -> None:
    """What is picked gets its line; arrow keys and a press on the line move tokens, and words say where they lie."""
    page = open_page(professional, size="tablet")
    page.goto(f"/plans/{plan.pk}/instruments/{board.pk}/new/")
    expect(page.locator(".board__line:visible")).to_have_count(0)
    page.locator(".board__choice").first.tap()
    line = page.locator(".board__line:visible")
    expect(line).to_have_count(1)
    accessible(page)
    mine, theirs = line.locator(".token--resident"), line.locator(".token--professional")
    expect(mine).to_have_attribute("aria-valuetext", "nog niet gezet")
    theirs.focus()
    for _press in range(6):
        page.keyboard.press("ArrowRight")
    expect(theirs).to_have_attribute("aria-valuetext", "moeilijk")
    box = line.locator(".board__track").bounding_box() or {}
    page.touchscreen.tap(box["x"] + box["width"] - 26, box["y"] + box["height"] / 2)
    expect(mine).to_have_attribute("aria-valuetext", "goed")
    line.locator(".star").tap()
    page.get_by_role("button", name="Klaar voor nu").tap()
    page.wait_for_url(f"**/instruments/{board.pk}/")
    found = dict(AssessmentPart.objects.values_list("assessment__voice", "score"))
    assert found["professional"] == 10 and found["resident"] >= 95
    assert AssessmentPart.objects.get(assessment__voice="resident").works_on
    accessible(page)


def done(page: Page) -> None:
    """Presses the button of a page without scripts, and waits for the page that follows."""
    with page.expect_navigation():
        page.get_by_role("button", name="Klaar voor nu").click()


def test_without_javascript(
    open_page: Opener, professional: User, plan: Plan, matrix: Instrument, board: Instrument
) -> None:
    """Levels by forms alone; on the board every line is there and tokens slide."""
    page = open_page(professional, script=False)
    page.goto(f"/plans/{plan.pk}/instruments/{matrix.pk}/new/")
    page.locator("label.level").nth(1).click()
    done(page)
    assert AssessmentPart.objects.get().score == 2
    page.goto(f"/plans/{plan.pk}/instruments/{board.pk}/new/")
    expect(page.locator(".board__line:visible")).to_have_count(2)
    page.locator(".token--resident").first.focus()
    for _press in range(7):
        page.keyboard.press("ArrowRight")
    done(page)
    assert Assessment.objects.filter(instrument=board).count() == 1


def test_two_problems_on_a_phone(
    open_page: Opener, counter: Counter, accessible: Callable[[Page], None], professional: User, plan: Plan
) -> None:
    """Found by typing, without walking through a hundred parts; each problem has its three scales."""
    load_packs()
    omaha = Instrument.objects.get(key="omaha")
    Instrument.objects.filter(pk=omaha.pk).update(is_on=True)
    page = open_page(professional)
    page.goto(f"/plans/{plan.pk}/instruments/{omaha.pk}/new/")
    expect(page.locator(".problem:visible")).to_have_count(0)
    accessible(page)
    names = list(dict.fromkeys(omaha.parts.exclude(subject="").values_list("name_nl", flat=True)))[:2]
    counter.start()
    for name in names:
        page.get_by_label("Zoek een probleem").fill(name)
        problem = page.locator(".problem:visible", has=page.get_by_text(name, exact=True)).first
        problem.locator("label.check").tap()
        for group in problem.get_by_role("radiogroup").all():
            group.locator("label.level").nth(2).tap()
    assert counter.taps <= 2 * 4
    accessible(page)
    page.get_by_role("button", name="Klaar voor nu").tap()
    page.wait_for_url(f"**/instruments/{omaha.pk}/")
    found = AssessmentPart.objects.values_list("part__name_nl", "score")
    assert sorted(found) == sorted((name, 3) for name in names for _scale in range(3))
    expect(page.get_by_role("table", name="Knowledge")).to_be_visible()
    page.goto(f"/plans/{plan.pk}/instruments/{omaha.pk}/new/")
    expect(page.get_by_label("Iets anders", exact=True)).to_be_visible()
