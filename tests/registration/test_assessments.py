"""Filling in instruments: partial, corrected, taken back, low parts to goals, and what is shown of it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from catalogue.models import Instrument, InstrumentPart
from organisation.models import User
from registration.assessed import assessed
from registration.models import Assessment, AssessmentPart, Goal, Plan
from tests.makers import HouseholdFactory, HouseholdMemberFactory, PlanFactory
from tests.makers_answers import AssessmentFactory
from tests.makers_catalogue import InstrumentFactory
from tests.makers_people import days_ago
from tests.registration.pages import address, fill, post, send, stored, told, undo


@pytest.fixture
def sleep(db: None) -> Instrument:
    """Two parts, three levels, the lowest asks for a goal."""
    return InstrumentFactory()


@pytest.fixture
def parts(sleep: Instrument) -> list[InstrumentPart]:
    """Its parts."""
    return list(sleep.parts.all())


def level(part: InstrumentPart) -> str:
    """The field of a level."""
    return f"level-{part.pk}"


class TestLevels:
    """assessment_new, assessment_edit, assessment_take_back, assessment_put_back"""

    def test_assessment_new_is_partial(
        self, browser: Client, plan: Plan, sleep: Instrument, parts: list[InstrumentPart]
    ) -> None:
        """One of two parts is enough, and no page counts what is missing."""
        response = fill(browser, "assessment_new", plan, sleep, **{level(parts[0]): "2"})
        page = told(browser, response)
        made = Assessment.objects.get()
        assert (made.voice, made.assessed_on, made.resident) == ("professional", timezone.localdate(), None)
        assert list(made.parts.values_list("part", "state", "score")) == [(parts[0].pk, "scored", 2)]
        assert "2, redelijk lang" in page and "1 van de 2" not in page

    def test_the_rest_was_not_asked(
        self, browser: Client, plan: Plan, sleep: Instrument, parts: list[InstrumentPart]
    ) -> None:
        """In one tap; what does not apply is a third answer, and words alone are an answer too."""
        fields = {level(parts[0]): "na", "rest": "1", f"words-{parts[0].pk}": "Ik werk 's nachts."}
        fill(browser, "assessment_new", plan, sleep, **fields)
        found = list(AssessmentPart.objects.order_by("part__rank").values_list("state", "score", "own_words"))
        assert found == [("not_applicable", None, "Ik werk 's nachts."), ("not_asked", None, "")]

    @pytest.mark.parametrize("wrong", ["4", "0", "-1", "veel", "2 "])
    def test_outside_the_scale(
        self, browser: Client, plan: Plan, sleep: Instrument, parts: list[InstrumentPart], wrong: str
    ) -> None:
        """A plain sentence beside the part; what was right stays in the form, and nothing is saved."""
        page = fill(browser, "assessment_new", plan, sleep, **{level(parts[0]): wrong, level(parts[1]): "3"})
        assert page.status_code == 422
        assert "Dit is geen trede van dit onderdeel." in page.content.decode()
        assert f'name="level-{parts[1].pk}" value="3" checked' in page.content.decode()
        assert not Assessment.objects.exists()

    def test_nothing_filled_in(self, browser: Client, plan: Plan, sleep: Instrument) -> None:
        """A sentence, and nothing is saved; also when all the rest was not asked."""
        for fields in ({}, {"rest": "1"}):
            page = fill(browser, "assessment_new", plan, sleep, **fields)
            assert page.status_code == 422 and "Eén onderdeel is genoeg." in page.content.decode()
        assert not Assessment.objects.exists()

    @pytest.mark.parametrize("days, said", [(61, "Het plan begon op"), (-1, "Deze dag moet nog komen")])
    def test_day(
        self, browser: Client, plan: Plan, sleep: Instrument, parts: list[InstrumentPart], days: int, said: str
    ) -> None:
        """Not before the plan, and not in the future."""
        fields = {level(parts[0]): "2", "assessed_on": days_ago(days).isoformat(), "assessed_on_chip": None}
        page = fill(browser, "assessment_new", plan, sleep, **fields)
        assert page.status_code == 422 and said in page.content.decode()
        assert not Assessment.objects.exists()

    def test_part_of_another_instrument(
        self, browser: Client, plan: Plan, sleep: Instrument, parts: list[InstrumentPart]
    ) -> None:
        """Refused as a whole."""
        other = InstrumentFactory().parts.all()[0]
        for name in (level(other), f"level-{uuid4()}", "level-x"):
            page = fill(browser, "assessment_new", plan, sleep, **{level(parts[0]): "2", name: "1"})
            assert page.status_code == 422 and "van een ander instrument" in page.content.decode()
        assert not Assessment.objects.exists()

    def test_retired_and_switched_off_meanwhile(
        self, browser: Client, plan: Plan, sleep: Instrument, parts: list[InstrumentPart]
    ) -> None:
        """What can be kept is kept and the rest is named; of an instrument that was switched off nothing is."""
        here = address("assessment_new", plan, sleep)
        fields = {"submission_key": [str(uuid4())], level(parts[0]): ["1"], level(parts[1]): ["3"]}
        InstrumentPart.objects.filter(pk=parts[1].pk).update(until=days_ago(0))
        page = told(browser, post(browser, here, fields))
        assert "niet bewaard: Doorslapen" in page
        assert AssessmentPart.objects.get().part == parts[0]
        Instrument.objects.update(is_on=False)
        page = post(browser, here, {**fields, "submission_key": [str(uuid4())]})
        assert page.status_code == 422 and "intussen uitgezet" in page.content.decode()
        assert Assessment.objects.count() == 1
        assert browser.get(here).status_code == 302

    def test_old_answers_stay(
        self, browser: Client, plan: Plan, sleep: Instrument, parts: list[InstrumentPart], professional: User
    ) -> None:
        """A retired part and an instrument that is off are still read, and a correction keeps them."""
        made = AssessmentFactory(plan=plan, by=professional, instrument=sleep, scores={parts[1]: 2})
        InstrumentPart.objects.filter(pk=parts[1].pk).update(until=days_ago(0))
        Instrument.objects.update(is_on=False)
        assert "2, redelijk lang" in browser.get(address("assessment", plan, sleep)).content.decode()
        fill(browser, "assessment_edit", made, **{level(parts[0]): "3"})
        again = Assessment.objects.get(replaces=made)
        assert sorted(again.parts.values_list("part__key", "score")) == [("doorslapen", 2), ("inslapen", 3)]

    def test_assessment_edit_replaces(
        self, browser: Client, plan: Plan, sleep: Instrument, parts: list[InstrumentPart], professional: User
    ) -> None:
        """The former one stays as it was; a second correction of it is told that somebody was first."""
        made = AssessmentFactory(plan=plan, by=professional, instrument=sleep, scores={parts[0]: 1})
        here = address("assessment_edit", made)
        fields = {"submission_key": [str(uuid4())], level(parts[0]): ["3"], "voice": ["resident"]}
        assert post(browser, here, fields).status_code == 302
        page = post(browser, here, {**fields, "submission_key": [str(uuid4())], level(parts[0]): ["2"]})
        assert page.status_code == 422 and "intussen verbeterd" in page.content.decode()
        assert AssessmentPart.objects.get(assessment=made).score == 1
        (course,) = assessed(plan, sleep).courses
        assert (course.now.score, course.whose) == (3, (None, "resident"))

    def test_assessment_take_back_and_assessment_put_back(
        self, browser: Client, plan: Plan, sleep: Instrument, parts: list[InstrumentPart], professional: User
    ) -> None:
        """Out of sight by an event, and back by another; of two at once the second is told."""
        made = AssessmentFactory(plan=plan, by=professional, instrument=sleep, scores={parts[0]: 1})
        response = send(browser, "assessment_take_back", made)
        assert not assessed(plan, sleep).answers
        assert "intussen verbeterd" in told(browser, send(browser, "assessment_take_back", made))
        response = send(browser, "assessment_take_back", Assessment.objects.get(replaces=made))
        undo_of_first = address("assessment_put_back", Assessment.objects.get(replaces__replaces=made))
        assert response.status_code == 302 and undo_of_first
        before = stored()
        send(browser, "assessment_put_back", made)
        assert stored() == before

    def test_undo(
        self, browser: Client, plan: Plan, sleep: Instrument, parts: list[InstrumentPart], professional: User
    ) -> None:
        """After filling in one press takes it back, and one more brings it back."""
        response = fill(browser, "assessment_new", plan, sleep, **{level(parts[0]): "1"})
        response = undo(browser, response)
        assert not assessed(plan, sleep).answers
        undo(browser, response)
        assert [answer.score for answer in assessed(plan, sleep).answers] == [1]

    def test_of_a_member(self, browser: Client, professional: User, sleep: Instrument) -> None:
        """In a household one says whose it is; members and voices are never one line."""
        household = HouseholdFactory(by=professional)
        noa = HouseholdMemberFactory(household=household, by=professional).resident
        together = PlanFactory(by=professional, resident=None, household=household)
        part = sleep.parts.all()[0]
        fill(browser, "assessment_new", together, sleep, **{level(part): "1", "resident": str(noa.pk)})
        fill(browser, "assessment_new", together, sleep, **{level(part): "3", "voice": "resident"})
        page = assessed(together, sleep)
        assert sorted((one.begin.score, one.now.score) for one in page.courses) == [(1, 1), (3, 3)]
        assert noa.called in browser.get(address("assessment", together, sleep)).content.decode()
        stranger = PlanFactory(by=professional).resident
        page = fill(browser, "assessment_new", together, sleep, **{level(part): "1", "resident": str(stranger.pk)})
        assert page.status_code == 422


class TestShown:
    """assessment: begin, the time before, now"""

    def test_assessment_of_three_days(
        self, browser: Client, plan: Plan, sleep: Instrument, parts: list[InstrumentPart], professional: User
    ) -> None:
        """Of two on one day the one recorded last counts, and a day that was entered later keeps its place."""
        of = {"plan": plan, "by": professional, "instrument": sleep}
        AssessmentFactory(**of, assessed_on=days_ago(3), scores={parts[0]: 3})
        AssessmentFactory(**of, assessed_on=days_ago(40), scores={parts[0]: 1, parts[1]: 2})
        AssessmentFactory(**of, assessed_on=days_ago(20), scores={parts[0]: 1})
        later = timezone.now() + timedelta(minutes=1)
        AssessmentFactory(**of, assessed_on=days_ago(20), recorded_at=later, scores={parts[0]: 2})
        first, second = assessed(plan, sleep).courses
        assert [one.score for one in (first.begin, first.before, first.now) if one] == [1, 2, 3]
        assert (second.before, second.has_moved) == (None, False)
        page = browser.get(address("assessment", plan, sleep)).content.decode()
        assert "Sinds het begin: 1 beter, 0 gelijk, 0 moeilijker. 1 onderdeel is één keer gevraagd." in page
        assert '<svg x="100.0%"' in page and '<circle class="before" cx="50.0%"' in page
        assert "Sinds het begin: 1 beter" in browser.get(address("plan", plan)).content.decode()

    def test_lower_is_better(
        self, plan: Plan, sleep: Instrument, parts: list[InstrumentPart], professional: User
    ) -> None:
        """Better is always on the right, and a high score asks for a goal."""
        sleep.scales.update(direction="lower", low_to=3)
        of = {"plan": plan, "by": professional, "instrument": sleep}
        AssessmentFactory(**of, assessed_on=days_ago(9), scores={parts[0]: 1})
        AssessmentFactory(**of, scores={parts[0]: 3})
        page = assessed(plan, sleep)
        (track,) = page.groups[0].tracks
        assert (track.way, track.begin.at, track.now.at) == ("harder", 100, 0)
        assert (page.groups[0].worst, page.groups[0].best) == ("lang genoeg", "te kort")
        assert [low.name for low in page.lows] == ["Inslapen"]


class TestGoals:
    """assessment_goal"""

    def test_assessment_goal_in_one_tap(
        self, browser: Client, plan: Plan, sleep: Instrument, parts: list[InstrumentPart], professional: User
    ) -> None:
        """With life domain and own words; it leads to where the words are typed, and can be undone."""
        InstrumentPart.objects.filter(pk=parts[0].pk).update(life_domain="physical_health")
        made = AssessmentFactory(plan=plan, by=professional, instrument=sleep, voice="resident", scores={parts[0]: 1})
        page = browser.get(address("assessment", plan, sleep)).content.decode()
        assert page.count("Maak hier een doel van") == 1
        response = send(browser, "assessment_goal", made, parts[0])
        goal = Goal.objects.latest("recorded_at")
        assert response.url == address("goal_edit", goal)
        assert (goal.life_domain_id, goal.own_words, goal.voice) == ("physical_health", "", "resident")
        assert goal.rank == 3 and goal.set_on == timezone.localdate()
        undo(browser, response)
        goal.refresh_from_db()
        assert goal.removed_at
        send(browser, "goal_put_back", goal)
        assert "Er is al een doel" in browser.get(address("assessment", plan, sleep)).content.decode()

    def test_own_words_go_along(
        self, browser: Client, plan: Plan, sleep: Instrument, parts: list[InstrumentPart]
    ) -> None:
        """What the resident said of it is what the goal begins with."""
        fields = {level(parts[0]): "1", f"words-{parts[0].pk}": "Ik wil weer slapen.", "voice": "resident"}
        fill(browser, "assessment_new", plan, sleep, **fields)
        send(browser, "assessment_goal", Assessment.objects.get(), parts[0])
        goal = Goal.objects.latest("recorded_at")
        assert (goal.own_words, goal.voice) == ("Ik wil weer slapen.", "resident")
        assert send(browser, "assessment_goal", Assessment.objects.get(), parts[1]).status_code == 404
