"""Answers: what changes while a form is open, corrections, before and after, and the sets that were offered."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client

from catalogue.models import OfferedSet, Question
from catalogue.operations.offered import offered_set
from organisation.models import User
from registration.models import Plan, QuestionAnswer
from registration.operations.answers import AnsweredMeanwhile, Said, save_answers
from tests.makers import ClosingFactory
from tests.makers_answers import QuestionAnswerFactory, QuestionFactory
from tests.makers_people import days_ago
from tests.registration.pages import address, fill, form_to, post, send, told


@pytest.fixture
def asked(db: None) -> Question:
    """Asked after every talk."""
    return QuestionFactory(at="contact")


def note_with(browser: Client, plan: Plan, **changes: object) -> QuestionAnswer:
    """The answer kept with a new note."""
    response = fill(browser, "note_new", plan, text="Gesproken", **changes)
    assert response.status_code == 302, response.content.decode()[:4000]
    return QuestionAnswer.objects.get()


class TestMeanwhile:
    """What changes while somebody fills the form in."""

    def test_a_question_retired_meanwhile_is_kept(self, browser: Client, plan: Plan, asked: Question) -> None:
        """It stood there when the page was made; on the plan it says that it is not asked any more."""
        page = browser.get(address("note_new", plan))
        Question.objects.filter(pk=asked.pk).update(until=days_ago(0))
        response = post(browser, address("note_new", plan), form_to(page).fields, text="Nu", **{"own-0": "Best"})
        assert response.status_code == 302 and QuestionAnswer.objects.get().value == "Best"
        assert asked.key in plan.notes.get().offered.keys
        assert "wordt niet meer gevraagd" in told(browser, response)
        assert "own-0" not in form_to(browser.get(address("note_new", plan))).fields

    def test_a_choice_retired_meanwhile_is_kept(self, browser: Client, plan: Plan) -> None:
        """And is read as retired afterwards; in a new form it is not offered."""
        question = QuestionFactory(at="contact", answer_type="choice", offers="a b")
        page = browser.get(address("note_new", plan))
        question.choices.filter(key="a").update(until=days_ago(0))
        response = post(browser, address("note_new", plan), form_to(page).fields, text="Nu", **{"own-0": "a"})
        assert "Keuze a (niet meer in gebruik)" in told(browser, response)
        assert "Keuze a" not in browser.get(address("note_new", plan)).content.decode()
        assert "Keuze a" in browser.get(address("note_edit", plan.notes.get())).content.decode()

    def test_a_choice_retired_long_ago_is_told(self, browser: Client, plan: Plan) -> None:
        """It was not offered on the day of the page; own words stand beside it."""
        question = QuestionFactory(at="contact", answer_type="choice", offers="a b")
        question.choices.filter(key="a").update(until=days_ago(3))
        page = browser.get(address("note_new", plan))
        response = post(browser, address("note_new", plan), form_to(page).fields, text="Nu", **{"own-0": "a"})
        assert response.status_code == 422 and "Deze keuze staat er niet meer" in response.content.decode()

    def test_a_question_thrown_away_is_told(self, browser: Client, plan: Plan, asked: Question) -> None:
        """With the words that were typed; sending again saves the rest."""
        page = browser.get(address("note_new", plan))
        asked.delete()
        response = post(browser, address("note_new", plan), form_to(page).fields, text="Nu", **{"own-0": "Best"})
        assert response.status_code == 422
        assert "Je antwoord kan niet bewaard worden: “Best”" in response.content.decode()
        assert post(browser, address("note_new", plan), form_to(response).fields).status_code == 302

    def test_a_new_question_waits(self, browser: Client, plan: Plan) -> None:
        """It stands in the next form."""
        page = browser.get(address("note_new", plan))
        QuestionFactory(at="contact")
        post(browser, address("note_new", plan), form_to(page).fields, text="Nu", **{"own-0": "Best"})
        assert not QuestionAnswer.objects.exists() and len(plan.notes.get().offered.keys) == 2


class TestCorrecting:
    """note_edit, opening_questions, answer_edit, answer_take_back"""

    def test_note_edit_corrects_by_a_new_answer(self, browser: Client, plan: Plan, asked: Question) -> None:
        """The old one stays and is named; on the plan it is folded away."""
        first = note_with(browser, plan, **{"own-0": "Slecht"})
        response = fill(browser, "note_edit", first.note, **{"own-0": "Goed"})
        new = QuestionAnswer.objects.exclude(pk=first.pk).get()
        assert (
            new.replaces == first and new.value == "Goed" and QuestionAnswer.objects.get(pk=first.pk).value == "Slecht"
        )
        page = told(browser, response)
        assert page.index("Goed") < page.index("Eerder gezegd") < page.index("Slecht")

    def test_note_edit_emptied_takes_back(self, browser: Client, plan: Plan, asked: Question) -> None:
        """By an empty answer that names it; an answer after that names the empty one."""
        first = note_with(browser, plan, **{"own-0": "Slecht"})
        fill(browser, "note_edit", first.note, **{"own-0": ""})
        empty = first.replaced_by
        assert (empty.state, empty.value) == ("empty", None)
        fill(browser, "note_edit", first.note, **{"own-0": "Toch"})
        assert empty.replaced_by.value == "Toch"

    def test_two_at_once(self, browser: Client, second: Client, plan: Plan, asked: Question) -> None:
        """The second is told what the first made of it; saving again keeps the own answer."""
        note = note_with(browser, plan, **{"own-0": "Slecht"}).note
        page = second.get(address("note_edit", note))
        fill(browser, "note_edit", note, **{"own-0": "Goed"})
        response = post(second, address("note_edit", note), form_to(page).fields, **{"own-0": "Matig"})
        assert response.status_code == 422 and "“Goed”" in response.content.decode()
        assert post(second, address("note_edit", note), form_to(response).fields).status_code == 302
        assert [one.value for one in QuestionAnswer.objects.order_by("recorded_at")] == ["Slecht", "Goed", "Matig"]

    def test_what_was_left_alone_undoes_nothing(
        self, browser: Client, second: Client, plan: Plan, asked: Question
    ) -> None:
        """A colleague's correction stands."""
        note = note_with(browser, plan, **{"own-0": "Slecht"}).note
        page = second.get(address("note_edit", note))
        fill(browser, "note_edit", note, **{"own-0": "Goed"})
        assert post(second, address("note_edit", note), form_to(page).fields).status_code == 302
        assert QuestionAnswer.objects.count() == 2

    def test_opening_questions(self, browser: Client, plan: Plan) -> None:
        """They stay reachable from the plan; what was asked is kept with the plan, beside what was asked before."""
        question = QuestionFactory(at="opening")
        plan.offered = offered_set(["resident.first_name"])
        plan.save()
        assert address("opening_questions", plan) in browser.get(address("plan", plan)).content.decode()
        response = fill(browser, "opening_questions", plan, **{"own-0": "Op school"})
        assert response.url == address("plan", plan) + "#answers"
        plan.refresh_from_db()
        assert plan.offered.keys == sorted([question.key, "resident.first_name"])
        again = form_to(browser.get(address("opening_questions", plan)))
        assert again.fields["own-0"] == ["Op school"]

    def test_opening_questions_at_the_table(self, browser: Client, plan: Plan) -> None:
        """The same questions, folded under the goals."""
        QuestionFactory(at="opening")
        assert fill(browser, "table", plan, **{"own-0": "Op school"}).status_code == 302
        answer = QuestionAnswer.objects.get()
        assert (answer.plan, answer.moment, answer.voice) == (plan, "opening", "resident")

    def test_answer_edit(self, browser: Client, plan: Plan, professional: User) -> None:
        """One answer, also of a closed plan and of a question that is not asked any more."""
        question = QuestionFactory(until=days_ago(1))
        closing = ClosingFactory(plan=plan, by=professional)
        old = QuestionAnswerFactory(plan=plan, by=professional, question=question, moment="closing", closing=closing)
        assert fill(browser, "answer_edit", old, **{"own-0": "Anders"}).status_code == 302
        assert old.replaced_by.value == "Anders" and old.replaced_by.closing == closing
        assert browser.get(address("answer_edit", old)).status_code == 404

    def test_answer_take_back(self, browser: Client, plan: Plan, professional: User) -> None:
        """It can still be read; twice is once."""
        old = QuestionAnswerFactory(plan=plan, by=professional)
        page = told(browser, send(browser, "answer_take_back", old))
        assert old.replaced_by.state == "empty" and "Het gaat best goed" not in page
        assert send(browser, "answer_take_back", old).status_code == 404

    def test_answers_of_residents_about_our_help_are_theirs(
        self, browser: Client, plan: Plan, professional: User
    ) -> None:
        """Nobody corrects them."""
        round_ = plan.experiences.create(asked_on=days_ago(0), way="here", recorded_by=professional)
        theirs = QuestionAnswerFactory(plan=plan, by=professional, moment="experience", experience=round_)
        assert browser.get(address("answer_edit", theirs)).status_code == 404

    def test_a_correction_names_the_answer_that_stands(self, plan: Plan, professional: User) -> None:
        """Under the operation too; nothing is saved otherwise."""
        old = QuestionAnswerFactory(plan=plan, by=professional)
        said = [Said(old.question_id, "filled", "Nieuw"), Said(QuestionFactory().pk, "filled", "Los")]
        with pytest.raises(AnsweredMeanwhile):
            save_answers(
                plan=plan, moment="opening", said=said, voice="resident", answered_on=days_ago(0), by=professional
            )
        assert QuestionAnswer.objects.count() == 1


