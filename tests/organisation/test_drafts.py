"""Drafts offered back: on their page, in their form, on the first page; put aside and taken back."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from feedback.unfinished import FORMS
from organisation.drafts import moment
from organisation.models import Draft, User
from registration.models import Goal, Note, Plan
from tests.guards.addresses import own_addresses
from tests.guards.tree import templates
from tests.makers import AssignmentFactory
from tests.makers_answers import QuestionFactory
from tests.makers_people import DraftFactory, days_ago
from tests.registration.pages import form_to

ClientOf = Callable[[User], Client]


@pytest.fixture
def browser(client_of: ClientOf, professional: User) -> Client:
    """Amir's."""
    return client_of(professional)


@pytest.fixture
def note(plan: Plan) -> str:
    """The address of the page for a new note."""
    return reverse("note_new", args=[plan.pk])


@pytest.fixture
def draft(professional: User, note: str) -> Draft:
    """A note of Amir's that was not finished."""
    return DraftFactory(user=professional, path=note, number=7)


def body(browser: Client, url: str) -> str:
    """A page, without the words that only scripts bring into sight."""
    answer = browser.get(url)
    assert answer.status_code == 200
    return re.sub(r"<template.*?</template>", "", answer.content.decode(), flags=re.DOTALL)


class TestOffered:
    """On the page it was typed on."""

    def test_banner(self, browser: Client, draft: Draft, note: str) -> None:
        """Says when, and leads back to it; the form itself is empty."""
        page = body(browser, note)
        assert "Je was hier gebleven (vandaag" in page
        assert f'href="{note}?draft={draft.pk}"' in page
        assert "Half verteld" not in page

    def test_not_on_other_pages(self, browser: Client, draft: Draft, plan: Plan) -> None:
        """Nor on the same page of another plan."""
        other = reverse("appointment_new", args=[plan.pk])
        assert "Je was hier gebleven" not in body(browser, other)
        assert "Half verteld" not in body(browser, f"{other}?draft={draft.pk}")

    @pytest.mark.parametrize(
        "gone", [{"fields": {}}, {"dropped_at": timezone.now()}, {"saved_at": timezone.now() - timedelta(days=31)}]
    )
    def test_not_when_it_is_over(self, browser: Client, draft: Draft, note: str, gone: dict[str, object]) -> None:
        """Emptied, put aside, or older than thirty days."""
        Draft.objects.update(**gone)
        assert "Je was hier gebleven" not in body(browser, note)
        assert "Half verteld" not in body(browser, f"{note}?draft={draft.pk}")

    def test_newest_first(self, browser: Client, professional: User, draft: Draft, note: str) -> None:
        """With word of the other."""
        newer = DraftFactory(user=professional, path=note, saved_at=timezone.now() + timedelta(minutes=1))
        page = body(browser, note)
        assert page.index(str(newer.pk)) < page.index(f"?draft={draft.pk}")
        assert "Er is er nog een" in page

    def test_only_to_its_writer(
        self, client_of: ClientOf, colleague: User, draft: Draft, note: str, plan: Plan
    ) -> None:
        """A colleague on the same plan sees nothing of it, with its address neither."""
        AssignmentFactory(plan=plan, by=colleague, since=days_ago(0), kind="co_worker")
        for url in (note, f"{note}?draft={draft.pk}"):
            page = body(client_of(colleague), url)
            assert "Je was hier gebleven" not in page
            assert "Half verteld" not in page

    def test_not_without_the_page(self, browser: Client, draft: Draft, note: str, plan: Plan) -> None:
        """Who may not open the page any more gets nothing of the draft: the same answer as for any page that is not."""
        plan.assignments.filter(until=None).update(until=days_ago(1))
        refused = browser.get(f"{note}?draft={draft.pk}")
        assert refused.status_code == 404
        assert refused.content == browser.get("/bestaat-niet/").content

    @pytest.mark.parametrize("wrong", ["geen", "' OR 1=1 --", "6b990e6a-ea57-4a23-bb25-370f9a3c76a8"])
    def test_unknown(self, browser: Client, note: str, wrong: str) -> None:
        """The page as always."""
        assert "Half verteld" not in body(browser, f"{note}?draft={wrong}")


