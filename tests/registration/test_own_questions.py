"""Own questions: what is asked of whom, and every state and type of an answer, kept and read back."""

import os
from collections.abc import Callable
from datetime import date

import pytest
from django.http import QueryDict
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalogue.models import Asking, Moment, Question, Service
from catalogue.queries.own_questions import own_questions
from organisation.models import User
from registration.answered import in_words
from registration.forms.own_questions import OwnQuestions
from registration.models import Note, Plan, QuestionAnswer
from tests.makers import NoteFactory
from tests.makers_answers import QuestionFactory
from tests.makers_people import days_ago
from tests.registration.pages import address, fill, form_to, post

PROVE = os.environ.get("KEUKENTAFEL_PROVE") == "1"


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

    def test_looking_for_somebody_beside_them(self, browser: Client, plan: Plan, asked: Question) -> None:
        """What was typed stays in the form, and nothing is kept or judged yet."""
        page = fill(browser, "note_new", plan, somebody="Wolfgang", look="1", **{"own-0": "Best goed"})
        assert page.status_code == 200 and "Best goed" in page.content.decode()
        assert not Note.objects.exists() and not QuestionAnswer.objects.exists()


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

    @settings(
        max_examples=40 if PROVE else 15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
    )
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
