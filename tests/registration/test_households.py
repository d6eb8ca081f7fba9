"""Another name for a family, joining and leaving."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from organisation.models import User
from registration.models import Household, HouseholdMember, Plan
from registration.operations.households import ElsewhereThatDay, join_household, leave_household
from tests.makers import HouseholdFactory, HouseholdMemberFactory
from tests.makers_people import days_ago
from tests.registration.families import ELSEWHERE, row
from tests.registration.pages import address, fill, send, stored, told, undo

ClientOf = Callable[[User], Client]


class TestHouseholdEdit:
    """household_edit"""

    def test_household_edit_gives_another_name(self, browser: Client, household: Household) -> None:
        """Found by it from then on."""
        assert fill(browser, "household_edit", household, name="De Wolkjes").status_code == 302
        household.refresh_from_db()
        assert (household.name, household.comparable_name, household.version) == ("De Wolkjes", "de wolkjes", 2)

    def test_household_edit_by_two(self, browser: Client, household: Household, colleague: User) -> None:
        """The second is told and nothing is overwritten."""
        here = address("household_edit", household)
        Household.objects.filter(pk=household.pk).update(name="Van Noor", version=2, changed_by=colleague)
        page = browser.post(
            here, {"submission_key": "3b5a3f3e-65ce-4bd5-a0e3-8a1d9be7a001", "name": "Van Amir", "version": "1"}
        )
        text = page.content.decode()
        assert page.status_code == 422 and "Van Noor" in text and "Van Amir" in text
        assert Household.objects.get().name == "Van Noor"

    def test_household_edit_without_a_version(self, browser: Client, household: Household) -> None:
        """Cannot have read what stands there: nothing is overwritten, and saving again keeps what was typed."""
        before = stored()
        page = fill(browser, "household_edit", household, name="Van Amir", version=None)
        assert page.status_code == 422 and "Van Amir" in page.content.decode()
        assert stored() == before


class TestMembers:
    """household_member_new, household_member_leave, household_member_stay"""

    def test_household_member_new_joins(self, browser: Client, household: Household) -> None:
        """Somebody new, from a day on."""
        typed = row(first_name="Opa", last_name="Verzonnen")
        fill(browser, "household_member_new", household, since="2026-02-03", **typed)
        joined = household.members.get(resident__first_name="Opa")
        assert (joined.since, joined.until) == (date(2026, 2, 3), None)

    def test_household_member_new_of_ones_own(self, browser: Client, household: Household, plan: Plan) -> None:
        """Somebody of the own caseload is taken instead of made anew."""
        typed = row(first_name=plan.resident.first_name, last_name="Bedacht")
        assert fill(browser, "household_member_new", household, **typed).status_code == 422
        fill(browser, "household_member_new", household, **typed, **row(known=str(plan.resident_id)))
        assert household.members.filter(resident=plan.resident, since=timezone.localdate()).exists()

    def test_household_member_new_of_another_household(
        self, browser: Client, household: Household, plan: Plan, colleague: User
    ) -> None:
        """Somebody is in one household a day: a plain sentence, and nothing changes; the day after it works."""
        other = HouseholdFactory(by=colleague, name="Gezin Elders")
        HouseholdMemberFactory(household=other, resident=plan.resident, by=colleague, until=days_ago(2))
        before = stored()
        typed = row(first_name="Iemand", known=str(plan.resident_id))
        page = fill(browser, "household_member_new", household, since=days_ago(2).isoformat(), **typed)
        text = page.content.decode()
        assert page.status_code == 422 and ELSEWHERE in text and "Elders" not in text
        assert stored() == before
        assert (
            fill(browser, "household_member_new", household, since=days_ago(1).isoformat(), **typed).status_code == 302
        )

    def test_household_member_new_of_nobody(self, browser: Client, household: Household) -> None:
        """An empty row is not somebody."""
        page = fill(browser, "household_member_new", household)
        assert page.status_code == 422 and household.members.count() == 2

    def test_household_member_leave_and_back(self, browser: Client, noa: HouseholdMember) -> None:
        """The last day is the last day in it; undone with one tap."""
        response = fill(browser, "household_member_leave", noa, until=days_ago(1).isoformat())
        noa.refresh_from_db()
        assert noa.until == days_ago(1)
        assert [who.called for who in noa.household.members_on(days_ago(1))] == ["Ruud", "Noa"]
        assert [who.called for who in noa.household.members_on(timezone.localdate())] == ["Ruud"]
        undo(browser, response)
        noa.refresh_from_db()
        assert noa.until is None

    @pytest.mark.parametrize("day", ["2020-01-01", "", "2999-01-01", "morgen"])
    def test_household_member_leave_on_an_impossible_day(self, browser: Client, noa: HouseholdMember, day: str) -> None:
        """Before joining, without a day, in the future: a plain sentence, and nothing changes."""
        before = stored()
        assert fill(browser, "household_member_leave", noa, until=day, until_chip="").status_code == 422
        assert stored() == before

    def test_household_member_stay_after_joining_another(
        self, browser: Client, noa: HouseholdMember, professional: User
    ) -> None:
        """Who joined another household since cannot be put back into this one."""
        leave_household(member=noa, until=days_ago(3), by=professional)
        other = HouseholdFactory(by=professional)
        HouseholdMemberFactory(household=other, resident=noa.resident, by=professional, since=days_ago(2))
        page = told(browser, send(browser, "household_member_stay", noa))
        noa.refresh_from_db()
        assert ELSEWHERE in page and noa.until == days_ago(3)


def test_joining_twice_is_refused(household: Household, professional: User, noa: HouseholdMember) -> None:
    """Also in the same household."""
    with pytest.raises(ElsewhereThatDay):
        join_household(household=household, who=noa.resident, since=days_ago(0), by=professional)
    leave_household(member=noa, until=days_ago(1), by=professional)
    join_household(household=household, who=noa.resident, since=days_ago(0), by=professional)
    assert household.members.filter(resident=noa.resident).count() == 2
    assert timezone.localdate() - timedelta(days=1) == days_ago(1)
