"""Handing over a whole caseload in one act, and how much work that is."""

import os
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from organisation.models import AccessEvent, User
from registration.models import Assignment, Plan
from tests.makers import ClosingFactory, PlanFactory
from tests.makers_people import days_ago
from tests.registration.handing import figures, named, who_on, with_history
from tests.registration.pages import address, fill, stored, undo

Browser = Callable[[User], Client]


class TestCaseloadHandOver:
    """caseload_hand_over"""

    @pytest.fixture
    def plans(self, professional: User) -> list[Plan]:
        """Three open plans of Amir, and a closed one."""
        made = [PlanFactory(by=professional) for _number in range(4)]
        ClosingFactory(plan=made[3], by=professional)
        return made

    def test_caseload_hand_over_of_everything(
        self, browser: Client, plans: list[Plan], professional: User, colleague: User, client_of: Browser
    ) -> None:
        """All at once, the closed one too; yesterday's figures do not move; one undo for all."""
        before, before_day = stored(), figures(professional, days_ago(1))
        response = fill(browser, "caseload_hand_over", professional, to=named(colleague))
        assert response.url == reverse("residents")
        assert {name for plan in plans for name in who_on(plan, days_ago(0))} == {"Noor Voorbeeld"}
        assert figures(professional, days_ago(1)) == before_day and len(before_day) == 3
        assert figures(professional, days_ago(0)) == set() and figures(colleague, days_ago(0)) == before_day
        assert [client_of(colleague).get(address("plan", plan)).status_code for plan in plans] == [200] * 4
        undo(browser, response)
        assert stored() == before

    def test_caseload_hand_over_of_a_choice(
        self, browser: Client, plans: list[Plan], professional: User, colleague: User
    ) -> None:
        """What is not ticked stays."""
        chosen = [str(plans[0].pk), str(plans[2].pk)]
        fill(browser, "caseload_hand_over", professional, to=named(colleague), plans=chosen, closed=None)
        held = [who_on(plan, days_ago(0))[0].split()[0] for plan in plans]
        assert held == ["Noor", "Amir", "Noor", "Amir"]

    def test_absence(self, browser: Client, plans: list[Plan], professional: User, colleague: User) -> None:
        """With a last day it is cover for the open plans, and the coordinator stays."""
        until = days_ago(-14).isoformat()
        response = fill(browser, "caseload_hand_over", professional, to=named(colleague), until=until)
        assert Assignment.objects.filter(kind="cover", professional=colleague).count() == 3
        assert {name for plan in plans for name in who_on(plan, days_ago(0))} == {"Amir Voorbeeld"}
        undo(browser, response)
        assert not Assignment.objects.filter(kind="cover").exists()

    @pytest.mark.parametrize("active", [True, False])
    def test_by_a_team_lead(
        self,
        client_of: Browser,
        team_lead: User,
        plans: list[Plan],
        professional: User,
        colleague: User,
        active: bool,
    ) -> None:
        """For somebody who is ill or has left: names alone, and no look is logged."""
        User.objects.filter(pk=professional.pk).update(is_active=active)
        lead = client_of(team_lead)
        page = lead.get(address("caseload_hand_over", professional)).content.decode()
        assert plans[0].full_name in page and plans[3].full_name not in page
        response = fill(lead, "caseload_hand_over", professional, to=named(colleague))
        assert response.url == reverse("team_residents")
        assert {name for plan in plans for name in who_on(plan, days_ago(0))} == {"Noor Voorbeeld"}
        assert not AccessEvent.objects.exists()
        assert undo(lead, response).status_code == 302
        assert {name for plan in plans for name in who_on(plan, days_ago(0))} == {"Amir Voorbeeld"}

    def test_of_another_team(
        self, client_of: Browser, team_lead: User, stranger: User, browser: Client, plans: list[Plan]
    ) -> None:
        """Does not exist for a team lead; nor does the caseload of a colleague for a professional."""
        PlanFactory(by=stranger)
        assert client_of(team_lead).get(address("caseload_hand_over", stranger)).status_code == 404
        assert browser.get(address("caseload_hand_over", stranger)).status_code == 404

    def test_nothing_chosen(self, browser: Client, plans: list[Plan], professional: User, colleague: User) -> None:
        """A plain sentence."""
        before = stored()
        page = fill(browser, "caseload_hand_over", professional, to=named(colleague), plans=None, closed=None)
        assert "Kies ten minste één plan." in page.content.decode() and stored() == before

    def test_a_plan_that_went_meanwhile(
        self, browser: Client, plans: list[Plan], professional: User, colleague: User, stranger: User
    ) -> None:
        """Handed over on another tab, or never one's own: a plain sentence, nothing changes."""
        foreign = PlanFactory(by=stranger)
        before = stored()
        page = fill(browser, "caseload_hand_over", professional, to=named(colleague), plans=[plans[0].pk, foreign.pk])
        assert page.status_code == 422 and "naar iemand anders gegaan" in page.content.decode()
        assert str(foreign.pk) not in page.content.decode() and stored() == before


MORE = 38 if os.environ.get("KEUKENTAFEL_PROVE") == "1" else 12


@pytest.mark.parametrize("until", ["", days_ago(-9).isoformat()])
def test_queries_of_a_hand_over(
    browser: Client, professional: User, colleague: User, stranger: User, until: str
) -> None:
    """As many for fourteen plans (or forty) with two years of history as for two with one; undoing too."""
    spent = []
    for number, years, to in ((2, 1, colleague), (MORE, 2, stranger)):
        with_history(professional, number, years)
        page = browser.get(address("caseload_hand_over", professional))
        plans = [value for value, _name in page.context["form"].fields["plans"].choices]
        with CaptureQueriesContext(connection) as handing:
            response = fill(browser, "caseload_hand_over", professional, to=named(to), plans=plans, until=until)
        with CaptureQueriesContext(connection) as undoing:
            undo(browser, response)
        spent.append((len(handing), len(undoing)))
    assert len(plans) == 2 + MORE and spent[0] == spent[1]
