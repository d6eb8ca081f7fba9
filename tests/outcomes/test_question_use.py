"""How often each question is filled in, in worlds small enough to count by hand."""

from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone

from catalogue.operations.builtin import ASKED
from catalogue.operations.offered import offered_set
from organisation.models import User
from outcomes.figures import Use
from outcomes.indicators import question_use
from outcomes.question_fields import COUNTED, NOT_COUNTED
from registration.models import Plan, QuestionAnswer
from tests.makers import (
    ActionFactory,
    AppointmentFactory,
    ClosingFactory,
    GoalFactory,
    HelpRequestFactory,
    HouseholdFactory,
    HouseholdMemberFactory,
    NetworkPersonFactory,
    NoteFactory,
    PlanFactory,
    StrengthFactory,
)
from tests.makers_beside import ApplicationFactory, DecisionFactory, ReferralFactory
from tests.makers_catalogue import ServiceFactory
from tests.makers_people import AreaFactory
from tests.makers_questions import OwnQuestionFactory
from tests.outcomes.worlds import QUARTER, World

FIRST, LAST, END = QUARTER.start, QUARTER.last_day, QUARTER.end


@pytest.fixture
def world(professional: User) -> World:
    """Amir's."""
    return World(professional)


def use_of(world: World, key: str) -> Use:
    """The use of a question in the quarter; it must be there to see."""
    found = question_use.compute(world.organisation, QUARTER).of(key)
    assert isinstance(found, Use)
    return found


def answer(world: World, note: object, key: str, state: str, **more: object) -> QuestionAnswer:
    """An answer given in the form of a talk."""
    value = "Ja" if state == "filled" else None
    return QuestionAnswer.objects.create(
        plan=note.plans.get(), note=note, moment="contact", question_id=key, state=state, value=value, voice="resident",
        answered_on=note.held_on, recorded_by=world.person, **more,
    )  # fmt: skip


class TestByHand:
    """Counts."""

    def test_three_kinds_of_nothing(self, world: World) -> None:
        """Twenty-five talks of as many residents: filled, left empty, not asked, not applicable, and corrected."""
        key = OwnQuestionFactory().pk
        notes = [world.asked_note(LAST, key, "note.text") for _talk in range(25)]
        for state, some in (("filled", notes[:8]), ("not_asked", notes[8:13]), ("not_applicable", notes[13:19])):
            for note in some:
                answer(world, note, key, state)
        # One was corrected from filled to not asked, another from not asked to filled, and one was taken back.
        for note, state in ((notes[0], "not_asked"), (notes[8], "filled"), (notes[1], "empty")):
            answer(world, note, key, state, replaces=note.answers.get())
        found = use_of(world, key)
        assert (found.offered, found.filled, found.empty, found.not_asked, found.not_applicable) == (25, 7, 7, 5, 6)
        assert found.residents == 25 and not found.is_hardly_filled
        assert use_of(world, "note.text").filled == 25

    def test_days(self, world: World) -> None:
        """The first and the last day are inside, the days beside them are not."""
        for day in (FIRST - timedelta(days=1), FIRST, LAST, END):
            for _talk in range(5):
                world.asked_note(day, "note.text")
        assert use_of(world, "note.text").offered == 10

    def test_not_offered_is_not_counted(self, world: World) -> None:
        """What was brought in from elsewhere kept no set; what was removed is none."""
        for _talk in range(6):
            world.asked_note(LAST, "note.text")
            NoteFactory(plan=world.plan(opened_on=LAST), held_on=LAST, by=world.person)
            world.asked_note(LAST, "note.text", removed_at=timezone.now())
        assert use_of(world, "note.text").offered == 6

    def test_a_talk_with_two_families(self, world: World) -> None:
        """Is one record, with two residents behind it."""
        for _talk in range(5):
            world.asked_note(LAST, "note.text").plans.add(world.plan(opened_on=LAST))
        found = use_of(world, "note.text")
        assert (found.offered, found.residents) == (5, 10)

    def test_an_opening(self, world: World) -> None:
        """An answer at the opening stands with the plan; one at a talk with the same plan does not fill it."""
        key = OwnQuestionFactory(at="opening").pk
        plans = [world.plan(opened_on=LAST, offered=offered_set([key])) for _plan in range(10)]
        for plan in plans[:5]:
            QuestionAnswer.objects.create(
                plan=plan, moment="opening", question_id=key, state="filled", value="Ja", voice="resident",
                answered_on=LAST, recorded_by=world.person,
            )  # fmt: skip
        note = NoteFactory(plan=plans[9], held_on=LAST, by=world.person)
        answer(world, note, key, "filled")
        assert (use_of(world, key).offered, use_of(world, key).filled) == (10, 5)


