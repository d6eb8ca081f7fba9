"""Pages that everybody may read."""

import pytest
from django.test import Client
from django.urls import reverse


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "words"),
    [("why_we_record", "geen plicht ernaast"), ("accessibility", "WCAG 2.2")],
)
def test_about(name: str, words: str) -> None:
    """Without logging in, in Dutch; linked at the bottom of every page."""
    page = Client().get(reverse(name)).content.decode()
    assert words in page
    assert f'href="{reverse("why_we_record")}"' in page and f'href="{reverse("accessibility")}"' in page
