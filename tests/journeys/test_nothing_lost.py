"""Nothing typed is lost, in a real browser: a killed tab, an ended session, two tabs, an error, a slow save."""

import os
import random
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, Error, Page, expect

from organisation.models import Draft, User
from registration.models import Goal, Note, Plan
from tests.journeys.conftest import cookies
from tests.journeys.walk import block, saved
from tests.makers import PASSWORD, DraftFactory

Opener = Callable[..., Page]
# Ordinary runs kill a few tabs, the proving run many.
KILLS = 60 if os.environ.get("KEUKENTAFEL_PROVE") else 6
# The longest span of typing that may be lost, in seconds.
BAR = 2.0
STORY = "Ze vertelde dat de brief van de gemeente al weken op de kast ligt en dat ze hem niet durft open te maken. "


def until(page: Page, true: Callable[[], Any], seconds: float = 6) -> Any:
    """Waits until something holds, and fails when it never does. The page goes on meanwhile."""
    end = time.monotonic() + seconds
    while not (found := true()):
        assert time.monotonic() < end, "It never came."
        page.wait_for_timeout(50)
    return found


def text_of(draft: Draft) -> str:
    """What stands in the draft of a note."""
    return draft.fields.get("text", [""])[0]


def kept(page: Page, text: str) -> Draft:
    """The draft of a note with this text, once it is there."""
    return until(page, lambda: next((one for one in Draft.objects.all() if text_of(one) == text), None))


def state(page: Page) -> str:
    """What the page says at the top about what was typed."""
    return page.locator("#kept .kept__word").inner_text()


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
        line = tab.get_by_role("listitem").filter(has_text="Niet afgemaakt: notitie, vandaag")
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


def crash(page: Page) -> None:
    """Kills the process of a tab: no event of the page runs any more. The browser may still send what it was given."""
    with page.expect_event("crash"), suppress(Error):
        page.goto("chrome://crash", wait_until="commit")
    page.close()


class TestWhatThePageSays:
    """Top right."""

    def test_states(self, tab: Page, note: str) -> None:
        """Never "all saved" while it is only a draft; back to nothing typed is nothing to save."""
        tab.goto(note)
        assert state(tab) == "Alles bewaard"
        tab.locator("#id_text").press_sequentially("Eén zin")
        expect(tab.locator("#kept")).to_have_attribute("data-state", "draft")
        assert state(tab) == "Concept bewaard"
        tab.locator("#id_text").fill("")
        expect(tab.locator("#kept")).to_have_attribute("data-state", "kept")
        assert Draft.objects.get().fields == {}
        tab.goto(note)
        expect(tab.locator("#draft .note")).to_have_count(0)

    def test_no_answer(self, tab: Page, note: str) -> None:
        """A server that does not answer makes no draft, and the page says so until it does."""
        tab.goto(note)
        tab.locator("#id_text").fill("Iemand hoort dit")
        expect(tab.locator("#kept")).to_have_attribute("data-state", "draft")
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
        expect(tab.locator("#draft-said")).to_contain_text("Je bent uitgelogd. Je tekst blijft hier staan.")
        assert state(tab) == "Nog niet bewaard"
        accessible(tab)
        with tab.context.expect_page() as opened:
            tab.get_by_role("link", name="Log in (nieuw tabblad)").click()
        log_in(opened.value, professional)
        opened.value.wait_for_url("**/")
        opened.value.close()
        tab.bring_to_front()
        tab.evaluate("window.dispatchEvent(new Event('focus'))")
        expect(tab.locator("#draft-said")).to_contain_text("Je bent weer ingelogd")
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
        expect(tab.locator("#draft-said")).to_contain_text("iemand anders ingelogd")
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


class TestTwoTabs:
    """One form, twice open."""

    def test_two_drafts(self, tab: Page, note: str) -> None:
        """Each has a draft of its own; a third is offered the newest and told of the other."""
        second = tab.context.new_page()
        for page, text in ((tab, "De eerste"), (second, "De tweede")):
            page.goto(note)
            page.locator("#id_text").fill(text)
            kept(page, text)
        third = tab.context.new_page()
        third.goto(note)
        expect(third.get_by_role("link", name="Er is er nog een")).to_have_count(1)
        third.get_by_role("link", name="Verder gaan").click()
        expect(third.locator("#id_text")).to_have_value("De tweede")
        third.get_by_role("link", name="Er is er nog een").click()
        expect(third.locator("#id_text")).to_have_value("De eerste")

    def test_saved_in_the_other(self, tab: Page, note: str) -> None:
        """The tab that is left behind says that what it types is not kept."""
        tab.goto(note)
        tab.locator("#id_text").fill("Samen")
        draft, second = kept(tab, "Samen"), tab.context.new_page()
        second.goto(f"{note}?draft={draft.pk}")
        second.locator(".form__end button").click()
        second.wait_for_url("**/#notes")
        tab.locator("#id_text").fill("Samen en meer")
        expect(tab.locator("#draft-said")).to_contain_text("al bewaard, of in een ander tabblad")
        assert state(tab) == "Nog niet bewaard"
        assert not Draft.objects.exists()


