"""Former wordings of a question and the times in which it was not asked: kept by the database, read by all staff."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from catalogue.models import Question
from catalogue.operations.questions import ask_again, reword_question
from catalogue.queries.wordings import former_of
from organisation.models import User
from tests.catalogue.pages import send
from tests.makers_questions import OwnQuestionFactory

pytestmark = pytest.mark.django_db


def words_of(question: Question, **other: str) -> dict[str, str]:
    """The words of a question with some of them changed, for the operation."""
    names = [f"{text}_{end}" for text in ("label", "hint", "why", "for_whom", "visible_to") for end in ("nl", "en")]
    return {name: getattr(question, name) for name in names} | other


def test_former_wording_is_read_by_all(information_manager: User, professional: User, client_of: object) -> None:
    """Only what changed stands there, in the words of before."""
    question = Question.objects.get(pk="goal.own_words")
    was = question.label_nl
    words = words_of(question, label_nl="Waar wil je heen?")
    reword_question(question=question, version=question.version, by=information_manager, **words)
    page = client_of(professional).get(reverse("question", args=[question.pk])).content.decode()
    assert "Waar wil je heen?" in page and f"“<bdi>{was}</bdi>”" in page
    (former,), pauses = former_of(Question.objects.get(pk=question.pk))
    assert (former.label, former.why, pauses) == (was, "", [])


def test_wordings_in_the_making_are_nobodys(information_manager: User) -> None:
    """What nobody was asked yet leaves no former wording on the page."""
    question = OwnQuestionFactory(since=None)
    Question.objects.filter(pk=question.pk).update(label_nl="Anders?")
    assert former_of(Question.objects.get(pk=question.pk)) == ([], [])


def test_time_in_which_it_was_not_asked(information_manager: User, client_of: object) -> None:
    """Retired ten days ago and asked again today: the page says so. Undone on the same day says nothing."""
    today = timezone.localdate()
    question, undone = OwnQuestionFactory(), OwnQuestionFactory()
    Question.objects.filter(pk=question.pk).update(until=today - timedelta(days=10))
    Question.objects.filter(pk=undone.pk).update(until=today)
    for one in (question, undone):
        ask_again(question=one, by=information_manager)
    client: Client = client_of(information_manager)
    page = client.get(reverse("question", args=[question.pk])).content.decode()
    assert f"niet van {date_format(today - timedelta(days=10))} tot {date_format(today)}" in page
    assert former_of(Question.objects.get(pk=undone.pk)) == ([], [])


@pytest.mark.parametrize(
    ("key", "need", "words"),
    [
        ("goal.own_words", "nice", "niet verbergen of weglaten"),
        ("goal.importance", "nice", "verbergen met alles wat fijn is om te weten"),
        ("goal.importance", "need", "hoort bij Keukentafel en is nodig"),
    ],
)
def test_page_says_why_a_built_in_question_stays(
    information_manager: User, client_of: object, key: str, need: str, words: str
) -> None:
    """Whoever looks for a way to drop it reads why there is none."""
    Question.objects.filter(pk=key).update(need=need)
    client: Client = client_of(information_manager)
    assert words in client.get(reverse("question", args=[key])).content.decode()
    assert send(client, "question_retire", key).status_code == 404
