"""Other words under a number that was saved before: both are shown, and the words of now can still be kept."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from organisation.models import User
from signals.models import Activity, GroupMet, NeighbourhoodSignal
from tests.registration.pages import form_to, send

MADE: list[tuple[str, Any, dict[str, str], dict[str, str]]] = [
    ("signal_new", NeighbourhoodSignal, {"words": "Afval bij de speeltuin"}, {"words": "Afval bij de vijver"}),
    ("activity_new", Activity, {"title": "Inloop", "held_on": "2026-01-05"}, {"title": "Koffie"}),
    ("group_met_new", GroupMet, {"group": "new", "place": "Station", "own_words": "Rustig"}, {"own_words": "Druk"}),
]


@pytest.fixture
def browser(client_of: Callable[[User], Client], professional: User) -> Client:
    """Amir's."""
    return client_of(professional)


def conflict(browser: Client, name: str, first: dict[str, str], other: dict[str, str]) -> tuple[HttpResponse, str]:
    """The answer to other words under the number of the first."""
    key = str(uuid4())
    send(browser, name, key=key, **first)
    answer = send(browser, name, key=key, **{**first, **other})
    return answer, answer.content.decode()


@pytest.mark.parametrize(("name", "model", "first", "other"), MADE)
def test_both_texts_and_a_new_one(
    browser: Client, name: str, model: Any, first: dict[str, str], other: dict[str, str]
) -> None:
    """What was saved and what was sent stand beside each other; one press saves the words of now as a new one."""
    answer, page = conflict(browser, name, first, other)
    assert answer.status_code == 409 and model.objects.count() == 1
    for field, words in other.items():
        assert f"<p>{first[field]}</p>" in page and f"<p>{words}</p>" in page
    assert page.count("both__now") == len(other), "what is the same is not repeated"
    form = form_to(answer, answer.request["PATH_INFO"])
    assert browser.post(answer.request["PATH_INFO"], form.fields).status_code == 302
    assert model.objects.count() == 2


def test_both_texts_of_what_is_not_ones_own(browser: Client) -> None:
    """What may not be seen any more is as if it did not exist: no words of it and no way to it, and one's own words."""
    key = str(uuid4())
    made = send(browser, "activity_new", key=key, title="Inloop", held_on="2026-01-05")
    Activity.objects.update(removed_at=timezone.now())
    page = send(browser, "activity_new", key=key, title="Koffie", held_on="2026-01-05").content.decode()
    assert f'href="{made.url}"' not in page and "Inloop" not in page
    assert "Koffie</textarea>" in page and "Bewaar als nieuwe" in page


def test_a_number_of_another_form(browser: Client) -> None:
    """Nothing to set beside it; what was typed is there to copy."""
    for name, _model, first, _other in MADE:
        key = str(uuid4())
        send(browser, name, key=key, **first)
        for one in MADE:
            assert one[0] == name or send(browser, one[0], key=key, **one[2]).status_code == 409
