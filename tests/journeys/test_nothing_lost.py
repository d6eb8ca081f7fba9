"""Nothing typed is lost, in a real browser: a killed tab, an ended session, and what the page says."""

import os
import random
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from organisation.models import Draft, User
from registration.models import Note, Plan
from tests.journeys.conftest import cookies
from tests.journeys.drafting import crash, kept, state, text_of, until
from tests.makers_people import PASSWORD, DraftFactory

Opener = Callable[..., Page]
# Ordinary runs kill a few tabs, the proving run many.
KILLS = 60 if os.environ.get("KEUKENTAFEL_PROVE") else 6
# The longest span of typing that may be lost, in seconds.
BAR = 2.0
STORY = "Ze vertelde dat de brief van de gemeente al weken op de kast ligt en dat ze hem niet durft open te maken. "


@pytest.fixture
def note(plan: Plan) -> str:
    """The address of the page for a new note."""
    return f"/plans/{plan.pk}/notes/new/"


@pytest.fixture
def tab(open_page: Opener, professional: User) -> Page:
    """A tab of Amir's."""
    return open_page(professional, size="tablet")


class TestKilledTab:
    """The browser ends without a word: the page cannot send anything any more."""

    def test_how_much_is_lost(self, tab: Page, note: str) -> None:
        """Somebody types without a pause; whenever the tab dies, less than two seconds of it are gone."""
        dice, spans = random.Random(7), []
        for _time in range(KILLS):
            page = tab.context.new_page()
            page.goto(note)
            page.locator("#id_text").focus()
            spans.append(lost(tab, page, dice.uniform(0.3, 4.5)))
        print(f"longest span lost by {len(spans)} killed tabs: {max(spans):.2f} s")
        assert max(spans) <= BAR

    def test_offered_back_and_saved_once(self, tab: Page, note: str, plan: Plan, accessible: Callable) -> None:
        """The page offers what was typed, shows it without a fault, saves it once, and the draft is gone."""
        doomed = tab.context.new_page()
        doomed.goto(note)
        doomed.locator("#id_text").fill("De brief ligt er nog.")
        doomed.get_by_label("telefoon").check()
        until(
            tab,
            lambda: Draft.objects.filter(fields__kind__isnull=False, fields__text=["De brief ligt er nog."]).exists(),
        )
        crash(doomed)
        tab.goto(note)
        expect(tab.locator("#id_text")).to_have_value("")
        expect(tab.locator("#draft")).to_contain_text("Je was hier gebleven (vandaag")
        accessible(tab)
        tab.get_by_role("link", name="Verder gaan").click()
        expect(tab.locator("#id_text")).to_have_value("De brief ligt er nog.")
        expect(tab.locator("[name=kind]:checked")).to_have_count(1)
        assert tab.locator(".wrong, .utrecht-form-field-error-message").count() == 0
        assert state(tab) == "Concept bewaard"
        accessible(tab)
        tab.locator(".form__end button").dblclick()
        tab.wait_for_url(f"**/plans/{plan.pk}/#notes")
        assert [one.text for one in Note.objects.all()] == ["De brief ligt er nog."]
        assert not Draft.objects.exists()
        assert state(tab) == "Alles bewaard"

    def test_closed_tab(self, tab: Page, note: str) -> None:
        """A tab that is closed sends its last letters while it goes."""
        doomed = tab.context.new_page()
        doomed.goto(note)
        doomed.locator("#id_text").press_sequentially("Net niet af")
        doomed.close(run_before_unload=False)
        kept(tab, "Net niet af")

    def test_home_says_what_waits(self, tab: Page, note: str, professional: User, accessible: Callable) -> None:
        """Kind and time on the first page, and the way back to the text; putting aside can be undone."""
        DraftFactory(user=professional, path=note)
        tab.goto("/")
        line = tab.locator(".row").filter(has_text="Niet afgemaakt: notitie, vandaag")
        expect(line).to_have_count(1)
        accessible(tab)
        line.get_by_role("button", name="Wegleggen").click()
        expect(line).to_have_count(0)
        tab.locator(".toast form button").click()
        tab.wait_for_url(f"**{note}?draft=*")
        expect(tab.locator("#id_text")).to_have_value("Half verteld")


def lost(here: Page, page: Page, seconds: float) -> float:
    """Types for so long and kills the tab: how many seconds of typing the draft then lacks."""
    key = page.locator("form.form [name=submission_key]").get_attribute("value")
    moments, end = [], time.monotonic() + seconds
    for letter in letters():
        moments.append(time.monotonic())
        page.keyboard.type(letter)
        if moments[-1] > end:
            break
    killed = time.monotonic()
    crash(page)
    # What was under way when it died may still arrive.
    here.wait_for_timeout(500)
    draft = Draft.objects.filter(key=key).first()
    there = len(text_of(draft)) if draft else 0
    return killed - moments[there] if there < len(moments) else 0.0


def letters() -> Iterator[str]:
    """A story without an end."""
    while True:
        yield from STORY


