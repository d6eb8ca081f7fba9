"""Forms that were filled in where there was no network, as the office takes them in."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organisation.models import Team, User
from organisation.offline import mark_of
from registration.models import Action, Goal, Plan
from tests.makers_people import MembershipFactory
from tests.registration.pages import address

THREE_DAYS = 3 * 24 * 3600 * 1000


def waited(browser: Client, person: User, path: str, **fields: str) -> HttpResponse:
    """Sends a form that waited three days on the device of this person."""
    headers = {"X-Kept-For": mark_of(person), "X-Made-At": "0", "X-Sent-At": str(THREE_DAYS)}
    return browser.post(path, {"submission_key": str(uuid4()), **fields}, headers=headers)


class TestOfflinePlan:
    """offline_plan"""

    @pytest.mark.django_db
    def test_offline_plan_is_empty(self) -> None:
        """A name, a goal and its steps; no team, no place, nobody."""
        page = Client().get(reverse("offline_plan")).content.decode()
        names = ("first_name", "last_name", "goal_1", "actions_1", "goal_3", "with_goals")
        assert [name for name in names if f'name="{name}"' not in page] == []
        assert 'name="team"' not in page and 'action="/plans/new/"' in page

    def test_with_goals_and_actions(self, browser: Client, professional: User) -> None:
        """Opened on the day it was written down; every line is an action."""
        fields = {"with_goals": "1", "goal_1": "Rust in huis.", "actions_1": "De post openen.\n\n  Samen bellen.\n"}
        answer = waited(browser, professional, "/plans/new/", first_name="Zonnetje", **fields)
        plan = Plan.objects.get(resident__first_name="Zonnetje")
        assert (answer.status_code, answer.headers["X-Next"]) == (201, address("table", plan))
        day = timezone.localdate() - timedelta(days=3)
        goal = plan.goals.get()
        assert (plan.opened_on, goal.set_on, goal.own_words) == (day, day, "Rust in huis.")
        assert [action.text for action in goal.actions.all()] == ["De post openen.", "Samen bellen."]

    def test_without_any_goal(self, browser: Client, professional: User) -> None:
        """A name is enough, as always."""
        waited(browser, professional, "/plans/new/", first_name="Zonnetje", with_goals="1")
        assert not Plan.objects.get(resident__first_name="Zonnetje").goals.exists()

    def test_of_several_teams(self, browser: Client, professional: User, west: Team) -> None:
        """Which one is asked when it comes in, and what was written stands in the form."""
        MembershipFactory(user=professional, team=west)
        fields = {"with_goals": "1", "goal_1": "Rust in huis.", "goal_2": "Meer buiten."}
        answer = waited(browser, professional, "/plans/new/", first_name="Zonnetje", **fields)
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "Rust in huis.</textarea>" in page and "Meer buiten.</textarea>" in page and 'name="team"' in page

    def test_of_an_older_form(self, browser: Client, professional: User) -> None:
        """Fields that went and fields that came: a page to read, with what still has a place."""
        answer = waited(browser, professional, "/plans/new/", given_name="Zonnetje", last_name="Verzonnen")
        assert answer.status_code == 422
        assert 'value="Verzonnen"' in answer.content.decode()


def test_visit_is_empty(browser: Client, plan: Plan) -> None:
    """visit: the same for who has plans as for nobody."""
    assert plan.called not in browser.get(reverse("visit")).content.decode()


def test_tick_and_step_on_the_day_itself(browser: Client, professional: User, action: Action, goal: Goal) -> None:
    """What was touched three days ago was done three days ago."""
    assert waited(browser, professional, address("tick", action), done="1").status_code == 201
    assert waited(browser, professional, address("goal_score", goal), value="4").status_code == 201
    day = timezone.localdate() - timedelta(days=3)
    assert (action.ticks.get().ticked_on, goal.scores.get().scored_on) == (day, day)
