"""One's own page and the choice of language."""

import re
from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from organisation.models import User
from tests.organisation.sending import send

ClientOf = Callable[[User], Client]


def test_profile(client_of: ClientOf, professional: User) -> None:
    """Name, phone and language of oneself; the page that follows is in that language."""
    browser = client_of(professional)
    page = browser.get(reverse("profile")).content.decode()
    assert "amir@voorbeeld.example" in page
    assert 'autocomplete="name"' in page
    answer = send(browser, "profile", name="Amir Anders", phone="06", language="en")
    professional.refresh_from_db()
    assert (professional.name, professional.phone, professional.language) == ("Amir Anders", "06", "en")
    page = browser.get(answer.url)
    assert page["Content-Language"] == "en"
    assert "My profile" in page.content.decode()
    assert "Changed." in page.content.decode()


@pytest.mark.parametrize(("sent", "kept"), [({"quiet_weeks": "0"}, None), ({"quiet_weeks": "8"}, 8), ({}, 6)])
def test_quiet_weeks(client_of: ClientOf, professional: User, sent: dict[str, str], kept: int | None) -> None:
    """After how many weeks somebody wants to be told, or never; where nothing is sent it stays."""
    browser = client_of(professional)
    send(browser, "profile", name="Amir Anders", language="nl", **sent)
    professional.refresh_from_db()
    assert professional.quiet_weeks == kept
    page = browser.get(reverse("profile")).content.decode()
    chosen = re.search(r'name="quiet_weeks"\s+value="(\d+)"[^>]* checked', page)
    assert chosen is not None and int(chosen[1]) == (kept or 0)


def test_quiet_weeks_is_for_who_has_a_caseload(client_of: ClientOf, team_lead: User) -> None:
    """A team lead is not asked."""
    assert "quiet_weeks" not in client_of(team_lead).get(reverse("profile")).content.decode()


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name": ""}, "name"),
        ({"phone": "0" * 21}, "phone"),
        ({"language": "tlh"}, "language"),
        ({"quiet_weeks": "5"}, "quiet_weeks"),
    ],
)
def test_profile_wrong(client_of: ClientOf, professional: User, fields: dict[str, str], field: str) -> None:
    """Names the field and changes nothing."""
    given = {"name": "Anders", "phone": "06", "language": "en", **fields}
    answer = send(client_of(professional), "profile", **given)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    professional.refresh_from_db()
    assert professional.name == "Amir Voorbeeld"


def test_choose_language(client_of: ClientOf, professional: User) -> None:
    """Back to the page one came from, in the other language, which the profile keeps."""
    browser = client_of(professional)
    answer = browser.post(reverse("choose_language"), {"language": "en", "next": reverse("profile")})
    assert answer.url == reverse("profile")
    professional.refresh_from_db()
    assert professional.language == "en"
    assert "My profile" in browser.get(reverse("profile")).content.decode()


def test_choose_language_before_log_in(client: Client, db: None) -> None:
    """A visitor may choose as well; whatever the browser prefers, Dutch comes first."""
    login = reverse("account_login")
    assert client.get(login, headers={"Accept-Language": "en"})["Content-Language"] == "nl"
    client.post(reverse("choose_language"), {"language": "en", "next": login})
    assert client.get(login)["Content-Language"] == "en"
    cookie = client.cookies[settings.LANGUAGE_COOKIE_NAME]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


@pytest.mark.parametrize("back", ["https://elders.example/", "//elders.example", "javascript:alert(1)", ""])
def test_choose_language_stays_here(client: Client, db: None, back: str) -> None:
    """Never on to another site."""
    assert client.post(reverse("choose_language"), {"language": "en", "next": back}).url == "/"


@pytest.mark.parametrize("language", ["", "de", "../nl"])
def test_choose_language_unknown(client_of: ClientOf, professional: User, language: str) -> None:
    """A language that is not there changes nothing, nor does a cookie that names one."""
    browser = client_of(professional)
    browser.post(reverse("choose_language"), {"language": language, "next": "/"})
    professional.refresh_from_db()
    assert professional.language == "nl"
    browser.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    assert browser.get(reverse("profile"))["Content-Language"] == "nl"
