"""Who walks along: looking, adding, ending."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organisation.models import AccessEvent, Membership, Team, User
from organisation.scope import teams
from registration.models import Assignment, Plan
from registration.queries import team_plans
from tests.makers import AssignmentFactory, ClosingFactory
from tests.makers_people import days_ago
from tests.registration.pages import address, fill, send, stored, told, undo

Browser = Callable[[User], Client]


def named(person: User) -> str:
    """What stands for somebody in the choice of colleagues."""
    return str(person.memberships.get().pk)


def walking(plan: Plan, person: User) -> Assignment:
    """The assignment of somebody."""
    return plan.assignments.get(professional=person)


class TestPlanPeople:
    """plan_people"""

    def test_plan_people_now_later_and_before(
        self, browser: Client, plan: Plan, colleague: User, youth_worker: User
    ) -> None:
        """Everybody with kind and days, in the right part."""
        AssignmentFactory(plan=plan, by=colleague, since=days_ago(3), kind="co_worker")
        AssignmentFactory(plan=plan, by=youth_worker, since=days_ago(-4), kind="cover", until=days_ago(-9))
        page = browser.get(address("plan_people", plan))
        parts = page.context["page"]
        names = [[one.assignment.professional.name for one in part] for part in (parts.now, parts.later, parts.before)]
        assert names == [["Amir Voorbeeld", "Noor Voorbeeld"], ["Sam Bedacht"], ["Fatma Verzonnen"]]
        assert page.content.decode().count("werkt mee") == 1 and page.content.decode().count("vervangt") == 1

    def test_plan_people_of_a_team_lead_opens_no_file(self, client_of: Browser, team_lead: User, plan: Plan) -> None:
        """Names, and nothing is logged as a look; there is no way into the plan."""
        page = client_of(team_lead).get(address("plan_people", plan)).content.decode()
        assert "Amir Voorbeeld" in page and f"/plans/{plan.pk}/hand-over/" in page
        assert f'href="/plans/{plan.pk}/"' not in page and plan.goals.all()[0].own_words not in page
        assert not AccessEvent.objects.exists()

    def test_plan_people_of_a_co_worker_has_no_buttons(self, second: Client, plan: Plan) -> None:
        """A co-worker looks, may stop, and decides nothing about others."""
        page = second.get(address("plan_people", plan)).content.decode()
        assert "Overdragen" not in page and "Iemand erbij" not in page and page.count("/end/") == 1


class TestAssignmentNew:
    """assignment_new"""

    def test_assignment_new(self, browser: Client, plan: Plan, colleague: User, client_of: Browser) -> None:
        """From that day on it is in both caseloads; before it, it is not."""
        fill(browser, "assignment_new", plan, who=named(colleague), kind="co_worker")
        other = client_of(colleague)
        assert plan.full_name in other.get(reverse("residents")).content.decode()
        assert plan.full_name in browser.get(reverse("residents")).content.decode()
        assert other.get(address("plan", plan)).status_code == 200

    def test_own_teams_come_first(self, browser: Client, plan: Plan, colleague: User, stranger: User) -> None:
        """Then the others, by team; oneself is not in it."""
        page = browser.get(address("assignment_new", plan)).content.decode()
        assert re.findall(r'optgroup label="([^"]+)"', page) == ["Team Oost", "Team West"]
        assert "Noor Voorbeeld" in page and ">Amir Voorbeeld</option>" not in page

    @pytest.mark.parametrize(("first", "last", "reached"), [(0, 0, True), (-1, -3, False)])
    def test_cover_from_day_to_day(
        self, browser: Client, plan: Plan, stranger: User, client_of: Browser, first: int, last: int, reached: bool
    ) -> None:
        """The first and the last day are both included."""
        days = {"since": days_ago(first).isoformat(), "until": days_ago(last).isoformat()}
        fill(browser, "assignment_new", plan, who=named(stranger), kind="cover", **days)
        made = walking(plan, stranger)
        assert (made.kind, made.instead_of.name) == ("cover", "Amir Voorbeeld")
        assert (client_of(stranger).get(address("plan", plan)).status_code == 200) is reached
        Assignment.objects.filter(pk=made.pk).update(since=days_ago(5), until=days_ago(1))
        assert client_of(stranger).get(address("plan", plan)).status_code == 404

    @pytest.mark.parametrize(
        ("typed", "says"),
        [
            ({"since": days_ago(1).isoformat()}, "Deze dag is voorbij"),
            ({"since": "2999-01-01"}, "meer dan tien jaar vooruit"),
            ({"since": ""}, "Kies een dag."),
            ({"until": days_ago(-1).isoformat(), "since": days_ago(-2).isoformat()}, "De laatste dag ligt voor"),
            ({"who": ""}, "Kies een collega."),
            ({"who": "0190-nobody"}, "Deze collega kun je niet meer kiezen"),
        ],
    )
    def test_assignment_new_refused(
        self, browser: Client, plan: Plan, colleague: User, typed: dict[str, str], says: str
    ) -> None:
        """A plain sentence; nothing changed."""
        before = stored()
        page = fill(browser, "assignment_new", plan, **{"who": named(colleague), **typed})
        assert page.status_code == 422 and says in page.content.decode()
        assert stored() == before

    def test_twice_the_same(self, browser: Client, plan: Plan, colleague: User) -> None:
        """Somebody who walks along already is said to, and nothing changes."""
        AssignmentFactory(plan=plan, by=colleague, since=days_ago(3), until=days_ago(0), kind="co_worker")
        before = stored()
        page = fill(browser, "assignment_new", plan, who=named(colleague), kind="cover")
        assert "loopt op die dagen al mee" in page.content.decode() and stored() == before
        tomorrow = days_ago(-1).isoformat()
        assert fill(browser, "assignment_new", plan, who=named(colleague), since=tomorrow).status_code == 302

    def test_undo_and_assignment_remove(self, browser: Client, plan: Plan, colleague: User) -> None:
        """As if it had not been; the next day it can only be ended."""
        undo(browser, fill(browser, "assignment_new", plan, who=named(colleague)))
        assert not plan.assignments.filter(professional=colleague).exists()
        made = AssignmentFactory(plan=plan, by=colleague, since=days_ago(3), kind="co_worker")
        Assignment.objects.filter(pk=made.pk).update(recorded_at=timezone.now() - timedelta(days=1))
        assert send(browser, "assignment_remove", made).status_code == 404

    def test_of_a_deactivated_colleague(self, browser: Client, plan: Plan, colleague: User, team_lead: User) -> None:
        """Who has no account, or is no professional, cannot be chosen."""
        User.objects.filter(pk=colleague.pk).update(is_active=False)
        page = browser.get(address("assignment_new", plan)).content.decode()
        assert "Noor Voorbeeld" not in page and "Els Bedacht" not in page


class TestAssignmentEnd:
    """assignment_end, assignment_go_on and assignment_remove"""

    def test_assignment_end_and_undo(self, browser: Client, plan: Plan, colleague: User, client_of: Browser) -> None:
        """The last day is included; the undo brings back the last day there was."""
        made = AssignmentFactory(plan=plan, by=colleague, since=days_ago(3), until=days_ago(-20), kind="cover")
        response = fill(browser, "assignment_end", made)
        made.refresh_from_db()
        assert made.until == timezone.localdate()
        assert client_of(colleague).get(address("plan", plan)).status_code == 200
        page = told(browser, undo(browser, response))
        made.refresh_from_db()
        assert made.until == days_ago(-20) and "blijft meelopen" in page

    def test_assignment_go_on_without_a_last_day(self, browser: Client, plan: Plan, colleague: User) -> None:
        """It had none, and has none again."""
        made = AssignmentFactory(plan=plan, by=colleague, since=days_ago(3), kind="co_worker")
        undo(browser, fill(browser, "assignment_end", made))
        made.refresh_from_db()
        assert made.until is None

    def test_a_co_worker_stops(self, second: Client, plan: Plan, colleague: User) -> None:
        """Oneself, and nobody else."""
        assert fill(second, "assignment_end", walking(plan, colleague)).status_code == 302
        assert second.get(address("assignment_end", plan.assignments.get(until=None))).status_code == 404

    def test_a_coordinator_hands_over_instead(self, browser: Client, plan: Plan, professional: User) -> None:
        """A plan is never left without a coordinator by the way."""
        assert browser.get(address("assignment_end", walking(plan, professional))).status_code == 404

    @pytest.mark.parametrize(("day", "says"), [(1, "Deze dag is voorbij"), (-2, "De laatste dag ligt voor")])
    def test_assignment_end_refused(self, browser: Client, plan: Plan, colleague: User, day: int, says: str) -> None:
        """Not in the past, not before the first day."""
        made = AssignmentFactory(plan=plan, by=colleague, since=days_ago(-5), kind="co_worker")
        before = stored()
        page = fill(browser, "assignment_end", made, until=days_ago(day).isoformat())
        assert page.status_code == 422 and says in page.content.decode() and stored() == before

    def test_closed_plan(self, browser: Client, plan: Plan, professional: User, colleague: User) -> None:
        """Who walked along stays as it was."""
        made = AssignmentFactory(plan=plan, by=colleague, since=days_ago(3), kind="co_worker")
        ClosingFactory(plan=plan, by=professional)
        assert browser.get(address("assignment_end", made)).status_code == 404
        assert browser.get(address("assignment_new", plan)).status_code == 404


def test_counted_once_in_the_team(plan: Plan, colleague: User, youth_worker: User, team_lead: User, east: Team) -> None:
    """Three people walk along, and the team has one plan."""
    AssignmentFactory(plan=plan, by=colleague, since=days_ago(3), kind="co_worker")
    AssignmentFactory(plan=plan, by=youth_worker, since=days_ago(3), kind="cover")
    assert team_plans(teams(team_lead), timezone.localdate(), "").count() == 1
    assert Membership.objects.filter(team=east).count() > 3
