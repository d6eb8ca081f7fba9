"""Superusers: who is asked by colleagues, as the only role or beside another."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organisation.models import Membership, User
from organisation.roles import Right, Role
from organisation.scope import own, reading, standing, teams
from tests.makers_people import MembershipFactory
from tests.organisation.sending import send

Browser = Callable[[User], Client]


@pytest.fixture
def browser(client_of: Browser, information_manager: User) -> Client:
    """The browser of the information manager."""
    return client_of(information_manager)


def test_rights(key_user: User) -> None:
    """Reads questions and what was published, and proposes changes, and nothing else; no file and no name."""
    here = standing(key_user)
    rights = {Right.READ_QUESTIONS, Right.PROPOSE_CHANGES, Right.READ_PUBLISHED}
    assert {right for right in Right if here.may(right)} == rights
    assert (own(key_user), reading(key_user), teams(key_user)) == (None, None, None)


def test_home_and_navigation(client_of: Browser, key_user: User) -> None:
    """A home with words of its own, the questions one touch away, and no way that leads nowhere."""
    browser = client_of(key_user)
    response = browser.get(reverse("home"))
    page = response.content.decode()
    assert "Collega's vragen jou" in page.replace("&#x27;", "'") and "Je hebt hier nu geen rol" not in page
    assert [way.url for way in response.context["page"].ways] == ["insights"]
    found = page.split("<nav", 1)[1].split("</nav>")[0]
    assert [reverse(name) in found for name in ("questions", "residents", "people", "access_log")] == [
        True, False, False, False,
    ]  # fmt: skip
    links = {piece.split('"')[0] for piece in page.split('href="')[1:]}
    for link in (link for link in links if link.startswith("/") and not link.startswith("/static/")):
        assert browser.get(link).status_code == 200, link


def test_home_beside_another_role(client_of: Browser, professional: User) -> None:
    """The daily work stays as it was; nothing is said twice."""
    MembershipFactory(user=professional, role=Role.KEY_USER)
    page = client_of(professional).get(reverse("home")).content.decode()
    assert "Collega" not in page.split("<main", 1)[1] and reverse("plan_new") in page
    assert standing(User.objects.get(pk=professional.pk)).may(Right.PROPOSE_CHANGES)


def test_given_beside_another_role(browser: Client, professional: User) -> None:
    """On the page of a person, without a team, also when a team is sent along."""
    page = browser.get(reverse("membership_new", args=[professional.pk])).content.decode()
    assert "Superuser: helpt collega" in page
    team = professional.memberships.get().team_id
    day = timezone.localdate().isoformat()
    send(browser, "membership_new", professional, role="key_user", team=team, since=day)
    made = Membership.objects.get(role=Role.KEY_USER)
    assert (made.user, made.team) == (professional, None)
    assert professional.memberships.count() == 2
    assert send(browser, "membership_new", professional, role="key_user", since=day).status_code == 422


def test_given_to_somebody_new(browser: Client) -> None:
    """As a first role, without a team."""
    fields = {"name": "Kim Bedacht", "email": "kim@voorbeeld.example", "role": "key_user"}
    answer = send(browser, "person_new", **fields, since=timezone.localdate().isoformat())
    assert answer.status_code == 302
    assert list(standing(User.objects.get(email="kim@voorbeeld.example")).roles) == [Role.KEY_USER]