class TestGoingOn:
    """?draft="""

    def test_form(self, browser: Client, draft: Draft, note: str) -> None:
        """Holds what was typed, and the key and number it had; nothing is called wrong, not even what is missing."""
        Draft.objects.update(fields={"text": [""], "kind": ["phone"], "held_on": ["2999-13-45"]})
        answer = browser.get(f"{note}?draft={draft.pk}")
        page, form = answer.content.decode(), form_to(answer)
        assert form.fields["submission_key"] == [str(draft.key)]
        assert form.fields["kind"] == ["phone"]
        assert 'data-draft="1007"' in page
        assert "not-kept" in page
        for fault in ('class="wrong"', "error-message", "--invalid"):
            assert fault not in page

    def test_saved_once(self, browser: Client, draft: Draft, note: str, professional: User) -> None:
        """Saving it twice is saving it once, and the draft is gone."""
        Draft.objects.update(fields={"text": ["Half verteld"], "held_on": [timezone.localdate().isoformat()]})
        form = form_to(browser.get(f"{note}?draft={draft.pk}"))
        answers = {browser.post(f"{note}?draft={draft.pk}", form.fields).status_code for _time in range(3)}
        assert answers == {302}
        assert Note.objects.filter(text="Half verteld").count() == 1
        assert not Draft.objects.exists()

    def test_back_with_an_error(self, browser: Client, draft: Draft, note: str) -> None:
        """The form keeps its key and counts on, and the script keeps it at once."""
        answer = browser.post(note, {"submission_key": str(draft.key), "text": ""})
        assert answer.status_code == 422
        assert form_to(answer).fields["submission_key"] == [str(draft.key)]
        assert 'data-draft="1007"' in answer.content.decode()
        assert "data-draft-now" in answer.content.decode()

    def test_changed_meanwhile(self, browser: Client, plan: Plan, professional: User) -> None:
        """The version of the draft stays, so that both texts are shown and neither is lost."""
        goal = plan.goals.all()[0]
        page = reverse("goal_edit", args=[goal.pk])
        fields = {"own_words": ["Mijn woorden"], "version": [str(goal.version)], "weg": ["Dit vak is weg"]}
        draft = DraftFactory(user=professional, path=page, fields=fields)
        Goal.objects.filter(pk=goal.pk).update(own_words="Woorden van Noor", version=goal.version + 1)
        answer = browser.get(f"{page}?draft={draft.pk}")
        assert "Dit vak is weg</textarea>" in answer.content.decode()
        refused = browser.post(page, form_to(answer).fields)
        assert refused.status_code == 422
        assert "Woorden van Noor" in refused.content.decode()
        assert "Mijn woorden" in refused.content.decode()
        assert Draft.objects.exists()

    @pytest.mark.parametrize("name", ["table", "note_new", "plan_close"])
    def test_no_texts_left_over_when_all_fit(self, browser: Client, plan: Plan, professional: User, name: str) -> None:
        """Fields of several controls, those of every block of the kitchen table and own questions have their place."""
        QuestionFactory(at="opening contact closing")
        page = reverse(name, args=[plan.pk])
        form = form_to(browser.get(page), page if name == "table" else "")
        tokens = {"at", "csrfmiddlewaretoken", "submission_key"}
        fields = {name: texts for name, texts in form.fields.items() if name not in tokens}
        assert any(name.startswith("own-0") for name in fields)
        fields = {name: [text or "Iets getypt" for text in texts] for name, texts in fields.items()}
        draft = DraftFactory(user=professional, path=page, fields=fields)
        assert "intussen veranderd" not in body(browser, f"{page}?draft={draft.pk}")

    def test_a_form_that_posts_saves_nothing_by_looking(self, browser: Client, draft: Draft, note: str) -> None:
        """A look at the draft is a look."""
        browser.get(f"{note}?draft={draft.pk}")
        assert not Note.objects.filter(text="Half verteld").exists()
        assert Draft.objects.count() == 1


class TestPutAside:
    """draft_drop, draft_put_back"""

    def test_draft_drop_can_be_undone(self, browser: Client, draft: Draft, note: str) -> None:
        """Back to the empty page with a way to undo it, which leads to the text again."""
        answer = browser.post(reverse("draft_drop", args=[draft.pk]), {"submission_key": str(uuid4())})
        assert answer.url == note
        page = body(browser, note)
        assert "Je was hier gebleven" not in page
        undo = reverse("draft_put_back", args=[draft.pk])
        assert f'action="{undo}"' in page
        answer = browser.post(undo, {"submission_key": str(uuid4())})
        assert "Half verteld" in body(browser, answer.url)

    def test_draft_put_back_and_drop_of_somebody_else(self, client_of: ClientOf, colleague: User, draft: Draft) -> None:
        """There is no such draft."""
        for name in ("draft_drop", "draft_put_back"):
            url = reverse(name, args=[draft.pk])
            assert client_of(colleague).post(url, {"submission_key": str(uuid4())}).status_code == 404
        assert Draft.objects.get().dropped_at is None


class TestFirstPage:
    """home"""

    def test_says_what_waits(self, browser: Client, draft: Draft, note: str, plan: Plan) -> None:
        """Kind and time, and no name or word of it."""
        whole = body(browser, reverse("home"))
        assert "Half verteld" not in whole
        page = whole[whole.index('aria-label="Niet afgemaakt"') :].split("</section>")[0]
        assert "Niet afgemaakt: notitie, vandaag" in page
        assert f"{note}?draft={draft.pk}" in page
        assert plan.resident.first_name not in page

    def test_of_others_nothing(self, client_of: ClientOf, colleague: User, draft: Draft) -> None:
        """Only one's own."""
        assert "Niet afgemaakt" not in body(client_of(colleague), reverse("home"))

    def test_every_form_that_is_kept_has_a_word(self) -> None:
        """Pages whose form is kept are called something better than "form"."""
        kept = [path for path in templates() if re.search(r"_form_page.html|draft=True", path.read_text())]
        parts = {path.stem for path in kept if path.stem.startswith("_")} | {"draft"}
        pages = {path.stem for path in templates() if any(f"/{part}.html" in path.read_text() for part in parts)}
        names = {address.name for address in own_addresses()}
        assert ({path.stem for path in kept} | pages) & names <= set(FORMS)


@pytest.mark.parametrize(
    ("then", "words"),
    [((9, 1, 0, 5), "vandaag 00.05"), ((8, 31, 23, 55), "gisteren 23.55"), ((8, 30, 9, 0), "30 augustus 09.00")],
)
def test_moment(then: tuple[int, int, int, int], words: str) -> None:
    """By the days of the calendar here."""
    here = ZoneInfo("Europe/Amsterdam")
    with time_machine.travel(datetime(2026, 9, 1, 12, 0, tzinfo=here), tick=False):
        assert moment(datetime(2026, *then, tzinfo=here)) == words
