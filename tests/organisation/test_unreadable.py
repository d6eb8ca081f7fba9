"""What no page of ours sends: too much at once, another alphabet, characters that no database takes."""

from collections.abc import Callable

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse

from organisation.models import User

ClientOf = Callable[[User], Client]
PLAIN = "Dit kon niet gelezen worden"


@pytest.fixture
def browser(client_of: ClientOf, professional: User) -> Client:
    """The browser of somebody who is logged in."""
    return client_of(professional)


class TestTooMuch:
    """A plain page in place of two English words."""

    def test_long(self, browser: Client, settings: LazySettings) -> None:
        """More than a server takes in."""
        settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
        answer = browser.post(reverse("profile"), "name=" + "x" * 2000, "application/x-www-form-urlencoded")
        assert answer.status_code == 400
        assert PLAIN in answer.content.decode()

    def test_many(self, browser: Client) -> None:
        """More fields than a form has, in the form and in the address."""
        many = {f"field{number}": "1" for number in range(1100)}
        for answer in (browser.post(reverse("profile"), many), browser.get(reverse("areas"), many)):
            assert answer.status_code == 400
            assert PLAIN in answer.content.decode()

    def test_for_another_site(self, browser: Client) -> None:
        """An address that is not ours."""
        answer = browser.post(reverse("profile"), {"name": "x"}, headers={"Host": "evil.example"})
        assert answer.status_code == 400
        assert "evil" not in answer.content.decode()


@pytest.mark.parametrize("alphabet", ["utf-7", "unicode_escape", "latin-1", "nonsense"])
def test_another_alphabet(browser: Client, alphabet: str) -> None:
    """Refused before anybody reads it; one that does not exist is taken for ours."""
    for kind in ("application/x-www-form-urlencoded", "multipart/form-data", "text/plain"):
        answer = browser.get(reverse("areas"), {"q": "+2AA-x"}, headers={"Content-Type": f"{kind}; charset={alphabet}"})
        assert answer.status_code == (200 if alphabet == "nonsense" else 400)


def test_nothing_in_an_area(browser: Client) -> None:
    """Characters that nobody can see are left out."""
    assert browser.get(reverse("areas"), {"q": "a\x00b"}).status_code == 200
    for name, asked in (
        ("activities", {"service": "\0"}),
        ("neighbourhood", {"scope": "area:\0"}),
        ("insights", {"scope": "area:\0"}),
    ):
        assert browser.get(reverse(name), asked).status_code in {200, 404}
