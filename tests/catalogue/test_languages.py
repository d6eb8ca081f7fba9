"""The languages of residents: their state, their words beside the Dutch, who checked them, on and off."""

import re
from collections.abc import Callable
from uuid import uuid4

import pytest
from django.db import IntegrityError
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from catalogue import words
from catalogue.builtin_languages import LANGUAGES
from catalogue.models import SheetLanguage
from catalogue.operations import check_language, load_builtin, switch_language
from catalogue.queries import sheet_languages
from organisation.models import User

Browser = Callable[[User], Client]
pytestmark = pytest.mark.django_db
UNCHECKED = "Nog niet nagekeken door iemand die de taal spreekt"


def send(client: Client, address: str, **fields: object) -> HttpResponse:
    """Posts a form."""
    return client.post(address, {"submission_key": str(uuid4()), **fields})


def arabic() -> SheetLanguage:
    """As it is now."""
    return SheetLanguage.objects.get(code="ar")


def test_begin(information_manager: User) -> None:
    """Dutch and English are on; the others are there, off and unchecked. Loading again changes nothing."""
    switch_language(language=arabic(), on=True, by=information_manager)
    load_builtin()
    assert [language.code for language in sheet_languages()] == ["nl", "en", "ar"]
    assert SheetLanguage.objects.count() == len(LANGUAGES)
    assert [each.code for each in SheetLanguage.objects.all() if not each.is_checked] == ["ar", "uk", "pl", "tr"]


def test_languages(information_manager: User, client_of: Browser) -> None:
    """The list says of each how it stands."""
    page = client_of(information_manager).get("/languages/").content.decode()
    assert page.count(UNCHECKED) == 4 and page.count("Een taal van Keukentafel zelf") == 2
    assert all(name in page for _code, name, _on in LANGUAGES)


def test_home_leads_there(information_manager: User, client_of: Browser) -> None:
    """From the first page of who arranges."""
    assert 'href="/languages/"' in client_of(information_manager).get("/").content.decode()


@pytest.mark.parametrize("code", ["ar", "uk", "pl", "tr"])
def test_language(information_manager: User, client_of: Browser, code: str) -> None:
    """Every word stands beside its Dutch, and none is missing."""
    response = client_of(information_manager).get(f"/languages/{code}/")
    shown = response.context["words"]
    assert len(shown) >= 20 and all(word.own and word.dutch for word in shown)
    page = response.content.decode()
    assert "Hier sta ik nu" in page and UNCHECKED in page and "Zet aan zonder controle" in page
    assert "Niemand die deze taal spreekt" in page and "Ontbreekt" not in page


def test_language_with_a_missing_word(
    information_manager: User, client_of: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Said where it is missing."""
    shown = [words.Word("sheet", "Mijn plan", ""), words.Word("sheet", "Mijn doel", "هدفي")]
    monkeypatch.setattr(SheetLanguage, "words", shown)
    page = client_of(information_manager).get("/languages/ar/").content.decode()
    assert page.count("Ontbreekt: het staat er in het Nederlands") == 1


def test_language_checked(information_manager: User, client_of: Browser) -> None:
    """By somebody with a name, on a day; then it can be turned on without a warning."""
    client, today = client_of(information_manager), timezone.localdate()
    response = send(client, "/languages/ar/", checked_by="Samira", checked_on=today.isoformat())
    assert response.status_code == 302 and arabic().is_checked and arabic().changed_by == information_manager
    page = client.get("/languages/ar/").content.decode()
    assert "Nagekeken door Samira op" in page and UNCHECKED not in page
    assert re.search(r">\s*Zet aan\s*<", page) and "Zet aan zonder controle" not in page


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"checked_by": "", "checked_on": "2026-01-05"}, "Vul in wie de woorden heeft gelezen."),
        ({"checked_by": "Samira", "checked_on": "gisteren"}, "Dit is geen datum."),
        ({"checked_by": "Samira", "checked_on": "2999-01-01"}, "Deze dag moet nog komen."),
    ],
)
def test_language_checked_wrong(
    information_manager: User, client_of: Browser, fields: dict[str, str], said: str
) -> None:
    """A plain sentence, and nothing is changed."""
    response = send(client_of(information_manager), "/languages/ar/", **fields)
    assert response.status_code == 422 and said in response.content.decode()
    assert not arabic().is_checked and arabic().checked_by == ""


def test_words_that_change_ask_for_a_new_check(information_manager: User, client_of: Browser) -> None:
    """What was read is no longer what comes on paper."""
    check_language(language=arabic(), checked_by="Samira", checked_on=timezone.localdate(), by=information_manager)
    SheetLanguage.objects.filter(code="ar").update(checked_mark="of former words")
    assert not arabic().is_checked
    assert "daarna zijn er woorden veranderd" in client_of(information_manager).get("/languages/").content.decode()


def test_mark_follows_the_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """One word other, another mark."""
    before = words.mark("ar")
    words.mark.cache_clear()
    monkeypatch.setattr(words, "words_of", lambda _code: [words.Word("sheet", "Mijn plan", "خطة")])
    assert words.mark("ar") != before
    words.mark.cache_clear()


def test_language_on_and_off(information_manager: User, client_of: Browser) -> None:
    """Also unchecked, and each undoes the other."""
    client = client_of(information_manager)
    page = send(client, "/languages/ar/on/")
    assert page.status_code == 302 and arabic().is_on and not arabic().is_checked
    assert "/languages/ar/off/" in client.get(page.url).content.decode()
    assert send(client, "/languages/ar/off/").status_code == 302 and not arabic().is_on


def test_language_off_for_dutch_is_not_there(information_manager: User, client_of: Browser) -> None:
    """Everything without words in another language is said in Dutch; the database holds to it too."""
    client = client_of(information_manager)
    assert "/languages/nl/off/" not in client.get("/languages/nl/").content.decode()
    assert send(client, "/languages/nl/off/").status_code == 404
    with pytest.raises(IntegrityError):
        SheetLanguage.objects.filter(code="nl").update(is_on=False)


def test_a_check_is_whole() -> None:
    """No day without a name."""
    with pytest.raises(IntegrityError):
        SheetLanguage.objects.filter(code="ar").update(checked_on=timezone.localdate())


@pytest.mark.parametrize("address", ["", "ar/", "ar/on/", "ar/off/"])
def test_not_there_for_others(professional: User, team_lead: User, client_of: Browser, address: str) -> None:
    """The same answer as for a language that does not exist."""
    for person in (professional, team_lead):
        client = client_of(person)
        assert (
            client.get(f"/languages/{address}").status_code == send(client, f"/languages/{address}").status_code == 404
        )


def test_unknown_language(information_manager: User, client_of: Browser) -> None:
    """Not there."""
    assert client_of(information_manager).get("/languages/tlh/").status_code == 404
