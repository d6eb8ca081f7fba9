"""The talk about questions: open to everybody, answered by who arranges, and never lost."""

import os
from collections.abc import Callable

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalogue.models import QuestionRemark
from catalogue.queries.questions import troubles, unanswered
from organisation.models import User
from shared.text import typed
from tests.catalogue.pages import send, told
from tests.makers_questions import OwnQuestionFactory, QuestionRemarkFactory

PROVE = os.environ.get("KEUKENTAFEL_PROVE") == "1"
Browser = Callable[[User], Client]
pytestmark = pytest.mark.django_db
GOAL = "goal.own_words"


def test_remark_new(professional: User, municipality_reader: User, stranger: User, client_of: Browser) -> None:
    """By one tap, in words or both; everybody of the staff reads it with the name."""
    client = client_of(professional)
    told(client, send(client, "remark_new", GOAL, trouble="no_time"))
    told(client, send(client, "remark_new", GOAL, text="Dit staat al\nin het plan."))
    page = client_of(stranger).get(reverse("question", args=[GOAL])).content.decode()
    assert "geen tijd voor" in page and "Dit staat al<br>in het plan." in page and professional.name in page
    assert "Haal mijn opmerking weg" not in page and "Haal mijn opmerking weg" in told(
        client, send(client, "remark_new", GOAL, trouble="unclear", text="Wat telt?")
    )
    assert send(client_of(municipality_reader), "remark_new", GOAL, text="x").status_code == 404
    assert QuestionRemark.objects.count() == 3


def test_remark_new_says_nothing(professional: User, client_of: Browser) -> None:
    """A plain sentence; the database holds to it too."""
    for fields in ({}, {"text": " \u200b "}, {"trouble": "boring"}, {"text": "x" * 2001}):
        assert send(client_of(professional), "remark_new", GOAL, **fields).status_code == 422
    page = send(client_of(professional), "remark_new", GOAL).content.decode()
    assert "Kies wat er aan de hand is, of schrijf iets op." in page
    with pytest.raises(IntegrityError):
        QuestionRemarkFactory(question_id=GOAL, written_by=professional, text="")


def test_remark_new_as_a_proposal(professional: User, key_user: User, client_of: Browser) -> None:
    """Only from who may propose; what somebody else sends so is a remark."""
    for person, kind in ((key_user, "proposal"), (professional, "remark")):
        page = client_of(person).get(reverse("question", args=[GOAL])).content.decode()
        assert ('value="proposal"' in page) == (kind == "proposal")
        send(client_of(person), "remark_new", GOAL, text="Vraag het korter.", kind="proposal")
        assert QuestionRemark.objects.get(written_by=person).kind == kind


def test_remark_remove_and_remark_put_back(professional: User, colleague: User, client_of: Browser) -> None:
    """One's own, with an undo; nobody else's. What was taken away counts no more and waits no more."""
    client = client_of(professional)
    remark = QuestionRemarkFactory(question=OwnQuestionFactory(), written_by=professional, trouble="unclear")
    page = told(client, send(client, "remark_remove", remark.pk))
    assert reverse("remark_put_back", args=[remark.pk]) in page and remark.text not in page
    assert troubles(remark.question) == [] and not unanswered()
    assert remark.text in told(client, send(client, "remark_put_back", remark.pk))
    assert troubles(remark.question) == [("unclear", 1)] and unanswered().count() == 1
    for name in ("remark_remove", "remark_put_back", "remark_answer"):
        assert send(client_of(colleague), name, remark.pk).status_code == 404


def test_remark_answer(professional: User, information_manager: User, client_of: Browser) -> None:
    """Everybody reads it; it waits no more; it can be changed."""
    ine, remark = client_of(information_manager), QuestionRemarkFactory(question_id=GOAL, written_by=professional)
    assert send(ine, "remark_answer", remark.pk, answer=" ").status_code == 422
    assert "Iedereen kan het lezen" in told(ine, send(ine, "remark_answer", remark.pk, answer="Dank.\nGoed punt."))
    page = client_of(professional).get(reverse("question", args=[GOAL])).content.decode()
    assert "Dank.<br>Goed punt." in page and information_manager.name in page and not unanswered()
    changed = {"answer": "Dank je.", "was": "Dank.\r\nGoed punt."}
    assert send(ine, "remark_answer", remark.pk, **changed).status_code == 302
    assert QuestionRemark.objects.get().answer == "Dank je."


def test_remark_answer_by_two(professional: User, information_manager: User, mover: User, client_of: Browser) -> None:
    """The second is told what the first answered, and nothing is overwritten."""
    ine, remark = client_of(information_manager), QuestionRemarkFactory(question_id=GOAL, written_by=professional)
    assert send(client_of(mover), "remark_answer", remark.pk, answer="Van de ander").status_code == 302
    response = send(ine, "remark_answer", remark.pk, answer="Van Ine", was="")
    page = response.content.decode()
    assert response.status_code == 422 and "Van de ander" in page and "Van Ine" in page
    assert QuestionRemark.objects.get().answer == "Van de ander"
    assert send(ine, "remark_answer", remark.pk, answer="Van Ine", was="Van de ander").status_code == 302


def test_remark_answer_to_nobodys(professional: User, information_manager: User, client_of: Browser) -> None:
    """A form that says it saw an answer where there is none yet is told so, and not met with an error."""
    ine, remark = client_of(information_manager), QuestionRemarkFactory(question_id=GOAL, written_by=professional)
    response = send(ine, "remark_answer", remark.pk, answer="Van Ine", was="Iets anders")
    assert (response.status_code, "Iemand heeft intussen geantwoord" in response.content.decode()) == (422, True)


def test_remark_answer_to_a_proposal(key_user: User, information_manager: User, client_of: Browser) -> None:
    """Taken over or not, with words; both are needed."""
    ine = client_of(information_manager)
    proposal = QuestionRemarkFactory(question_id=GOAL, written_by=key_user, kind="proposal")
    response = send(ine, "remark_answer", proposal.pk, answer="Goed idee.")
    assert response.status_code == 422 and "Zeg of het is overgenomen." in response.content.decode()
    assert send(ine, "remark_answer", proposal.pk, outcome="taken_over").status_code == 422
    page = told(ine, send(ine, "remark_answer", proposal.pk, answer="Goed idee.", outcome="taken_over"))
    assert "Overgenomen" in page and "Voorstel" in page


def test_remark_answer_to_what_was_taken_away(
    professional: User, information_manager: User, client_of: Browser
) -> None:
    """Is not there any more."""
    remark = QuestionRemarkFactory(question_id=GOAL, written_by=professional)
    send(client_of(professional), "remark_remove", remark.pk)
    assert send(client_of(information_manager), "remark_answer", remark.pk, answer="Te laat").status_code == 404


@settings(max_examples=30 if PROVE else 12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=80) | st.sampled_from(["<img src=x onerror=alert(1)>", "\u202eعكس", "{{ user }}"]))
def test_any_remark_is_kept_as_typed(professional: User, client_of: Browser, text: str) -> None:
    """Markup is shown and not obeyed."""
    client, text = client_of(professional), text.replace("\x00", "")
    response = send(client, "remark_new", GOAL, text=text)
    assert response.status_code == (302 if typed(text) else 422)
    if typed(text):
        assert QuestionRemark.objects.latest("written_at", "pk").text == typed(text)
        assert "<img src=x" not in client.get(reverse("question", args=[GOAL])).content.decode()