class TestEveryRecord:
    """Each built-in question, in the record that keeps it."""

    def test_each_field(self, world: World) -> None:
        """Five of everything, filled in as the makers do, and five with as little as there can be."""
        keys, by = sorted(key for key, kept in COUNTED.items() if kept.record not in OUTSIDE), world.person
        for _turn in range(5):
            self._full(by, keys)
        found = {use.key: use for use in question_use.compute(world.organisation, QUARTER).questions}
        missing = set(keys) - set(found)
        assert missing == {"assessment.voice"}
        assert [key for key in found if found[key].filled != found[key].offered] == []
        for _turn in range(5):
            self._empty(by, keys)
        uses = [use_of(world, key) for key in found]
        always = {
            "action.who", "appointment.starts_at", "application.applied_on", "closing.closed_on", "decision.decided_on",
            "help_request.own_words", "household.members", "household.name", "network_person.name", "note.held_on",
            "referral.referred_on", "resident.first_name", "resident.language", "strength.own_words", "referral.to",
            "application.provision",
        }  # fmt: skip
        assert {use.key for use in uses if use.filled == use.offered} == always
        assert {use.filled for use in uses if use.key not in always | OF_A_PLAN} == {5}

    def _full(self, by: User, keys: list[str]) -> None:
        stamp = {"by": by, "offered": offered_set(keys)}
        plan = self._plan(by, stamp, last_name="Bedacht", known_as="Bé", birth_year=1950)
        HelpRequestFactory(plan=plan, asked_on=LAST, own_words="Het lukt niet.", theme=None, **stamp)
        goal = GoalFactory(plan=plan, set_on=LAST, own_words="Rust", life_domain_id="finance", **stamp)
        ActionFactory(goal=goal, text="Bellen", due_on=LAST, recorded_at=_at(LAST), **stamp)
        StrengthFactory(plan=plan, recorded_at=_at(LAST), **stamp)
        NetworkPersonFactory(
            plan=plan, name="Kees", relation="buur", helps_with="tuin", phone="06", recorded_at=_at(LAST), **stamp
        )
        AppointmentFactory(plan=plan, starts_at=_at(LAST), **stamp)
        NoteFactory(plan=plan, held_on=LAST, text="Koffie", **stamp)
        said = {"helped_resident": "yes", "helped_professional": "no", "continues_independently": "partly"}
        ClosingFactory(plan=plan, closed_on=LAST, reason="done", **said, **stamp)
        ReferralFactory(
            plan=plan, referred_on=LAST, line="first", reason="Nodig", could_have_been_ours="yes", theme_id="finance",
            **stamp,
        )  # fmt: skip
        application = ApplicationFactory(plan=plan, applied_on=LAST, **stamp)
        DecisionFactory(
            application=application, decided_on=LAST, valid_from=LAST, valid_until=END, explanation="Goed", **stamp
        )

    def _empty(self, by: User, keys: list[str]) -> None:
        stamp = {"by": by, "offered": offered_set(keys)}
        plan = self._plan(by, stamp)
        goal = GoalFactory(plan=plan, set_on=LAST, own_words="", life_domain=None, **stamp)
        ActionFactory(goal=goal, text="", due_on=None, recorded_at=_at(LAST), **stamp)
        NetworkPersonFactory(
            plan=plan, name="Kees", relation="", helps_with="", phone="", recorded_at=_at(LAST), **stamp
        )
        NoteFactory(plan=plan, held_on=LAST, text="", **stamp)
        ClosingFactory(plan=plan, closed_on=LAST, reason="", **stamp)
        ReferralFactory(plan=plan, referred_on=LAST, **stamp)
        DecisionFactory(
            application=ApplicationFactory(plan=plan, applied_on=LAST, **stamp), decided_on=LAST, outcome="", **stamp
        )

    def _plan(self, by: User, stamp: dict[str, object], **names: object) -> Plan:
        asked = offered_set(key for key in OF_A_PLAN if not key.startswith("household."))
        plan = PlanFactory(opened_on=LAST, by=by, offered=asked)
        if names:
            plan.area, plan.service = AreaFactory(), ServiceFactory()
            plan.save(update_fields=["area", "service"])
        person = plan.resident
        for name in ("last_name", "known_as", "birth_year"):
            setattr(person, name, names.get(name, None if name == "birth_year" else ""))
        person.birth_month = person.birth_day = None
        person.save()
        member = HouseholdMemberFactory(household=HouseholdFactory(by=by, name="De Bedachts"), by=by)
        asked = offered_set(["household.name", "household.members"])
        PlanFactory(household=member.household, resident=None, opened_on=LAST, by=by, offered=asked)
        return plan


# Work outside has a file of its own: test_question_use_outside.py.
OUTSIDE = {"group_met", "activity", "signal"}
OF_A_PLAN = {key for key, kept in COUNTED.items() if kept.record == "plan"}


def _at(day: date) -> datetime:
    """Late in the evening, when it is another day already for a clock that does not know where we are."""
    return datetime.combine(day, time(23, 30), tzinfo=timezone.get_current_timezone())


def test_every_built_in_question_has_its_place() -> None:
    """Each is counted, or stands in the short list with a reason; and nothing else stands in either."""
    keys = {builtin.key for builtin in ASKED}
    assert set(COUNTED) | set(NOT_COUNTED) == keys
    assert set(COUNTED) & set(NOT_COUNTED) == set() and all(map(str, NOT_COUNTED.values()))
