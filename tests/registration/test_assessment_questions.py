"""Own questions in the form of an instrument: kept, corrected, taken back and put back with it."""

import pytest
from django.test import Client

from catalogue.models import Instrument
from registration.answered import answered
from registration.models import Assessment, Plan, QuestionAnswer
from registration.queries.answers import standing_of
from tests.makers_answers import QuestionFactory
from tests.makers_catalogue import InstrumentFactory
from tests.registration.pages import address, fill, form_to, post, undo


@pytest.fixture
def sleep(db: None) -> Instrument:
    """Two parts, three levels."""
    return InstrumentFactory()


@pytest.fixture
def levels(sleep: Instrument) -> list[str]:
    """The fields of its levels."""
    return [f"level-{part.pk}" for part in sleep.parts.all()]


@pytest.fixture
def board(db: None) -> Instrument:
    """A board from sad to glad."""
    made = InstrumentFactory(form="board", name_nl="Wat telt")
    made.scales.update(lowest=0, highest=100, labels=[], low_to=None)
    return made


@pytest.mark.parametrize("holds", [True, False])
def test_pasted_texts_need_the_licence(browser: Client, plan: Plan, sleep: Instrument, holds: bool) -> None:
    """They show while the organisation says that it holds one."""
    sleep.parts.update(texts={"1": "Een tekst van een ander"})
    Instrument.objects.update(holds_licence=holds)
    assert ("Een tekst van een ander" in browser.get(address("assessment_new", plan, sleep)).content.decode()) is holds


