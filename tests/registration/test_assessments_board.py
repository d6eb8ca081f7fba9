"""The smiley board: two voices on lines from sad to glad, and no numbers."""

import re

import pytest
from django.test import Client

from catalogue.models import Instrument
from organisation.models import User
from registration.assessed import assessed
from registration.models import Assessment, AssessmentPart, Plan
from tests.makers_answers import AssessmentFactory
from tests.makers_catalogue import InstrumentFactory
from tests.registration.pages import address, fill, told


@pytest.fixture
def board(db: None) -> Instrument:
    """A board from sad to glad with two parts of life."""
    made = InstrumentFactory(form="board", name_nl="Wat telt")
    made.scales.update(lowest=0, highest=100, labels=[], low_to=None)
    return made


class TestBoard:
    """The board from sad to glad"""

    def test_two_voices_in_one_save(self, browser: Client, plan: Plan, board: Instrument) -> None:
        """A token that waits says nothing; the star goes with the resident's; a page says where it lies in words."""
        first, second = board.parts.all()
        fields = {f"resident-{first.pk}": "15", f"professional-{first.pk}": "55", f"star-{first.pk}": "on"}
        page = told(browser, fill(browser, "assessment_new", plan, board, **fields))
        found = AssessmentPart.objects.values_list("assessment__voice", "part", "score", "works_on")
        assert sorted(found) == [("professional", first.pk, 55, False), ("resident", first.pk, 15, True)]
        assert "tussen moeilijk en midden" in page and "Maak hier een doel van" in page
        assert not AssessmentPart.objects.filter(part=second).exists()

    def test_no_numbers_are_shown(self, browser: Client, plan: Plan, board: Instrument, professional: User) -> None:
        """Neither on the page nor to a screen reader."""
        AssessmentFactory(plan=plan, by=professional, instrument=board, scores={board.parts.all()[0]: 37})
        page = browser.get(address("assessment", plan, board)).content.decode()
        read = re.sub(r"<[^>]+>", " ", page)
        assert "tussen moeilijk en midden" in read and not re.search(r"\b37\b", read)
        form = browser.get(address("assessment_new", plan, board)).content.decode()
        spoken = re.findall(r'(?:aria-valuetext|aria-label|title)="([^"]*)"', form)
        assert "nog niet gezet" in spoken and not any(re.search(r"\b[0-9]+\b", words) for words in spoken)

    @pytest.mark.parametrize("wrong", ["101", "veel", "1.5", "²", "--5", "9" * 5000])
    def test_off_the_line(self, browser: Client, plan: Plan, board: Instrument, wrong: str) -> None:
        """A plain sentence, and nothing is saved."""
        first = board.parts.all()[0]
        page = fill(browser, "assessment_new", plan, board, **{f"resident-{first.pk}": wrong})
        assert page.status_code == 422 and "Zet het teken op de lijn." in page.content.decode()
        assert not Assessment.objects.exists()

    def test_an_empty_board(self, browser: Client, plan: Plan, board: Instrument) -> None:
        """A sentence, and nothing is saved."""
        page = fill(browser, "assessment_new", plan, board)
        assert page.status_code == 422 and "Eén teken is genoeg." in page.content.decode()

    def test_correcting_one_voice(self, browser: Client, plan: Plan, board: Instrument) -> None:
        """The token of the other stays where it lies."""
        first = board.parts.all()[0]
        fill(browser, "assessment_new", plan, board, **{f"resident-{first.pk}": "15", f"professional-{first.pk}": "55"})
        mine = Assessment.objects.get(voice="resident")
        fill(browser, "assessment_edit", mine, **{f"resident-{first.pk}": "90"})
        found = assessed(plan, board).answers
        assert sorted((answer.assessment.voice, answer.score) for answer in found) == [
            ("professional", 55),
            ("resident", 90),
        ]
