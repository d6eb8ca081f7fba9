"""Pages that everybody may read."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db


def read(name: str) -> str:
    """The page as a visitor gets it; both pages are linked at the bottom of it, as of every page."""
    page = Client().get(reverse(name)).content.decode()
    assert all(f'href="{reverse(linked)}"' in page for linked in ("why_we_record", "accessibility"))
    return page


def test_why_we_record() -> None:
    """Without logging in, in Dutch; in English for who chose it."""
    assert "geen plicht ernaast" in read("why_we_record")
    browser = Client()
    browser.cookies["language"] = "en"
    assert "Writing down is part of the help" in browser.get(reverse("why_we_record")).content.decode()


def test_accessibility() -> None:
    """Says which rules are followed."""
    page = read("accessibility")
    assert "WCAG 2.2" in page and '<html lang="nl"' in page


@pytest.mark.parametrize("name", ["why_we_record", "accessibility"])
def test_nothing_to_send(name: str) -> None:
    """They take no form."""
    assert Client().post(reverse(name)).status_code == 405


@pytest.mark.parametrize("demo", [True, False])
def test_style_is_linked_in_a_demo_only(client_of: Any, professional: Any, settings: Any, demo: bool) -> None:
    """At the bottom of the page, for who is logged in."""
    settings.DEMO = demo
    page = client_of(professional).get(reverse("accessibility")).content.decode()
    assert (f'href="{reverse("style")}"' in page) is demo
    assert reverse("style") not in read("accessibility")
