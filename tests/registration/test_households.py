"""Households: starting a plan for a family, joining and leaving, and one list of what happened."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from organisation.models import AccessEvent, User
from organisation.scope import own
from registration import queries
from registration.models import Household, HouseholdMember, Plan, Resident
from registration.operations.households import ElsewhereThatDay, join_household, leave_household
from tests.makers import (
    BrokenGlassFactory,
    ClosingFactory,
    GoalFactory,
    HouseholdFactory,
    HouseholdMemberFactory,
    NoteFactory,
    PlanFactory,
    ResidentFactory,
    days_ago,
)
from tests.registration.pages import address, fill, send, stored, told, undo

ClientOf = Callable[[User], Client]
ELSEWHERE = "hoort op die dag al bij een ander gezin. Kies een andere dag of beëindig dat eerst."


@pytest.fixture
def household(professional: User) -> Household:
    """The family Bedacht: Noa and Ruud since half a year, with a plan of Amir."""
    made = HouseholdFactory(by=professional, name="Gezin Bedacht")
    PlanFactory(by=professional, resident=None, household=made, law="jeugdwet")
    for first_name, year in (("Noa", 2012), ("Ruud", 1980)):
        who = ResidentFactory(by=professional, first_name=first_name, birth_year=year)
        HouseholdMemberFactory(household=made, resident=who, by=professional)
    return made


@pytest.fixture
def member(household: Household) -> HouseholdMember:
    """Noa."""
    return household.members.get(resident__first_name="Noa")


def row(at: int = 0, **typed: str) -> dict[str, str]:
    """What is typed in one row."""
    return {f"person-{at}-{name}": text for name, text in typed.items()}


class TestHouseholdNew:
    """household_new"""

    def test_household_new_with_two_members(self, browser: Client, professional: User) -> None:
        """A household, its members from the day of opening on, and a plan of which Amir is the coordinator."""
        typed = row(0, first_name="Noa", birth_year="2012") | row(1, first_name="Ruud", last_name="Bedacht")
        response = fill(browser, "household_new", name="Gezin Bedacht", **typed)
        plan = Plan.objects.get()
        assert response.url == address("table", plan)
        assert plan.resident is None and plan.of_household.name == "Gezin Bedacht"
        assert plan.assignments.get().professional == professional
        today = timezone.localdate()
        assert {who.called for who in plan.people_on(today)} == {"Noa", "Ruud"}
        assert {member.since for member in HouseholdMember.objects.all()} == {plan.opened_on} == {today}
        assert Resident.objects.get(first_name="Noa").birth_year == 2012

    def test_household_new_begins_on_an_earlier_day(self, browser: Client) -> None:
        """Members belong to it from the day on which the plan began."""
        fill(browser, "household_new", name="Gezin Bedacht", opened_on="2026-01-05", **row(first_name="Noa"))
        assert Plan.objects.get().opened_on == HouseholdMember.objects.get().since == date(2026, 1, 5)

    def test_household_new_asks_for_a_name_and_somebody(self, browser: Client) -> None:
        """An empty household is not made; what was typed stays."""
        for changes in ({"name": "Gezin Bedacht"}, row(first_name="Noa"), {}):
            page = fill(browser, "household_new", **changes)
            assert page.status_code == 422
            assert all(text in page.content.decode() for text in changes.values())
        assert not Household.objects.exists() and not Resident.objects.exists()

    def test_household_new_with_a_last_name_alone(self, browser: Client) -> None:
        """Somebody without a first name is not left out without a word."""
        typed = row(0, first_name="Noa") | row(1, last_name="Bedacht")
        page = fill(browser, "household_new", name="Gezin", **typed)
        assert page.status_code == 422 and "Vul een voornaam in" in page.content.decode()
        assert not Household.objects.exists()

    def test_household_new_gives_more_room(self, browser: Client) -> None:
        """ "Somebody more" gives two more rows, keeps what was typed and saves nothing."""
        page = fill(browser, "household_new", name="Gezin", more="1", **row(first_name="Noa"))
        text = page.content.decode()
        assert page.status_code == 200 and 'value="Noa"' in text and "person-3-first_name" in text
        assert "person-4-first_name" not in text and 'name="people" value="4"' in text
        assert "utrecht-form-field-error-message" not in text
        assert not Household.objects.exists()

    def test_household_new_of_thirty(self, browser: Client) -> None:
        """Thirty members are thirty members; a number of rows that nobody would type changes nothing."""
        rows: dict[str, str] = {"people": "30"}
        for at in range(30):
            rows |= row(at, first_name=f"Kind{at}")
        assert fill(browser, "household_new", name="Groot gezin", **rows).status_code == 302
        assert HouseholdMember.objects.count() == 30
        plan = Plan.objects.get()
        page = browser.get(address("table", plan)).content.decode()
        # "All of us" and eight members, and the other 22 behind "more".
        assert "Nog 22" in page and all(f"Kind{at}" in page for at in range(30))
        for number in ("", "-1", "9999999999", "x", "٣"):
            assert fill(browser, "household_new", name="Nog een", people=number).status_code == 422
        assert Household.objects.count() == 1

    def test_household_new_takes_somebody_who_is_known(self, browser: Client, plan: Plan) -> None:
        """Somebody alike of one's own is offered, taken, and not made twice."""
        known = plan.resident
        typed = {"name": "Gezin", **row(first_name=known.first_name, last_name="Bedagt")}
        page = fill(browser, "household_new", **typed)
        assert page.status_code == 422 and f'value="{known.pk}"' in page.content.decode()
        assert not Household.objects.exists()
        assert fill(browser, "household_new", **typed, **row(known=str(known.pk))).status_code == 302
        assert HouseholdMember.objects.get().resident == known and Resident.objects.count() == 1

    @pytest.mark.parametrize("going_on", [{"anyway": "1"}, {"person-0-known": "new"}])
    def test_household_new_with_somebody_else_of_that_name(
        self, browser: Client, plan: Plan, going_on: dict[str, str]
    ) -> None:
        """ "Somebody else" makes a new resident."""
        typed = {"name": "Gezin", **row(first_name=plan.resident.first_name, last_name="Bedacht")}
        assert fill(browser, "household_new", **typed).status_code == 422
        assert fill(browser, "household_new", **typed, **going_on).status_code == 302
        assert Resident.objects.count() == 2

    def test_household_new_for_somebody_known_elsewhere(self, client_of: ClientOf, stranger: User, plan: Plan) -> None:
        """Only the name of the team, no name of a colleague, no way in; the look is logged though nothing is saved."""
        Resident.objects.filter(pk=plan.resident_id).update(birth_year=1950, birth_month=4, birth_day=3)
        typed = {"first_name": plan.resident.first_name, "last_name": "van der Bedacht"}
        birth = {"birth_day": "3", "birth_month": "4", "birth_year": "1950"}
        page = fill(client_of(stranger), "household_new", name="Gezin", **row(**typed, **birth))
        text = page.content.decode()
        assert page.status_code == 422 and "Mogelijk al bekend bij Team Oost" in text
        assert "Amir" not in text and str(plan.pk) not in text and str(plan.resident_id) not in text
        look = AccessEvent.objects.get(user=stranger, resident=plan.resident_id)
        assert look.what == "household_new:known"

    def test_household_new_with_somebody_of_another(
        self, browser: Client, client_of: ClientOf, plan: Plan, colleague: User
    ) -> None:
        """The id of a resident who is not one's own is refused like one that does not exist."""
        other = PlanFactory(by=colleague).resident
        page = fill(browser, "household_new", name="Gezin", **row(first_name="Noa", known=str(other.pk)))
        assert page.status_code == 422 and other.last_name not in page.content.decode()
        assert not Household.objects.exists()

    def test_household_new_with_a_member_of_another_household(
        self, browser: Client, plan: Plan, colleague: User
    ) -> None:
        """A plain sentence that names no other household, and nothing is made."""
        other = HouseholdFactory(by=colleague, name="Gezin Elders")
        HouseholdMemberFactory(household=other, resident=plan.resident, by=colleague)
        before = stored()
        page = fill(browser, "household_new", name="Gezin", **row(first_name="Noa", known=str(plan.resident_id)))
        text = page.content.decode()
        assert page.status_code == 422 and ELSEWHERE in text and "Elders" not in text
        assert stored() == before

    def test_household_new_from_plan_new(self, browser: Client) -> None:
        """One resident or a family is a clear choice on both pages."""
        assert address("household_new") in browser.get(address("plan_new")).content.decode()
        assert address("plan_new") in browser.get(address("household_new")).content.decode()


