"""Own questions in the forms of a plan: what is asked, kept, corrected and read back."""

from collections.abc import Callable
from datetime import date

import pytest
from django.http import QueryDict
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalogue.models import Asking, Moment, OfferedSet, Question, Service
from catalogue.operations.offered import offered_set
from catalogue.queries.own_questions import own_questions
from organisation.models import User
from registration.answered import in_words
from registration.forms.own_questions import OwnQuestions
from registration.models import Note, Plan, QuestionAnswer
from registration.operations.answers import AnsweredMeanwhile, Said, save_answers
from tests.makers import ClosingFactory, NoteFactory, QuestionAnswerFactory, QuestionFactory, days_ago
from tests.registration.pages import address, fill, form_to, post, send, told


@pytest.fixture
def asked(db: None) -> Question:
    """Asked after every talk."""
    return QuestionFactory(at="contact")


def keys(moment: str = "contact", discipline: str = "support", service: str | None = None) -> list[str]:
    """What is asked today."""
    found = own_questions(moment, discipline=discipline, service=service, day=timezone.localdate())
    return [question.key for question in found]


class TestWhatIsAsked:
    """own_questions"""

    def test_by_moment_and_place(self, asked: Question) -> None:
        """At its moments only, in the order of the places there."""
        first = QuestionFactory(at="closing contact")
        first.places.filter(moment="contact").update(rank=0)
        assert keys() == [first.key, asked.key] and keys("closing") == [first.key] and keys("opening") == []

    def test_by_day(self, asked: Question) -> None:
        """Not before it is live, and not from the day on which it is retired."""
        QuestionFactory(at="contact", since=None)
        QuestionFactory(at="contact", since=days_ago(-1))
        QuestionFactory(at="contact", until=days_ago(0))
        later = QuestionFactory(at="contact", until=days_ago(-1))
        assert keys() == [asked.key, later.key]

    def test_by_discipline(self, asked: Question) -> None:
        """Without disciplines of everybody; somebody without one gets those alone."""
        youth = QuestionFactory(at="contact", disciplines=["youth_work"])
        assert keys(discipline="youth_work") == [asked.key, youth.key]
        assert keys() == keys(discipline="") == [asked.key]

    def test_by_service(self, asked: Question) -> None:
        """Without services for every plan; a plan without one gets those alone."""
        service = Service.objects.create(key="maatje", name_nl="Maatje")
        of_one = QuestionFactory(at="contact")
        of_one.services.add(service)
        assert keys(service="maatje") == [asked.key, of_one.key]
        assert keys() == keys(service="anders") == [asked.key]

    def test_nice_ones_can_be_hidden(self, asked: Question) -> None:
        """All at once; needed ones stay."""
        QuestionFactory(at="contact", need="nice")
        assert len(keys()) == 2
        Asking.objects.create(hides_nice=True)
        assert keys() == [asked.key]

    def test_in_as_many_queries_however_many(self, asked: Question, django_assert_num_queries: Callable) -> None:
        """Three, with choices."""
        for _one in range(5):
            QuestionFactory(at="contact", answer_type="choice", offers="a b c")
        with django_assert_num_queries(3):
            found = own_questions("contact", discipline="", service=None, day=timezone.localdate())
            assert [len(question.choices.all()) for question in found] == [0, 3, 3, 3, 3, 3]


def note_with(browser: Client, plan: Plan, **changes: object) -> QuestionAnswer:
    """The answer kept with a new note."""
    response = fill(browser, "note_new", plan, text="Gesproken", **changes)
    assert response.status_code == 302, response.content.decode()[:4000]
    return QuestionAnswer.objects.get()


class TestStates:
    """Filled in, left empty, not asked and does not apply are four things."""

    def test_note_keeps_answers(self, browser: Client, plan: Plan, asked: Question) -> None:
        """With the note, its day, the voice, and what stood in the form, built-in questions too."""
        answer = note_with(browser, plan, **{"own-0": "Best goed", "own-voice": "carer", "held_on": "2026-03-02"})
        note = plan.notes.get()
        assert (answer.note, answer.state, answer.value, answer.voice) == (note, "filled", "Best goed", "carer")
        assert answer.answered_on == date(2026, 3, 2) and answer.moment == "contact"
        assert note.offered.keys == sorted(["note.text", "note.held_on", asked.key])

    def test_left_empty(self, browser: Client, plan: Plan, asked: Question) -> None:
        """No answer; the note still says that it was asked."""
        fill(browser, "note_new", plan, text="Gesproken")
        assert not QuestionAnswer.objects.exists() and asked.key in plan.notes.get().offered.keys

    @pytest.mark.parametrize("state", ["not_asked", "not_applicable"])
    def test_without_an_answer(self, browser: Client, plan: Plan, asked: Question, state: str) -> None:
        """It is kept as such, without a value."""
        answer = note_with(browser, plan, **{"own-0-state": state})
        assert (answer.state, answer.value, answer.own_words) == (state, None, "")

    def test_both_is_asked_back(self, browser: Client, plan: Plan, asked: Question) -> None:
        """Typed words are not thrown away: a sentence, and everything stays in the form."""
        both = {"own-0": "Best goed", "own-0-state": "not_asked"}
        response = fill(browser, "note_new", plan, text="Gesproken", **both)
        page = response.content.decode()
        assert response.status_code == 422 and "Laat één van de twee staan" in page and "Best goed" in page
        assert form_to(response).fields["own-0-state"] == ["not_asked"] and not plan.notes.exists()

    def test_what_was_tapped_yields(self, browser: Client, plan: Plan) -> None:
        """A radio cannot be unchosen: "not asked" then counts."""
        QuestionFactory(at="contact", answer_type="yes_no")
        answer = note_with(browser, plan, **{"own-0": "yes", "own-0-state": "not_asked"})
        assert (answer.state, answer.value) == ("not_asked", None)

    def test_forged_questions_are_nothing(self, browser: Client, plan: Plan, asked: Question) -> None:
        """Without what the page signed, nothing is read of it; the note is saved."""
        response = fill(browser, "note_new", plan, text="Gesproken", **{"own-offered": "x", "own-0": "Best goed"})
        assert response.status_code == 302 and not QuestionAnswer.objects.exists()


