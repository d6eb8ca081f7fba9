"""One-time links with which somebody chooses a password."""

from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from smtplib import SMTPException
from urllib.parse import urlsplit

import pytest
import time_machine
from django.conf import settings
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organisation.models import Invitation, User
from organisation.operations.invitations import invite, take_up, token_of
from tests.makers_people import UserFactory
from tests.organisation.sending import send

PASSWORD = "zeven blauwe stoelen"
ClientOf = Callable[[User], Client]


@pytest.fixture
def browser(client_of: ClientOf, information_manager: User) -> Client:
    """The browser of the information manager."""
    return client_of(information_manager)


@pytest.fixture
def newcomer(db: None) -> User:
    """Somebody who has no password yet."""
    return User.objects.create_user(email="nieuw@voorbeeld.example", name="Nieuw Bedacht")


def path_of(invitation: Invitation) -> str:
    """The address of the link."""
    return reverse("invitation_take_up", args=[token_of(invitation)])


class TestMaking:
    """invitation_new, invitation and invitation_withdraw"""

    def test_invitation_new_and_invitation(self, browser: Client, newcomer: User) -> None:
        """The link is shown once; only its hash is kept."""
        answer = send(browser, "invitation_new", newcomer)
        made = Invitation.objects.get()
        link = browser.get(answer.url).context["link"]
        assert urlsplit(link).path == path_of(made)
        assert token_of(made) not in str(Invitation.objects.values().get())
        assert browser.get(answer.url).context["link"] == ""
        assert "no-store" in Client().get(path_of(made)).headers["Cache-Control"]

    def test_invitation_is_not_shown_to_another(
        self, browser: Client, client_of: ClientOf, newcomer: User, information_manager: User
    ) -> None:
        """A second information manager sees that there is a link, and not the link."""
        answer = send(browser, "invitation_new", newcomer)
        second = UserFactory()
        second.memberships.create(role="information_manager", since=timezone.localdate())
        page = client_of(second).get(answer.url)
        assert page.status_code == 200
        assert token_of(Invitation.objects.get()) not in page.content.decode()

    def test_invitation_new_voids_older_ones(self, newcomer: User, information_manager: User, client: Client) -> None:
        """One link works at a time."""
        first = invite(person=newcomer, by=information_manager)
        second = invite(person=newcomer, by=information_manager)
        assert client.get(path_of(first)).status_code == 410
        assert client.get(path_of(second)).status_code == 200

    def test_invitation_withdraw(self, browser: Client, newcomer: User, client: Client) -> None:
        """A withdrawn link is over."""
        send(browser, "invitation_new", newcomer)
        made = Invitation.objects.get()
        answer = send(browser, "invitation_withdraw", made)
        assert answer.url == reverse("person", args=[newcomer.pk])
        assert client.get(path_of(made)).status_code == 410

    def test_deactivating_voids(self, browser: Client, newcomer: User, client: Client) -> None:
        """Whoever is put aside cannot come in by an older link."""
        send(browser, "invitation_new", newcomer)
        send(browser, "person_deactivate", newcomer)
        send(browser, "person_reactivate", newcomer)
        assert client.get(path_of(Invitation.objects.get())).status_code == 410


class TestTakingUp:
    """invitation_take_up"""

    def test_invitation_take_up(self, newcomer: User, information_manager: User, client: Client) -> None:
        """Choose a password, log in with it; the link is used up then."""
        made = invite(person=newcomer, by=information_manager)
        page = client.get(path_of(made)).content.decode()
        assert 'autocomplete="new-password"' in page
        answer = client.post(path_of(made), {"password": PASSWORD})
        assert answer.url == reverse("account_login")
        answer = client.post(answer.url, {"login": newcomer.email, "password": PASSWORD})
        assert answer.status_code == 302
        assert client.get(path_of(made)).status_code == 410
        assert client.post(path_of(made), {"password": "een andere lange zin"}).status_code == 410

    @pytest.mark.parametrize("password", ["", "kort", "nieuw bedacht", "1q2w3e4r5t6y"])
    def test_invitation_take_up_weak(
        self, newcomer: User, information_manager: User, client: Client, password: str
    ) -> None:
        """Too short, or one's own address: the link stays open."""
        made = invite(person=newcomer, by=information_manager)
        answer = client.post(path_of(made), {"password": password})
        assert answer.status_code == 422
        made.refresh_from_db()
        assert made.is_open
        assert not password or f'value="{password}"' not in answer.content.decode()

    def test_too_old(self, newcomer: User, information_manager: User, client: Client) -> None:
        """Seven days, not one more."""
        made = invite(person=newcomer, by=information_manager)
        with time_machine.travel(made.expires_at - timedelta(minutes=1)):
            assert client.get(path_of(made)).status_code == 200
        with time_machine.travel(made.expires_at + timedelta(minutes=1)):
            assert client.get(path_of(made)).status_code == 410
        assert made.expires_at - made.made_at > timedelta(days=6, hours=23)

    def test_inactive(self, newcomer: User, information_manager: User, client: Client) -> None:
        """Somebody who may not log in gets no password."""
        made = invite(person=newcomer, by=information_manager)
        User.objects.filter(pk=newcomer.pk).update(is_active=False)
        assert client.get(path_of(made)).status_code == 410

    def test_unknown(self, client: Client, db: None) -> None:
        """A link that was never made is a page that is not here."""
        assert client.get(reverse("invitation_take_up", args=["verzonnen"])).status_code == 404

    def test_taken_up_at_the_same_moment(self, newcomer: User, information_manager: User) -> None:
        """The second of two finds it used and changes nothing."""
        made = invite(person=newcomer, by=information_manager)
        assert take_up(invitation=made, password=PASSWORD, by=newcomer)
        assert not take_up(invitation=made, password="een andere lange zin", by=newcomer)
        newcomer.refresh_from_db()
        assert newcomer.check_password(PASSWORD)

    def test_late_second(
        self, newcomer: User, information_manager: User, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Whoever loses that race sees the form again, and not a promise."""
        made = invite(person=newcomer, by=information_manager)
        monkeypatch.setattr("organisation.views.invitations.operations.take_up", lambda **_: False)
        assert client.post(path_of(made), {"password": PASSWORD}).status_code == 422


@pytest.mark.django_db(transaction=True)
class TestMailing:
    """With mail switched on the link goes out as well, in the language of the person."""

    def test_mailed(
        self, browser: Client, newcomer: User, monkeypatch: pytest.MonkeyPatch, mailoutbox: list, language: str = "en"
    ) -> None:
        """One mail, to the person, with the link and nothing else."""
        monkeypatch.setattr(settings, "EMAIL_ENABLED", True)
        User.objects.filter(pk=newcomer.pk).update(language=language)
        page = browser.get(send(browser, "invitation_new", newcomer).url)
        assert [mail.to for mail in mailoutbox] == [[newcomer.email]]
        assert page.context["link"] in mailoutbox[0].body
        assert mailoutbox[0].body.startswith("Hello Nieuw")

    @pytest.mark.parametrize("error", [SMTPException("nieuw@voorbeeld.example"), OSError("nieuw@voorbeeld.example")])
    def test_not_mailed(
        self,
        browser: Client,
        newcomer: User,
        monkeypatch: pytest.MonkeyPatch,
        caplog: pytest.LogCaptureFixture,
        error: Exception,
    ) -> None:
        """A mail that cannot go changes nothing, and the log names nobody."""

        def refuse(*_: object) -> int:
            raise error

        monkeypatch.setattr(settings, "EMAIL_ENABLED", True)
        monkeypatch.setattr(EmailBackend, "send_messages", refuse)
        answer = send(browser, "invitation_new", newcomer)
        assert answer.status_code == 302
        assert browser.get(answer.url).context["link"]
        assert "nieuw@" not in caplog.text
        assert "could not be mailed" in caplog.text


class TestAddPerson:
    """`manage.py add_person`"""

    def test_first_information_manager(self, client: Client, db: None) -> None:
        """A fresh installation gets its first information manager, who chooses a password by the printed link."""
        said = StringIO()
        call_command(
            "add_person", "eerste@voorbeeld.example", "Eerste Bedacht", site="https://een.example/", stdout=said
        )
        link = said.getvalue().splitlines()[-1]
        assert link.startswith("https://een.example/welcome/")
        assert client.post(urlsplit(link).path, {"password": PASSWORD}).status_code == 302
        made = User.objects.get()
        assert [membership.role for membership in made.memberships.all()] == ["information_manager"]

    def test_again_is_a_new_link(self, db: None) -> None:
        """Somebody who is known gets a link, not a second account."""
        for _ in range(2):
            call_command("add_person", "eerste@voorbeeld.example", "Eerste Bedacht", stdout=StringIO())
        assert User.objects.count() == 1
        assert [made.is_open for made in Invitation.objects.order_by("made_at")] == [False, True]

    def test_no_address(self, db: None) -> None:
        """What is no e-mail address is refused."""
        with pytest.raises(CommandError, match="no e-mail address"):
            call_command("add_person", "eerste", "Eerste Bedacht")
        assert not User.objects.exists()
