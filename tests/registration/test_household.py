"""The page of a family: who belongs to it, and one list of what happened."""

import re
from collections.abc import Callable
from datetime import date

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from organisation.models import AccessEvent, User
from organisation.scope import own
from registration import queries
from registration.models import Household, HouseholdMember
from registration.operations.households import leave_household
from tests.makers import (
    BrokenGlassFactory,
    ClosingFactory,
    GoalFactory,
    HouseholdMemberFactory,
    NoteFactory,
    PlanFactory,
)
from tests.makers_people import days_ago
from tests.registration.pages import address

ClientOf = Callable[[User], Client]


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
        self, browser: Client, household: Household, noa: HouseholdMember, professional: User
    ) -> None:
        """Of the family and of its members, with whose plan it is and its law, the latest first."""
        together = household.plans.get()
        alone = PlanFactory(by=professional, resident=noa.resident, law="wmo", opened_on=days_ago(40))
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
        self, browser: Client, household: Household, noa: HouseholdMember, professional: User
    ) -> None:
        """With both plans beside it."""
        alone = PlanFactory(by=professional, resident=noa.resident)
        note = NoteFactory(plan=household.plans.get(), by=professional, text="Voor iedereen.")
        note.plans.add(alone)
        text = browser.get(address("household", household)).content.decode()
        assert text.count("Voor iedereen.") == 1

    def test_household_without_plans_of_others(
        self, browser: Client, household: Household, noa: HouseholdMember, colleague: User, professional: User
    ) -> None:
        """What one may not see is not there: no line, no name, no number."""
        other = PlanFactory(by=colleague, resident=noa.resident)
        shared = NoteFactory(plan=other, by=colleague, text="Alleen voor Noor.")
        text = browser.get(address("household", household)).content.decode()
        assert "Alleen voor Noor" not in text and str(other.pk) not in text
        # On a note of both plans the plan of the colleague is not named.
        shared.plans.add(household.plans.get())
        text = browser.get(address("household", household)).content.decode()
        assert "Alleen voor Noor" in text and str(other.pk) not in text

    def test_household_around_reads_within_the_scope(
        self, household: Household, noa: HouseholdMember, colleague: User, professional: User
    ) -> None:
        """The first lock by itself, without the second one of the database."""
        mine, theirs = household.plans.get(), PlanFactory(by=colleague, resident=noa.resident)
        NoteFactory(plan=theirs, by=colleague)
        NoteFactory(plan=mine, by=professional).plans.add(theirs)
        reach = own(professional)
        near = queries.around(reach, household, timezone.localdate())
        assert near.plans == [mine]
        happened = queries.told(reach, queries.happenings(reach, near), near)
        assert [(one.what, one.plans) for one in happened] == [("note", [mine]), ("opened", [mine])]
        assert queries.around(None, household, timezone.localdate()).plans == []

    def test_household_without_what_happened_after_leaving(
        self, browser: Client, household: Household, noa: HouseholdMember, professional: User
    ) -> None:
        """Of somebody who left, what happened later in the own plan is of somebody else's life."""
        alone = PlanFactory(by=professional, resident=noa.resident)
        NoteFactory(plan=alone, by=professional, text="Nog thuis.", held_on=days_ago(9))
        NoteFactory(plan=alone, by=professional, text="Al verhuisd.", held_on=days_ago(3))
        leave_household(member=noa, until=days_ago(5), by=professional)
        text = browser.get(address("household", household)).content.decode()
        assert "Nog thuis." in text and "Al verhuisd." not in text

    def test_household_is_for_who_may_see_a_plan_of_it(
        self, client_of: ClientOf, household: Household, colleague: User, noa: HouseholdMember, professional: User
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
        self, client_of: ClientOf, household: Household, colleague: User, noa: HouseholdMember
    ) -> None:
        """Who helps one member sees who belongs to the family, and cannot change that; it ends with the membership."""
        PlanFactory(by=colleague, resident=noa.resident)
        browser = client_of(colleague)
        assert "Ruud" in browser.get(address("household", household)).content.decode()
        assert browser.get(address("household_member_leave", noa)).status_code == 404
        HouseholdMember.objects.filter(pk=noa.pk).update(until=days_ago(1))
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
