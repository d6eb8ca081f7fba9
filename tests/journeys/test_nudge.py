"""The line under a text that seems to hold a number or address, and the questions beside a goal, in a real browser."""

from collections.abc import Callable
from itertools import accumulate, pairwise, product
from random import Random

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from catalogue.queries import life_domains
from organisation.models import User
from registration.models import Goal, Plan
from shared.sensitive import sensitive
from tests.journeys.walk import block, saved
from tests.shared.test_sensitive import CASES

Opener = Callable[..., Page]
ASK = """async ([script, texts]) => {
  const {sensitive} = await import(document.querySelector(`script[src*="${script}"]`)?.src ?? `/static/${script}.js`);
  return texts.map(text => sensitive(text).map(({kind, text}) => [kind, text]));
}"""
PICK = """async ([text, questions]) => {
  const {pick} = await import(document.querySelector('script[src*="hints"]').src);
  return pick(text, questions);
}"""
NUMBER = "06-12345678"

AREAS = [("06", 8), ("+31 6", 8), ("010", 7), ("0031 20", 7), ("088", 7), ("0118", 6), ("0900", 7), ("0800", 4)]


def written(length: int) -> list[str]:
    """A number of so many digits in every grouping by two to four, with every sign."""
    digits = "98765432"[:length]
    shapes = [shape for n in range(1, 5) for shape in product((2, 3, 4), repeat=n) if sum(shape) == length]
    cuts = [list(accumulate(shape, initial=0)) for shape in shapes]
    groups = [[digits[begin:end] for begin, end in pairwise(cut)] for cut in cuts]
    return [digits, *(sign.join(group) for group in groups for sign in " .-/\u00a0")]


@pytest.fixture
def goal(plan: Plan) -> Goal:
    """The first goal of the plan."""
    return plan.goals.all()[0]


def test_browser_and_server_agree(open_page: Opener) -> None:
    """The cases of the table, thousands of texts made of what numbers are made of, and numbers in every grouping."""
    page = open_page()
    page.goto("/account/login/")
    assert page.evaluate(ASK, ["js/nudge", [case["text"] for case in CASES]]) == [case["found"] for case in CASES]
    random = Random(8)
    parts = ["06", "010", "0118", "0900", "+31", "00", "(0)", "12", "34", "5", "678", "1234567", "123456782", "2026"]
    parts += list(" -./,:€@aZé\u00a0") + ["nl", " euro", "NL91ABNA"]
    texts = ["".join(random.choices(parts, k=random.randint(2, 12))) for _time in range(5000)]
    texts += [f"{area}{sign}{number}" for area, rest in AREAS for sign in " -" for number in written(rest)]
    here = [[[found.kind, found.text] for found in sensitive(text)] for text in texts]
    assert sum(bool(found) for found in here) > 200
    assert page.evaluate(ASK, ["js/nudge", texts]) == here


@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_taken_out_and_put_back(
    open_page: Opener, accessible: Callable[[Page], None], professional: User, goal: Goal, size: str
) -> None:
    """One tap takes just the number out, one puts it back; a number that was put back is not asked about again."""
    page = open_page(professional, size=size)
    page.goto(f"/goals/{goal.pk}/edit/")
    field, line = page.locator("[name=own_words]"), page.locator(".nudge:visible")
    field.fill(f"Ik wil bellen met {NUMBER} en met a@b.nl over 12-03-2026.")
    expect(line).to_contain_text("Dit lijkt op een telefoonnummer. Laat het liever weg.")
    accessible(page)
    page.get_by_role("button", name="Haal het weg").click()
    expect(field).to_have_value("Ik wil bellen met en met a@b.nl over 12-03-2026.")
    expect(line).to_contain_text("e-mailadres")
    page.get_by_role("button", name="Haal het weg").press("Enter")
    expect(field).to_have_value("Ik wil bellen met en met over 12-03-2026.")
    expect(line).to_contain_text("Weggehaald.")
    expect(page.get_by_role("button", name="Zet terug")).to_be_focused()
    accessible(page)
    page.keyboard.press("Enter")
    expect(field).to_have_value("Ik wil bellen met en met a@b.nl over 12-03-2026.")
    expect(field).to_be_focused()
    expect(line).to_have_count(0)
    page.locator(".form__end button").click()
    page.wait_for_url(f"**/goals/{goal.pk}/")
    expect(page.locator(".toast--warning:visible")).to_have_count(0)
    goal.refresh_from_db()
    assert goal.own_words == "Ik wil bellen met en met a@b.nl over 12-03-2026."


