"""Standing and scopes: what somebody is today, and which records that opens."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.test import RequestFactory
from django.utils import timezone

from organisation import scope
from organisation.context import frame
from organisation.models import Draft, Invitation, LentRight, Submission, Team, User, WrongTry
from organisation.navigation import navigation
from organisation.roles import RIGHTS, TEAM_ROLES, Right, Role
from tests.makers_people import AreaFactory, MembershipFactory, UserFactory, days_ago

TODAY = timezone.localdate


@pytest.mark.parametrize(
    ("since", "until", "holds"),
    [(0, None, True), (0, 0, True), (-1, None, False), (9, 1, False), (9, 0, True), (9, -9, True)],
    ids=["from today", "only today", "from tomorrow", "until yesterday", "until today", "until later"],
)
def test_membership_by_day(roleless: User, since: int, until: int | None, holds: bool) -> None:
    """The first and the last day both count."""
    MembershipFactory(user=roleless, since=days_ago(since), until=None if until is None else days_ago(until))
    assert scope.standing(roleless).may(Right.OWN_FILES) is holds


def test_rights_by_role() -> None:
    """Every role is in the table; nobody who arranges or watches opens files."""
    assert set(RIGHTS) == set(Role)
    for role in (Role.INFORMATION_MANAGER, Role.PRIVACY_OFFICER, Role.MUNICIPALITY_READER, Role.TEAM_LEAD):
        assert Right.OWN_FILES not in RIGHTS[role]
    assert {Role.PROFESSIONAL, Role.TEAM_LEAD} == TEAM_ROLES


def test_standing_is_read_once_a_day(professional: User, django_assert_num_queries: Callable) -> None:
    """One query for a request; tomorrow it is read again."""
    with django_assert_num_queries(1):
        for _ in range(3):
            assert scope.standing(professional).may(Right.NEW_PLAN)
    professional.memberships.update(until=TODAY())
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        assert not scope.standing(professional).may(Right.NEW_PLAN)


def test_standing_of_nobody() -> None:
    """There is none."""
    with pytest.raises(PermissionError):
        scope.standing(AnonymousUser())


def test_own(professional: User, team_lead: User, information_manager: User) -> None:
    """A caseload is of a professional alone."""
    found = scope.own(professional)
    assert (found.kind, found.user_id, found.day, found.team_ids) == ("own", professional.pk, TODAY(), frozenset())
    assert scope.own(team_lead) is None
    assert scope.own(information_manager) is None


def test_teams(professional: User, team_lead: User, information_manager: User, east: Team, west: Team) -> None:
    """Names of one's own teams, for who has that right there; a role without a team opens none."""
    MembershipFactory(user=professional, team=west, role=Role.TEAM_LEAD)
    assert scope.teams(professional).team_ids == {east.pk, west.pk}
    assert scope.teams(team_lead).team_ids == {east.pk}
    assert scope.teams(information_manager) is None
    nowhere = UserFactory()
    MembershipFactory(user=nowhere, role=Role.PROFESSIONAL, team=None)
    assert scope.teams(nowhere) is None


class TestNavigation:
    """The entries at the top."""

    def asked(self, rf: RequestFactory, user: object, path: str = "/") -> HttpRequest:
        """A request of somebody for a page."""
        request = rf.get(path)
        request.user = user
        return request

    def test_by_right(self, rf: RequestFactory, professional: User, information_manager: User) -> None:
        """Everybody sees what one's rights bring, and where one is."""
        icons = [entry.icon for entry in navigation(self.asked(rf, professional))]
        assert icons == ["home", "users", "users-group", "map-pin", "bulb", "help-circle"]
        entries = navigation(self.asked(rf, information_manager, "/people/new/"))
        assert [entry.icon for entry in entries if entry.current] == ["user-cog"]
        assert [entry.icon for entry in entries] == ["home", "bulb", "help-circle", "stairs", "list-check", "user-cog"]
        for path, icon in (("/teams/", "user-cog"), ("/lists/themes/", "list-check"), ("/parts/x/edit/", "stairs")):
            entries = navigation(self.asked(rf, information_manager, path))
            assert [entry.icon for entry in entries if entry.current] == [icon]

    def test_for_nobody(self, rf: RequestFactory) -> None:
        """A visitor, or an error page without anybody, has none."""
        assert navigation(self.asked(rf, AnonymousUser())) == []
        assert frame(rf.get("/"))["navigation"] == []


def test_names_of_records(professional: User, east: Team) -> None:
    """How records are called where they are printed."""
    membership = professional.memberships.get()
    assert str(membership) == "Professional, Team Oost"
    assert str(membership.user) == "Amir Voorbeeld"
    assert (professional.first_name, professional.initials) == ("Amir", "AV")
    assert User(name="Ine").initials == "IN"
    assert str(Submission(key="x")) == "x"
    assert str(LentRight(pk="v", because="Vanwege de overstap.")) == "v"
    assert str(Draft(pk="w", fields={"text": ["Gesproken."]})) == "w"
    assert str(WrongTry(whose="salted", at=date(2026, 1, 5))) == "2026-01-05"
    assert str(Invitation(pk="y")) == "y"
    assert str(AreaFactory(name="Kade")) == "Kade"
    assert User.objects.get_by_natural_key("AMIR@voorbeeld.example") == professional