class TestOwnQuestions:
    """What the organisation asks itself, in the form of an instrument"""

    def test_kept_with_it(self, browser: Client, plan: Plan, sleep: Instrument, levels: list[str]) -> None:
        """In the same save, in the voice of the form and on its day; what stood in the form is kept."""
        question = QuestionFactory(at="assessment")
        fields = {levels[0]: "2", "voice": "resident", "own-0": "Best goed"}
        fill(browser, "assessment_new", plan, sleep, **fields)
        made, answer = Assessment.objects.get(), QuestionAnswer.objects.get()
        assert (answer.assessment, answer.value, answer.voice) == (made, "Best goed", "resident")
        assert answer.answered_on == made.assessed_on
        assert made.offered and made.offered.keys == sorted(["assessment.voice", question.key])
        assert "Best goed" in browser.get(address("plan", plan)).content.decode()

    def test_left_empty(self, browser: Client, plan: Plan, sleep: Instrument, levels: list[str]) -> None:
        """No answer, and the assessment says that it was asked; the next time it begins empty again."""
        question = QuestionFactory(at="assessment")
        fill(browser, "assessment_new", plan, sleep, **{levels[0]: "2"})
        made = Assessment.objects.get()
        assert not QuestionAnswer.objects.exists() and made.offered and question.key in made.offered.keys
        fill(browser, "assessment_new", plan, sleep, **{levels[0]: "3", "own-0": "Beter"})
        fill(browser, "assessment_new", plan, sleep, **{levels[0]: "3", "own-0": "Nog beter"})
        said = QuestionAnswer.objects.order_by("recorded_at")
        assert [(answer.value, answer.replaces) for answer in said] == [("Beter", None), ("Nog beter", None)]

    @pytest.mark.parametrize("wrong", ["part", "question"])
    def test_errors_keep_everything(
        self, browser: Client, plan: Plan, sleep: Instrument, levels: list[str], wrong: str
    ) -> None:
        """Whichever of the two is wrong: what was right in both stays, and nothing is saved."""
        QuestionFactory(at="assessment", answer_type="number")
        level_now, number = ("9", "7") if wrong == "part" else ("2", "heel veel")
        fields = {levels[0]: level_now, levels[1]: "3", "own-0": number}
        response = fill(browser, "assessment_new", plan, sleep, **fields)
        form = form_to(response)
        assert response.status_code == 422 and form.fields["own-0"] == [number]
        assert form.fields[levels[1]] == ["3"] and not Assessment.objects.exists()
        right = {levels[0]: "2", "own-0": "7"}
        assert post(browser, address("assessment_new", plan, sleep), form.fields, **right).status_code == 302
        assert QuestionAnswer.objects.get().value == 7

    def test_correction_takes_them_along(
        self, browser: Client, plan: Plan, sleep: Instrument, levels: list[str]
    ) -> None:
        """What was said stands with the correction, changed or not; the plan shows what was said before once."""
        QuestionFactory(at="assessment")
        QuestionFactory(at="assessment")
        fields = {levels[0]: "2", "own-0": "Best goed", "own-1": "Blijft zo"}
        fill(browser, "assessment_new", plan, sleep, **fields)
        made = Assessment.objects.get()
        fill(browser, "assessment_edit", made, **{levels[0]: "3", "own-0": "Toch niet"})
        again = Assessment.objects.get(replaces=made)
        assert not standing_of("assessment", made)
        said = {answer.value for answer in standing_of("assessment", again).values()}
        assert said == {"Toch niet", "Blijft zo"}
        earlier = {line.said: [words for _answer, words in line.before] for line in answered(plan).lines}
        assert earlier == {"Toch niet": ["Best goed"], "Blijft zo": []}

    def test_taken_back_and_put_back(self, browser: Client, plan: Plan, sleep: Instrument, levels: list[str]) -> None:
        """They go out of sight with it, and come back with it."""
        question = QuestionFactory(at="assessment")
        response = fill(browser, "assessment_new", plan, sleep, **{levels[0]: "2", "own-0": "Best goed"})
        response = undo(browser, response)
        assert not answered(plan).lines
        undo(browser, response)
        assert [line.said for line in answered(plan).lines] == ["Best goed"]
        last = Assessment.objects.get(replaced_by=None)
        assert last.offered and question.key in last.offered.keys and standing_of("assessment", last)

    def test_changed_meanwhile(self, browser: Client, plan: Plan, sleep: Instrument, levels: list[str]) -> None:
        """A colleague's answer is shown beside what was typed; saving once more keeps one's own, and all is kept."""
        QuestionFactory(at="assessment")
        fill(browser, "assessment_new", plan, sleep, **{levels[0]: "2", "own-0": "Best goed"})
        made, here = Assessment.objects.get(), address("assessment_edit", Assessment.objects.get())
        fields = form_to(browser.get(here)).fields
        fill(browser, "answer_edit", QuestionAnswer.objects.get(), **{"own-0": "Van een collega"})
        response = post(browser, here, fields, **{"own-0": "Van mij"})
        assert response.status_code == 422 and "Van een collega" in response.content.decode()
        assert not Assessment.objects.filter(replaces=made).exists()
        assert post(browser, here, form_to(response).fields).status_code == 302
        assert [line.said for line in answered(plan).lines] == ["Van mij"]

    def test_board_asks_once(self, browser: Client, plan: Plan, board: Instrument) -> None:
        """Two sheets of one save ask once; correcting the second does not ask again."""
        question, part = QuestionFactory(at="assessment"), board.parts.all()[0]
        fields = {f"resident-{part.pk}": "80", f"professional-{part.pk}": "40"}
        fill(browser, "assessment_new", plan, board, **fields, **{"own-0": "Best goed", "own-voice": "resident"})
        first, second = Assessment.objects.order_by("recorded_at", "pk")
        assert (first.voice, second.offered) == ("resident", None) and first.offered
        assert first.offered.keys == [question.key]
        answer = QuestionAnswer.objects.get()
        assert (answer.assessment, answer.voice) == (first, "resident")
        assert "own-0" in browser.get(address("assessment_edit", first)).content.decode()
        assert "own-0" not in browser.get(address("assessment_edit", second)).content.decode()
