"""Goals on a scale of their own: chosen before the first score, in words of both, and never mixed with the ladder."""

from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from organisation.models import User
from outcomes.populations import with_last_step
from registration import queries
from registration.models import Goal, GoalLevel, GoalScore, Plan
from registration.models.goal import Scale
from tests.makers import StepFactory
from tests.makers_people import days_ago
from tests.registration.pages import address, fill, post, send, told


@pytest.fixture
def goal(plan: Plan) -> Goal:
    """The first goal, without a score."""
    return plan.goals.all()[0]


def test_goal_scale_with_words(browser: Client, goal: Goal) -> None:
    """Scale, weight and the words of its levels; those of another scale are not kept."""
    words = {"level_0": "Drie keer per week buiten", "level_-1": "Eén keer", "level_-3": "Hoort hier niet"}
    response = fill(browser, "goal_scale", goal, scale="gas", importance="3", **words)
    assert "Drie keer per week buiten" in told(browser, response)
    goal.refresh_from_db()
    assert (goal.scale, goal.importance) == ("gas", 3)
    assert dict(GoalLevel.objects.values_list("value", "text")) == {0: "Drie keer per week buiten", -1: "Eén keer"}


def test_a_goal_with_a_score_keeps_its_scale(browser: Client, goal: Goal, professional: User) -> None:
    """A plain sentence; once the score is taken back it may change again."""
    score = StepFactory(goal=goal, by=professional)
    page = fill(browser, "goal_scale", goal, scale="gas")
    assert page.status_code == 422 and "Daarom houdt het deze schaal." in page.content.decode()
    send(browser, "score_take_back", score)
    assert fill(browser, "goal_scale", goal, scale="gas").status_code == 302
    goal.refresh_from_db()
    assert goal.scale == Scale.GAS


def test_two_at_once(browser: Client, goal: Goal) -> None:
    """The second is told what the first made of it."""
    here = address("goal_scale", goal)
    fill(browser, "goal_scale", goal, scale="gas", level_0="Eerst")
    fields = {"scale": ["gas"], "version": ["2"], "version_0": ["1"], "importance": [""]}
    for words in ("Toen", "Daarna"):
        page = post(browser, here, {**fields, "submission_key": [str(uuid4())], "level_0": [words]})
    assert page.status_code == 422 and "“Toen”" in page.content.decode()
    assert GoalLevel.objects.get().text == "Toen"


@pytest.mark.parametrize(
    "scale, value, wrong", [("gas", "-2", "3"), ("gas", "0", "5"), ("gas_start", "-3", "-4"), ("gas_psw", "-1", "-2")]
)
def test_scored_on_its_own_scale(browser: Client, goal: Goal, scale: str, value: str, wrong: str) -> None:
    """On the plan and at the kitchen table; a value of another scale is refused."""
    Goal.objects.filter(pk=goal.pk).update(scale=scale)
    assert send(browser, "goal_score", goal, value=wrong).status_code == 422
    assert send(browser, "goal_score", goal, value=value).status_code == 302
    assert list(GoalScore.objects.values_list("scale", "value")) == [(scale, int(value))]
    page = browser.get(address("plan", goal.plan)).content.decode()
    assert 'aria-current="step"' in page and f'value="{value}"' in page
    table = browser.get(address("table", goal.plan)).content.decode()
    assert f'name="score-{goal.pk}"' in table and f'value="{value}" aria-current="step"' in table
    assert send(browser, "goal_score", goal, value="").status_code == 422


def test_where_a_scale_begins(goal: Goal, professional: User) -> None:
    """A scale that says so itself begins there, also before anything was said."""
    Goal.objects.filter(pk=goal.pk).update(scale=Scale.GAS_START)
    goal.refresh_from_db()
    stood = queries.stood(goal)
    assert (stood.begin, stood.now, stood.values) == (-2, None, [-3, -2, -1, 0, 1, 2])
    StepFactory(goal=goal, by=professional, scale=Scale.GAS_START, value=0)
    StepFactory(goal=goal, by=professional, scale=Scale.LADDER, value=4)
    stood = queries.stood(goal)
    assert (stood.begin, stood.before, stood.now) == (-2, None, 0)


def test_attained_is_never_mixed(browser: Client, plan: Plan, professional: User) -> None:
    """T for each scale apart, with what it rests on; a goal on the ladder takes no part."""
    first, second = plan.goals.all()
    Goal.objects.filter(pk=first.pk).update(scale=Scale.GAS, importance=3)
    StepFactory(goal=first, by=professional, scale=Scale.GAS, value=1)
    StepFactory(goal=second, by=professional, value=5)
    page = browser.get(address("plan", plan)).content.decode()
    assert "Bereikt: 60" in page and page.count("Bereikt:") == 1 and "Dit gaat over één doel" in page
    Goal.objects.filter(pk=second.pk).update(scale=Scale.GAS_PSW)
    assert browser.get(address("plan", plan)).content.decode().count("Bereikt:") == 1


def test_figures_of_the_ladder_leave_other_scales_out(goal: Goal, professional: User) -> None:
    """A score on another scale is no step of the ladder."""
    StepFactory(goal=goal, by=professional, scale=Scale.GAS, value=2, scored_on=days_ago(1))
    (found,) = with_last_step(Goal.objects.filter(pk=goal.pk), timezone.localdate())
    assert found.stands_on is None
