"""The page with every part of the look."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from organisation.models import User

PARTS = ("stair--begin", "action--done", "voice--carer", "tile--more", "empty", "happened", "pages", "note", "withheld")


def test_style(client_of: Callable[[User], Client], professional: User) -> None:
    """Shows every part; its form shows what is wrong when it is asked to check."""
    browser = client_of(professional)
    page = browser.get(reverse("style")).content.decode()
    assert [part for part in PARTS if part not in page] == []
    assert 'role="alert"' not in page
    assert 'role="alert"' in browser.get(reverse("style"), {"save": "1"}).content.decode()
