"""The list of questions and why each is asked."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from catalogue.models import Question
from organisation.models import User

Browser = Callable[[User], Client]


def test_every_question_with_its_reason(professional: User, client_of: Browser) -> None:
    """All of them, in the order of the conversation, with why, for whom, who sees it and what for."""
    response = client_of(professional).get(reverse("questions"))
    page = response.content.decode()
    asked = response.context["questions"]
    assert len(asked) == Question.objects.count() == response.context["total"]
    assert f"{len(asked)} vragen" in page
    for text in (
        "Een doel in eigen woorden",
        "nooit op het blad voor de koelkast",
        "fijn om te weten",
    ):
        assert text in page


@pytest.mark.parametrize("part", ["resident", "plan", "note", "closing"])
def test_one_part(information_manager: User, client_of: Browser, part: str) -> None:
    """A chip shows the questions of one part of the work."""
    response = client_of(information_manager).get(reverse("questions"), {"in": part})
    assert {question.asked_in for question in response.context["questions"]} == {part}
    assert f'href="?in={part}" aria-current="true"' in response.content.decode()


@pytest.mark.parametrize("part", ["", "nothing", "<b>", "plan' OR 1=1"])
def test_unknown_part(privacy_officer: User, client_of: Browser, part: str) -> None:
    """Anything else shows all, and shows nothing of what was asked."""
    response = client_of(privacy_officer).get(reverse("questions"), {"in": part})
    assert len(response.context["questions"]) == response.context["total"]
    assert "<b>" not in response.content.decode()


def test_every_question_has_a_chip(professional: User, client_of: Browser) -> None:
    """No question that can only be found under all."""
    context = client_of(professional).get(reverse("questions")).context
    assert {question.asked_in for question in context["questions"]} == {key for key, _label in context["chips"]}
