"""The kitchen-table page, walked through by a test: from empty to two goals with three steps."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

WORDS = ("Geen schulden meer.", "Rust aan tafel.")
STEPS = ("De post op een stapel.", "De bank bellen.", "Samen eten.")


def block(page: Page, number: int) -> str:
    """The beginning of the names of the fields of a goal on the kitchen-table page."""
    id = page.locator("input[name=goal]").nth(number).get_attribute("value")
    return f"goal-{id}"


def saved(page: Page, press: Callable[[], None]) -> None:
    """Presses something on the kitchen-table page and waits for the part of the page that comes back."""
    with page.expect_response(lambda response: "/table/" in response.url and response.request.method == "GET"):
        press()
    # Not by a function in the page: asked twice it is evaluated from a string, which the pages rightly forbid.
    expect(page.locator(".htmx-request")).to_have_count(0)


def at_the_table(page: Page, words: tuple[str, str], steps: tuple[str, str, str], press: str = "tap") -> None:
    """From the empty page: two life domains, two goals in own words, three steps."""

    def on(target: str) -> None:
        getattr(page.locator(target).first, press)()

    on("label.tile:has-text('Geld')")
    on("label.tile:has-text('Kinderen')")
    saved(page, lambda: on(".thumb button >> nth=0"))
    expect(page.locator(f"[name={block(page, 0)}-own_words]")).to_be_focused()
    page.keyboard.type(words[0])
    on(f"[name={block(page, 0)}-action]")
    page.keyboard.type(steps[0])
    saved(page, lambda: page.keyboard.press("Enter"))
    expect(page.locator(f"[name={block(page, 0)}-action]")).to_be_focused()
    page.keyboard.type(steps[1])
    on(f"label.chip:has([name={block(page, 0)}-who][value=together])")
    on(f"[name={block(page, 1)}-own_words]")
    page.keyboard.type(words[1])
    on(f"[name={block(page, 1)}-action]")
    page.keyboard.type(steps[2])
    on("button[name=done]")
    page.wait_for_url("**/plans/*/")
