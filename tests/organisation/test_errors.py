"""Error pages: what happened, what was typed, and what can be done."""

from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest
from django.core.exceptions import SuspiciousOperation
from django.core.handlers.wsgi import WSGIRequest
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpResponse
from django.http.request import UnreadablePostError
from django.test import Client, RequestFactory
from django.urls import reverse
from psycopg_pool import PoolTimeout

from organisation.models import User
from organisation.typed_back import Typed, typed_in
from organisation.views import errors

OURS = {"Origin": "http://testserver"}


@pytest.fixture
def fragile(client_of: Callable[[User], Client], professional: User) -> Client:
    """A browser that shows error pages instead of raising, as a real one does."""
    browser = client_of(professional)
    browser.raise_request_exception = False
    return browser


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Callable[[Exception], None]:
    """Makes saving one's profile fail with this error."""

    def fail(error: Exception) -> None:
        def refuse(**_: Any) -> None:
            raise error

        monkeypatch.setattr("organisation.views.profile.change_person", refuse)

    return fail


def save(browser: Client, **extra: str) -> HttpResponse:
    """Sends the profile form with a name to look for."""
    fields = {"name": "Dikke Dré", "language": "nl", "submission_key": "884f77b3-eaa1-4712-8fad-40e57f1c8ca7", **extra}
    return browser.post(reverse("profile"), fields, headers=OURS)


class TestNotFound:
    """404"""

    def test_says_nothing_of_what_was_asked(self, fragile: Client) -> None:
        """One body for every address that is not there or not for you."""
        bodies = {fragile.get(path).content for path in ("/nergens/", "/people/", "/nergens/?q=<script>")}
        assert len(bodies) == 1
        assert fragile.get("/nergens/").status_code == 404

    def test_for_visitors(self, client: Client, db: None) -> None:
        """Also for who is not logged in."""
        assert client.get("/nergens/").status_code == 404


