"""What residents think of our help: asked on the tablet turned round, later or not at all."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from catalogue.models import Question
from catalogue.operations import load_builtin
from organisation.models import User
from registration.models import Experience, Plan
from tests.codes import PLAN
from tests.guards.addresses import Address, addresses
from tests.makers import ClosingFactory, NoteFactory
from tests.makers_answers import QuestionAnswerFactory
from tests.makers_people import days_ago
from tests.registration.pages import address, fill, forms, send, told


@pytest.fixture
def ours(db: None) -> list[Question]:
    """The three that every organisation starts with."""
    load_builtin()
    return list(Question.objects.filter(key__startswith="experience."))


@pytest.fixture
def tablet(browser: Client, plan: Plan, ours: list[Question]) -> Client:
    """Turned to the resident with these questions."""
    response = fill(browser, "experience_new", plan, way="here")
    assert response.url == address("talk_experience", plan)
    return browser


class TestAsking:
    """experience_new"""

    def test_experience_new_later(self, browser: Client, plan: Plan, ours: list[Question]) -> None:
        """It stands on the plan and on the first page as still open, until it was asked."""
        page = told(browser, fill(browser, "experience_new", plan, way="later"))
        assert "Vragen over onze hulp: uitgesteld" in page
        assert "Vragen over onze hulp staan nog open" in browser.get("/").content.decode()
        fill(browser, "experience_new", plan, way="not")
        assert "staan nog open" not in browser.get("/").content.decode()
        assert "wilde de inwoner liever niet" in browser.get(address("plan", plan)).content.decode()

    def test_experience_new_unknown(self, browser: Client, plan: Plan, ours: list[Question]) -> None:
        """A way that there is not is refused in a sentence; looking is no fault, by HEAD either."""
        refused = fill(browser, "experience_new", plan, way="sideways")
        assert refused.status_code == 422 and "Die keuze kennen we niet." in refused.content.decode()
        assert not Experience.objects.exists()
        assert browser.head(address("experience_new", plan)).status_code == 200
        assert "kennen we niet" not in browser.get(address("experience_new", plan)).content.decode()

    def test_experience_new_of_a_closed_plan(
        self, browser: Client, plan: Plan, professional: User, ours: list[Question]
    ) -> None:
        """The round goes with the closing, and still stands on the first page."""
        closing = ClosingFactory(plan=plan, by=professional)
        fill(browser, "experience_new", plan, way="later")
        assert Experience.objects.get().closing == closing
        page = browser.get("/").content.decode()
        assert "Vragen over onze hulp staan nog open" in page and "Nog geen doel" not in page

    def test_experience_new_says_who_will_read_it(self, browser: Client, plan: Plan, ours: list[Question]) -> None:
        """By name, and that others may later."""
        page = browser.get(address("experience_new", plan)).content.decode()
        assert "Deze mensen lezen de antwoorden" in page and plan.recorded_by.name in page

    def test_retired_questions_stay_retired(self, browser: Client, plan: Plan, ours: list[Question]) -> None:
        """Also when the built-in ones are loaded again; without any there is nothing to ask."""
        Question.objects.filter(key__startswith="experience.").update(until=days_ago(0))
        load_builtin()
        page = browser.get(address("experience_new", plan))
        assert "vraagt nu niets over de hulp" in page.content.decode()
        assert not any(("way", "here") in form.buttons for form in forms(page))


class TestTablet:
    """talk_experience"""

    def test_talk_experience_shows_nothing_else(
        self, browser: Client, plan: Plan, professional: User, ours: list[Question]
    ) -> None:
        """No goal, no note, no navigation, not even the first name."""
        NoteFactory(plan=plan, by=professional, text="Depostopeenstapel")
        fill(browser, "experience_new", plan, way="here")
        page = browser.get(address("talk_experience", plan)).content.decode()
        assert all(question.label in page for question in ours)
        hidden = (
            "Depostopeenstapel",
            plan.called,
            plan.goals.all()[0].own_words,
            "<nav",
            "/residents/",
            "Geen antwoord?",
        )
        assert [word for word in hidden if word in page] == []

    def test_talk_experience_keeps_the_answers_of_the_resident(self, tablet: Client, plan: Plan) -> None:
        """Then comes the lock; the plan shows them as the resident's."""
        response = fill(tablet, "talk_experience", plan, **{"own-0": "partly", "own-1": "100", "own-2-words": "Soms"})
        assert response.url == reverse("talk_unlock")
        made = Experience.objects.get()
        answers = {answer.question_id: answer for answer in made.answers.all()}
        assert made.way == "here" and len(made.offered.keys) == 3
        assert answers["experience.access"].value == "partly" and answers["experience.quality"].value == 100
        assert answers["experience.effect"].own_words == "Soms"
        assert {answer.voice for answer in answers.values()} == {"resident"}

    def test_talk_experience_may_stay_empty(self, tablet: Client, plan: Plan) -> None:
        """A round without answers is a round."""
        assert fill(tablet, "talk_experience", plan).status_code == 302
        assert Experience.objects.get().answers.count() == 0

    def test_answers_show_on_the_plan(
        self, browser: Client, plan: Plan, professional: User, ours: list[Question]
    ) -> None:
        """To those who work on it, without a way to change them."""
        made = Experience.objects.create(plan=plan, way="here", asked_on=days_ago(0), recorded_by=professional)
        QuestionAnswerFactory(
            plan=plan, by=professional, question=ours[1], moment="experience", experience=made, value=100
        )
        page = browser.get(address("plan", plan)).content.decode()
        assert "heel blij" in page and "/answers/" not in page

    @pytest.mark.parametrize(
        "other", [one for one in addresses() if one.name in {"plan", "talk", "table", "note_new", "talk_tick"}]
    )
    def test_nothing_else_can_be_reached(
        self, tablet: Client, plan: Plan, things: dict[str, object], other: Address
    ) -> None:
        """Of the same plan, not even the goals that looking together shows."""
        url = reverse(other.name, kwargs={name: things[name] for name in other.arguments})
        assert tablet.get(url).url == address("talk_experience", plan)
        assert tablet.post(url, {}).status_code == 404

    def test_not_without_a_talk(self, browser: Client, plan: Plan, ours: list[Question]) -> None:
        """Its address alone turns nothing, and keeps nothing; nor while goals are looked at."""
        assert browser.get(address("talk_experience", plan)).url == address("plan", plan)
        assert send(browser, "talk_experience", plan, **{"own-0": "yes"}).url == address("plan", plan)
        send(browser, "talk", plan)
        assert browser.get(address("talk_experience", plan)).url == address("talk", plan)
        assert not Experience.objects.exists()

    def test_after_the_lock_the_talk_shows_goals_again(
        self, browser: Client, plan: Plan, client_of: Callable[[User], Client], ours: list[Question]
    ) -> None:
        """A talk after it is a talk as before."""
        fill(browser, "experience_new", plan, way="here")
        session = browser.session
        for name in ("talk_plan", "talk_id"):
            session.pop(name)
        session.save()
        send(browser, "talk", plan)
        assert browser.get(address("talk", plan)).status_code == 200


def test_the_phone_shows_none_of_it(phone: Client, plan: Plan, professional: User) -> None:
    """A code of a resident opens no answers."""
    QuestionAnswerFactory(plan=plan, by=professional, value="Depostopeenstapel")
    assert "Depostopeenstapel" not in phone.get(PLAN).content.decode()
