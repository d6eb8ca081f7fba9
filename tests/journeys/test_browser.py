"""The instruments of the journeys see what is wrong, on pages with planted faults."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from organisation.models import User
from tests.journeys.browser import Counter, small_targets, too_wide, violations

PLANTED = """document.body.innerHTML =
  '<main><h1>Planted</h1><img src="data:,"><button>x</button><div>wide</div></main>';
document.querySelector("div").style.width = "900px";"""


def test_planted_faults_are_seen(open_page: Callable[..., Page]) -> None:
    """A picture without words, a button too small to touch, a page too wide for a phone."""
    page = open_page()
    page.goto("/account/login/")
    page.evaluate(PLANTED)
    assert any(line.startswith("image-alt") for line in violations(page))
    assert len(small_targets(page)) == 1
    assert too_wide(page) > 0


def test_counter(open_page: Callable[..., Page], counter: Counter) -> None:
    """Two touches, three keys and one page; more than a budget allows is an error."""
    page = open_page()
    page.goto("/account/login/")
    counter.start()
    page.locator("input[name=login]").tap()
    page.keyboard.type("aBc")
    page.locator("h1").first.tap()
    page.reload()
    assert (counter.taps, counter.keys, counter.screens) == (2, 3, 1)
    with pytest.raises(AssertionError, match="the budget is"):
        counter.check("tick_action")


@pytest.mark.parametrize(
    ("size", "language"), [("phone", "nl"), ("tablet", "en"), ("desktop", "nl"), ("narrow", "nl"), ("narrow", "en")]
)
def test_login(
    open_page: Callable[..., Page], accessible: Callable[[Page], None], size: str, language: str, professional: User
) -> None:
    """The page for logging in, at every size and in both languages; logging in by hand leads to the start."""
    page = open_page(size=size, language=language)
    page.goto("/account/login/")
    assert page.locator("html").get_attribute("lang") == language
    accessible(page)
