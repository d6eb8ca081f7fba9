"""The application's role in the database: it owns nothing, changes no event, and empties no table."""

from uuid import uuid4

import pytest
from django.conf import settings
from django.db import ProgrammingError, connection, transaction

from catalogue.models import LifeDomain, Question
from organisation.models import AccessEvent, Team, User
from registration.models import ActionTick, GoalScore

EVENTS = [AccessEvent, GoalScore, ActionTick]
FORBIDDEN = [
    "CREATE TABLE planted (x int)",
    "ALTER TABLE organisation_user ADD COLUMN planted int",
    "DROP TABLE organisation_accessevent",
    "TRUNCATE organisation_accessevent",
    "ALTER TABLE registration_goal DISABLE TRIGGER ALL",
    "CREATE ROLE planted",
]


def refused(statement: str) -> str:
    """What PostgreSQL says to a statement that must not pass."""
    with pytest.raises(ProgrammingError) as said, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    return str(said.value)


@pytest.mark.django_db
def test_tests_run_as_the_application() -> None:
    """Else every test of a refusal would mean nothing."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (settings.APP_ROLE, False, False)
        cursor.execute("SELECT count(*) FROM pg_tables WHERE tableowner = current_user")
        assert cursor.fetchone() == (0,)


@pytest.mark.django_db
@pytest.mark.parametrize("statement", FORBIDDEN)
def test_changes_no_structure(statement: str) -> None:
    """Tables, triggers, rights and roles are the owner's."""
    assert "permission denied" in refused(statement) or "must be owner" in refused(statement)


@pytest.mark.django_db
@pytest.mark.parametrize("model", EVENTS, ids=lambda model: model.__name__)
@pytest.mark.parametrize("verb", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_changes_no_event(model: type[AccessEvent], verb: str) -> None:
    """What was logged, scored or ticked stays as it was."""
    assert "permission denied" in refused(verb.format(model._meta.db_table))


@pytest.mark.django_db
def test_former_wordings_stay() -> None:
    """The former words of goals, actions, help requests, notes and questions as well."""
    for table in ("goalwording", "actionwording", "helprequestwording", "notewording"):
        assert "permission denied" in refused(f"DELETE FROM registration_{table}")
    assert "permission denied" in refused("DELETE FROM catalogue_questionwording")


@pytest.mark.django_db
def test_may_log(professional: User) -> None:
    """It may write a line and read it."""
    AccessEvent.objects.create(user=professional, role="professional", resident=uuid4(), what="planted", ground="test")
    assert AccessEvent.objects.get().what == "planted"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_tables_are_empty_between_tests(turn: int) -> None:
    """After a test with transactions of its own nothing is left but what every installation starts with."""
    assert not Team.objects.exists()
    assert LifeDomain.objects.exists() and Question.objects.exists()
    Team.objects.create(key="oost", name=f"Team {turn}")
