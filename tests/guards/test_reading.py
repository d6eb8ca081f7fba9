"""A GET never writes."""

import os
from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import InternalError, ProgrammingError, connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from organisation.access import Grant, allowed
from organisation.models import Team, User
from tests.guards.addresses import addresses
from tests.guards.test_access_table import TABLE

PROVE = os.environ.get("KEUKENTAFEL_PROVE") == "1"
# What a look may leave behind: the logs of looks into files, at figures and of what was taken along, the session, and
# the count of failed log-ins.
LEAVES = ("organisation_accessevent", "feedback_opening", "feedback_taken", "django_session", "axes_")
# The database alone writes and reads which plans changed in a transaction that is under way, and which facts went.
OUT_OF_REACH = ("outcomes_changedplan", "outcomes_gonefact")


def contents() -> dict[str, tuple[int, int]]:
    """Per table the number of rows and a sum over all that stands in them."""
    with connection.cursor() as cursor:
        tables = [t for t in connection.introspection.table_names(cursor) if not t.startswith((*LEAVES, *OUT_OF_REACH))]
        sums = (
            f"SELECT '{table}', count(*), coalesce(sum(hashtextextended(t::text, 0)), 0) FROM \"{table}\" t"
            for table in tables
        )
        # One statement: a walk asks this after every page.
        cursor.execute(" UNION ALL ".join(sums))
        return {table: (rows, total) for table, rows, total in cursor.fetchall()}


@pytest.mark.django_db
def test_no_page_writes(
    things: dict[str, object],
    people: dict[str, User | AnonymousUser],
    client_of: Callable[[User], Client],
) -> None:
    """Every address, asked for by everybody (in an ordinary run by who may enter, a stranger and a visitor), leaves all
    tables as they were.
    """
    walked = [a for a in addresses() if a.is_ours or not a.arguments]
    clients = {name: client_of(one) if isinstance(one, User) else Client() for name, one in people.items()}
    before = contents()
    for address in walked:
        page = TABLE["pages"].get(address.name)
        first = TABLE["groups"][page["who"]][0] if page else "professional"
        for name in clients if PROVE else {first, "stranger", "anonymous"}:
            clients[name].get(address.url(things) if "closing" not in address.arguments else "/")
        assert contents() == before, f"GET {address.route} wrote something"


@pytest.mark.django_db
def test_guard_refuses(professional: User, rf: RequestFactory) -> None:
    """PostgreSQL itself refuses a view that writes in a GET, and nothing is left of it."""

    @allowed(lambda user: Grant())
    def planted(request: HttpRequest) -> HttpResponse:
        Team.objects.create(key="planted", name="Planted")
        return HttpResponse("done")

    request = rf.get("/")
    request.user = professional
    with pytest.raises((InternalError, ProgrammingError), match="read-only transaction"):
        planted(request)
    assert not Team.objects.filter(key="planted").exists()


@pytest.mark.django_db
def test_walk_sees(things: dict[str, object]) -> None:
    """A changed word shows in the sums, and so does a new row."""
    before = contents()
    Team.objects.update(name="Anders")
    changed = contents()
    assert changed != before
    Team.objects.create(key="nieuw", name="Nieuw")
    assert contents() != changed
