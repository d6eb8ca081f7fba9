"""The first page, for everybody."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from feedback.homes import greeting, kinds_of
from organisation.models import User
from organisation.roles import Role
from organisation.scope import standing
from registration.models import Plan
from tests.makers import AppointmentFactory, ClosingFactory, GoalFactory, PlanFactory, StepFactory
from tests.makers_people import DraftFactory, MembershipFactory

Browser = Callable[[User], Client]


@pytest.mark.parametrize(
    ("hour", "said"),
    [
        (4, "Goedenavond"),
        (5, "Goedemorgen"),
        (11, "Goedemorgen"),
        (12, "Goedemiddag"),
        (17, "Goedemiddag"),
        (18, "Goedenavond"),
        (23, "Goedenavond"),
    ],
)
def test_greeting(hour: int, said: str) -> None:
    """By the part of the day."""
    assert greeting("Amir", hour) == f"{said}, Amir"


def test_table(professional: User, plan: Plan, client_of: Browser) -> None:
    """Three acts, today's appointment with the goal, the question to learn from."""
    goal = plan.goals.all()[0]
    StepFactory(goal=goal, by=professional, value=3)
    noon = timezone.localtime().replace(hour=12, minute=5)
    AppointmentFactory(plan=plan, by=professional, starts_at=noon, place="Buurthuis")
    AppointmentFactory(plan=plan, by=professional, starts_at=noon, place="Nergens", cancelled_at=timezone.now())
    AppointmentFactory(plan=plan, by=professional, starts_at=noon + timedelta(days=1), place="Morgen")
    page = client_of(professional).get(reverse("home")).content.decode()
    for name in ("plan_new", "open_actions", "residents", "goals_now"):
        assert f'href="{reverse(name)}"' in page
    assert page.count("button--act") == 3 and page.count("utrecht-button--primary-action") == 1
    assert "12.05" in page and goal.own_words in page and "Buurthuis" in page
    assert "Nergens" not in page and "Morgen" not in page
    assert "Van 1 doel: 0 op trede 1 of 2, 1 op trede 3 en 0 op trede 4 of 5." in page


def test_attention(professional: User, client_of: Browser) -> None:
    """The three that were not spoken for longest, and a way to the rest."""
    today = timezone.localdate()
    for weeks in (10, 11, 12, 13):
        made = PlanFactory(
            by=professional, opened_on=today - timedelta(weeks=weeks), resident__last_name=f"Week{weeks}"
        )
        GoalFactory(plan=made, by=professional)
    page = client_of(professional).get(reverse("home")).content.decode()
    assert [weeks for weeks in (10, 11, 12, 13) if f"Week{weeks}" in page] == [11, 12, 13]
    assert f"{reverse('residents')}?show=attention" in page


def test_nothing_yet(professional: User, client_of: Browser) -> None:
    """A first day has words, no empty places."""
    page = client_of(professional).get(reverse("home")).content.decode()
    assert "Nog geen plannen" in page and '<svg class="drawing"' not in page


@pytest.mark.parametrize(
    ("who", "says"),
    [
        ("youth_worker", "Waar zag je een groep?"),
        ("team_lead", "Nooit een lijst van collega's"),
        ("information_manager", "Je ziet geen plannen van inwoners"),
        ("privacy_officer", "Lees wie meekeek"),
        ("municipality_reader", "Niemand is erin te herkennen"),
        ("roleless", "Je hebt hier nu geen rol"),
    ],
)
def test_others(who: str, says: str, client_of: Browser, request: pytest.FixtureRequest) -> None:
    """Each role has a home of its own, with one filled button at most, whose links all open."""
    browser = client_of(request.getfixturevalue(who))
    response = browser.get(reverse("home"))
    page = response.content.decode()
    assert says in page
    assert page.count("utrecht-button--primary-action") <= 1
    links = {piece.split('"')[0] for piece in page.split('href="')[1:]}
    for link in (link for link in links if link.startswith("/") and not link.startswith("/static/")):
        assert browser.get(link).status_code == 200, link


def test_draft_of_a_page_that_is_gone(professional: User, plan: Plan, client_of: Browser) -> None:
    """Is left out; the others stand there, also when it is among the newest."""
    DraftFactory(user=professional, path=f"/plans/{plan.pk}/notes/new/")
    for number in range(4):
        DraftFactory(user=professional, path=f"/former/{number}/")
    page = client_of(professional).get(reverse("home"))
    assert page.status_code == 200
    assert page.content.decode().count("?draft=") == 1


def test_draft_of_a_plan_that_is_no_longer_ones_own(
    professional: User, colleague: User, plan: Plan, client_of: Browser
) -> None:
    """Leads nowhere, so it is left out; one of a plan of one's own stands there."""
    for one in (plan, PlanFactory(by=colleague)):
        DraftFactory(user=professional, path=f"/plans/{one.pk}/notes/new/")
    page = client_of(professional).get(reverse("home"))
    assert [form.plan for form in page.context["page"].unfinished] == [plan.pk]


def test_two_roles(professional: User) -> None:
    """The daily work comes first."""
    MembershipFactory(user=professional, role=Role.INFORMATION_MANAGER, team=None)
    assert kinds_of(standing(professional)) == ["table", "arranging"]


def test_queries_are_fixed(professional: User, client_of: Browser) -> None:
    """As many with nine plans and appointments as with one."""
    browser = client_of(professional)
    noon: datetime = timezone.localtime().replace(hour=12)
    counted = []
    for number in (1, 8):
        for _turn in range(number):
            made = PlanFactory(by=professional, opened_on=timezone.localdate() - timedelta(weeks=9))
            GoalFactory(plan=made, by=professional)
            AppointmentFactory(plan=made, by=professional, starts_at=noon)
        browser.get(reverse("home"))
        with CaptureQueriesContext(connection) as queries:
            browser.get(reverse("home"))
        counted.append(len(queries))
    assert counted[0] == counted[1]


def test_closed_plans_ask_for_nothing(professional: User, client_of: Browser) -> None:
    """A closed plan without a goal asks for no attention."""
    made = PlanFactory(by=professional, resident__last_name="Afgerond")
    ClosingFactory(plan=made, by=professional)
    assert "Afgerond" not in client_of(professional).get(reverse("home")).content.decode()
