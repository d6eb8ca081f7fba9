"""The seven steps from wanted results to questions."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from catalogue.models import Question, SetupGuide, WantedResult
from catalogue.operations.questions import lacking
from catalogue.steps import STEPS
from organisation.models import User
from tests.makers_people import days_ago
from tests.makers_questions import SetupGuideFactory, WantedResultFactory
from tests.organisation.sending import send

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(client_of: Callable[[User], Client], information_manager: User) -> Client:
    """The browser of the information manager."""
    return client_of(information_manager)


def body(browser: Client, name: str, *of: object) -> str:
    """The words of a page."""
    return browser.get(reverse(name, args=of)).content.decode()


def test_guide_new(browser: Client) -> None:
    """A name is enough; it leads to the first step, and stands among the others to go on with."""
    assert send(browser, "guide_new").status_code == 422
    answer = send(browser, "guide_new", title="Wat we willen weten")
    guide = SetupGuide.objects.get()
    assert answer.url == reverse("guide_step", args=[guide.pk, 1]) and guide.changed_by
    assert "Wat we willen weten" in body(browser, "guides")


def test_guides_without_any(browser: Client) -> None:
    """The steps themselves are told; the list of questions leads here."""
    page = body(browser, "guides")
    assert all(str(step.title) in page for step in STEPS)
    assert reverse("guides") in body(browser, "questions")


def test_guide_step(browser: Client) -> None:
    """Each step can be left empty and gone on with; each keeps its own words."""
    guide = SetupGuideFactory()
    for step in STEPS[2:]:
        guide.refresh_from_db()
        typed = {step.field: f"Woorden bij {step.number}"} if step.number != 5 else {}
        answer = send(browser, "guide_step", guide, step.number, version=guide.version, **typed)
        assert answer.url == reverse("guide_step", args=[guide.pk, step.number + 1]) if step.number < 7 else True
    guide.refresh_from_db()
    assert (guide.asked_of_it, guide.shape, guide.learning) == ("Woorden bij 3", "", "Woorden bij 7")
    page = body(browser, "guide", guide.pk)
    assert "Woorden bij 4" in page and "Nog niets opgeschreven." in page
    assert browser.get(reverse("guide_step", args=[guide.pk, 8])).status_code == 404


def test_guide_step_of_two_people(browser: Client, information_manager: User) -> None:
    """Who saves an older version reads what the other made of it, and keeps what was typed."""
    guide = SetupGuideFactory(changed_by=information_manager)
    send(browser, "guide_step", guide, 4, criteria="Eerst", version=1)
    second = send(browser, "guide_step", guide, 4, criteria="Later", version=1)
    assert second.status_code == 422 and "Eerst" in second.content.decode() and "Later" in second.content.decode()
    send(browser, "guide_step", guide, 4, criteria="Later", version=2)
    guide.refresh_from_db()
    assert guide.criteria == "Later"


def test_result_new(browser: Client) -> None:
    """Results come one after the other; one without words is refused and what was typed stays."""
    guide = SetupGuideFactory()
    for words in ("Rust in de portemonnee", "Een maatje"):
        send(browser, "result_new", guide, words=words)
    assert [result.words for result in guide.results.all()] == ["Rust in de portemonnee", "Een maatje"]
    assert send(browser, "result_new", guide, words=" ").status_code == 422
    long = send(browser, "result_new", guide, words="x" * 201)
    assert long.status_code == 422 and "x" * 201 in long.content.decode()


def test_result_edit(browser: Client) -> None:
    """For what and for whom; an older version is told apart."""
    result = WantedResultFactory(why="", for_whom="", purpose="")
    words = {"words": result.words, "why": "Om te leren.", "for_whom": "het team", "purpose": "learn"}
    assert send(browser, "result_edit", result, version=1, **words).status_code == 302
    assert send(browser, "result_edit", result, version=1, words="Anders").status_code == 422
    result.refresh_from_db()
    assert (result.why, result.for_whom, result.purpose, result.version) == ("Om te leren.", "het team", "learn", 2)


def test_result_question(browser: Client) -> None:
    """One tap makes a question whose reason is the result; the result lists it, and it lacks a moment only."""
    result = WantedResultFactory(result_kind="experience")
    answer = send(browser, "result_question", result)
    question = Question.objects.get(wanted_result=result)
    assert answer.url == reverse("question_edit", args=[question.pk])
    kept = (question.why_nl, question.for_whom_nl, question.purpose, question.result_kind, question.since)
    assert kept == (result.why, result.for_whom, "improve", "experience", None)
    assert lacking(question, days_ago(0)) == ["moment"]
    assert reverse("question", args=[question.pk]) in body(browser, "guide", result.guide_id)


def test_result_question_of_few_words(browser: Client) -> None:
    """A result of which nothing is said yet gives a question that still lacks its reason; long words are cut to fit."""
    result = WantedResultFactory(words="w" * 200, why="", for_whom="", purpose="", result_kind="")
    send(browser, "result_question", result)
    question = Question.objects.get(wanted_result=result)
    assert len(question.label_nl) == 120 and lacking(question, days_ago(0)) == ["why", "for_whom", "moment"]


def test_guide_remove_and_guide_put_back(browser: Client) -> None:
    """Out of the list, and back; its page stays to be read."""
    guide = SetupGuideFactory()
    send(browser, "guide_remove", guide)
    assert guide.title not in body(browser, "guides").split("<main")[1] and "weggehaald" in body(
        browser, "guide", guide.pk
    )
    send(browser, "guide_put_back", guide)
    assert guide.title in body(browser, "guides").split("<main")[1]


def test_result_remove_and_result_put_back(browser: Client) -> None:
    """Out of the steps, and back; a question made from it stays."""
    result = WantedResultFactory()
    send(browser, "result_question", result)
    send(browser, "result_remove", result)
    assert result.words not in body(browser, "guide_step", result.guide_id, 1).split("<main")[1]
    assert Question.objects.filter(wanted_result=result).exists()
    send(browser, "result_put_back", result)
    assert result.words in body(browser, "guide_step", result.guide_id, 2)
    assert WantedResult.objects.get().removed_at is None