class TestHouseholdAround:
    """household_around"""

    def test_household_around_a_resident(self, browser: Client, plan: Plan) -> None:
        """From the plan of one resident, who is the first member; nobody else is needed."""
        link = address("household_around", plan.resident)
        assert link in browser.get(address("plan", plan)).content.decode()
        response = fill(browser, "household_around", plan.resident)
        made = Plan.objects.get(household__isnull=False)
        assert response.url == address("table", made)
        assert made.called == "Bedacht" and HouseholdMember.objects.get().resident == plan.resident
        text = browser.get(address("plan", plan)).content.decode()
        assert address("household", made.household) in text and link not in text

    def test_household_around_who_is_in_one(
        self, browser: Client, household: Household, member: HouseholdMember, professional: User
    ) -> None:
        """Who belongs to a household gets no second one on that day."""
        PlanFactory(by=professional, resident=member.resident)
        before = stored()
        page = fill(browser, "household_around", member.resident, name="Tweede")
        assert page.status_code == 422 and ELSEWHERE in page.content.decode()
        assert stored() == before


class TestHousehold:
    """household"""

    def test_household_shows_members_of_now_and_before(
        self, browser: Client, household: Household, professional: User
    ) -> None:
        """With their days."""
        HouseholdMemberFactory(
            household=household, by=professional, since=date(2025, 1, 6), until=date(2025, 3, 4),
            resident__first_name="Opa",
        )  # fmt: skip
        text = browser.get(address("household", household)).content.decode()
        assert "2 gezinsleden" in text and "van 6 januari 2025 tot en met 4 maart 2025" in text
        assert text.index("Ruud") < text.index("Noa") < text.index("Opa")

    def test_household_tells_what_happened_in_all_plans(
        self, browser: Client, household: Household, member: HouseholdMember, professional: User
    ) -> None:
        """Of the family and of its members, with whose plan it is and its law, the latest first."""
        together = household.plans.get()
        alone = PlanFactory(by=professional, resident=member.resident, law="wmo", opened_on=days_ago(40))
        NoteFactory(plan=together, by=professional, text="Samen gegeten.", held_on=days_ago(3))
        NoteFactory(plan=alone, by=professional, text="Naar school geweest.", held_on=days_ago(2))
        GoalFactory(
            plan=alone, by=professional, own_words="Een eigen kamer.", set_on=days_ago(30), ended_on=days_ago(1)
        )
        ClosingFactory(plan=alone, by=professional, closed_on=days_ago(0))
        text = browser.get(address("household", household)).content.decode()
        expected = ["plan afgesloten", "doel afgerond", "Naar school", "Samen gegeten", "doel gesteld", "plan begonnen"]
        places = [text.index(words) for words in expected]
        assert places == sorted(places)
        assert "Jeugdwet" in text and "Wmo" in text

    def test_household_tells_a_note_on_two_plans_once(
        self, browser: Client, household: Household, member: HouseholdMember, professional: User
    ) -> None:
        """With both plans beside it."""
        alone = PlanFactory(by=professional, resident=member.resident)
        note = NoteFactory(plan=household.plans.get(), by=professional, text="Voor iedereen.")
        note.plans.add(alone)
        text = browser.get(address("household", household)).content.decode()
        assert text.count("Voor iedereen.") == 1

    def test_household_without_plans_of_others(
        self, browser: Client, household: Household, member: HouseholdMember, colleague: User, professional: User
    ) -> None:
        """What one may not see is not there: no line, no name, no number."""
        other = PlanFactory(by=colleague, resident=member.resident)
        shared = NoteFactory(plan=other, by=colleague, text="Alleen voor Noor.")
        text = browser.get(address("household", household)).content.decode()
        assert "Alleen voor Noor" not in text and str(other.pk) not in text
        # On a note of both plans the plan of the colleague is not named.
        shared.plans.add(household.plans.get())
        text = browser.get(address("household", household)).content.decode()
        assert "Alleen voor Noor" in text and str(other.pk) not in text

    def test_household_around_reads_within_the_scope(
        self, household: Household, member: HouseholdMember, colleague: User, professional: User
    ) -> None:
        """The first lock by itself, without the second one of the database."""
        mine, theirs = household.plans.get(), PlanFactory(by=colleague, resident=member.resident)
        NoteFactory(plan=theirs, by=colleague)
        NoteFactory(plan=mine, by=professional).plans.add(theirs)
        near = queries.around(own(professional), household, timezone.localdate())
        assert near.plans == [mine]
        happened = queries.told(queries.happenings(near), near)
        assert [(one.what, one.plans) for one in happened] == [("note", [mine]), ("opened", [mine])]
        assert queries.around(None, household, timezone.localdate()).plans == []

    def test_household_without_what_happened_after_leaving(
        self, browser: Client, household: Household, member: HouseholdMember, professional: User
    ) -> None:
        """Of somebody who left, what happened later in the own plan is of somebody else's life."""
        alone = PlanFactory(by=professional, resident=member.resident)
        NoteFactory(plan=alone, by=professional, text="Nog thuis.", held_on=days_ago(9))
        NoteFactory(plan=alone, by=professional, text="Al verhuisd.", held_on=days_ago(3))
        leave_household(member=member, until=days_ago(5), by=professional)
        text = browser.get(address("household", household)).content.decode()
        assert "Nog thuis." in text and "Al verhuisd." not in text

    def test_household_is_for_who_may_see_a_plan_of_it(
        self, client_of: ClientOf, household: Household, colleague: User, member: HouseholdMember, professional: User
    ) -> None:
        """Not for a colleague; to be read with a reason, or through a plan of a member, and never written then."""
        browser = client_of(colleague)
        page = address("household", household)
        assert browser.get(page).status_code == 404
        BrokenGlassFactory(plan=household.plans.get(), by=colleague)
        text = browser.get(page).content.decode()
        assert "Noa" in text and address("household_edit", household) not in text
        assert browser.get(address("household_edit", household)).status_code == 404
        assert AccessEvent.objects.filter(user=colleague, ground="broken glass").count() == 2

    def test_household_through_the_plan_of_a_member(
        self, client_of: ClientOf, household: Household, colleague: User, member: HouseholdMember
    ) -> None:
        """Who helps one member sees who belongs to the family, and cannot change that; it ends with the membership."""
        PlanFactory(by=colleague, resident=member.resident)
        browser = client_of(colleague)
        assert "Ruud" in browser.get(address("household", household)).content.decode()
        assert browser.get(address("household_member_leave", member)).status_code == 404
        HouseholdMember.objects.filter(pk=member.pk).update(until=days_ago(1))
        assert browser.get(address("household", household)).status_code == 404

    def test_household_asks_as_many_queries_with_more_of_everything(
        self, browser: Client, household: Household, professional: User
    ) -> None:
        """As many with one of everything as with twenty members, plans and notes."""
        browser.get(address("household", household))
        counts = []
        for times in (1, 19):
            for _time in range(times):
                made = HouseholdMemberFactory(household=household, by=professional)
                alone = PlanFactory(by=professional, resident=made.resident)
                NoteFactory(plan=alone, by=professional)
                GoalFactory(plan=alone, by=professional, resident=made.resident)
                ClosingFactory(plan=alone, by=professional)
                left = HouseholdMemberFactory(household=household, by=professional, until=days_ago(2))
                PlanFactory(by=professional, resident=left.resident)
            with CaptureQueriesContext(connection) as asked:
                assert browser.get(address("household", household)).status_code == 200
            counts.append(len(asked))
        # The latest 25 may hold fewer kinds of things, never more.
        assert counts[1] <= counts[0] <= 30, counts

    def test_household_in_pages(self, browser: Client, household: Household, professional: User) -> None:
        """25 on a page, each once, whatever the order in which they were written."""
        plan = household.plans.get()
        for number in range(60):
            NoteFactory(plan=plan, by=professional, text=f"Gesprek nummer {number}.", held_on=days_ago(number % 7))
        seen: list[str] = []
        for page in (1, 2, 3):
            text = browser.get(f"{address('household', household)}?page={page}").content.decode()
            seen += re.findall(r"Gesprek nummer \d+\.", text)
        assert len(seen) == len(set(seen)) == 60


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

    def test_household_member_leave_and_back(self, browser: Client, member: HouseholdMember) -> None:
        """The last day is the last day in it; undone with one tap."""
        response = fill(browser, "household_member_leave", member, until=days_ago(1).isoformat())
        member.refresh_from_db()
        assert member.until == days_ago(1)
        assert [who.called for who in member.household.members_on(days_ago(1))] == ["Ruud", "Noa"]
        assert [who.called for who in member.household.members_on(timezone.localdate())] == ["Ruud"]
        undo(browser, response)
        member.refresh_from_db()
        assert member.until is None

    @pytest.mark.parametrize("day", ["2020-01-01", "", "2999-01-01", "morgen"])
    def test_household_member_leave_on_an_impossible_day(
        self, browser: Client, member: HouseholdMember, day: str
    ) -> None:
        """Before joining, without a day, in the future: a plain sentence, and nothing changes."""
        before = stored()
        assert fill(browser, "household_member_leave", member, until=day, until_chip="").status_code == 422
        assert stored() == before

    def test_household_member_stay_after_joining_another(
        self, browser: Client, member: HouseholdMember, professional: User
    ) -> None:
        """Who joined another household since cannot be put back into this one."""
        leave_household(member=member, until=days_ago(3), by=professional)
        other = HouseholdFactory(by=professional)
        HouseholdMemberFactory(household=other, resident=member.resident, by=professional, since=days_ago(2))
        page = told(browser, send(browser, "household_member_stay", member))
        member.refresh_from_db()
        assert ELSEWHERE in page and member.until == days_ago(3)


def test_joining_twice_is_refused(household: Household, professional: User, member: HouseholdMember) -> None:
    """Also in the same household."""
    with pytest.raises(ElsewhereThatDay):
        join_household(household=household, who=member.resident, since=days_ago(0), by=professional)
    leave_household(member=member, until=days_ago(1), by=professional)
    join_household(household=household, who=member.resident, since=days_ago(0), by=professional)
    assert household.members.filter(resident=member.resident).count() == 2
    assert timezone.localdate() - timedelta(days=1) == days_ago(1)
