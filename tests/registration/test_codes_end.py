"""Codes for a phone end with what they were made for: the family as it was, and the plan."""

from collections.abc import Callable
from datetime import timedelta

import time_machine
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from organisation.models import User
from organisation.scope import phone as scope_of
from registration.models import HouseholdMember, PhoneCode, Plan
from registration.queries.phone import opened_with
from tests.codes import code_for, is_shut, text
from tests.makers import ClosingFactory, GoalFactory, PlanFactory
from tests.makers_people import days_ago
from tests.registration.pages import address, fill, send, told, undo


class TestLeaving:
    """household_member_leave"""

    def test_the_code_of_all_of_them(
        self, browser: Client, noa: HouseholdMember, together: Plan, professional: User
    ) -> None:
        """Whoever leaves may still have the code of the family: it is shut, the page says so, and undo opens it not."""
        GoalFactory(plan=together, by=professional, resident=None)
        phone = code_for(plan=together, by=professional).phone()[0]
        assert text(phone)
        page = browser.get(address("household_member_leave", noa)).content.decode()
        assert "De code van het gezin voor op de telefoon werkt daarna niet meer." in page
        answer = fill(browser, "household_member_leave", noa)
        assert is_shut(phone)
        undo(browser, answer)
        assert is_shut(phone)

    def test_the_message(self, browser: Client, noa: HouseholdMember, together: Plan, professional: User) -> None:
        """Says that it no longer works, when there was one; without one it does not speak of codes."""
        said = "De code van het gezin werkt niet meer"
        answer = fill(browser, "household_member_leave", noa)
        assert said not in told(browser, answer)
        send(browser, "household_member_stay", noa)
        code_for(plan=together, by=professional, goal=GoalFactory(plan=together, by=professional))
        assert said in told(browser, fill(browser, "household_member_leave", noa))

    def test_own_codes(self, browser: Client, noa: HouseholdMember, together: Plan, professional: User) -> None:
        """That of who leaves is shut as well; that of who stays is not."""
        goal = GoalFactory(plan=together, by=professional)
        ruud = together.of_household.members.get(resident__first_name="Ruud").resident
        hers = code_for(plan=together, by=professional, goal=goal, resident=noa.resident).phone()[0]
        his = code_for(plan=together, by=professional, goal=goal, resident=ruud).phone()[0]
        fill(browser, "household_member_leave", noa)
        assert is_shut(hers) and text(his)

    def test_of_a_plan_of_a_colleague(
        self, browser: Client, noa: HouseholdMember, together: Plan, professional: User, colleague: User
    ) -> None:
        """The family may have a second plan, in which somebody else made a code."""
        second = PlanFactory(by=colleague, resident=None, household=together.household)
        phone = code_for(plan=second, by=colleague, goal=GoalFactory(plan=second, by=colleague)).phone()[0]
        assert text(phone)
        fill(browser, "household_member_leave", noa)
        assert is_shut(phone)


class TestClosing:
    """plan_close and closing_take_back"""

    def test_closing(self, browser: Client, plan: Plan, professional: User) -> None:
        """The codes of the plan are withdrawn, and the message says that undo does not bring them back."""
        phone = code_for(plan=plan, by=professional).phone()[0]
        assert text(phone)
        answer = fill(browser, "plan_close", plan)
        assert PhoneCode.objects.get().withdrawn_at is not None
        assert "komt niet terug als je dit ongedaan maakt" in told(browser, answer)
        send(browser, "closing_take_back", plan.closings.get())
        assert is_shut(phone)

    def test_without_a_code(self, browser: Client, plan: Plan) -> None:
        """Nothing is said about codes."""
        assert "komt niet terug" not in told(browser, fill(browser, "plan_close", plan))

    def test_a_closed_plan_opens_nothing(self, plan: Plan, professional: User) -> None:
        """Also when a code of it was left somehow."""
        given = code_for(plan=plan, by=professional)
        ClosingFactory(plan=plan, by=professional, closed_on=days_ago(0))
        assert opened_with(scope_of(given.row.pk), timezone.now()) is None


class TestWaiting:
    """The PIN that waits to be shown."""

    def test_looking_together_drops_it(self, browser: Client, plan: Plan) -> None:
        """Whoever holds the tablet then finds nothing of it in the session."""
        fill(browser, "phone_code_new", plan, pin="40817")
        send(browser, "talk", plan)
        assert "40817" not in str([session.get_decoded() for session in Session.objects.all()])

    def test_a_minute_drops_it(self, professional: User, plan: Plan, client_of: Callable[[User], Client]) -> None:
        """At the next page, whichever that is; the page of the code says that it is too late."""
        browser = client_of(professional)
        with time_machine.travel(timezone.now(), tick=False) as clock:
            answer = fill(browser, "phone_code_new", plan, pin="40817")
            clock.shift(timedelta(seconds=61))
            browser.get(address("plan", plan))
            assert "40817" not in str([session.get_decoded() for session in Session.objects.all()])
            assert "40817" not in browser.get(answer.url).content.decode()
