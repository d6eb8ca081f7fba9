"""Logging in and out, passwords, lock-out. What comes after the password: test_two_steps.py."""

import re
import time
from collections.abc import Callable
from datetime import timedelta
from smtplib import SMTPRecipientsRefused

import pytest
import time_machine
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.conf import settings
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from organisation.adapter import POSTMAN
from organisation.models import User
from organisation.views.account import counted_as
from tests.makers_people import PASSWORD

ClientOf = Callable[[User], Client]
LOGIN = "/account/login/"


@pytest.fixture(autouse=True)
def fresh_counts() -> None:
    """Counts of allauth that live in the memory of this process."""
    cache.clear()


def without_tokens(answer: HttpResponse) -> str:
    """The body but for what differs on every page."""
    return re.sub(r"[A-Za-z0-9]{64}|[0-9a-f-]{36}", "", answer.content.decode())


def log_in(browser: Client, login: str, password: str = PASSWORD, back: str = "") -> HttpResponse:
    """Sends the log-in form."""
    return browser.post(LOGIN, {"login": login, "password": password, **({"next": back} if back else {})})


class TestLogIn:
    """account_login"""

    def test_log_in(self, client: Client, professional: User) -> None:
        """With an address in any capitals, back to the page that was asked for."""
        asked = client.get(reverse("profile"))
        assert asked.url == f"{LOGIN}?next={reverse('profile')}"
        page = client.get(asked.url).content.decode()
        assert f'value="{reverse("profile")}"' in " ".join(page.split())
        answer = log_in(client, "AMIR@voorbeeld.example", back=reverse("profile"))
        assert answer.url == reverse("profile")
        assert client.get(answer.url).status_code == 200

    def test_fields_for_password_managers(self, client: Client, db: None) -> None:
        """Address and password are named for the browser; nothing forbids pasting."""
        page = client.get(LOGIN).content.decode()
        assert 'autocomplete="username"' in page
        assert 'autocomplete="current-password"' in page
        assert "onpaste" not in page

    def test_not_to_another_site(self, client: Client, professional: User) -> None:
        """Where to go next is a page of ours."""
        assert log_in(client, professional.email, back="https://elders.example/").url == "/"

    def test_language_comes_along(self, client: Client, professional: User) -> None:
        """The choice in the profile holds on this device from now on."""
        User.objects.update(language="en")
        answer = log_in(client, professional.email)
        assert answer.cookies[settings.LANGUAGE_COOKIE_NAME].value == "en"

    def test_wrong_password_and_unknown_address_are_one_answer(self, client: Client, professional: User) -> None:
        """Body and status say nothing about who is known here."""
        pages = []
        for login in ("amir@voorbeeld.example", "niemand@voorbeeld.example"):
            answer = Client().post(LOGIN, {"login": login, "password": "verkeerd wachtwoord"})
            assert answer.status_code == 200
            pages.append(without_tokens(answer).replace(login, ""))
        assert pages[0] == pages[1]

    def test_unknown_address_costs_a_hash_too(
        self, client: Client, professional: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """So the time says nothing either: both answers work out one hash."""
        worked: list[str] = []
        plain = settings.PASSWORD_HASHERS[0]

        def count(self: object, password: str, *rest: object) -> str:
            worked.append(password)
            return f"md5$salt${len(password)}"

        assert plain.endswith("MD5PasswordHasher")
        monkeypatch.setattr("django.contrib.auth.hashers.MD5PasswordHasher.encode", count)
        counts = []
        for login in (professional.email, "niemand@voorbeeld.example"):
            worked.clear()
            log_in(Client(), login, "verkeerd wachtwoord")
            counts.append(len(worked))
        assert counts[0] == counts[1] == 1

    def test_inactive(self, client: Client, professional: User) -> None:
        """Whoever may no longer log in hears whom to ask."""
        User.objects.update(is_active=False)
        answer = log_in(client, professional.email)
        assert answer.url == reverse("account_inactive")
        assert "informatiebeheer" in client.get(answer.url).content.decode()

    def test_nobody_signs_up(self) -> None:
        """There is no page for it, nor for changing one's address or for log-in elsewhere."""
        for name in ("account_signup", "account_email", "account_set_password", "socialaccount_connections"):
            with pytest.raises(NoReverseMatch):
                reverse(name)


class TestLockOut:
    """After five failures."""

    @pytest.mark.parametrize("login", ["amir@voorbeeld.example", "niemand@voorbeeld.example"])
    def test_locked_out(self, client: Client, professional: User, login: str) -> None:
        """Says until when, also with the right password and from elsewhere; and lets in after that."""
        for _ in range(settings.AXES_FAILURE_LIMIT):
            answer = log_in(client, login.upper(), "verkeerd wachtwoord")
        assert answer.status_code == 429
        until = timezone.localtime(timezone.now() + timedelta(minutes=15))
        assert until.strftime("%H.%M") in answer.content.decode()
        elsewhere = Client(REMOTE_ADDR="192.0.2.9")
        assert log_in(elsewhere, login).status_code == 429
        with time_machine.travel(timezone.now() + timedelta(minutes=16)):
            assert log_in(client, login).status_code == (302 if login.startswith("amir") else 200)

    def test_known_and_unknown_are_one_page(self, professional: User) -> None:
        """The page of being locked out says nothing about who is known."""
        pages = []
        with time_machine.travel(timezone.now(), tick=False):
            for login in (professional.email, "niemand@voorbeeld.example"):
                browser = Client()
                for _ in range(settings.AXES_FAILURE_LIMIT):
                    answer = log_in(browser, login, "verkeerd wachtwoord")
                pages.append(without_tokens(answer))
        assert pages[0] == pages[1]

    def test_counted_as_one(self, rf: RequestFactory) -> None:
        """One address has one count, however it is written and whichever way it arrives."""
        asked = rf.post(LOGIN, {"login": "amir@voorbeeld.example"})
        given = [None, {"email": " AMIR@voorbeeld.example"}, {"username": "Amir@voorbeeld.example "}]
        assert len({counted_as(asked, credentials) for credentials in given}) == 1
        assert counted_as(asked, {"email": "noor@voorbeeld.example"}) != counted_as(asked, None)

    def test_one_success_starts_again(self, client: Client, professional: User) -> None:
        """Failures before a success do not count afterwards."""
        for _ in range(settings.AXES_FAILURE_LIMIT - 1):
            log_in(client, professional.email, "verkeerd wachtwoord")
        assert log_in(client, professional.email).status_code == 302
        client.post(reverse("account_logout"))
        assert log_in(client, professional.email, "verkeerd wachtwoord").status_code == 200

    def test_nothing_personal_is_kept_or_logged(
        self, client: Client, professional: User, caplog: pytest.LogCaptureFixture
    ) -> None:
        """The count is kept under a fingerprint; no address and no password in it, nor in the log."""
        for _ in range(settings.AXES_FAILURE_LIMIT):
            log_in(client, professional.email, "verkeerd wachtwoord")
        log_in(Client(), professional.email)
        kept = str(list(AccessAttempt.objects.values()))
        assert AccessAttempt.objects.exists()
        assert not AccessLog.objects.exists()
        assert not AccessFailureLog.objects.exists()
        for text in (professional.email, "verkeerd wachtwoord"):
            assert text not in kept
            assert text not in caplog.text


class TestPasswords:
    """Changing one's password, and a new one when it was forgotten."""

    def test_change(self, client_of: ClientOf, professional: User) -> None:
        """With the old one; one stays logged in."""
        browser = client_of(professional)
        page = browser.get(reverse("account_change_password")).content.decode()
        assert 'autocomplete="new-password"' in page
        assert 'autocomplete="username"' in page
        assert "placeholder" not in page
        new = "acht groene stoelen"
        answer = browser.post(
            reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new}
        )
        assert answer.status_code == 302
        professional.refresh_from_db()
        assert professional.check_password(new)
        assert browser.get(reverse("profile")).status_code == 200

    @pytest.mark.parametrize(
        ("password", "said"),
        [
            ("elf tekens!", "minstens 12 tekens"),
            ("1q2w3e4r5t6y", "Veel mensen gebruiken dit wachtwoord"),
            ("amir voorbeeld!", "lijkt op je eigen naam"),
            ("", "Vul een wachtwoord in."),
        ],
    )
    def test_change_to_a_weak_one(self, client_of: ClientOf, professional: User, password: str, said: str) -> None:
        """Says in plain words what was expected, and changes nothing."""
        fields = {"oldpassword": PASSWORD, "password1": password, "password2": password}
        page = client_of(professional).post(reverse("account_change_password"), fields).content.decode()
        assert said in page
        professional.refresh_from_db()
        assert professional.check_password(PASSWORD)

    def test_account_reset_password_without_mail(self, client: Client, professional: User) -> None:
        """Where mail is off the page says whom to ask, and a sent form does the same."""
        for answer in (client.get("/account/password/reset/"), client.post("/account/password/reset/")):
            assert answer.status_code == 200
            assert "informatiebeheer" in answer.content.decode()

    def test_account_reset_password_by_mail(
        self, client: Client, professional: User, mailoutbox: list, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """One mail with a link to somebody we know, none to others; the page after it is the same."""
        monkeypatch.setattr(settings, "EMAIL_ENABLED", True)
        assert client.get("/account/password/reset/").status_code == 200
        pages = []
        for email in ("niemand@voorbeeld.example", professional.email):
            answer = client.post("/account/password/reset/", {"email": email})
            pages.append(without_tokens(client.get(answer.url)))
        assert pages[0] == pages[1]
        POSTMAN.submit(int).result()
        assert [mail.to for mail in mailoutbox] == [[professional.email]]
        link = next(word for word in mailoutbox[0].body.split() if "/reset/key/" in word)
        form = client.get(link.removeprefix("http://testserver"), follow=True)
        new = "acht groene stoelen"
        answer = client.post(form.redirect_chain[-1][0], {"password1": new, "password2": new}, follow=True)
        assert "bewaard" in answer.content.decode()
        professional.refresh_from_db()
        assert professional.check_password(new)
        again = client.get(link.removeprefix("http://testserver"))
        assert "werkt niet meer" in again.content.decode()

    def test_an_address_that_was_put_right_is_the_only_one(
        self, client: Client, professional: User, mailoutbox: list, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Whoever reads the mail of a wrong address can do nothing with it any more, nor with a link sent there."""
        monkeypatch.setattr(settings, "EMAIL_ENABLED", True)
        wrong = professional.email
        client.post("/account/password/reset/", {"email": wrong})
        POSTMAN.submit(int).result()
        link = next(word for word in mailoutbox[0].body.split() if "/reset/key/" in word)
        User.objects.update(email="goed@voorbeeld.example")
        assert "werkt niet meer" in client.get(link.removeprefix("http://testserver"), follow=True).content.decode()
        client.post("/account/password/reset/", {"email": wrong})
        POSTMAN.submit(int).result()
        assert len(mailoutbox) == 1
        assert log_in(client, wrong).status_code == 200
        assert log_in(client, "goed@voorbeeld.example").status_code == 302
        client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
        assert client.get(reverse("mfa_activate_totp")).status_code == 200

    def test_a_mail_that_fails_tells_nobody(
        self, client: Client, professional: User, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        """The answer does not wait for the mail server, so it is the same for who is known; the log names nobody."""

        def refuse(_: EmailMessage) -> None:
            raise SMTPRecipientsRefused({professional.email: (550, b"no")})

        monkeypatch.setattr(settings, "EMAIL_ENABLED", True)
        monkeypatch.setattr(EmailMessage, "send", refuse)
        answer = client.post("/account/password/reset/", {"email": professional.email})
        assert answer.url == reverse("account_reset_password_done")
        POSTMAN.submit(int).result()
        assert [record.getMessage() for record in caplog.records] == ["A mail could not be sent."]

    def test_log_out(self, client_of: ClientOf, professional: User) -> None:
        """Only by a form; a look at the page logs nobody out."""
        browser = client_of(professional)
        browser.get(reverse("account_logout"))
        assert browser.get(reverse("profile")).status_code == 200
        assert browser.post(reverse("account_logout")).url == LOGIN
        assert browser.get(reverse("profile")).status_code == 302


def test_too_often(client: Client, db: None) -> None:
    """A machine that tries hundreds of addresses gets a plain page."""
    started = time.monotonic()
    answers = [client.post(LOGIN, {"login": f"a{number}@voorbeeld.example", "password": "x"}) for number in range(32)]
    assert answers[-1].status_code == 429
    assert "Even wachten" in answers[-1].content.decode()
    assert time.monotonic() - started < 60
