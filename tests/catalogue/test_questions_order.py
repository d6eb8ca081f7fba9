"""The order of own questions, a look at what somebody is asked, and hiding what is nice to know."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from catalogue.models import Asking, Question
from catalogue.queries.questions import hides_nice, placed, tally
from organisation.models import User
from tests.catalogue.pages import send, told
from tests.makers_catalogue import ServiceFactory
from tests.makers_questions import OwnQuestionFactory, QuestionChoiceFactory, in_days

Browser = Callable[[User], Client]
pytestmark = pytest.mark.django_db


@pytest.fixture
def ine(information_manager: User, client_of: Browser) -> Client:
    """The browser of who arranges."""
    return client_of(information_manager)


@pytest.fixture
def three(db: None) -> list[Question]:
    """Three questions after a talk, the second for district nursing."""
    return [OwnQuestionFactory(), OwnQuestionFactory(disciplines=["nursing"]), OwnQuestionFactory()]


def order() -> list[str]:
    """The keys in the order in which they are asked after a talk."""
    return [place.question_id for place in placed("contact", timezone.localdate())]


def test_questions_order(ine: Client, three: list[Question]) -> None:
    """As dragged; what is not named comes after, and what is no place is passed over."""
    places = [question.places.get().pk for question in three]
    response = send(ine, "questions_order", "contact", action=[places[2], "x", "9" * 5000, places[0]])
    assert response.url == reverse("questions_order", args=["contact"])
    assert order() == [three[2].key, three[0].key, three[1].key]
    assert ine.get("/questions/order/breakfast/").status_code == 404


def test_questions_order_shows_what_is_asked(ine: Client, three: list[Question]) -> None:
    """Of this discipline at this service, without what is retired, in the making or not offered any more."""
    service = ServiceFactory()
    at_service = OwnQuestionFactory(answer_type="choice")
    at_service.services.add(service)
    QuestionChoiceFactory(question=at_service, label_nl="Lopend")
    QuestionChoiceFactory(question=at_service, label_nl="Per koets", until=in_days(0))
    draft, gone = OwnQuestionFactory(since=None), OwnQuestionFactory(until=in_days(0))
    address = reverse("questions_order", args=["contact"])

    def asked(**of: object) -> set[str]:
        return {question.key for question, _choices in ine.get(address, of).context["asked"]}

    assert asked() == {three[0].key, three[2].key} == asked(discipline="?", service="nowhere")
    assert asked(discipline="nursing") == {question.key for question in three}
    assert asked(service=service.pk) == {three[0].key, three[2].key, at_service.key}
    page = ine.get(address, {"service": service.pk}).content.decode()
    assert "Lopend" in page and "Per koets" not in page
    assert draft.label_nl in page and "nog niet gesteld" in page and gone.label_nl not in page


def test_question_move(ine: Client, three: list[Question]) -> None:
    """One place at a time, past what is retired; at the ends nothing happens."""
    Question.objects.filter(pk=three[1].pk).update(until=in_days(0))
    last = three[2].places.get()
    for _ in range(2):
        assert send(ine, "question_move", last.pk, to="up").url.endswith(f"#place-{last.pk}")
        assert order() == [three[2].key, three[0].key]
    send(ine, "question_move", last.pk, to="down")
    assert order() == [three[0].key, three[2].key]


def test_nice_hide_and_nice_show(ine: Client, three: list[Question]) -> None:
    """All at once, with how many remain, and an undo."""
    before = tally(timezone.localdate())
    page = told(ine, send(ine, "nice_hide"))
    assert f"{before.needed} vragen" in page and reverse("nice_show") in page and "Stel ze weer" in page
    assert hides_nice() and Asking.objects.get().changed_by is not None
    address = reverse("questions_order", args=["contact"])
    assert ine.get(address).context["asked"] == []
    page = told(ine, send(ine, "nice_show"))
    assert not hides_nice() and reverse("nice_hide") in page and "Alle vragen worden weer gesteld" in page
    assert len(ine.get(address).context["asked"]) == 2
