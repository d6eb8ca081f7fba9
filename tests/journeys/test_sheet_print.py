"""The sheet on paper: exactly one A4, nothing spilled or on top of something else, everything still to be read."""

import os
from collections.abc import Callable
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from catalogue.models import SheetLanguage
from organisation.models import AccessEvent, User
from registration.models import Plan
from tests.journeys.browser import Counter
from tests.journeys.sheet_bar import MEASURE, MOVE, POINT, assert_one_good_page, missing, print_out
from tests.journeys.sheet_family import FAMILIES, family
from tests.journeys.sheet_texts import LONGEST, OWN, SHORT, STRANGE, texts
from tests.makers import ActionFactory, AppointmentFactory, GoalFactory, PlanFactory, ResidentFactory, StepFactory
from tests.makers_people import days_ago

PROVE = os.environ.get("KEUKENTAFEL_PROVE") == "1"
LONG_ACTION = LONGEST["nl"][1]
FONT_SIZE = "e => parseFloat(getComputedStyle(e).fontSize)"


@pytest.fixture
def planned(transactional_db: None, professional: User) -> Callable[..., Plan]:
    """`planned(goal, actions)`: a plan with that goal and those actions, and everything that a sheet can have."""
    professional.phone = "06 1234 5600"
    professional.save()
    SheetLanguage.objects.update(is_on=True)

    def made(words: str, texts: list[str], now: int = 2, **action: Any) -> Plan:
        sjaan = ResidentFactory(by=professional, first_name="Sjaan")
        plan = PlanFactory(by=professional, resident=sjaan)
        goal = GoalFactory(plan=plan, by=professional, own_words=words, life_domain_id="social_network")
        due = timezone.localdate() + timedelta(days=3)
        for text in texts:
            ActionFactory(goal=goal, by=professional, text=text, due_on=due, **{"who": "together", **action})
        StepFactory(goal=goal, by=professional, value=1, scored_on=days_ago(30))
        StepFactory(goal=goal, by=professional, value=now)
        AppointmentFactory(plan=plan, by=professional)
        return plan

    return made


@pytest.fixture
def look(open_page: Callable[..., Page], professional: User) -> Callable[..., Page]:
    """`look(plan)`: the page of the sheet, with its size found."""
    opened: dict[bool, Page] = {}

    def shown(plan: Plan, language: str = "nl", script: bool = True, also: str = "") -> Page:
        if script not in opened:
            opened[script] = open_page(professional, size="desktop", script=script)
            # Telling that it was printed has a test of its own; here it would only run into the end of the test.
            opened[script].route("**/sheet/printed/", lambda route: route.fulfill(status=204))
        page = opened[script]
        page.goto(f"/plans/{plan.pk}/sheet/?language={language}&also={also}")
        if script:
            page.locator("#sheet[data-fitted]").wait_for()
        return page

    return shown


# With KEUKENTAFEL_PROVE=1 everything with everything and one, three and five actions; else every language as long as it
# gets, with five actions, Dutch and Arabic both with and without JavaScript, and every other kind once.
KINDS = ["short", "longest", "dutch", *STRANGE]
CASES = [
    (kind, language, script)
    for kind, language, script in product(KINDS, OWN, [True, False])
    if (kind != "dutch" or language != "nl") and (kind not in STRANGE or language == "nl")
    if PROVE
    or (kind == "longest" and (script or language in ("nl", "ar")))
    or (kind == "short" and (language, script) in {("ar", True), ("uk", False)})
    or (kind == "dutch" and (language, script) == ("ar", True))
    or (kind in STRANGE and script)
]


@pytest.mark.parametrize(("kind", "language", "script"), CASES)
def test_one_page(
    planned: Callable[..., Plan], look: Callable[..., Page], kind: str, language: str, script: bool
) -> None:
    """Short and long, with and without JavaScript; in another language than Dutch both stand on it."""
    words, actions = texts(kind, language)
    for number in (1, 3, 5) if PROVE or (kind == "short" and script) else (5,):
        page = look(planned(words, actions[:number]), language, script)
        said = [words, *actions[:number], *OWN[language], *OWN["nl"][:-1], "Vraag? Bel", "Amir"]
        assert_one_good_page(page, [*said, "Sjaan", "06 1234 5600", "Thuis"])


