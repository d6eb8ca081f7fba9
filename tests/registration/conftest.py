"""The browser of Amir, who coordinates `plan`, and the parts of that plan."""

from collections.abc import Callable

import pytest
from django.test import Client

from organisation.models import User
from registration.models import Action, Goal, Plan
from tests.makers import AssignmentFactory, days_ago


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
