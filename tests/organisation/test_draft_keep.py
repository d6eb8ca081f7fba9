"""Keeping what is being typed: the newest counts, nothing that is saved comes back, and only its writer sees it."""

import logging
import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organisation.actor import acting
from organisation.models import Draft, Submission, Team, User
from organisation.operations import drafts as operations
from tests.makers_people import PASSWORD, DraftFactory
from tests.organisation.sending import send

ClientOf = Callable[[User], Client]
PAGE = "/profile/"


@pytest.fixture
def browser(client_of: ClientOf, professional: User) -> Client:
    """Amir's."""
    return client_of(professional)


def keep(browser: Client, person: User, number: int = 1, key: str = "", **fields: Any) -> HttpResponse:
    """Sends what a page sends while somebody types."""
    said = {"submission_key": key or str(uuid4()), "draft-path": PAGE, "draft-number": number, "draft-of": person.pk}
    return browser.post(reverse("draft_keep"), said | fields)


@pytest.mark.django_db
class TestKept:
    """draft_keep"""

    def test_draft_keep_holds_what_stands_in_the_form(self, browser: Client, professional: User) -> None:
        """Every field with all its texts, as typed; not the tokens, and nothing that proves who somebody is."""
        fields = {"text": "Dré\nzei <b>", "themes": ["finance", "home"], "nul": "a\x00b", "password": "geheim1"}
        answer = keep(browser, professional, csrfmiddlewaretoken="t", code="123456", **fields)
        assert (answer.status_code, answer.content) == (204, b"")
        draft = Draft.objects.get()
        assert draft.fields == {"text": ["Dré\nzei <b>"], "themes": ["finance", "home"], "nul": ["ab"]}
        assert (draft.user, draft.path, draft.number) == (professional, PAGE, 1)
        assert not Submission.objects.exists()

    def test_draft_keep_without_what_stands_behind_the_address(self, browser: Client, professional: User) -> None:
        """What follows the question mark is not kept."""
        keep(browser, professional, **{"draft-path": f"{PAGE}?q=Sjaan#x"})
        assert Draft.objects.get().path == PAGE

    def test_draft_keep_goes_by_number(self, browser: Client, professional: User) -> None:
        """A late older one changes nothing, and is told so."""
        key = str(uuid4())
        answers = [keep(browser, professional, n, key, text=str(n)).status_code for n in (1, 3, 2, 3, 4)]
        assert answers == [204, 204, 409, 409, 204]
        assert (Draft.objects.get().number, Draft.objects.get().fields) == (4, {"text": ["4"]})

    def test_draft_keep_after_saving(self, browser: Client, professional: User) -> None:
        """What is saved does not come back as a draft, however late it arrives."""
        key = str(uuid4())
        keep(browser, professional, 1, key, name="Amir")
        assert send(browser, "profile", key=key, name="Amir", language="nl").status_code == 302
        assert not Draft.objects.exists()
        late = keep(browser, professional, 2, key, name="Amir A")
        assert late.status_code == 409
        assert "Kopieer wat je hier typt" in late.content.decode()
        assert not Draft.objects.exists()

    def test_draft_keep_survives_a_form_with_errors(self, browser: Client, professional: User) -> None:
        """Only what is saved takes the draft away."""
        key = str(uuid4())
        keep(browser, professional, 1, key, name="")
        assert send(browser, "profile", key=key, name="").status_code == 422
        assert Draft.objects.count() == 1

    def test_draft_keep_has_room(self, browser: Client, professional: User) -> None:
        """Up to two hundred thousand characters; more is refused in plain words and changes nothing."""
        key = str(uuid4())
        assert keep(browser, professional, 1, key, text="é" * (operations.LONGEST - 4)).status_code == 204
        refused = keep(browser, professional, 2, key, text="é" * (operations.LONGEST - 3))
        assert refused.status_code == 413
        assert "te veel" in refused.content.decode()
        assert Draft.objects.get().number == 1

    @pytest.mark.parametrize(
        "wrong",
        [
            {"submission_key": "geen sleutel"},
            {"draft-path": "/bestaat-niet/"},
            {"draft-path": "https://elders.example/"},
            {"draft-path": f"/welcome/{'a' * 200}/"},
            {"draft-number": "0"},
            {"draft-number": "veel"},
            {"draft-number": str(2**70)},
            {"draft-of": "iemand"},
        ],
    )
    def test_draft_keep_refuses(self, browser: Client, professional: User, wrong: dict[str, str]) -> None:
        """What no page of ours sends."""
        assert keep(browser, professional, **wrong).status_code == 400
        assert not Draft.objects.exists()

    def test_draft_keep_for_whoever_made_the_page(
        self, browser: Client, professional: User, colleague: User, client_of: ClientOf
    ) -> None:
        """On a shared device the text of one never becomes the draft of another."""
        refused = keep(client_of(colleague), professional, text="Van Amir")
        assert refused.status_code == 409
        assert "iemand anders" in refused.content.decode()
        assert not Draft.objects.exists()

    def test_draft_keep_when_logged_out(self, client: Client, professional: User) -> None:
        """401, which the script knows what to say to."""
        assert keep(client, professional, text="x").status_code == 401
        assert not Draft.objects.exists()

    def test_draft_keep_lets_old_ones_go(self, browser: Client, professional: User, colleague: User) -> None:
        """Own ones after thirty days, put aside ones and empty ones after a day; those of others stay."""
        now = timezone.now()
        for days, person in ((29, professional), (31, professional), (31, colleague)):
            DraftFactory(user=person, path=PAGE, saved_at=now - timedelta(days=days))
        DraftFactory(user=professional, path=PAGE, dropped_at=now - timedelta(days=2))
        DraftFactory(user=professional, path=PAGE, fields={}, saved_at=now - timedelta(days=2))
        keep(browser, professional, text="nieuw")
        assert Draft.objects.filter(user=professional).count() == 2
        assert Draft.objects.filter(user=colleague).count() == 1

    def test_draft_keep_leaves_no_word_in_the_log(
        self, browser: Client, professional: User, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        """Also not when it breaks."""

        def broken(**_: Any) -> None:
            raise ValueError

        monkeypatch.setattr("organisation.views.drafts.operations.keep_draft", broken)
        browser.raise_request_exception = False
        with caplog.at_level(logging.DEBUG):
            assert keep(browser, professional, text="Schulden van Sjaan").status_code == 500
        assert "Sjaan" not in caplog.text


@pytest.mark.django_db
def test_typing_is_work(client: Client, professional: User) -> None:
    """Who types without a pause is not logged out for doing nothing; after twelve hours it ends all the same."""
    nine = datetime(2026, 9, 1, 9, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))
    with time_machine.travel(nine, tick=False) as clock:
        client.post(reverse("account_login"), {"login": professional.email, "password": PASSWORD})
        key = str(uuid4())
        for number in range(1, 73):
            assert keep(client, professional, number, key, text="x" * number).status_code == 204
            clock.shift(timedelta(minutes=10))
        clock.shift(timedelta(minutes=1))
        assert keep(client, professional, 99, key, text="x").status_code == 401


