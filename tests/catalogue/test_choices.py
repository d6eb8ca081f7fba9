"""The choices of an own question: nothing that was chosen once is lost, and no key means two things."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from catalogue.models import Question, QuestionChoice
from catalogue.operations.choices import AT_MOST
from organisation.models import User
from tests.catalogue.pages import send, told
from tests.makers_questions import OwnQuestionFactory, QuestionChoiceFactory, in_days

Browser = Callable[[User], Client]
pytestmark = pytest.mark.django_db


@pytest.fixture
def ine(information_manager: User, client_of: Browser) -> Client:
    """The browser of who arranges."""
    return client_of(information_manager)


@pytest.fixture
def asked(db: None) -> Question:
    """A question with three choices."""
    made = OwnQuestionFactory(answer_type="choice")
    for word in ("Lopend", "Met de bus", "Gebracht"):
        QuestionChoiceFactory(question=made, key=word.lower().replace(" ", "-"), label_nl=word)
    return made


def offered(question: Question) -> list[str]:
    """The words of the choices, in order."""
    return [choice.label_nl for choice in question.choices.filter(until__isnull=True).order_by("rank", "pk")]


def test_question_choices(ine: Client, asked: Question) -> None:
    """One more at the end, with an undo."""
    page = told(ine, send(ine, "question_choices", asked.pk, label_nl="Op de fiets", label_en="By bicycle"))
    assert "Toegevoegd aan de keuzes" in page and offered(asked)[-1] == "Op de fiets"
    made = asked.choices.get(key="op-de-fiets")
    assert reverse("choice_remove", args=[made.pk]) in page and made.label_en == "By bicycle"


@pytest.mark.parametrize(
    ("words", "said"),
    [("", "Schrijf de keuze op."), ("lopend", "staat al in de lijst"), ("x" * 81, "81 tekens lang")],
)
def test_question_choices_wrong(ine: Client, asked: Question, words: str, said: str) -> None:
    """A plain sentence, and nothing is added."""
    response = send(ine, "question_choices", asked.pk, label_nl=words)
    assert response.status_code == 422 and said in response.content.decode() and len(offered(asked)) == 3


def test_question_choices_full(ine: Client, asked: Question) -> None:
    """There is a limit to what somebody reads at a table; also for putting back."""
    gone = QuestionChoiceFactory(question=asked, until=in_days(-1))
    for _ in range(AT_MOST - 3):
        QuestionChoiceFactory(question=asked)
    response = send(ine, "question_choices", asked.pk, label_nl="Nog een")
    assert response.status_code == 422 and f"plaats voor {AT_MOST} keuzes" in response.content.decode()
    assert "plaats voor" in told(ine, send(ine, "choice_put_back", gone.pk)) and len(offered(asked)) == AT_MOST


def test_choice_remove_and_choice_put_back(ine: Client, asked: Question) -> None:
    """It stays readable with the day it ended, under its own key; each undoes the other."""
    bus = asked.choices.get(key="met-de-bus")
    page = told(ine, send(ine, "choice_remove", bus.pk))
    bus.refresh_from_db()
    assert bus.until == in_days(0) and "Niet meer te kiezen" in page and "Met de bus" in page
    assert reverse("choice_put_back", args=[bus.pk]) in page
    response = send(ine, "question_choices", asked.pk, label_nl="Met de bus")
    assert response.status_code == 422 and "was er eerder" in response.content.decode()
    told(ine, send(ine, "choice_put_back", bus.pk))
    assert offered(asked) == ["Lopend", "Met de bus", "Gebracht"]


def test_keys_of_choices_are_never_used_again(ine: Client, asked: Question) -> None:
    """A new choice whose words make the key of a retired one gets another key."""
    bus = asked.choices.get(key="met-de-bus")
    send(ine, "choice_remove", bus.pk)
    send(ine, "question_choices", asked.pk, label_nl="Met de bus!")
    assert asked.choices.get(label_nl="Met de bus!").key == "met-de-bus-2"
    for words in ("حافلة", "قطار"):
        send(ine, "question_choices", asked.pk, label_nl=words)
    assert {"choice", "choice-2"} <= set(asked.choices.values_list("key", flat=True))


def test_choice_remove_leaves_two(ine: Client, asked: Question) -> None:
    """A question that is asked keeps a choice to make; one in the making may lose all."""
    first, second, third = asked.choices.order_by("rank", "pk")
    send(ine, "choice_remove", first.pk)
    assert "Er moeten twee keuzes overblijven" in told(ine, send(ine, "choice_remove", second.pk))
    assert offered(asked) == [second.label_nl, third.label_nl]
    Question.objects.filter(pk=asked.pk).update(since=None)
    for one in (second, third, third):
        send(ine, "choice_remove", one.pk)
    assert offered(asked) == []


def test_choice_edit(ine: Client, asked: Question) -> None:
    """Other words under the same key; the second of two is told what the first made of it."""
    bus = asked.choices.get(key="met-de-bus")
    page = ine.get(reverse("choice_edit", args=[bus.pk])).content.decode()
    assert "krijgen de nieuwe woorden" in page
    before = "Met de bus\r\n"
    first = {"label_nl": "Met het openbaar vervoer", "was": before}
    assert send(ine, "choice_edit", bus.pk, **first).status_code == 302
    response = send(ine, "choice_edit", bus.pk, label_nl="Per tram", was=before)
    page = response.content.decode()
    assert response.status_code == 422 and "Met het openbaar vervoer" in page and "Per tram" in page
    again = "Met het openbaar vervoer\r\n"
    assert send(ine, "choice_edit", bus.pk, label_nl="Per tram", was=again).status_code == 302
    bus.refresh_from_db()
    assert (bus.key, bus.label_nl) == ("met-de-bus", "Per tram")
    response = send(ine, "choice_edit", bus.pk, label_nl="Lopend", was="Per tram\n")
    assert response.status_code == 422 and "staat al in de lijst" in response.content.decode()


def test_choice_move(ine: Client, asked: Question) -> None:
    """One place at a time; at the ends nothing happens; one that is not offered is skipped."""
    first, second, third = asked.choices.order_by("rank", "pk")
    send(ine, "choice_remove", second.pk)
    send(ine, "choice_move", third.pk, to="up")
    assert offered(asked) == [third.label_nl, first.label_nl]
    send(ine, "choice_move", third.pk, to="up")
    send(ine, "choice_move", first.pk, to="down")
    assert offered(asked) == [third.label_nl, first.label_nl]


def test_choice_order(ine: Client, asked: Question) -> None:
    """As dragged; what is no choice of this question is passed over."""
    ids = list(asked.choices.order_by("rank", "pk").values_list("pk", flat=True))
    other = QuestionChoiceFactory(question=OwnQuestionFactory(), rank=7)
    send(ine, "choice_order", asked.pk, action=[ids[2], "x", "9" * 5000, other.pk, ids[0]])
    assert offered(asked) == ["Gebracht", "Lopend", "Met de bus"]
    assert QuestionChoice.objects.get(pk=other.pk).rank == 7
