"""A co-worker or a cover may stop, and lets nobody in: not oneself for longer, and not the lead of the own team."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from organisation import scope
from organisation.models import Team, User
from organisation.roles import Role
from registration import queries
from registration.models import Assignment, Plan
from registration.operations import assignments as operations
from tests.makers import AssignmentFactory, PlanFactory
from tests.makers_people import MembershipFactory, days_ago
from tests.registration.handing import named
from tests.registration.pages import address, fill, send, told

Browser = Callable[[User], Client]
SOON, NEXT_WEEK, LATER = days_ago(-2), days_ago(-7), days_ago(-30)


@pytest.fixture
def cover(plan: Plan, stranger: User) -> Assignment:
    """Somebody of another team, for a week."""
    return AssignmentFactory(plan=plan, by=stranger, since=days_ago(3), until=NEXT_WEEK, kind="cover")


@pytest.fixture
def helper(cover: Assignment, stranger: User, client_of: Browser) -> Client:
    """The browser of that cover."""
    return client_of(stranger)


@pytest.fixture
def other_plan(professional: User) -> Plan:
    """Another plan of Amir."""
    return PlanFactory(by=professional)


@pytest.fixture
def west_lead(west: Team) -> User:
    """Who leads the team of that cover."""
    return MembershipFactory(team=west, role=Role.TEAM_LEAD).user


def last_day(made: Assignment) -> date | None:
    """The last day that is stored now."""
    made.refresh_from_db()
    return made.until


def undoing(browser: Client, made: Assignment, until: date) -> str:
    """Ends it, and gives the address of the undo in the message."""
    page = told(browser, fill(browser, "assignment_end", made, until=until.isoformat()))
    found = re.search(r'action="([^"]+/go-on/[^"]*)"', page)
    assert found and last_day(made) == until
    return found[1]


def press(browser: Client, path: str) -> str:
    """Posts there with a fresh key; gives the page after it."""
    return told(browser, browser.post(path, {"submission_key": str(uuid4())}))


class TestOneself:
    """What a cover can do about the own last day."""

    @pytest.mark.parametrize("ask", ["", "?until=2030-01-01", "?was=", "?was=2030-01-01", "?was=2030-01-01:x"])
    def test_going_on_by_an_address_of_ones_own(
        self, browser: Client, helper: Client, cover: Assignment, ask: str
    ) -> None:
        """Without an ending of today to undo there is no other last day, whatever the address says."""
        for one in (helper, browser):
            page = press(one, address("assignment_go_on", cover) + ask)
            assert last_day(cover) == NEXT_WEEK and "kan niet meer ongedaan" in page

    def test_only_an_earlier_last_day(self, browser: Client, helper: Client, cover: Assignment) -> None:
        """Later is refused in a plain sentence; who coordinates may."""
        page = fill(helper, "assignment_end", cover, until=LATER.isoformat())
        assert page.status_code == 422 and last_day(cover) == NEXT_WEEK
        assert "Alleen wie" in page.content.decode()
        assert fill(browser, "assignment_end", cover, until=LATER.isoformat()).status_code == 302
        assert last_day(cover) == LATER
        assert fill(helper, "assignment_end", cover, until=SOON.isoformat()).status_code == 302
        assert last_day(cover) == SOON

    def test_undo_of_ones_own_ending(self, helper: Client, cover: Assignment) -> None:
        """Comes back to the last day there was, once, and to no other."""
        path = undoing(helper, cover, SOON)
        assert "blijft meelopen" in press(helper, path) and last_day(cover) == NEXT_WEEK
        assert "kan niet meer ongedaan" in press(helper, path) and last_day(cover) == NEXT_WEEK

    def test_the_ending_of_the_coordinator_stands(self, browser: Client, helper: Client, cover: Assignment) -> None:
        """Neither with the undo of the coordinator nor with an older one of one's own."""
        mine = undoing(helper, cover, SOON)
        theirs = undoing(browser, cover, days_ago(0))
        for path in (theirs, mine):
            assert "kan niet meer ongedaan" in press(helper, path) and last_day(cover) == days_ago(0)
        assert "blijft meelopen" in press(browser, theirs) and last_day(cover) == SOON

    def test_the_next_day_it_is_a_fact(
        self, helper: Client, cover: Assignment, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """An undo is for the day itself."""
        path = undoing(helper, cover, SOON)
        tomorrow = days_ago(-1)
        monkeypatch.setattr(timezone, "localdate", lambda *_args, **_named: tomorrow)
        press(helper, path)
        assert last_day(cover) == SOON

    def test_what_is_over_stays_over(self, helper: Client, cover: Assignment, plan: Plan, stranger: User) -> None:
        """An earlier time that one walked along is no way in either."""
        old = AssignmentFactory(plan=plan, by=stranger, since=days_ago(30), until=days_ago(9), kind="co_worker")
        assert helper.get(address("assignment_end", old)).status_code == 404
        assert send(helper, "assignment_go_on", old).status_code == 404


class TestTheirTeam:
    """The lead of the team of a cover."""

    @pytest.mark.parametrize("name", ["plan_people", "plan_hand_over", "assignment_new"])
    def test_does_not_lead_the_plan(self, cover: Assignment, west_lead: User, client_of: Browser, name: str) -> None:
        """Only the team of the coordinator is led by its lead."""
        assert client_of(west_lead).get(address(name, cover.plan)).status_code == 404
        assert not queries.plans(scope.leading(west_lead), timezone.localdate()).exists()

    def test_sees_no_name(self, cover: Assignment, west: Team) -> None:
        """Nor do the colleagues there, who cannot break the glass either."""
        other = MembershipFactory(team=west).user
        for found in (scope.teams(other), scope.openable(other)):
            assert not queries.plans(found, timezone.localdate()).exists()

    def test_a_cover_of_before_keeps_no_plan(
        self, cover: Assignment, west_lead: User, team_lead: User, plan: Plan
    ) -> None:
        """A plan that lost its coordinator stays with the team of that coordinator."""
        plan.assignments.coordinating().filter(until=None).update(until=days_ago(1))
        held = [queries.plans(scope.leading(one), timezone.localdate()).exists() for one in (west_lead, team_lead)]
        assert held == [False, True]


@pytest.mark.django_db(transaction=True)
def test_the_same_colleague_by_eight_at_once(plan: Plan, colleague: User, professional: User) -> None:
    """One is added, the others are told."""

    def join(_number: int) -> bool:
        try:
            operations.join_plan(
                plan=plan, who=colleague.memberships.get(), kind="cover", since=days_ago(0), until=None, by=professional
            )
        except operations.Overlap:
            return False
        finally:
            connection.close()
        return True

    for _round in range(3):
        plan.assignments.filter(professional=colleague).delete()
        with ThreadPoolExecutor(8) as pool:
            assert sum(pool.map(join, range(8))) == 1
        assert plan.assignments.filter(professional=colleague).count() == 1


class TestCoverForMany:
    """caseload_hand_over with a last day, for who walks along here and there."""

    @pytest.mark.parametrize("days", [(0, -20), (3, None)])
    def test_who_walks_along_all_days_is_left_out_by_name(
        self,
        browser: Client,
        plan: Plan,
        other_plan: Plan,
        professional: User,
        colleague: User,
        days: tuple[int, int | None],
    ) -> None:
        """Which plan, and how many."""
        until = None if days[1] is None else days_ago(days[1])
        AssignmentFactory(plan=plan, by=colleague, since=days_ago(days[0]), until=until, kind="co_worker")
        sent = {"to": named(colleague), "until": days_ago(-14).isoformat()}
        page = told(browser, fill(browser, "caseload_hand_over", professional, **sent))
        assert "Noor Voorbeeld vervangt bij 1 plan." in page
        assert re.search(rf"1 plan bleef erbuiten[^<]*{plan.full_name}", page)
        assert [plan.assignments.filter(kind="cover").count(), other_plan.assignments.filter(kind="cover").count()] == [
            0,
            1,
        ]

    def test_who_walks_along_on_some_days_covers_the_others(
        self, browser: Client, plan: Plan, other_plan: Plan, professional: User, colleague: User
    ) -> None:
        """No day stays without, and no day has the same person twice."""
        for since, until in ((3, -2), (-6, -8), (-14, -20)):
            AssignmentFactory(plan=plan, by=colleague, since=days_ago(since), until=days_ago(until), kind="co_worker")
        sent = {"to": named(colleague), "until": days_ago(-14).isoformat()}
        page = told(browser, fill(browser, "caseload_hand_over", professional, **sent))
        assert "bleef erbuiten" not in page and "bleven erbuiten" not in page
        covers = plan.assignments.filter(kind="cover").order_by("since")
        assert list(covers.values_list("since", "until")) == [
            (days_ago(-3), days_ago(-5)),
            (days_ago(-9), days_ago(-13)),
        ]
        assert other_plan.assignments.filter(kind="cover").count() == 1