class TestSecondLock:
    """PostgreSQL itself."""

    def test_shows_drafts_to_their_writer_only(self, professional: User, colleague: User) -> None:
        """Without any filter of Python; and nobody writes one for somebody else."""
        DraftFactory(user=professional, path=PAGE)
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL app.actor = ''")
        for person, seen in ((professional, 1), (colleague, 0)):
            with acting(person):
                assert Draft.objects.count() == seen
                assert Draft.objects.update(number=2) == seen
        with acting(colleague), pytest.raises(Exception, match="row-level security"), transaction.atomic():
            DraftFactory(user=professional, path=PAGE)
        assert Draft.objects.count() == 0


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    """A draft and the save of the same form at the same moment."""

    def test_no_draft_is_left_of_what_was_saved(
        self, client_of: ClientOf, information_manager: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The save waits for a draft that is under way, and takes it along."""
        checked, go = threading.Event(), threading.Event()
        create = Draft.objects.create

        def slow(**fields: Any) -> Draft:
            made = create(**fields)
            checked.set()
            go.wait(30)
            return made

        monkeypatch.setattr(Draft.objects, "create", slow)
        browsers, key = [client_of(information_manager) for _ in range(2)], str(uuid4())
        drafting = started(lambda: keep(browsers[0], information_manager, 1, key, name="Team Zuid"))
        assert checked.wait(30)
        saving = started(lambda: send(browsers[1], "team_new", key=key, name="Team Zuid"))
        time.sleep(0.3)
        go.set()
        drafting.join()
        saving.join()
        assert Team.objects.count() == 1
        assert not Draft.objects.exists()


def started(act: Callable[[], Any]) -> threading.Thread:
    """Does this in a thread with a connection of its own."""

    def run() -> None:
        try:
            act()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread
