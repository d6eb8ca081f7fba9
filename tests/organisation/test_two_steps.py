"""What comes after the password: an authenticator app, spare codes, passkeys."""

from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from axes.models import AccessAttempt
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from organisation.models import User
from tests.makers_people import PASSWORD

ClientOf = Callable[[User], Client]
LOGIN = "/account/login/"


@pytest.fixture(autouse=True)
def fresh_counts() -> None:
    """Counts of allauth that live in the memory of this process."""
    cache.clear()


def code_now(secret: str) -> str:
    """What an authenticator app shows at this moment."""
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


@pytest.fixture
def sure(client_of: ClientOf, professional: User) -> Client:
    """The browser of somebody who has just typed the password again."""
    browser = client_of(professional)
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return browser


class TestTwoSteps:
    """Authenticator app, spare codes and passkeys."""

    def test_asks_the_password_again(self, client_of: ClientOf, professional: User) -> None:
        """Before anything about logging in changes."""
        answer = client_of(professional).get(reverse("mfa_activate_totp"))
        assert answer.url.startswith(reverse("account_reauthenticate"))
        assert client_of(professional).get(answer.url).status_code == 200

    def test_app_on_log_in_and_off(self, sure: Client, client: Client, professional: User) -> None:
        """Switch it on with a code, get spare codes, log in with password and code, switch it off."""
        page = sure.get(reverse("mfa_activate_totp"))
        secret = page.context["form"].secret
        assert "data:image/svg+xml" in page.content.decode()
        assert sure.post(reverse("mfa_activate_totp"), {"code": "000000"}).status_code == 200
        answer = sure.post(reverse("mfa_activate_totp"), {"code": code_now(secret)})
        assert answer.url == reverse("mfa_view_recovery_codes")
        spare = sure.get(answer.url).context["unused_codes"]
        assert len(spare) == 10
        assert spare[0] in sure.get(reverse("mfa_download_recovery_codes")).content.decode()

        entered = client.post(LOGIN, {"login": professional.email, "password": PASSWORD})
        assert entered.url == reverse("mfa_authenticate")
        assert client.get(reverse("profile")).status_code == 302
        assert 'autocomplete="one-time-code"' in client.get(reverse("mfa_authenticate")).content.decode()
        answer = client.post(reverse("mfa_authenticate"), {"code": spare[0]})
        assert answer.url == "/"
        assert client.get(reverse("profile")).status_code == 200
        assert spare[0] not in sure.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]

        page = sure.get(reverse("mfa_index")).content.decode()
        assert "Staat aan" in page
        assert sure.get(reverse("mfa_generate_recovery_codes")).status_code == 200
        assert sure.post(reverse("mfa_generate_recovery_codes")).status_code == 302
        assert spare[1] not in sure.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
        assert sure.get(reverse("mfa_deactivate_totp")).status_code == 200
        assert sure.post(reverse("mfa_deactivate_totp")).status_code == 302
        assert not Authenticator.objects.filter(type=Authenticator.Type.TOTP).exists()

    def test_reauthenticate_by_code(self, sure: Client, client_of: ClientOf, professional: User) -> None:
        """Who has the app may show it in place of the password."""
        secret = sure.get(reverse("mfa_activate_totp")).context["form"].secret
        sure.post(reverse("mfa_activate_totp"), {"code": code_now(secret)})
        browser = client_of(professional)
        page = browser.get(reverse("account_reauthenticate")).content.decode()
        assert reverse("mfa_reauthenticate") in page
        assert browser.get(reverse("mfa_reauthenticate")).status_code == 200

    def test_guessing_the_code_locks_out(self, sure: Client, client: Client, professional: User) -> None:
        """Who has only the password has no more tries at the code than others have at the password, from anywhere."""
        secret = sure.get(reverse("mfa_activate_totp")).context["form"].secret
        sure.post(reverse("mfa_activate_totp"), {"code": code_now(secret)})
        elsewhere = Client(REMOTE_ADDR="192.0.2.9")
        for browser in (client, elsewhere):
            browser.post(LOGIN, {"login": professional.email, "password": PASSWORD})
        for browser in [client, elsewhere] * 2:
            assert browser.post(reverse("mfa_authenticate"), {"code": "guess"}).status_code == 200
        assert client.post(reverse("mfa_authenticate"), {"code": "guess"}).status_code == 429
        assert elsewhere.post(reverse("mfa_authenticate"), {"code": code_now(secret)}).status_code == 429
        assert sure.post(reverse("mfa_reauthenticate"), {"code": code_now(secret)}).status_code == 429
        assert not any("guess" in kept for row in AccessAttempt.objects.values_list() for kept in map(str, row))

    def test_passkey_pages(self, sure: Client, client: Client, professional: User) -> None:
        """List, add, rename and remove; the scripts come from files, and every block on the page only holds values."""
        key = Authenticator.objects.create(
            user=professional, type=Authenticator.Type.WEBAUTHN, data={"name": "Mijn <telefoon>", "credential": {}}
        )
        assert "Mijn &lt;telefoon&gt;" in sure.get(reverse("mfa_list_webauthn")).content.decode()
        for name in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
            assert sure.get(reverse(name, args=[key.pk])).status_code == 200
        assert sure.post(reverse("mfa_edit_webauthn", args=[key.pk]), {"name": "Werk"}).status_code == 302
        assert sure.post(reverse("mfa_remove_webauthn", args=[key.pk])).status_code == 302
        assert not Authenticator.objects.filter(type=Authenticator.Type.WEBAUTHN).exists()
        page = sure.get(reverse("mfa_add_webauthn")).content.decode()
        for tag in page.split("<script")[1:]:
            assert " src=" in tag.split(">")[0] or 'type="application/json"' in tag.split(">")[0]

    def test_passkey_of_somebody_else(self, sure: Client, colleague: User) -> None:
        """Is not there."""
        key = Authenticator.objects.create(user=colleague, type=Authenticator.Type.WEBAUTHN, data={"name": "Haar"})
        assert sure.get(reverse("mfa_remove_webauthn", args=[key.pk])).status_code == 404

    def test_passkey_log_in_offers_a_challenge(self, client: Client, db: None) -> None:
        """The browser fetches what it signs; a wrong answer leads back to the log-in page with a message."""
        challenge = client.get(reverse("mfa_login_webauthn"), headers={"Accept": "application/json"}).json()
        assert challenge["request_options"]["publicKey"]["challenge"]
        assert client.post(reverse("mfa_login_webauthn"), {"credential": "{}"}).url == LOGIN


@pytest.mark.parametrize(
    "name",
    ["mfa_index", "mfa_list_webauthn", "account_change_password", "account_reauthenticate", "mfa_view_recovery_codes"],
)
def test_own_account_needs_log_in(client: Client, db: None, name: str) -> None:
    """Pages about one's own account are for who is logged in."""
    assert client.get(reverse(name)).url.startswith(LOGIN)