class TestClosing:
    """plan_close"""

    def test_before_and_after(self, browser: Client, plan: Plan) -> None:
        """A question of the opening and the closing stands on the plan as two points in words."""
        QuestionFactory(at="opening closing", answer_type="smiley", label_nl="Is je netwerk sterker?")
        fill(browser, "opening_questions", plan, **{"own-0": "25"})
        response = fill(browser, "plan_close", plan, **{"own-0": "75"})
        page = told(browser, response)
        begin, end = page.index("Bij het begin, "), page.index("Aan het eind, ")
        assert begin < page.index("verdrietig", begin) < end < page.index("blij", end)

    def test_offered(self, browser: Client, plan: Plan) -> None:
        """What stood in the form is kept with the closing."""
        question = QuestionFactory(at="closing")
        fill(browser, "plan_close", plan)
        assert question.key in plan.closings.get().offered.keys
        assert "closing.reason" in plan.closings.get().offered.keys


class TestOfferedSets:
    """offered_set"""

    @pytest.mark.django_db(transaction=True)
    def test_needed_at_the_same_moment(self) -> None:
        """Eight who need a new set at once get the same one, round after round."""
        together = threading.Barrier(8)

        def need(turn: int) -> list[int]:
            try:
                found = []
                for number in range(10):
                    together.wait(timeout=60)
                    made = offered_set([f"key.{number}", "b"] if turn % 2 else ["b", f"key.{number}"])
                    found.append(made.pk if made else 0)
                return found
            finally:
                connection.close()

        with ThreadPoolExecutor(8) as pool:
            every = list(pool.map(need, range(8)))
        assert all(found == every[0] for found in every) and len(set(every[0])) == 10

    def test_the_same_keys_are_one_set(self, db: None) -> None:
        """In whatever order, and each once."""
        assert offered_set(["b", "a"], ["a"]) == offered_set(["a", "b"]) and OfferedSet.objects.count() == 1
        assert offered_set([]) is None
