"""A new plan with actions from the team's own list, in a real browser: tapped, not typed."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from organisation.models import Team, User
from registration.models import Action
from tests.journeys.browser import Counter
from tests.journeys.walk import WORDS, block, saved
from tests.makers import TeamPhraseFactory

CHOSEN = [
    ("We bellen samen de bank.", "finance"),
    ("We leggen de post op een stapel.", "finance"),
    ("Samen eten.", "children"),
]


@pytest.fixture
def listed(east: Team, professional: User) -> None:
    """A list of fourteen actions, of which three belong to the goals."""
    for text, domain in CHOSEN:
        TeamPhraseFactory(team=east, by=professional, text=text, life_domain_id=domain)
    TeamPhraseFactory.create_batch(11, team=east, by=professional)


@pytest.mark.parametrize("size", ["phone", "tablet"])
def test_new_plan_from_phrases_within_budget(
    open_page: Callable[..., Page], counter: Counter, professional: User, listed: None, size: str
) -> None:
    """From home: a first name, two goals in own words, three actions by a tap each."""
    page = open_page(professional, size=size)
    page.goto("/")
    counter.start()
    page.get_by_role("link", name="Nieuw plan").first.tap()
    expect(page.locator("#id_first_name")).to_be_focused()
    page.keyboard.type("Toos")
    page.locator(".thumb button").tap()
    page.wait_for_url("**/table/")
    page.locator("label.tile:has-text('Geld')").tap()
    page.locator("label.tile:has-text('Kinderen')").tap()
    saved(page, lambda: page.locator(".thumb button").first.tap())
    expect(page.locator(f"[name={block(page, 0)}-own_words]")).to_be_focused()
    page.keyboard.type(WORDS[0])

    def chip(number: int, text: str) -> None:
        page.locator(f"#{block(page, number)}").get_by_role("button", name=text).tap()

    chip(0, CHOSEN[0][0])
    saved(page, lambda: page.keyboard.press("Enter"))
    chip(0, CHOSEN[1][0])
    page.locator(f"[name={block(page, 1)}-own_words]").tap()
    page.keyboard.type(WORDS[1])
    chip(1, CHOSEN[2][0])
    page.locator("button[name=done]").tap()
    page.wait_for_url("**/plans/*/")
    counter.check("new_plan_from_phrases")
    actions = Action.objects.order_by("goal__rank", "rank")
    assert list(actions.values_list("text", flat=True)) == [text for text, _domain in CHOSEN]


def test_the_rest_is_one_tap_away(
    open_page: Callable[..., Page], accessible: Callable[[Page], None], professional: User, listed: None, plan: object
) -> None:
    """Four are shown; the others, and the starts of sentences, stand behind "More". A second tap takes the place."""
    page = open_page(professional, size="phone")
    page.goto(f"/plans/{plan.pk}/table/")
    first = page.locator(f"#next-{block(page, 0).removeprefix('goal-')}")
    assert first.locator("[data-starter]:visible").count() == 4
    first.get_by_text("Meer", exact=True).tap()
    assert first.locator("[data-starter]:visible").count() == 14 + 3
    chips = first.locator("[data-starter]:visible")
    chips.nth(0).tap()
    chips.nth(10).tap()
    assert first.locator("input[name$=-action]").input_value() == chips.nth(10).get_attribute("data-starter")
    accessible(page)
