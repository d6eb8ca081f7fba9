"""Log lines name a view and where it went wrong, and nobody."""

import io
import logging
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from psycopg_pool import PoolTimeout

from config.discreet import Discreet
from organisation.models import User

WHO = "amir@voorbeeld.example"


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What the log holds, written as the settings say."""
    lines, handler = io.StringIO(), logging.StreamHandler()
    handler.setStream(lines)
    handler.addFilter(Discreet())
    logging.getLogger().addHandler(handler)
    yield lines
    logging.getLogger().removeHandler(handler)


def a_second_one_with_the_same_address() -> None:
    """What PostgreSQL says of it names the address."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO organisation_user SELECT"
            " (json_populate_record(u, json_build_object('id', gen_random_uuid()))).* FROM organisation_user u"
        )


def test_console_is_discreet() -> None:
    """The one place that writes log lines takes them through the filter."""
    assert [handler["filters"] for handler in settings.LOGGING["handlers"].values()] == [["discreet"]]
    assert settings.LOGGING["filters"]["discreet"]["()"] == "config.discreet.Discreet"


def test_database_error_names_nobody(professional: User, written: io.StringIO) -> None:
    """The frames and the classes stay, the words go; those of the error behind it too."""
    try:
        a_second_one_with_the_same_address()
    except IntegrityError as error:
        assert WHO in str(error)
        logging.getLogger("django.request").error("Went wrong: %s", error, exc_info=True)
        logging.getLogger("django.request").error(error)
    text = written.getvalue()
    assert WHO not in text
    assert "a_second_one_with_the_same_address" in text and "test_discreet.py" in text
    assert "psycopg.errors.UniqueViolation" in text and "which led to" in text
    assert "Went wrong: django.db.utils.IntegrityError" in text


def test_other_errors_keep_their_words(written: io.StringIO) -> None:
    """A mistake of ours says what it is, also when a database error lies behind it."""
    try:
        try:
            raise PoolTimeout(WHO)
        except PoolTimeout:
            raise RuntimeError("nothing to draw") from None
    except RuntimeError:
        logging.getLogger("any").exception("Went wrong")
    assert "RuntimeError: nothing to draw" in written.getvalue() and WHO not in written.getvalue()


def test_page_that_fails(professional: User, written: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    """A 500 names the pattern of the address, not the address: an invitation is a secret."""

    def fail(_token: str) -> None:
        a_second_one_with_the_same_address()

    monkeypatch.setattr("organisation.rules.invitation_by", fail)
    browser = Client(raise_request_exception=False)
    assert browser.get(reverse("invitation_take_up", args=["very-secret"])).status_code == 500
    text = written.getvalue()
    assert "<str:token>" in text and "IntegrityError" in text
    assert "very-secret" not in text and WHO not in text
