"""The list of what stands in the way."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from organisation.models import User
from registration.models import Plan
from tests.makers import GoalFactory
from tests.makers_people import days_ago

Clients = Callable[[User | None], Client]


def shown(client: Client) -> str:
    """The page."""
    return client.get(reverse("obstacles")).content.decode()


def test_goals_with_an_obstacle_and_goals_not_reached(client_of: Clients, professional: User, plan: Plan) -> None:
    """Open goals with an obstacle, and goals that ended without being wholly reached; others are left out."""
    GoalFactory(by=professional, plan=plan, own_words="Ik wil slapen.", obstacle="Er is veel lawaai.")
    GoalFactory(by=professional, plan=plan, own_words="Ik wil zwemmen.", ended_on=days_ago(3), result="not")
    GoalFactory(by=professional, plan=plan, own_words="Ik wil koken.", ended_on=days_ago(3), result="reached")
    GoalFactory(
        by=professional,
        plan=plan,
        own_words="Ik wil lang geleden.",
        ended_on=days_ago(400),
        set_on=days_ago(500),
        result="not",
    )
    GoalFactory(by=professional, plan=plan, own_words="Ik wil niets.")
    page = shown(client_of(professional))
    assert "Ik wil slapen." in page and "Er is veel lawaai." in page
    assert "Ik wil zwemmen." in page and "Geen obstakel opgeschreven." in page
    assert "Ik wil koken." not in page and "lang geleden" not in page and "Ik wil niets." not in page


def test_goals_of_a_colleague_are_not_there(
    client_of: Clients, colleague: User, professional: User, plan: Plan
) -> None:
    """Only one's own plans."""
    GoalFactory(by=professional, plan=plan, own_words="Ik wil slapen.", obstacle="Er is veel lawaai.")
    page = shown(client_of(colleague))
    assert "Ik wil slapen." not in page and "Nu zit er niets in de weg" in page