class TestServerError:
    """500 and 503"""

    def test_gives_back_what_was_typed(self, fragile: Client, failing: Callable, professional: User) -> None:
        """Says sorry, keeps the text, names nobody, and no cache keeps it."""
        failing(ValueError("Dikke Dré"))
        answer = save(fragile)
        body = answer.content.decode()
        assert answer.status_code == 500
        assert "Dikke Dré" in body
        assert "data-again" in body
        assert "no-store" in answer["Cache-Control"]
        assert professional.name not in body

    @pytest.mark.parametrize(
        "error",
        [
            psycopg.OperationalError("connection refused"),
            PoolTimeout("no connection"),
            psycopg.errors.AdminShutdown("shutting down"),
            OperationalError("no cause"),
            InterfaceError("connection already closed"),
        ],
    )
    def test_database_is_away(self, fragile: Client, failing: Callable, error: Exception) -> None:
        """Says that our records cannot be reached, when to try again, and keeps the text."""
        failing(error)
        answer = save(fragile)
        assert answer.status_code == 503
        assert answer["Retry-After"] == "30"
        assert "Dikke Dré" in answer.content.decode()

    @pytest.mark.parametrize("error", [psycopg.errors.DeadlockDetected("x"), psycopg.errors.QueryCanceled("x")])
    def test_database_is_there(self, fragile: Client, failing: Callable, error: Exception) -> None:
        """An error that the server itself answered with is ours."""
        failing(error)
        assert save(fragile).status_code == 500

    def test_error_behind_an_error(self) -> None:
        """Django wraps what the driver says."""
        try:
            try:
                raise psycopg.OperationalError("connection refused")
            except psycopg.OperationalError as cause:
                raise OperationalError from cause
        except OperationalError as error:
            assert errors.database_is_away(error)
        assert not errors.database_is_away(None)

    def test_session_that_could_not_be_kept(self, fragile: Client) -> None:
        """The log-in is noted at the end of a page; when the database goes away just then, that is no fault of the
        form, and neither is a log-in that was ended in another tab meanwhile."""
        fragile.get(reverse("profile"))
        session = fragile.session
        session["seen_at"] -= 300
        session.save()

        def away(execute: Callable, sql: str, *rest: Any) -> Any:
            if sql.startswith('UPDATE "django_session"'):
                raise OperationalError from psycopg.OperationalError("connection refused")
            return execute(sql, *rest)

        def gone(execute: Callable, sql: str, *rest: Any) -> Any:
            if sql.startswith('UPDATE "django_session"'):
                connection.cursor().execute("DELETE FROM django_session")
            return execute(sql, *rest)

        for trouble, status in ((away, 503), (gone, 401)):
            with connection.execute_wrapper(trouble):
                answer = save(fragile, name="")
            assert answer.status_code == status
            assert "submission_key" in answer.content.decode()

    def test_pages_need_no_database(self, fragile: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        """With no database at all every page still is a page: the session itself cannot be read."""

        def away(*_: Any, **__: Any) -> None:
            raise psycopg.OperationalError("connection refused")

        with connection.execute_wrapper(away):
            answer = save(fragile, name="Nog niet bewaard")
        assert answer.status_code == 503
        assert "Nog niet bewaard" in answer.content.decode()
        assert answer["Content-Language"] == "nl"

    def test_in_the_chosen_language(self, fragile: Client, failing: Callable) -> None:
        """English for who chose it; something else is Dutch."""
        failing(ValueError())
        for language, words in (("en", "Something went wrong"), ("xx", "Er ging")):
            fragile.cookies["language"] = language
            assert words in save(fragile).content.decode()


class TestCsrf:
    """403"""

    @pytest.fixture
    def strict(self, professional: User, client_of: Callable[[User], Client]) -> Iterator[Client]:
        """A browser of which the token is checked."""
        browser = client_of(professional)
        browser.handler.enforce_csrf_checks = True
        yield browser

    def test_gives_back_what_was_typed(self, strict: Client, professional: User) -> None:
        """A form from another tab or an old page: nothing saved, nothing lost, and a fresh token to send it again."""
        answer = save(strict)
        body = answer.content.decode()
        assert answer.status_code == 403
        assert "Dikke Dré" in body
        assert "no-store" in answer["Cache-Control"]
        token = body.split('name="csrfmiddlewaretoken"')[1].split('value="')[1].split('"')[0]
        assert save(strict, csrfmiddlewaretoken=token).status_code == 302

    def test_another_site_gets_no_button(self, strict: Client) -> None:
        """What another site sent is shown and not offered to send."""
        answer = strict.post(reverse("profile"), {"name": "x"}, headers={"Origin": "https://elders.example"})
        assert answer.status_code == 403
        assert "data-again" not in answer.content.decode()


class TestTypedIn:
    """typed_in"""

    def test_not_a_form(self, rf: RequestFactory) -> None:
        """A look carries nothing."""
        assert typed_in(rf.get("/?name=x")) == Typed()

    @pytest.mark.parametrize("error", [UnreadablePostError("gone"), SuspiciousOperation("too much")])
    def test_unreadable(self, rf: RequestFactory, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
        """A form that broke off, or is too big, gives nothing back, and no second error."""

        def broken(_: object) -> None:
            raise error

        monkeypatch.setattr(WSGIRequest, "POST", property(broken))
        assert typed_in(rf.post("/x/", {"a": "1"})) == Typed()

    def test_keeps_order_and_all_values(self, rf: RequestFactory) -> None:
        """Fields of one name stay together and in order; the token against forgery does not go along."""
        typed = typed_in(rf.post("/x/", {"b": ["1", "2"], "a": " ", "csrfmiddlewaretoken": "t"}, headers=OURS))
        assert typed.fields == (("b", "1"), ("b", "2"), ("a", " "))
        assert typed.texts == ("1", "2")
        assert typed.can_resend

    @pytest.mark.parametrize(
        "text",
        ["Sjaan", "boodschappen", "Bo", "één", "A.", "Ik wil weg", "nee, nu niet", "2026-03-02", "12", "💬", "<b>"],
    )
    def test_gives_back_what_can_be_typed(self, rf: RequestFactory, text: str) -> None:
        """Names, words, days and numbers."""
        assert typed_in(rf.post("/x/", {"a": text}, headers=OURS)).texts == (text,)

    @pytest.mark.parametrize(
        "code",
        ["nl", "on", "yes", "work_education", "not_asked", "resident", "visit", "884f77b3-eaa1-4712-8fad-40e57f1c8ca7"],
    )
    def test_does_not_show_what_was_chosen(self, rf: RequestFactory, code: str) -> None:
        """Codes and ids say nothing to anybody; they are sent again all the same."""
        typed = typed_in(rf.post("/x/", {"a": code}, headers=OURS))
        assert typed.texts == () and typed.fields == (("a", code),)
