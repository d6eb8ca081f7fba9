"""Two people at one question, and a form that is behind: what was typed stands beside what is there now."""

from collections.abc import Callable

import pytest
from django.test import Client

from catalogue.models import Question
from organisation.models import User
from tests.catalogue.pages import fields_of, send
from tests.makers_questions import OwnQuestionFactory

Browser = Callable[[User], Client]
pytestmark = pytest.mark.django_db


@pytest.fixture
def ine(information_manager: User, client_of: Browser) -> Client:
    """The browser of who arranges."""
    return client_of(information_manager)


def test_question_edit_by_two(ine: Client, mover: User, client_of: Browser) -> None:
    """The second is told what the first made of it, and saving again keeps the own words."""
    own, second = OwnQuestionFactory(), client_of(mover)
    assert send(second, "question_edit", own.pk, **fields_of(own, label_nl="Van de tweede")).status_code == 302
    response = send(ine, "question_edit", own.pk, **fields_of(own, label_nl="Van Ine"))
    page = response.content.decode()
    assert response.status_code == 422 and "Van de tweede" in page and "Van Ine" in page
    assert Question.objects.get(pk=own.pk).label_nl == "Van de tweede"
    again = fields_of(own, label_nl="Van Ine", version=2)
    assert send(ine, "question_edit", own.pk, **again).status_code == 302


def test_question_edit_after_a_new_release(ine: Client) -> None:
    """Words that came along with the program were changed by nobody; what was typed stays."""
    Question.objects.filter(pk="goal.own_words").update(version=7, changed_by=None)
    response = send(ine, "question_edit", "goal.own_words", label_nl="Van Ine", version=1)
    page = response.content.decode()
    assert (response.status_code, "Keukentafel heeft dit intussen" in page) == (422, True)
    assert "Van Ine" in page
