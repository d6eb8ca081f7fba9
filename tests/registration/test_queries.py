"""Where a goal stands, what a plan holds, and how many questions a page asks the database."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from organisation.models import User
from registration.models import Action, Experience, Goal, GoalScore, Note, Plan
from registration.operations.goals import take_back_score
from registration.queries import Stairs, next_appointment, stairs, standing_scores
from tests.makers import (
    ActionFactory,
    AppointmentFactory,
    ClosingFactory,
    GoalFactory,
    HelpRequestFactory,
    NoteFactory,
    StepFactory,
)
from tests.makers_answers import AssessmentFactory, QuestionAnswerFactory, QuestionFactory
from tests.makers_beside import ApplicationFactory, DecisionFactory, ReferralFactory
from tests.makers_catalogue import InstrumentFactory
from tests.makers_people import days_ago
from tests.registration.pages import address

# (days ago, value, voice), in the order in which they were recorded -> begin, before, now, voice
BY_HAND = [
    ([], (None, None, None, "")),
    ([(0, 3, "resident")], (3, None, 3, "resident")),
    ([(9, 2, "resident"), (1, 4, "resident")], (2, None, 4, "resident")),
    ([(9, 2, "resident"), (5, 3, "resident"), (1, 5, "resident")], (2, 3, 5, "resident")),
    # Recorded in another order than it was said.
    ([(1, 5, "resident"), (9, 2, "resident"), (5, 3, "resident")], (2, 3, 5, "resident")),
    # Two on one day: the one recorded last counts.
    ([(9, 2, "resident"), (1, 5, "resident"), (1, 4, "resident")], (2, None, 4, "resident")),
    ([(9, 2, "resident"), (9, 1, "resident"), (1, 4, "resident")], (1, None, 4, "resident")),
    # Voices are never mixed, however many others there are.
    ([(9, 1, "professional"), (5, 5, "carer"), (1, 3, "resident")], (3, None, 3, "resident")),
    ([(9, 1, "professional"), (5, 5, "carer"), (1, 3, "professional")], (1, None, 3, "professional")),
    ([(9, 1, "carer"), (5, 2, "carer"), (3, 2, "carer")], (1, 2, 2, "carer")),
]


@pytest.mark.parametrize(("said", "expected"), BY_HAND)
def test_stairs(plan: Plan, said: list[tuple[int, int, str]], expected: tuple[object, ...]) -> None:
    """Begin, before, now and whose word it is, worked out by hand."""
    goal = plan.goals.all()[0]
    for ago, value, voice in said:
        StepFactory(goal=goal, by=plan.recorded_by, scored_on=days_ago(ago), value=value, voice=voice)
    found = stairs(list(standing_scores().filter(goal=goal)))
    assert (found.begin, found.before, found.now, found.voice) == expected
    assert found.scored_on == (days_ago(min(ago for ago, _v, voice in said if voice == found.voice)) if said else None)


def test_stairs_without_what_was_taken_back(plan: Plan) -> None:
    """A score that was taken back, or replaced by another, does not count; the replacement does."""
    goal, by = plan.goals.all()[0], plan.recorded_by
    first = StepFactory(goal=goal, by=by, scored_on=days_ago(9), value=1)
    StepFactory(goal=goal, by=by, scored_on=days_ago(9), value=2, replaces=first)
    wrong = StepFactory(goal=goal, by=by, value=5)
    take_back_score(score=wrong, by=by)
    assert stairs(list(standing_scores().filter(goal=goal))) == Stairs(2, None, 2, "resident", days_ago(9))
    assert GoalScore.objects.count() == 4


def test_next_appointment(plan: Plan) -> None:
    """The first one from now on that was not cancelled."""
    now, by = timezone.now(), plan.recorded_by

    def at(hours: int, cancelled: datetime | None = None) -> object:
        return AppointmentFactory(plan=plan, by=by, starts_at=now + timedelta(hours=hours), cancelled_at=cancelled)

    at(-1), at(3), at(1, now)
    soonest = at(2)
    assert next_appointment(plan, now) == soonest


def fill_up(goal: Goal, times: int) -> None:
    """More goals beside this one, more actions, steps and former wordings in it, more notes and requests."""
    plan, by = goal.plan, goal.recorded_by
    for number in range(times):
        other = GoalFactory(plan=plan, by=by, life_domain_id="finance")
        action = ActionFactory(goal=goal, by=by, who="professional")
        ActionFactory(goal=other, by=by, together_with=action)
        for value in (1, 2, 3):
            StepFactory(goal=goal, by=by, value=value, scored_on=days_ago(number * 3 + value))
            StepFactory(goal=other, by=by, value=value)
        note = NoteFactory(plan=plan, by=by)
        AppointmentFactory(plan=plan, by=by)
        Note.objects.filter(pk=note.pk).update(text=f"Anders verteld {number}")
        Action.objects.filter(pk=action.pk).update(text=f"Anders afgesproken {number}")
        Goal.objects.filter(pk=goal.pk).update(own_words=f"Ander woord {number}")
    for theme in ("finance", "housing", "children")[:times]:
        HelpRequestFactory(plan=plan, by=by, theme_id=theme, own_words="")


def fill_beside(plan: Plan, times: int) -> None:
    """More answers, instruments filled in, referrals, applications, decisions, and closings of before."""
    by = plan.recorded_by
    for number in range(times):
        asked = QuestionFactory(answer_type="choice", at="opening", offers="ja nee")
        QuestionAnswerFactory(plan=plan, by=by, question=asked, value="ja")
        Experience.objects.create(plan=plan, recorded_by=by, way="later", asked_on=days_ago(number))
        instrument = InstrumentFactory()
        for ago in (9, 2):
            scores = dict.fromkeys(instrument.parts.all(), 1)
            AssessmentFactory(plan=plan, by=by, instrument=instrument, assessed_on=days_ago(ago), scores=scores)
        ReferralFactory(plan=plan, by=by)
        DecisionFactory(application=ApplicationFactory(plan=plan, by=by), by=by)
        ended = {"closed_on": days_ago(number + 1), "reopened_on": days_ago(number), "reopened_because": "Toch nog."}
        ClosingFactory(plan=plan, by=by, reopened_by=by, **ended)


@pytest.mark.parametrize(
    ("page", "most", "of"),
    [
        ("plan", 41, lambda goal: goal.plan),
        ("table", 30, lambda goal: goal.plan),
        ("goal", 27, lambda goal: goal),
        ("goal_edit", 19, lambda goal: goal),
        ("action_edit", 21, lambda goal: goal.actions.all()[0]),
    ],
)
def test_queries_are_fixed(
    browser: Client, plan: Plan, page: str, most: int, of: Callable[[Goal], object], professional: User
) -> None:
    """As many with one of everything as with ten."""
    goal = plan.goals.all()[0]
    HelpRequestFactory(plan=plan, by=professional)
    counts = []
    browser.get(address(page, of(goal)))  # the first page of a session writes down when it began
    for times in (1, 9):
        fill_up(goal, times)
        fill_beside(plan, times)
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(address(page, of(goal))).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1] <= most, [query["sql"][:150] for query in asked.captured_queries]
