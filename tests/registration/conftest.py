"""The browser of Amir, who coordinates `plan`, and the parts of that plan."""

from collections.abc import Callable

import pytest
from django.test import Client

from organisation.models import User
from registration.models import Action, Goal, Household, HouseholdMember, Plan
from tests.makers import (
    AssignmentFactory,
    HouseholdFactory,
    HouseholdMemberFactory,
    PlanFactory,
    ResidentFactory,
    days_ago,
)


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