def test_also_in_a_part_that_came_later(open_page: Opener, professional: User, plan: Plan) -> None:
    """On the kitchen-table page, after a part of it was replaced; a phone number of a colleague is no matter."""
    page = open_page(professional)
    page.goto(f"/plans/{plan.pk}/table/")
    saved(page, lambda: page.locator(f"#{block(page, 0)} .table__add").tap())
    page.locator(f"[name={block(page, 0)}-action]").fill(f"Bel {NUMBER}")
    expect(page.locator(".nudge:visible")).to_contain_text("telefoonnummer")
    page.goto("/profile/")
    page.locator("[name=phone]").fill(NUMBER)
    page.wait_for_timeout(1000)
    expect(page.locator(".nudge")).to_have_count(0)


def test_without_javascript(open_page: Opener, professional: User, goal: Goal) -> None:
    """A word after saving, with the way to the text; the questions can be unfolded."""
    page = open_page(professional, script=False)
    page.goto(f"/goals/{goal.pk}/edit/")
    page.get_by_text("Hulp bij dit doel").click()
    expect(page.get_by_text("Is dit wat de inwoner zelf wil?")).to_be_visible()
    expect(page.locator("[data-hints-switch]")).to_be_hidden()
    page.locator("[name=own_words]").fill(f"Bel {NUMBER}")
    page.locator(".form__end button").click()
    expect(page.locator(".toast--warning")).to_contain_text("lijkt een telefoonnummer te staan")
    page.get_by_role("link", name="Naar de tekst").click()
    expect(page.locator("[name=own_words]")).to_have_value(f"Bel {NUMBER}")


def test_which_question(open_page: Opener, professional: User, goal: Goal) -> None:
    """The first question of which no word stands in the text as a whole word, or begins one with a star."""
    page = open_page(professional)
    page.goto(f"/goals/{goal.pk}/edit/")
    questions = [{"text": "wish", "words": ["ik", "we"]}, {"text": "when", "words": ["week", "maand*"]}]
    shown = {
        "Ik wil": "",
        "                    ": "",
        "Minder schulden hebben": "wish",
        "IK wil minder schulden.": "when",
        "Ik wil het elke maand redden.": "",
        "Ik ben blikvangers maandenlang kwijt": "",
        "Blikvangers, maandelijks": "wish",
    }
    assert {text: page.evaluate(PICK, [text, questions]) for text in shown} == shown


@pytest.mark.parametrize(
    ("language", "text", "question"),
    [
        ("nl", "Ik wil samen wandelen", "Wanneer zou je dat merken?"),
        ("nl", "Minder schulden hebben", "Is dit wat de inwoner zelf wil?"),
        ("en", "I want to walk together", "When would you notice?"),
    ],
)
def test_a_question_while_typing(
    open_page: Opener, professional: User, goal: Goal, language: str, text: str, question: str
) -> None:
    """One line once the typing rests; after switching it off it stays away, on the next page too."""
    page = open_page(professional, language=language)
    page.goto(f"/goals/{goal.pk}/edit/")
    line = page.locator(".hints__line")
    page.locator("[name=own_words]").fill(text)
    expect(line).to_have_text("")
    expect(line).to_have_text(question)
    page.locator(".hints summary").tap()
    page.locator("[data-hints-switch]").tap()
    expect(line).to_have_text("")
    page.reload()
    page.locator("[name=own_words]").fill(text + " ")
    page.wait_for_timeout(2000)
    expect(line).to_have_text("")


@pytest.mark.parametrize("size", ["narrow", "tablet"])
def test_unfolded(
    open_page: Opener, accessible: Callable[[Page], None], professional: User, plan: Plan, goal: Goal, size: str
) -> None:
    """With the questions and all tiles unfolded nobody is kept out; a chosen tile among the rest is in sight."""
    Goal.objects.filter(pk=goal.pk).update(life_domain_id=last_domain())
    page = open_page(professional, size=size)
    page.goto(f"/goals/{goal.pk}/edit/")
    assert page.locator("details.more").evaluate("fold => fold.open")
    expect(page.locator("[name=life_domain]:checked")).to_be_visible()
    for url in (f"/goals/{goal.pk}/edit/", f"/plans/{plan.pk}/table/", f"/plans/{plan.pk}/notes/new/"):
        page.goto(url)
        page.evaluate("document.querySelectorAll('main details').forEach(fold => fold.open = true)")
        accessible(page)


@pytest.mark.parametrize(("size", "first"), [("phone", "Volgende afspraak"), ("desktop", "Wat er gebeurde")])
def test_the_next_appointment_comes_first_on_a_phone(
    open_page: Opener, professional: User, plan: Plan, size: str, first: str
) -> None:
    """Above what happened in one column, beside the plan in two; read once, in the order in which it is seen."""
    page = open_page(professional, size=size)
    page.goto(f"/plans/{plan.pk}/")
    headings = [text for text in page.get_by_role("heading", level=2).all_inner_texts()]
    both = [text for text in headings if text in {"Volgende afspraak", "Wat er gebeurde"}]
    assert len(both) == 2 and both[0] == first


def last_domain() -> str:
    """The life domain that stands last."""
    return list(life_domains(timezone.localdate()))[-1].key