@pytest.mark.parametrize("kind", ["short", "longest"])
@pytest.mark.parametrize("language", OWN)
def test_texts_are_as_long_as_they_say(kind: str, language: str) -> None:
    """Within what fits, and the longest nearly as long as that."""
    goal, actions = texts(kind, language)
    assert len(goal) <= 90 and all(len(action) <= 70 for action in actions) and len(actions) == 5
    assert kind == "short" or (len(goal) >= 85 and len(actions[0]) >= 66)


def test_arabic_runs_from_right_to_left(planned: Callable[..., Plan], look: Callable[..., Page]) -> None:
    """Boxes, words, numbers and stairs as on the drawing: measured, for text from a PDF does not tell."""
    page = look(planned(*texts("longest", "ar")), "ar")
    at = """name => { const e = document.querySelector(name), range = document.createRange();
      range.selectNodeContents(e); const box = (e.textContent.trim() ? range : e).getBoundingClientRect();
      return [box.left, box.right]; }"""
    left, right = (lambda name: page.evaluate(at, name)[0]), (lambda name: page.evaluate(at, name)[1])
    assert left(".sheet__title") > right(".sheet__day")
    assert left(".sheet__icon") > right(".sheet__words")
    assert left(".sheet__box") > right(".sheet__text") > right(".sheet__who")
    assert left(".sheet__foot section:first-child") > right(".sheet__foot section:last-child")
    assert left(".sheet__step--1") > right(".sheet__step--2") and left(".sheet__step--4") > right(".sheet__step--5")
    number = page.locator(".sheet__number bdi")
    assert number.evaluate("e => getComputedStyle(e).direction") == "ltr"
    assert number.inner_text() == "06 1234 5600"
    assert set(page.evaluate(MEASURE)["letters"]) == {"ar"}


def test_letters_come_with_their_language(planned: Callable[..., Plan], look: Callable[..., Page]) -> None:
    """A sheet in Dutch or Turkish fetches no letters of other scripts, though their names are on offer."""
    found = {}
    for language in ("nl", "uk", "tr"):
        found[language] = set(look(planned(*texts("short", language)), language).evaluate(MEASURE)["letters"])
    assert found == {"nl": set(), "uk": {"uk"}, "tr": set()}


def test_own_words_stand_at_their_box(planned: Callable[..., Plan], look: Callable[..., Page]) -> None:
    """Dutch words on an Arabic sheet are read from left to right, and begin where the sheet does: at the right."""
    page = look(planned(*SHORT["nl"]), "ar")
    found = page.locator(".sheet__text").first.evaluate("""e => { const range = document.createRange();
      range.selectNodeContents(e); const style = getComputedStyle(e);
      return [style.direction, e.getBoundingClientRect().right - range.getBoundingClientRect().right]; }""")
    assert found[0] == "ltr" and abs(found[1]) < 1


