"""What moving leaves behind is seen by who may move, and by nobody else; and nobody takes away what was done."""

import pytest
from django.db import ProgrammingError, connection, transaction

from exchange.models import ColumnMapping, ExportRun, ImportRun, Merge, Sheet, TwoPeople, Undoing
from organisation.actor import acting, told
from organisation.models import LentRight, User
from shared.ids import uuid7

MODELS = (ColumnMapping, ExportRun, ImportRun, Merge, Sheet, TwoPeople, Undoing)


@pytest.fixture
def one_of_each(mover: User) -> None:
    """A row of every table."""
    run = ImportRun.objects.create(started_by=mover, source="a.zip")
    ColumnMapping.objects.create(name="x", file="residents", made_by=mover)
    ExportRun.objects.create(started_by=mover, because="Verhuizen")
    Merge.objects.create(kept=uuid7(), other=uuid7(), merged_by=mover, moved={})
    Sheet.objects.create(sent_by=mover, name="lijst.csv")
    TwoPeople.objects.create(**dict(zip(("one", "other"), sorted((uuid7(), uuid7())), strict=True)), said_by=mover)
    Undoing.objects.create(run=run, asked_by=mover)


def seen() -> set[str]:
    """The models of which a row is to be seen."""
    return {model.__name__ for model in MODELS if model.objects.exists()}


def test_who_may_move_sees_it(one_of_each: None, mover: User) -> None:
    """All of it, as long as the right was lent."""
    with acting(mover):
        assert seen() == {model.__name__ for model in MODELS}
    LentRight.objects.update(taken_back_at="2026-01-01T00:00Z")
    with acting(mover):
        assert seen() == set()


@pytest.mark.parametrize("who", ["professional", "information_manager", "privacy_officer", "team_lead"])
def test_others_see_nothing(one_of_each: None, who: str, request: pytest.FixtureRequest) -> None:
    """Whatever they are; nor does nobody."""
    with acting(request.getfixturevalue(who)):
        assert seen() == set()
    with told(""):
        assert seen() == set()


@pytest.mark.parametrize("table", ["importrun", "exportrun", "merge", "undoing", "twopeople"])
def test_what_was_done_stays(one_of_each: None, table: str) -> None:
    """The application cannot remove it."""
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM exchange_{table}")