class TestRefused:
    """An error does not cost a word either."""

    def test_something_is_not_right(self, tab: Page, note: str) -> None:
        """A form that comes back with an error is kept at once, under the key it had: one draft, and saved once."""
        tab.goto(note)
        tab.locator("#id_text").fill("Morgen gesproken")
        tab.locator("[name=held_on]").evaluate("field => { field.value = '2999-01-01' }")
        tab.locator(".form__end button").click()
        expect(tab.locator(".wrong")).to_be_visible()
        draft = kept(tab, "Morgen gesproken")
        tab.wait_for_timeout(1000)
        assert Draft.objects.get().pk == draft.pk
        tab.locator("[name=held_on]").fill(timezone.localdate().isoformat())
        tab.locator(".form__end button").click()
        tab.wait_for_url("**/#notes")
        assert Note.objects.count() == 1
        assert not Draft.objects.exists()

    def test_our_fault(
        self,
        browser: Browser,
        live_server: Any,
        client_of: Callable[[User], Client],
        professional: User,
        note: str,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        """A save that breaks halfway leaves the draft, and the way back offers it."""

        def broken(**_: Any) -> None:
            raise ValueError

        monkeypatch.setattr("registration.views.notes.operations.add_note", broken)
        context = browser.new_context(base_url=live_server.url)
        context.add_cookies(cookies(live_server.url, "nl", client_of(professional)))
        page = context.new_page()
        page.goto(note)
        page.locator("#id_text").fill("Bijna bewaard")
        kept(page, "Bijna bewaard")
        page.locator(".form__end button").click()
        expect(page.locator("h1")).to_contain_text("ging hier iets mis")
        monkeypatch.undo()
        page.go_back()
        page.get_by_role("link", name="Verder gaan").click()
        page.locator(".form__end button").click()
        page.wait_for_url("**/#notes")
        assert [one.text for one in Note.objects.all()] == ["Bijna bewaard"]
        context.close()

    def test_the_form_has_changed(self, tab: Page, plan: Plan, professional: User) -> None:
        """What still fits is put back, what does not stands there to copy, and an old version shows both texts."""
        goal = plan.goals.all()[0]
        page = f"/goals/{goal.pk}/edit/"
        fields = {"own_words": ["Mijn woorden"], "version": [str(goal.version)], "gone_field": ["Dit vak is weg."]}
        draft = DraftFactory(user=professional, path=page, fields=fields)
        Goal.objects.filter(pk=goal.pk).update(own_words="Woorden van Noor", version=goal.version + 1)
        tab.goto(f"{page}?draft={draft.pk}")
        expect(tab.locator("#id_own_words")).to_have_value("Mijn woorden")
        expect(tab.locator("#draft textarea")).to_have_value("Dit vak is weg.")
        tab.locator(".form__end button").click()
        expect(tab.locator("#main")).to_contain_text("Woorden van Noor")
        expect(tab.locator("#id_own_words")).to_have_value("Mijn woorden")
        assert Goal.objects.get(pk=goal.pk).own_words == "Woorden van Noor"


class TestAtTheTable:
    """The kitchen-table page saves in parts, without leaving the page."""

    def test_saved_is_no_draft(self, tab: Page, plan: Plan) -> None:
        """After "save and go on", a step or a tick nothing is left as a draft, nor comes back as one."""
        tab.goto(f"/plans/{plan.pk}/table/")
        words = tab.locator(f"[name={block(tab, 0)}-action]")
        for press in (".thumb button >> nth=0", "button.stair >> nth=3", "button.tick >> nth=0"):
            words.fill(f"Bellen met {press[:8]}")
            until(tab, lambda: Draft.objects.exclude(fields={}).exists())
            words.press_sequentially(" nu")
            saved(tab, lambda target=press: tab.locator(target).first.click())
            tab.wait_for_timeout(1500)
            assert not Draft.objects.exclude(fields={}).exists()
            assert state(tab) == "Alles bewaard"
            expect(tab.locator("#draft .note")).to_have_count(0)

    def test_new_goals_come_back(self, tab: Page, plan: Plan) -> None:
        """Blocks that the page itself made are on offer with their words, and are saved once."""
        here = f"/plans/{plan.pk}/table/"
        doomed = tab.context.new_page()
        doomed.goto(here)
        doomed.locator("summary:has-text('Nog een doel')").click()
        last = block(doomed, doomed.locator("input[name=goal]").count() - 1)
        doomed.locator(f"[name={last}-own_words]").fill("Weer leren fietsen")
        doomed.locator(f"[name={last}-action]").fill("Een fiets lenen")
        until(tab, lambda: any("Een fiets lenen" in str(one.fields) for one in Draft.objects.all()))
        crash(doomed)
        tab.goto(here)
        tab.get_by_role("link", name="Verder gaan").click()
        expect(tab.locator(f"[name={last}-own_words]")).to_have_value("Weer leren fietsen")
        saved(tab, lambda: tab.locator(".thumb button").first.click())
        expect(tab.locator("#draft .note")).to_have_count(0)
        assert plan.goals.filter(own_words="Weer leren fietsen").count() == 1
        assert [one.text for one in plan.goals.get(own_words="Weer leren fietsen").actions.all()] == ["Een fiets lenen"]
        assert not Draft.objects.exclude(fields={}).exists()

    def test_typing_while_it_saves(self, tab: Page, plan: Plan) -> None:
        """Words typed before the answer came stand in the part that comes back."""
        here = f"/plans/{plan.pk}/table/"
        tab.goto(here)
        name = f"{block(tab, 0)}-own_words"
        field = tab.locator(f"[name={name}]")
        tab.locator("summary:has-text('Andere woorden')").first.click()
        field.fill("Een doel")

        def slow(route: Any) -> None:
            time.sleep(1)
            route.continue_()

        tab.route(f"**{here}*", slow)
        tab.locator(".thumb button").first.click(no_wait_after=True)
        tab.locator("[name=plan-own_words]").press_sequentially("en nog iets", delay=20)
        expect(tab.locator(".htmx-request")).to_have_count(0)
        tab.unroute(f"**{here}*")
        expect(tab.locator("[name=plan-own_words]")).to_have_value("en nog iets")
        until(tab, lambda: any("en nog iets" in str(one.fields) for one in Draft.objects.all()))
        assert Goal.objects.filter(own_words="Een doel").count() == 1
