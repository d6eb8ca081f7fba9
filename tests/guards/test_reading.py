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
from tests.guards.addresses import Address, addresses
from tests.guards.test_access_table import TABLE

PROVE = os.environ.get("KEUKENTAFEL_PROVE") == "1"
# The walk goes in parts that can go side by side. Reading every table takes as long as a page, so an ordinary run does
# so after a few pages at once.
PARTS, FEW = 4, 1 if PROVE else 12
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
@pytest.mark.parametrize("part", range(PARTS))
def test_no_page_writes(
    things: dict[str, object],
    people: dict[str, User | AnonymousUser],
    client_of: Callable[[User], Client],
    part: int,
) -> None:
    """Every address, asked for by everybody (in an ordinary run by who may enter, and in turn by a stranger or a
    visitor), leaves all tables as they were; in an ordinary run that is asked after a few addresses at once.
    """
    walked = [a for a in addresses() if a.is_ours or not a.arguments][part::PARTS]
    turns = enumerate(walked)
    by = {a: set(people) if PROVE else {first_of(a), ("stranger", "anonymous")[turn % 2]} for turn, a in turns}
    clients = {name: browser_of(people[name], client_of) for name in set().union(*by.values())}
    before = contents()
    for start in range(0, len(walked), FEW):
        few = walked[start : start + FEW]
        for address in few:
            url = address.url(things) if "closing" not in address.arguments else "/"
            for name in by[address]:
                clients[name].get(url)
        assert contents() == before, f"One of these GETs wrote something: {', '.join(one.route for one in few)}"


def first_of(address: Address) -> str:
    """The first who may enter; Amir where the table says nothing of a page."""
    page = TABLE["pages"].get(address.name)
    return TABLE["groups"][page["who"]][0] if page else "professional"


def browser_of(person: User | AnonymousUser, client_of: Callable[[User], Client]) -> Client:
    """Logged in, but for a visitor."""
    return client_of(person) if isinstance(person, User) else Client()


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
