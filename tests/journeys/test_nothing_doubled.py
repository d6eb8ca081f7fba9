"""Nothing typed is lost or doubled by two tabs of one form, by an error, or by a part of the page that saves."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from organisation.models import Draft, User
from registration.models import Goal, Note, Plan
from tests.journeys.conftest import cookies
from tests.journeys.drafting import crash, kept, state, until
from tests.journeys.walk import block, saved
from tests.makers_people import DraftFactory

Opener = Callable[..., Page]


@pytest.fixture
def note(plan: Plan) -> str:
    """The address of the page for a new note."""
    return f"/plans/{plan.pk}/notes/new/"


@pytest.fixture
def tab(open_page: Opener, professional: User) -> Page:
    """A tab of Amir's."""
    return open_page(professional, size="tablet")


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
        expect(tab.locator("#draft-said")).to_contain_text("al bewaard, of in een ander tabblad", timeout=15_000)
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
