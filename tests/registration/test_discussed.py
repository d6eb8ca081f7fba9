"""Meetings in which a plan was talked about, beside that plan."""

from collections.abc import Callable

import pytest
from django.test import Client

from organisation.models import Team, User
from registration.models import CaseDiscussion, Plan
from tests.makers import PlanFactory
from tests.makers_discussions import AgreedActionFactory, CaseTextFactory, DiscussionFactory
from tests.makers_people import days_ago
from tests.registration.pages import address

ClientOf = Callable[[User], Client]
CASE = "Mevrouw durft de post niet open te maken."


@pytest.fixture
def plan(professional: User) -> Plan:
    """Amir's."""
    return PlanFactory(by=professional)


@pytest.fixture
def talked(plan: Plan, professional: User) -> CaseDiscussion:
    """His team talked about it and agreed on two things, of which one is done; a third was taken away."""
    made = DiscussionFactory(by=professional, team=professional.memberships.get().team)
    made.plans.add(plan)
    made.themes.add("finance")
    AgreedActionFactory(by=professional, discussion=made, text="Bellen met de bank", who="Noor", done_on=days_ago(1))
    AgreedActionFactory(by=professional, discussion=made, text="Samen post openen", due_on=days_ago(-5))
    AgreedActionFactory(by=professional, discussion=made, text="Vergissing", removed_at=made.recorded_at)
    CaseTextFactory(by=professional, discussion=made, text=CASE)
    return made


def test_beside_the_plan(client_of: ClientOf, professional: User, plan: Plan, talked: CaseDiscussion) -> None:
    """Kind, day, themes, what was learned, what was agreed, open or done, and the way to the meeting."""
    page = client_of(professional).get(address("plan", plan)).content.decode()
    part = page.split('id="discussed"')[1].split("</section>")[0]
    for text in (address("discussion", talked), "Casusbespreking", "Geld", "Eerst rust, dan papieren.", CASE):
        assert text in part, text
    assert "Bellen met de bank" in part and "gedaan op" in part and "open, uiterlijk" in part
    assert "Vergissing" not in part


def test_nothing_of_others(client_of: ClientOf, professional: User, plan: Plan, talked: CaseDiscussion) -> None:
    """Nothing without a meeting; nothing of one that was removed or that another plan was about."""
    browser, other = client_of(professional), PlanFactory(by=professional)
    assert 'id="discussed"' not in browser.get(address("plan", other)).content.decode()
    CaseDiscussion.objects.filter(pk=talked.pk).update(removed_at=talked.recorded_at)
    assert 'id="discussed"' not in browser.get(address("plan", plan)).content.decode()


def test_of_another_team(
    client_of: ClientOf, professional: User, plan: Plan, talked: CaseDiscussion, west: Team
) -> None:
    """Who works on a plan of which a meeting of another team spoke reads nothing of it."""
    CaseDiscussion.objects.filter(pk=talked.pk).update(team=west)
    page = client_of(professional).get(address("plan", plan)).content.decode()
    assert 'id="discussed"' not in page and CASE not in page
