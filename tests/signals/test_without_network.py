"""Empty forms of work outside, and what comes in of them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organisation.models import User
from organisation.offline import mark_of
from signals.models import Activity, GroupMet, NeighbourhoodSignal

DAY = (timezone.localdate() - timedelta(days=3)).isoformat()
# Of the empty page: where it is sent, the fields that must be on it, what is typed, and what it makes.
FORMS: dict[str, tuple[str, tuple[str, ...], dict[str, str], Any]] = {
    "offline_group_met": (
        "group_met_new",
        ("group", "place", "size", "met_on_chip"),
        {"group": "new", "place": "Achter het station", "size": "6", "met_on_chip": DAY},
        GroupMet,
    ),
    "offline_activity": (
        "activity_new",
        ("title", "held_on_chip", "count"),
        {"title": "Koffie in de hal", "count": "12", "held_on_chip": DAY},
        Activity,
    ),
    "offline_signal": (
        "signal_new",
        ("words", "theme", "place"),
        {"words": "De lift is al weken stuk.", "observed_on_chip": DAY},
        NeighbourhoodSignal,
    ),
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", FORMS)
class TestEmptyForms:
    """offline_group_met, offline_activity, offline_signal"""

    def test_page_is_empty(self, name: str) -> None:
        """It has what one types, and nothing of a team."""
        target, fields, _typed, _model = FORMS[name]
        page = Client().get(reverse(name)).content.decode()
        assert [field for field in fields if f'name="{field}"' not in page] == []
        assert 'type="radio" name="team"' not in page and f'action="{reverse(target)}"' in page

    def test_comes_in(self, name: str, professional: User, client_of: Callable[[User], Client]) -> None:
        """What was typed without a network is taken in as it is, on the day it was said."""
        target, _fields, typed, model = FORMS[name]
        headers = {"X-Kept-For": mark_of(professional)}
        sent = {"submission_key": str(uuid4()), **typed}
        answer = client_of(professional).post(reverse(target), sent, headers=headers)
        assert answer.status_code == 201, answer.content.decode()[:3000]
        assert model.objects.count() == 1


def test_offline_group_met_offline_activity_offline_signal() -> None:
    """Each page has a line above."""
    assert set(FORMS) == {"offline_group_met", "offline_activity", "offline_signal"}
