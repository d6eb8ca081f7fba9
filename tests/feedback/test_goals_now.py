"""Where do the goals of my residents stand now? And the goals behind each number."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from feedback.dashboards.goals_now import page as page_of
from organisation.models import User
from organisation.scope import Scope
from outcomes.indicators.goals_now import NOT_SCORED, STEPS
from registration.models import Plan
from tests.makers import GoalFactory, PlanFactory, StepFactory
from tests.makers_people import days_ago

Browser = Callable[[User], Client]
NUMBER = re.compile(r'href="/insights/goals-now/(\w+)/">(\d+)<')


@pytest.fixture
def goals(professional: User) -> list[Plan]:
    """Thirteen plans: goal n stands on step 1 to 5 in turn, the last three have no step."""
    plans = [PlanFactory(by=professional) for _turn in range(13)]
    for turn, plan in enumerate(plans):
        goal = GoalFactory(plan=plan, by=professional)
        if turn < 10:
            StepFactory(goal=goal, by=professional, value=turn % 5 + 1)
    return plans


def test_goals_now(professional: User, goals: list[Plan], client_of: Browser) -> None:
    """The sentence, the drawing, the table with shares, what it rests on and what is counted."""
    page = client_of(professional).get(reverse("goals_now")).content.decode()
    assert "Van 10 doelen staan er 4 op trede 1 of 2, 2 op trede 3 en 4 op trede 4 of 5." in page
    assert dict(NUMBER.findall(page)) == {**dict.fromkeys(STEPS, "2"), NOT_SCORED: "3"}
    assert page.count("(20%)") == 5
    assert page.count('width="12" height="12"') == 10
    assert "Van 13 open doelen kennen we van 10 de stand." in page
    assert "alleen jij ziet dit" in page and "Wat telt mee?" in page


def test_few_residents(professional: User, client_of: Browser) -> None:
    """Below twelve residents there are counts and no percentages."""
    StepFactory(goal=GoalFactory(plan=PlanFactory(by=professional), by=professional), by=professional, value=4)
    page = client_of(professional).get(reverse("goals_now")).content.decode()
    assert "Van 1 doel: 0 op trede 1 of 2, 0 op trede 3 en 1 op trede 4 of 5." in page
    assert "%)" not in page and [count for _step, count in NUMBER.findall(page)] == ["1"]
    assert "Wat het opleverde · stand" in page and 'href="/insights/"' in page and "mantelzorger" not in page


def test_no_steps(professional: User, client_of: Browser) -> None:
    """Goals without a step are said, not drawn as zero progress."""
    GoalFactory(plan=PlanFactory(by=professional), by=professional)
    page = client_of(professional).get(reverse("goals_now")).content.decode()
    assert "Nog geen van je open doelen heeft een stand." in page


def test_nothing_yet(professional: User, client_of: Browser) -> None:
    """No goals: words instead of an empty drawing."""
    page = client_of(professional).get(reverse("goals_now")).content.decode()
    assert "Nog geen gegevens" in page and 'class="drawing"' not in page


def test_goals_now_records(professional: User, goals: list[Plan], stranger: User, client_of: Browser) -> None:
    """Each number opens exactly those goals, each with the way to its plan."""
    StepFactory(goal=GoalFactory(plan=PlanFactory(by=stranger), by=stranger), by=stranger, value=3)
    browser = client_of(professional)
    table = browser.get(reverse("goals_now")).content.decode()
    for step, count in NUMBER.findall(table):
        page = browser.get(reverse("goals_now_records", args=[step])).content.decode()
        opened = re.findall(r'href="/plans/([0-9a-f-]+)/#goal-', page)
        assert len(opened) == int(count)
        assert set(opened) <= {str(plan.pk) for plan in goals}
    assert "Trede 3: Halverwege" in browser.get(reverse("goals_now_records", args=["3"])).content.decode()


@pytest.mark.parametrize("step", ["0", "6", "all", "-1"])
def test_unknown_step(professional: User, client_of: Browser, step: str) -> None:
    """There is no such page."""
    assert client_of(professional).get(f"/insights/goals-now/{step}/").status_code == 404


def test_no_goals_on_a_step(professional: User, client_of: Browser) -> None:
    """A zero opens an empty list that says so."""
    page = client_of(professional).get(reverse("goals_now_records", args=["5"])).content.decode()
    assert "Hier staan nu geen doelen" in page


def test_only_of_ones_own(professional: User) -> None:
    """The page cannot be made of a wider scope."""
    with pytest.raises(ValueError, match="own caseload"):
        page_of(Scope("teams", professional.pk, days_ago(0)), days_ago(0))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_languages(professional: User, goals: list[Plan], client_of: Browser, language: str) -> None:
    """The answer in both languages."""
    browser = client_of(professional)
    browser.cookies["language"] = language
    page = browser.get(reverse("goals_now")).content.decode()
    assert ("Of 10 goals, 4 are on step 1 or 2" in page) is (language == "en")
