"""Pages with which somebody gets a role in a team, and loses it."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organisation.models import Team, User
from tests.makers_people import days_ago
from tests.organisation.sending import send


@pytest.fixture
def browser(client_of: Callable[[User], Client], information_manager: User) -> Client:
    """The browser of the information manager."""
    return client_of(information_manager)


def test_membership_new(browser: Client, professional: User, west: Team) -> None:
    """Another role, in another team."""
    assert browser.get(reverse("membership_new", args=[professional.pk])).status_code == 200
    answer = send(browser, "membership_new", professional, role="team_lead", team=west.pk, since="2026-01-01")
    assert answer.url == reverse("person", args=[professional.pk])
    assert professional.memberships.filter(team=west, role="team_lead").exists()


@pytest.mark.parametrize("again", [{"role": "professional"}, {"role": "professional", "since": "1-3-2026"}])
def test_membership_new_twice(browser: Client, professional: User, east: Team, again: dict[str, str]) -> None:
    """The same role in the same team on the same day is refused."""
    fields = {"since": timezone.localdate().isoformat(), "team": east.pk, **again}
    answer = send(browser, "membership_new", professional, **fields)
    assert answer.status_code == 422
    assert professional.memberships.count() == 1


def test_membership_new_wrong_day(browser: Client, professional: User, east: Team) -> None:
    """A day that does not exist names its field, and nothing more."""
    answer = send(browser, "membership_new", professional, role="professional", team=east.pk, since="2026-13-01")
    assert list(answer.context["form"].errors) == ["since"]


def test_membership_end(browser: Client, client_of: Callable[[User], Client], professional: User) -> None:
    """The last day still counts; the day after nothing is left of the role. The message brings an undo."""
    membership = professional.memberships.get()
    assert browser.get(reverse("membership_end", args=[membership.pk])).status_code == 200
    answer = send(browser, "membership_end", membership, until=days_ago(1).isoformat())
    membership.refresh_from_db()
    assert membership.until == days_ago(1)
    assert reverse("membership_reopen", args=[membership.pk]) in browser.get(answer.url).content.decode()


@pytest.mark.parametrize("until", ["", "gisteren", "1999-01-01"])
def test_membership_end_wrong(browser: Client, professional: User, until: str) -> None:
    """No day, no date, or a day before the first: the field says what was expected."""
    membership = professional.memberships.get()
    answer = send(browser, "membership_end", membership, until=until)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["until"]
    membership.refresh_from_db()
    assert membership.until is None


def test_membership_end_of_the_last_arranger(browser: Client, information_manager: User) -> None:
    """The role of the last information manager does not end."""
    membership = information_manager.memberships.get()
    answer = send(browser, "membership_end", membership, until=timezone.localdate().isoformat())
    assert answer.status_code == 422
    assert "informatiebeheer" in answer.content.decode()
    membership.refresh_from_db()
    assert membership.until is None


def test_membership_reopen(browser: Client, professional: User) -> None:
    """Takes the last day away."""
    membership = professional.memberships.get()
    send(browser, "membership_end", membership, until=timezone.localdate().isoformat())
    send(browser, "membership_reopen", membership)
    membership.refresh_from_db()
    assert membership.until is None
