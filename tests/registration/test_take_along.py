"""A plan that somebody takes along to read where there is no network."""

from django.test import Client
from django.urls import reverse

from organisation.models import AccessEvent, User
from registration.models import Goal, Plan
from registration.operations.goals import score_goal
from registration.operations.removing import remove
from tests.registration.pages import address


def test_goals_and_actions(browser: Client, plan: Plan, professional: User) -> None:
    """What is worked on, with where a tick and a step are sent; no name but how the resident is called."""
    first, second = plan.goals.all()
    score_goal(goal=first, value=3, voice="resident", scored_on=plan.opened_on, by=professional)
    remove(record=second, by=professional)
    answer = browser.get(address("take_along", plan))
    told = answer.json()
    assert (told["plan"], told["name"]) == (str(plan.pk), plan.called)
    (goal,) = told["goals"]
    assert (goal["words"], goal["now"], goal["path"]) == (first.own_words, 3, address("goal_score", first))
    assert [action["path"] for action in goal["actions"]] == [address("tick", one) for one in first.actions.all()]
    assert [step["value"] for step in goal["steps"]] == [1, 2, 3, 4, 5]
    assert plan.resident.last_name not in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]


def test_is_a_look(browser: Client, plan: Plan) -> None:
    """Logged as any look into the file, in words."""
    browser.get(address("take_along", plan))
    assert AccessEvent.objects.get(what="take_along:read").plan == plan.pk
    page = browser.get(address("looks", plan)).content.decode()
    assert "nam het plan mee voor een bezoek" in page


def test_button_on_the_plan(browser: Client, plan: Plan, goal: Goal) -> None:
    """Where the plan is open; a script shows it."""
    assert reverse("take_along", args=[plan.pk]) in browser.get(address("plan", plan)).content.decode()
