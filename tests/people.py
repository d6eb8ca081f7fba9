"""The people of the tests, as fixtures. Makers of what they work on: `tests/makers.py`.

Amir is the professional. Noor works in the same team, Bas in another one. Every view is tried as each of these people.
"""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from organisation.models import Team, User
from organisation.roles import Role
from registration.models import Plan
from registration.models.broken_glass import OPEN_FOR
from tests.makers import ActionFactory, AssignmentFactory, BrokenGlassFactory, GoalFactory, PlanFactory
from tests.makers_people import LentRightFactory, MembershipFactory, TeamFactory, UserFactory, days_ago

LOGIN = "allauth.account.auth_backends.AuthenticationBackend"


def somebody(name: str, role: Role | None, team: Team | None = None, discipline: str = "support") -> User:
    """Somebody with one role since a year ago; without a role somebody who may do nothing."""
    made = UserFactory(name=name, email=f"{name.split(' ')[0].lower()}@voorbeeld.example", discipline=discipline)
    if role:
        MembershipFactory(user=made, team=team, role=role)
    return made


@pytest.fixture
def east(db: None) -> Team:
    """The team of Amir and Noor."""
    return TeamFactory(key="oost", name="Team Oost")


@pytest.fixture
def west(db: None) -> Team:
    """Another team."""
    return TeamFactory(key="west", name="Team West")


@pytest.fixture
def professional(east: Team) -> User:
    """Amir, who coordinates `plan`."""
    return somebody("Amir Voorbeeld", Role.PROFESSIONAL, east)


@pytest.fixture
def colleague(east: Team) -> User:
    """Noor, of the same team, who has nothing to do with `plan`."""
    return somebody("Noor Voorbeeld", Role.PROFESSIONAL, east)


@pytest.fixture
def stranger(west: Team) -> User:
    """Bas, a professional of another team."""
    return somebody("Bas Verzonnen", Role.PROFESSIONAL, west)


@pytest.fixture
def former(east: Team) -> User:
    """Fatma, who coordinated `plan` until last week and still works in the team."""
    return somebody("Fatma Verzonnen", Role.PROFESSIONAL, east)


@pytest.fixture
def co_worker(east: Team, plan: Plan) -> User:
    """Lies, who works on `plan` as Amir's co-worker."""
    made = somebody("Lies Verzonnen", Role.PROFESSIONAL, east)
    AssignmentFactory(plan=plan, by=made, since=days_ago(3), kind="co_worker")
    return made


@pytest.fixture
def cover(west: Team, plan: Plan) -> User:
    """Dirk of another team, who covers for Amir until today."""
    made = somebody("Dirk Verzonnen", Role.PROFESSIONAL, west)
    AssignmentFactory(plan=plan, by=made, since=days_ago(3), until=days_ago(0), kind="cover")
    return made


@pytest.fixture
def glass(east: Team, plan: Plan) -> User:
    """Hana of the same team, who opened `plan` with a reason an hour ago."""
    made = somebody("Hana Bedacht", Role.PROFESSIONAL, east)
    BrokenGlassFactory(plan=plan, by=made)
    return made


@pytest.fixture
def old_glass(east: Team, plan: Plan) -> User:
    """Joris of the same team, who opened `plan` with a reason more than a day ago."""
    made = somebody("Joris Bedacht", Role.PROFESSIONAL, east)
    BrokenGlassFactory(plan=plan, by=made, recorded_at=timezone.now() - OPEN_FOR - timedelta(seconds=1))
    return made


@pytest.fixture
def team_lead(east: Team) -> User:
    """Els, who leads the team and has no caseload."""
    return somebody("Els Bedacht", Role.TEAM_LEAD, east)


@pytest.fixture
def youth_worker(east: Team) -> User:
    """Sam, who works with groups."""
    return somebody("Sam Bedacht", Role.PROFESSIONAL, east, discipline="groups")


@pytest.fixture
def information_manager(db: None) -> User:
    """Ine, who arranges people and teams and sees no files."""
    return somebody("Ine Bedacht", Role.INFORMATION_MANAGER)


@pytest.fixture
def privacy_officer(db: None) -> User:
    """Piet, who watches the log."""
    return somebody("Piet Bedacht", Role.PRIVACY_OFFICER)


@pytest.fixture
def key_user(db: None) -> User:
    """Karin, whom colleagues ask how things work."""
    return somebody("Karin Bedacht", Role.KEY_USER)


@pytest.fixture
def mover(privacy_officer: User) -> User:
    """Mehmet, another information manager, who may bring registrations in and take them out this week."""
    person = somebody("Mehmet Bedacht", Role.INFORMATION_MANAGER)
    LentRightFactory(user=person, lent_by=privacy_officer)
    return person


@pytest.fixture
def municipality_reader(db: None) -> User:
    """Greet, who reads published figures for the municipality."""
    return somebody("Greet Bedacht", Role.MUNICIPALITY_READER)


@pytest.fixture
def roleless(db: None) -> User:
    """Nina, whose account works and who has no role any more."""
    return somebody("Nina Bedacht", None)


@pytest.fixture
def plan(professional: User, former: User) -> Plan:
    """Amir's open plan with two goals and three actions, taken over from Fatma a week ago."""
    made = PlanFactory(by=professional, coordinated_since=days_ago(7))
    AssignmentFactory(plan=made, by=former, since=made.opened_on, until=days_ago(8))
    first, second = GoalFactory(plan=made, by=professional), GoalFactory(plan=made, by=professional)
    ActionFactory.create_batch(2, goal=first, by=professional)
    ActionFactory(goal=second, by=professional)
    return made


@pytest.fixture
def client_of() -> Callable[[User], Client]:
    """Django's test client, logged in as somebody: `client_of(professional).get(url)`."""

    def logged_in(person: User) -> Client:
        client = Client()
        client.force_login(person, backend=LOGIN)
        return client

    return logged_in
