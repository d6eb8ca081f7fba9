"""The browser of Amir, who coordinates `plan`, and the parts of that plan."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from organisation.models import User
from registration.models import (
    Action,
    Goal,
    HelpRequest,
    Household,
    HouseholdMember,
    NetworkPerson,
    PhoneCode,
    Plan,
    Strength,
    TeamPhrase,
)
from registration.operations.actions import change_action, tick_action
from registration.operations.experience import ask_experience
from registration.operations.goal_scale import Meaning, set_scale
from registration.operations.goals import change_goal, score_goal
from registration.operations.notes import add_note, change_note, plan_appointment
from registration.operations.plans import Review, close_plan
from registration.operations.stale import reword
from tests.codes import PLAN, Given, code_for
from tests.makers import (
    ActionFactory,
    AssignmentFactory,
    BrokenGlassFactory,
    GoalFactory,
    HouseholdFactory,
    HouseholdMemberFactory,
    PlanFactory,
    ResidentFactory,
)
from tests.makers_answers import AssessmentFactory, QuestionAnswerFactory
from tests.makers_beside import ApplicationFactory, DecisionFactory, ReferralFactory
from tests.makers_catalogue import InstrumentFactory
from tests.makers_discussions import AgreedActionFactory, CaseTextFactory, DiscussionFactory
from tests.makers_people import days_ago


@pytest.fixture
def browser(client_of: Callable[[User], Client], professional: User) -> Client:
    """Amir's."""
    return client_of(professional)


@pytest.fixture
def goal(plan: Plan) -> Goal:
    """The first goal of the plan."""
    return plan.goals.all()[0]


@pytest.fixture
def action(goal: Goal) -> Action:
    """The first action of the first goal."""
    return goal.actions.all()[0]


@pytest.fixture
def second(plan: Plan, colleague: User, client_of: Callable[[User], Client]) -> Client:
    """The browser of Noor, who works on the plan as well since today."""
    AssignmentFactory(plan=plan, by=colleague, since=days_ago(0), kind="co_worker")
    return client_of(colleague)


@pytest.fixture
def household(professional: User) -> Household:
    """The family Wolk: Noa and Ruud since half a year, with a plan of Amir."""
    made = HouseholdFactory(by=professional, name="Gezin Wolk")
    PlanFactory(by=professional, resident=None, household=made, law="jeugdwet")
    for first_name, year in (("Noa", 2012), ("Ruud", 1980)):
        who = ResidentFactory(by=professional, first_name=first_name, last_name="Wolk", birth_year=year)
        HouseholdMemberFactory(household=made, resident=who, by=professional)
    return made


@pytest.fixture
def noa(household: Household) -> HouseholdMember:
    """Noa in that family."""
    return household.members.get(resident__first_name="Noa")


@pytest.fixture
def together(household: Household) -> Plan:
    """The plan of that family."""
    return household.plans.get()


@pytest.fixture
def given(plan: Plan, professional: User) -> Given:
    """The code of the resident."""
    return code_for(plan=plan, by=professional)


@pytest.fixture
def phone(given: Given) -> Client:
    """The phone of the resident, opened."""
    browser, answer = given.phone()
    assert answer.url == PLAN
    return browser


@pytest.fixture
def full_plan(plan: Plan, professional: User, former: User) -> Plan:
    """A plan with a row in every table."""
    today = timezone.localdate()
    goal = GoalFactory(plan=plan, by=professional)
    action = ActionFactory(goal=goal, by=professional)
    note = add_note(plans=[plan], held_on=today, kind="", text="Gesproken.", by=professional)
    asked = HelpRequest.objects.create(
        plan=plan, own_words="Ik slaap slecht.", asked_on=today, recorded_by=professional, changed_by=professional
    )
    reword(asked, version=1, by=professional, own_words="Ik slaap niet.")
    change_goal(goal=goal, version=1, by=professional, own_words="Andere woorden.")
    change_action(action=action, version=1, by=professional, text="Iets anders.")
    change_note(note=note, version=1, by=professional, text="Meer gesproken.")
    score_goal(goal=goal, value=2, voice="resident", scored_on=today, by=professional)
    tick_action(action=action, done=True, day=today, by=professional)
    in_a_week = timezone.now() + timedelta(days=7)
    plan_appointment(plan=plan, starts_at=in_a_week, place="Thuis", with_whom="", by=professional)
    stamps = {"recorded_by": professional, "changed_by": professional}
    Strength.objects.create(plan=plan, own_words="Ik kan goed koken.", **stamps)
    ReferralFactory(plan=plan, by=professional)
    meant = [Meaning(0, "Elke dag.", 0)]
    set_scale(goal=goal, scale="ladder", importance=None, version=goal.version, meanings=meant, by=professional)
    instrument = InstrumentFactory()
    AssessmentFactory(plan=plan, by=professional, instrument=instrument, scores={instrument.parts.all()[0]: 1})
    ask_experience(plan=plan, way="later", asked_on=today, by=professional)
    QuestionAnswerFactory(plan=plan, by=professional)
    DecisionFactory(application=ApplicationFactory(plan=plan, by=professional), by=professional)
    NetworkPerson.objects.create(plan=plan, name="Ria", **stamps)
    BrokenGlassFactory(plan=plan, by=former)
    PhoneCode.objects.create(
        plan=plan, goal=goal, code_hash="c", pin_hash="p", expires_at=in_a_week, recorded_by=professional
    )
    TeamPhrase.objects.create(team=plan.assignments.all()[0].team, text="Ik bel.", **stamps)
    HouseholdMemberFactory(household=HouseholdFactory(by=professional), resident=plan.resident, by=professional)
    talked_over(plan, professional)
    close_plan(plan=plan, closed_on=today, review=Review(), by=professional)
    return plan


def talked_over(plan: Plan, professional: User) -> None:
    """A meeting of the team about the plan, with everything in it, reworded once."""
    made = DiscussionFactory(team=plan.assignments.all()[0].team, by=professional)
    made.plans.add(plan)
    made.themes.add("finance")
    made.participants.create(role="police")
    AgreedActionFactory(discussion=made, by=professional)
    said = CaseTextFactory(discussion=made, by=professional)
    reword(made, version=1, by=professional, learning_point="Iets anders geleerd.")
    reword(said, version=1, by=professional, text="Iets anders gezegd.")
