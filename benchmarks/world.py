"""A small invented world to measure on: one professional, a team, and plans as large as asked."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import psycopg
from django.db import transaction
from django.test import Client
from django.utils import timezone

from catalogue.models import LifeDomain
from catalogue.operations import load_builtin
from organisation.actor import as_system
from organisation.models import Membership, Team, User
from registration.models import Action, Goal, GoalScore, Plan
from registration.operations.notes import add_note
from registration.operations.plans import Person, start_plan

OURS = "(SELECT id FROM organisation_user WHERE email LIKE '%@bench.invalid')"
GONE = [
    *(
        f"DELETE FROM registration_{table} WHERE recorded_by_id IN {OURS}"
        for table in ("assignment", "plan", "resident")
    ),
    f"DELETE FROM organisation_membership WHERE user_id IN {OURS}",
    "DELETE FROM organisation_team WHERE key LIKE 'bench%'",
    f"DELETE FROM organisation_user WHERE id IN {OURS}",
]
LOGIN = "allauth.account.auth_backends.AuthenticationBackend"


@contextmanager
def passing() -> Iterator[None]:
    """A world that is gone afterwards: everything in it happens in one transaction."""
    with as_system("the world that is measured belongs to nobody"):
        yield
        transaction.set_rollback(True)


@contextmanager
def lasting() -> Iterator[psycopg.Connection]:
    """A world that is really stored, so that the owner can have PostgreSQL count its rows; taken away afterwards."""
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as owner:
        try:
            yield owner
        finally:
            for statement in GONE:
                owner.execute(statement)


def professional(name: str = "Amir Meetlat") -> tuple[User, Team]:
    """Somebody with a caseload, and the team."""
    load_builtin()
    person = User.objects.create(name=name, email=f"{name.split()[0].lower()}@bench.invalid", discipline="support")
    team, _made = Team.objects.get_or_create(key="bench", defaults={"name": "Team Meetlat"})
    Membership.objects.create(user=person, team=team, role="professional", since=timezone.localdate())
    return person, team


def client_of(person: User) -> Client:
    """A logged-in client."""
    client = Client(HTTP_HOST="localhost")
    client.force_login(person, LOGIN)
    return client


def large_plan(person: User, team: Team, goals: int, actions: int) -> Plan:
    """A plan of so many goals with so many actions in all, three steps a goal and three notes."""
    today = timezone.localdate()
    plan = start_plan(person=Person("Sjaan", last_name="Meetlat"), team=team, opened_on=today, by=person)
    domains = list(LifeDomain.objects.all()[:goals])
    for number, domain in enumerate(domains, start=1):
        stamps = {"recorded_by": person, "changed_by": person}
        goal = Goal.objects.create(
            plan=plan,
            life_domain=domain,
            own_words="Ik wil dat het thuis rustig is.",
            rank=number,
            set_on=today,
            **stamps,
        )
        for place in range(actions // goals):
            Action.objects.create(
                goal=goal, text="Ik bel de woningbouw over de huur.", who="together", due_on=today, rank=place, **stamps
            )
        for step in (1, 2, 3):
            day = today - timedelta(days=30 * (3 - step))
            GoalScore.objects.create(goal=goal, value=step, voice="resident", scored_on=day, recorded_by=person)
    for _number in range(3):
        add_note(plans=[plan], held_on=today, kind="visit", text="Sjaan heeft Ria gebeld.", by=person)
    return plan