class TestWhatThePageSays:
    """Top right."""

    def test_states(self, tab: Page, note: str) -> None:
        """Never "all saved" while it is only a draft; back to nothing typed is nothing to save."""
        tab.goto(note)
        assert state(tab) == "Alles bewaard"
        tab.locator("#id_text").press_sequentially("Eén zin")
        expect(tab.locator("#kept")).to_have_attribute("data-state", "draft", timeout=15_000)
        assert state(tab) == "Concept bewaard"
        tab.locator("#id_text").fill("")
        expect(tab.locator("#kept")).to_have_attribute("data-state", "kept", timeout=15_000)
        assert Draft.objects.get().fields == {}
        tab.goto(note)
        expect(tab.locator("#draft .note")).to_have_count(0)

    def test_no_answer(self, tab: Page, note: str) -> None:
        """A server that does not answer makes no draft, and the page says so until it does."""
        tab.goto(note)
        tab.locator("#id_text").fill("Iemand hoort dit")
        expect(tab.locator("#kept")).to_have_attribute("data-state", "draft", timeout=15_000)
        tab.route("**/drafts/", lambda route: None)
        tab.locator("#id_text").fill("Niemand hoort dit")
        expect(tab.locator("#kept")).to_have_attribute("data-state", "open", timeout=8000)
        tab.unroute("**/drafts/")
        kept(tab, "Niemand hoort dit")
        expect(tab.locator("#kept")).to_have_attribute("data-state", "draft", timeout=10_000)


class TestEndedSession:
    """Logged out by the server while the page is open."""

    def test_logging_in_elsewhere(self, tab: Page, note: str, professional: User, accessible: Callable) -> None:
        """The page says so, keeps the text, and after logging in on another tab keeps it again and can save it."""
        tab.goto(note)
        tab.locator("#id_text").fill("Eerste zin.")
        kept(tab, "Eerste zin.")
        Session.objects.all().delete()
        tab.locator("#id_text").press_sequentially(" En de tweede.")
        expect(tab.locator("#draft-said")).to_contain_text(
            "Je bent uitgelogd. Je tekst blijft hier staan.", timeout=15_000
        )
        assert state(tab) == "Nog niet bewaard"
        accessible(tab)
        with tab.context.expect_page() as opened:
            tab.get_by_role("link", name="Log in (nieuw tabblad)").click()
        log_in(opened.value, professional)
        opened.value.wait_for_url("**/")
        opened.value.close()
        tab.bring_to_front()
        tab.evaluate("window.dispatchEvent(new Event('focus'))")
        expect(tab.locator("#draft-said")).to_contain_text("Je bent weer ingelogd", timeout=15_000)
        kept(tab, "Eerste zin. En de tweede.")
        tab.locator(".form__end button").click()
        tab.wait_for_url("**/#notes")
        assert [one.text for one in Note.objects.all()] == ["Eerste zin. En de tweede."]
        assert not Draft.objects.exists()

    def test_somebody_else_logs_in(
        self, tab: Page, note: str, colleague: User, client_of: Callable, live_server: Any
    ) -> None:
        """On a device that is shared the text does not become a draft of the other one."""
        tab.goto(note)
        tab.context.add_cookies(cookies(live_server.url, "nl", client_of(colleague)))
        tab.locator("#id_text").fill("Van Amir")
        expect(tab.locator("#draft-said")).to_contain_text("iemand anders ingelogd", timeout=15_000)
        assert not Draft.objects.exists()

    def test_to_the_same_place(self, tab: Page, note: str, professional: User) -> None:
        """Who opens the page again logs in, is back there, and finds the text on offer."""
        DraftFactory(user=professional, path=note)
        Session.objects.all().delete()
        tab.goto(note)
        log_in(tab, professional)
        tab.wait_for_url(f"**{note}")
        tab.get_by_role("link", name="Verder gaan").click()
        expect(tab.locator("#id_text")).to_have_value("Half verteld")

    def test_saving_after_the_end(self, tab: Page, note: str, professional: User) -> None:
        """Pressing Save gives the page with the text; from there one comes back to the form, where it is on offer."""
        tab.goto(note)
        tab.locator("#id_text").fill("Net te laat.")
        kept(tab, "Net te laat.")
        Session.objects.all().delete()
        tab.locator(".form__end button").click()
        expect(tab.locator("h1")).to_contain_text("Je tekst staat er nog")
        with tab.context.expect_page() as opened:
            tab.get_by_role("link", name="Log opnieuw in").click()
        log_in(opened.value, professional)
        opened.value.wait_for_url(f"**{note}")
        expect(opened.value.locator("#draft")).to_contain_text("Je was hier gebleven")
        tab.get_by_role("button", name="Opnieuw versturen").click()
        tab.wait_for_url("**/#notes")
        assert [one.text for one in Note.objects.all()] == ["Net te laat."]
        assert not Draft.objects.exists()


def log_in(page: Page, person: User) -> None:
    """The ordinary way."""
    page.locator("[name=login]").fill(person.email)
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Inloggen", exact=True).click()
