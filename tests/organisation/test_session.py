"""How a log-in ends, and what becomes of a form that arrives after that."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.conf import LazySettings
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from organisation.models import User
from tests.makers_people import PASSWORD

NINE = datetime(2026, 9, 1, 9, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))
TEXT = "Dikke Dré wil <b>zwemmen</b>\nmet Ria"
OURS = {"Origin": "http://testserver"}


@pytest.fixture
def travel() -> Callable:
    """Moves the clock."""
    with time_machine.travel(NINE, tick=False) as clock:
        yield lambda **ahead: clock.shift(timedelta(**ahead))


@pytest.fixture
def browser(client: Client, travel: Callable, professional: User) -> Client:
    """Logged in at nine, the ordinary way."""
    client.post(reverse("account_login"), {"login": professional.email, "password": PASSWORD})
    return client


def is_in(browser: Client) -> bool:
    """Whether a page that needs log-in opens."""
    return browser.get(reverse("profile")).status_code == 200


class TestEnds:
    """Idle and absolute ends."""

    def test_idle(self, browser: Client, travel: Callable) -> None:
        """Fourteen minutes of nothing is fine, sixteen is not."""
        assert is_in(browser)
        travel(minutes=14)
        assert is_in(browser)
        travel(minutes=14)
        assert is_in(browser)
        travel(minutes=16)
        assert not is_in(browser)

    def test_absolute(self, browser: Client, travel: Callable) -> None:
        """Twelve hours of work end as well, however busy they were."""
        assert is_in(browser)
        for _ in range(71):
            travel(minutes=10)
            assert is_in(browser)
        travel(minutes=11)
        assert not is_in(browser)

    def test_a_short_limit_counts_from_the_last_page(
        self, browser: Client, travel: Callable, settings: LazySettings
    ) -> None:
        """Also where a minute of nothing is the end, somebody at work stays in."""
        settings.SESSION_IDLE_SECONDS = 60
        for _ in range(5):
            assert is_in(browser)
            travel(seconds=40)

    def test_being_put_aside_ends_it_for_good(self, browser: Client, professional: User) -> None:
        """Who may log in again later does so anew."""
        User.objects.update(is_active=False)
        assert not is_in(browser)
        User.objects.update(is_active=True)
        assert not is_in(browser)

    def test_writes_once_a_minute(
        self, browser: Client, travel: Callable, django_assert_num_queries: Callable, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A second page within a minute does not write the session."""
        is_in(browser)
        before = Session.objects.values_list("session_data", flat=True).get()
        travel(seconds=30)
        is_in(browser)
        assert Session.objects.values_list("session_data", flat=True).get() == before
        travel(seconds=31)
        is_in(browser)
        assert Session.objects.values_list("session_data", flat=True).get() != before

    def test_visitors_have_no_session(self, client: Client, db: None) -> None:
        """Looking at the log-in page stores nothing."""
        client.get(reverse("account_login"))
        assert not Session.objects.exists()

    def test_no_cache_keeps_a_page(self, browser: Client) -> None:
        """Neither on the device nor on the way."""
        assert "no-store" in browser.get(reverse("profile"))["Cache-Control"]


class TestFormAfterTheEnd:
    """session_ended"""

    def late(self, browser: Client, travel: Callable, headers: dict[str, str], **fields: str) -> tuple[int, str, str]:
        """Sends a form an hour later: status, the whole page, and the page on one line."""
        is_in(browser)
        travel(hours=1)
        answer = browser.post(f"{reverse('profile')}?van=plan", fields, headers=headers)
        assert "no-store" in answer["Cache-Control"]
        body = answer.content.decode()
        return answer.status_code, body, " ".join(body.split())

    def test_gives_back_what_was_typed(self, browser: Client, travel: Callable) -> None:
        """Every text to copy, as typed; a way to log in; and a form that sends the same again to the same address."""
        key = str(uuid4())
        fields = {"name": TEXT, "phone": "06", "submission_key": key, "again": "on", "whom": str(uuid4())}
        status, body, line = self.late(browser, travel, OURS, **fields)
        assert status == 401
        assert body.count("Dikke Dré wil &lt;b&gt;zwemmen&lt;/b&gt;\nmet Ria") == 2
        assert "readonly>06</textarea>" in line
        assert line.count("readonly>") == 2
        assert key in body
        assert fields["whom"] in body
        assert 'action="/profile/?van=plan"' in line
        assert 'target="_blank"' in body
        assert "again.js" in body

    def test_never_gives_back_a_password(self, browser: Client, travel: Callable) -> None:
        """Nor does it offer to send again what would then be half."""
        given = {"oldpassword": "geheim1", "password1": "geheim2", "code": "123456", "postcode": "1234 AB"}
        _, body, _ = self.late(browser, travel, OURS, **given)
        assert "1234 AB" in body
        for secret in ("geheim1", "geheim2", "123456"):
            assert secret not in body
        assert "data-again" not in body

    @pytest.mark.parametrize(
        ("headers", "offered"),
        [
            ({"Origin": "http://testserver"}, True),
            ({"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"}, True),
            ({"Sec-Fetch-Site": "same-origin"}, True),
            ({}, False),
            ({"Origin": "null"}, False),
            ({"Origin": "https://elders.example"}, False),
            ({"Sec-Fetch-Site": "cross-site"}, False),
            ({"Sec-Fetch-Site": "same-site", "Origin": "http://testserver"}, False),
            ({"Sec-Fetch-Site": "same-origin", "Origin": "https://elders.example"}, False),
        ],
    )
    def test_sending_again_is_offered_for_forms_of_ours(
        self, browser: Client, travel: Callable, headers: dict[str, str], offered: bool
    ) -> None:
        """Another site cannot have somebody press a button for it; the texts are given back all the same."""
        _, body, _ = self.late(browser, travel, headers, name=TEXT)
        assert ("data-again" in body) is offered
        assert "Dikke Dré" in body

    def test_a_look_goes_to_the_log_in_page(self, browser: Client, travel: Callable) -> None:
        """Only forms get the page; a link leads to logging in and back."""
        is_in(browser)
        travel(hours=1)
        assert browser.get(reverse("profile")).url == f"{reverse('account_login')}?next={reverse('profile')}"

    def test_sent_again_after_logging_in(self, browser: Client, travel: Callable, professional: User) -> None:
        """Then it is saved, once."""
        fields = {"name": "Amir Anders", "phone": "06", "language": "nl", "submission_key": str(uuid4())}
        self.late(browser, travel, OURS, **fields)
        browser.post(reverse("account_login"), {"login": professional.email, "password": PASSWORD})
        for _ in range(2):
            assert browser.post(reverse("profile"), fields).status_code == 302
        professional.refresh_from_db()
        assert professional.name == "Amir Anders"


def test_clock_of_sessions_is_the_real_one() -> None:
    """The tests above move the clock that sessions look at."""
    with time_machine.travel(NINE, tick=False):
        assert int(time.time()) == int(NINE.timestamp())