VALUES = [
    ("text", "Best goed", "Best goed", "Best goed"),
    ("long_text", "Een\r\nverhaal", "Een\nverhaal", "Een\nverhaal"),
    ("choice", "b", "b", "Keuze b"),
    ("choices", ["a", "c"], ["a", "c"], "Keuze a, Keuze c"),
    ("number", "2,5", 2.5, "2,5"),
    ("number", "1000", 1000, "1000"),
    ("date", "2026-03-02", "2026-03-02", "2 maart 2026"),
    ("yes_no", "no", "no", "nee"),
    ("smiley", "75", 75, "blij"),
]
WRONG = [
    ("choice", "weg"),
    ("choices", ["a", "weg"]),
    ("number", "veel"),
    ("number", "NaN"),
    ("number", "1e99"),
    ("date", "31-2-2026x"),
    ("date", "1066-10-14"),
    ("yes_no", "misschien"),
    ("smiley", "76"),
    ("text", "x" * 2001),
]


class TestTypes:
    """Each way of answering."""

    @pytest.mark.parametrize(("kind", "typed", "stored", "read"), VALUES)
    def test_is_stored_and_read(
        self, browser: Client, plan: Plan, kind: str, typed: object, stored: object, read: str
    ) -> None:
        """As stored, as read on the plan, and as it stands in the form of the note again."""
        QuestionFactory(at="contact", answer_type=kind, offers="a b c")
        answer = note_with(browser, plan, **{"own-0": typed})
        assert (answer.state, answer.value, in_words(answer)) == ("filled", stored, read)
        assert read.split("\n")[0] in browser.get(address("plan", plan)).content.decode()
        again = form_to(browser.get(address("note_edit", answer.note))).fields["own-0"]
        assert again == (typed if isinstance(typed, list) else [str(typed).replace("\r", "")])
        fill(browser, "note_edit", answer.note)
        assert QuestionAnswer.objects.count() == 1

    @pytest.mark.parametrize(("kind", "typed"), WRONG)
    def test_a_wrong_value_gives_a_sentence(self, browser: Client, plan: Plan, kind: str, typed: object) -> None:
        """And changes nothing; what was typed is still there."""
        QuestionFactory(at="contact", answer_type=kind, offers="a b c")
        page = browser.get(address("note_new", plan))
        response = post(
            browser, address("note_new", plan), form_to(page).fields, text="Blijft staan", **{"own-0": typed}
        )
        assert response.status_code == 422 and not Note.objects.exists()
        assert "Blijft staan" in response.content.decode() and 'id="id_own-0_error"' in response.content.decode()

    @pytest.mark.parametrize("kind", ["choice", "choices"])
    def test_own_words_beside_every_list(self, browser: Client, plan: Plan, kind: str) -> None:
        """What fits none of the choices, with one of them or without."""
        QuestionFactory(at="contact", answer_type=kind, offers="a b")
        answer = note_with(browser, plan, **{"own-0-words": "Heel anders"})
        assert (answer.state, answer.value, answer.own_words) == ("filled", None, "Heel anders")
        assert in_words(answer) == "Heel anders"

    def test_no_number_stands_in_the_smiley_line(self, browser: Client, plan: Plan) -> None:
        """Faces with a word each, and radios, which a keyboard can reach."""
        QuestionFactory(at="contact", answer_type="smiley")
        page = browser.get(address("note_new", plan)).content.decode()
        line = page[page.index('class="smileys"') :].split("</div>")[0]
        assert line.count('type="radio"') == 5 and "heel blij" in line and ">75<" not in line

    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(typed=st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=60))
    @pytest.mark.parametrize("kind", ["text", "number", "date", "choice", "choices", "smiley", "yes_no"])
    def test_nothing_breaks_it(self, plan: Plan, professional: User, kind: str, typed: str) -> None:
        """Whatever is typed is kept, or told to be wrong; what is kept can be read."""
        if not Question.objects.filter(pk="own.any").exists():
            QuestionFactory(key="own.any", answer_type=kind, at="contact", offers="a b")
        page = OwnQuestions(moment=Moment.CONTACT, plan=plan, by=professional)
        sent = QueryDict(mutable=True)
        sent.update({"own-offered": page.form["offered"].value(), "own-0": typed})
        own = OwnQuestions(moment=Moment.CONTACT, plan=plan, by=professional, sent=sent)
        if own.is_valid():
            kept = own.save(record=NoteFactory(plan=plan, by=professional))
            assert all(in_words(answer) for answer in QuestionAnswer.objects.filter(pk__in=[one.pk for one in kept]))
        else:
            assert own.form.errors


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

    def test_the_same_keys_are_one_set(self, db: None) -> None:
        """In whatever order, and each once."""
        assert offered_set(["b", "a"], ["a"]) == offered_set(["a", "b"]) and OfferedSet.objects.count() == 1
        assert offered_set([]) is None
