"""Larger charts in a real browser: drawn where there is room, late, and without one style that the page must allow."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from organisation.models import User
from tests.makers_published import edition, reached


def test_charts(open_page: Callable[..., Page], accessible: Callable[[Page], None], professional: User) -> None:
    """At a desk the chart takes the place of the bars and moves nothing; on a phone and on paper the bars stay."""
    reached(edition(), 44, 40, 23, 10, 7, 4)
    page, asked = open_page(professional, size="desktop"), []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.goto("/insights/goals-reached/?scope=organisation")
    expect(page.locator("figure.is-drawn svg.main-svg").first).to_be_visible()
    assert asked.index("charts.js") < next(turn for turn, url in enumerate(asked) if url.startswith("plotly"))
    expect(page.locator("div.bars")).to_be_hidden()
    accessible(page)
    page.emulate_media(media="print")
    expect(page.locator("div.bars")).to_be_visible()
    expect(page.locator(".insight__chart")).to_be_hidden()
    phone = open_page(professional, size="phone")
    phone.on("request", lambda request: asked.append(f"phone {request.url}"))
    phone.goto("/insights/goals-reached/?scope=organisation")
    phone.wait_for_load_state("networkidle")
    expect(phone.locator("div.bars")).to_be_visible()
    assert not any("plotly" in url for url in asked if url.startswith("phone"))