@pytest.mark.parametrize(("kind", "language", "number", "now", "script"), FAMILIES)
def test_a_family(
    planned: Callable[..., Plan],
    look: Callable[..., Page],
    professional: User,
    kind: str,
    language: str,
    number: int,
    now: int,
    script: bool,
) -> None:
    """One sheet for all: seven names above it, a goal of all large and three of members small, who does what."""
    words, actions = texts(kind, language)
    plan = planned(words, actions[: (number + 1) // 2], now)
    people, others = family(plan, professional), []
    for person in people[1:4]:
        others.append(GoalFactory(plan=plan, by=professional, own_words=words, resident=person))
    for text, goal in zip(actions[(number + 1) // 2 : number], others, strict=False):
        ActionFactory(goal=goal, by=professional, text=text, who="together", due_on=timezone.localdate())
    page = look(plan, language, script, "+".join(str(goal.pk) for goal in others))
    own = {"nl": ["Ons plan", "Wij willen graag:"], "ar": ["خطتنا", "نريد:"]}.get(language, [])
    own += ["Ons plan", "Hier staan wij nu", "Maximiliaan wil graag:", "Ria wil graag:", "Wilhelmina", "Tom"]
    assert_one_good_page(page, [words, *actions[:number], *own], ["Geheimnaam"])
    assert page.locator(".sheet__also li").count() == 3 and page.locator(".sheet__row").count() == number


@pytest.mark.parametrize("kind", ["short", "longest"])
def test_words_on_the_stairs(
    planned: Callable[..., Plan], look: Callable[..., Page], professional: User, kind: str
) -> None:
    """Wherever a family begins and stands, its words touch neither a step beside them nor each other; the longest in
    an ordinary run in Arabic alone.
    """
    wrong = {}
    for language in OWN if PROVE or kind == "short" else ["ar"]:
        plan = planned(*texts(kind, language))
        family(plan, professional)
        page = look(plan, language)
        page.emulate_media(media="print")
        for begin, now in [(1, 2), (1, 3), (2, 3), (3, 4), (1, 4), (4, 5), (1, 5), (5, 4), (2, 1)]:
            page.evaluate(MOVE, [begin, now])
            found = page.evaluate(MEASURE)
            faults = [*found["onSteps"], *(name for name in ("apart", "free", "inOrder") if not found[name])]
            wrong[language, begin, now] = faults
        page.emulate_media(media="screen")
    assert len(wrong) % 9 == 0 and {where: words for where, words in wrong.items() if words} == {}


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_together_and_at_the_top(planned: Callable[..., Plan], look: Callable[..., Page], script: bool) -> None:
    """Actions that belong together take room for saying so, and on the last step stand two lines."""
    plan = planned(*texts("longest", "nl"))
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
        look(planned(*texts(kind, "nl"))).locator(".sheet__text").first.evaluate(FONT_SIZE)
        for kind in ("short", "longest")
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
    assert missing([long, "Vraag? Bel Amir"], *print_out(page)) == []


def test_what_does_not_fit_stops_printing(planned: Callable[..., Plan], look: Callable[..., Page]) -> None:
    """Texts within their limits that together are too much: measured, said, and the button does nothing."""
    page = look(planned(*STRANGE["widest"], who="carer", who_name="W" * 40))
    expect(page.get_by_role("status").filter(has_text="Te veel voor één blad")).to_be_visible()
    expect(page.get_by_role("button", name="Print")).to_be_disabled()
    assert missing(["WWWW"], *print_out(page)) == []


def test_paper_is_the_sheet_alone(planned: Callable[..., Plan], look: Callable[..., Page]) -> None:
    """Nothing of the page around it: no menu, no choice, no last name."""
    never = ["Keukentafel", "Wat staat erop", "Bedacht"]
    assert missing(never, *print_out(look(planned(*texts("short", "nl"))))) == never


def test_two_taps_and_a_line_in_the_log(
    planned: Callable[..., Plan], open_page: Callable[..., Page], counter: Counter, professional: User
) -> None:
    """From the plan: to the sheet, and print. That it was printed stands in the log of looks."""
    plan = planned(*texts("short", "nl"))
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
    page = look(planned(*texts("short", "nl")))
    page.get_by_label("Ik kook.").uncheck()
    page.get_by_label("Wie je kunt bellen").uncheck()
    page.get_by_role("button", name="Pas het blad aan").click()
    page.wait_for_url("**/sheet/?phone=no&language=nl")
    page.locator("#sheet[data-fitted]").wait_for()
    assert missing(["Ik kook", "Ik bel Ria", "06 1234"], *print_out(page)) == ["Ik kook", "06 1234"]


SIZES = ["phone", "tablet", "desktop", "narrow"]


@pytest.mark.parametrize(
    ("size", "language"),
    [(size, "nl") for size in SIZES] + [(size, "en") for size in SIZES if PROVE or size == "phone"],
)
def test_screen(
    planned: Callable[..., Plan],
    open_page: Callable[..., Page],
    accessible: Callable[[Page], None],
    professional: User,
    size: str,
    language: str,
) -> None:
    """The page around the sheet, at every size; the preview is as wide as there is room."""
    plan = planned(*texts("longest", "nl"))
    GoalFactory(plan=plan, by=professional)
    page = open_page(professional, size=size, language=language)
    page.goto(f"/plans/{plan.pk}/sheet/")
    page.locator("#sheet[data-fitted]").wait_for()
    accessible(page)
    frame, sheet = (page.locator(part).bounding_box() for part in (".sheet-frame", "#sheet"))
    assert abs(frame["width"] - sheet["width"]) < 4 and abs(frame["height"] - sheet["height"]) < 6
