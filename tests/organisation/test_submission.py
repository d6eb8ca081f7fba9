"""Saving once: a form that arrives twice is done once and answered twice."""

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.test import Client, RequestFactory
from django.urls import reverse

from organisation.models import Submission, Team, User
from organisation.submission import fingerprint_of, once
from tests.organisation.sending import send

ClientOf = Callable[[User], Client]


@pytest.fixture
def browser(client_of: ClientOf, information_manager: User) -> Client:
    """The browser of somebody who adds teams."""
    return client_of(information_manager)


class TestReplay:
    """The same key."""

    def test_same_body_same_answer(self, browser: Client) -> None:
        """Sent three times, there is one team, and every answer leads to it."""
        key = str(uuid4())
        answers = [send(browser, "team_new", key=key, name="Team Zuid") for _ in range(3)]
        assert {(answer.status_code, answer.url) for answer in answers} == {
            (302, reverse("team", args=[Team.objects.get().pk]))
        }

    def test_other_body_is_refused(self, browser: Client) -> None:
        """With other words it is not done, and says so."""
        key = str(uuid4())
        send(browser, "team_new", key=key, name="Team Zuid")
        answer = send(browser, "team_new", key=key, name="Team Noord")
        assert answer.status_code == 409
        assert "al eerder bewaard" in answer.content.decode()
        assert "Team Noord</textarea>" in answer.content.decode()
        assert f'href="{reverse("team", args=[Team.objects.get().pk])}"' in answer.content.decode()
        assert "data-again" not in answer.content.decode()
        assert [team.name for team in Team.objects.all()] == ["Team Zuid"]

    def test_other_page_is_refused(self, browser: Client) -> None:
        """A key belongs to one address."""
        key = str(uuid4())
        send(browser, "team_new", key=key, name="Team Zuid")
        assert send(browser, "team_edit", Team.objects.get(), key=key, name="Team Zuid").status_code == 409

    def test_key_of_somebody_else(
        self, browser: Client, client_of: ClientOf, professional: User, information_manager: User
    ) -> None:
        """Two people with one key do not meet: nobody can learn or block what another saved."""
        key = str(uuid4())
        send(browser, "profile", key=key, name="Ine", language="nl")
        assert send(client_of(professional), "profile", key=key, name="Amir", language="nl").status_code == 302
        assert Submission.objects.filter(key=key).count() == 2
        assert send(client_of(professional), "profile", key=key, name="Amir", language="nl").status_code == 302

    def test_error_keeps_the_key_free(self, browser: Client) -> None:
        """A form with an error can be mended and sent with the same key."""
        key = str(uuid4())
        assert send(browser, "team_new", key=key, name="").status_code == 422
        assert not Submission.objects.exists()
        assert send(browser, "team_new", key=key, name="Team Zuid").status_code == 302

    def test_crash_keeps_the_key_free(self, browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        """Work that breaks halfway leaves neither work nor key."""

        def half(**_: object) -> None:
            Team.objects.create(key="half", name="Half")
            raise ValueError

        browser.raise_request_exception = False
        with monkeypatch.context() as broken:
            broken.setattr("organisation.views.teams.operations.add_team", half)
            assert send(browser, "team_new", key=str(uuid4()), name="Team Zuid").status_code == 500
        assert not Submission.objects.exists()
        assert not Team.objects.exists()

    @pytest.mark.parametrize("key", ["", "geen sleutel", "' OR 1=1 --", "0" * 33])
    def test_no_key(self, browser: Client, key: str) -> None:
        """Without a number nothing is done."""
        answer = browser.post(reverse("team_new"), {"name": "Team Zuid", "submission_key": key})
        assert answer.status_code == 400
        assert not Team.objects.exists()

    @pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
    def test_neither_opened_nor_sent(self, browser: Client, method: str) -> None:
        """A form takes no other word than these two."""
        answer = browser.generic(method, reverse("team_new"), "name=Team+Zuid", "application/x-www-form-urlencoded")
        assert answer.status_code == 405 and not Team.objects.exists()


def test_fingerprint(rf: RequestFactory) -> None:
    """Order and tokens do not count; names, values, their borders and the address do."""

    def of(fields: dict, path: str = "/x/") -> str:
        return fingerprint_of(rf.post(path, fields))

    assert of({"a": "1", "b": "2"}) == of({"b": "2", "a": "1", "csrfmiddlewaretoken": "t", "submission_key": "k"})
    prints = [
        of({"a": "1"}),
        of({"a": "2"}),
        of({"b": "1"}),
        of({"a": ["1", ""]}),
        of({"a": "1", "b": ""}),
        of({"a": "1b"}),
        of({"a": "1"}, "/y/"),
    ]
    assert len(set(prints)) == len(prints)


def test_only_a_form_is_counted(rf: RequestFactory) -> None:
    """A look goes straight through."""
    seen: list[HttpRequest] = []

    @once
    def page(request: HttpRequest) -> HttpResponse:
        seen.append(request)
        return HttpResponseRedirect("/")

    page(rf.get("/"))
    assert len(seen) == 1


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    """Eight at a time."""

    def test_one_key(self, client_of: ClientOf, information_manager: User) -> None:
        """Eight arrivals at the same moment are one team and eight times the same answer."""
        browsers, key = [client_of(information_manager) for _ in range(8)], str(uuid4())
        answers = self.at_once([(browser, key, "Team Zuid") for browser in browsers])
        team = Team.objects.get()
        assert set(answers) == {(302, reverse("team", args=[team.pk]))}

    def test_shuffled(self, client_of: ClientOf, information_manager: User) -> None:
        """Forty forms, each sent one to five times, all mixed up: forty teams."""
        browsers = [client_of(information_manager) for _ in range(8)]
        dice = random.Random(4)
        forms = [(str(uuid4()), f"Team {number}") for number in range(40)]
        sendings = [(dice.choice(browsers), key, name) for key, name in forms for _ in range(dice.randint(1, 5))]
        dice.shuffle(sendings)
        answers = self.at_once(sendings)
        assert {status for status, _ in answers} == {302}
        assert Team.objects.count() == Submission.objects.count() == len(forms)

    def at_once(self, sendings: list[tuple[Client, str, str]]) -> list[tuple[int, str]]:
        """Sends all of these with eight threads."""

        def one(sending: tuple[Client, str, str]) -> tuple[int, str]:
            browser, key, name = sending
            try:
                answer = send(browser, "team_new", key=key, name=name)
                return answer.status_code, answer.url
            finally:
                connection.close()

        with ThreadPoolExecutor(8) as pool:
            return list(pool.map(one, sendings))
