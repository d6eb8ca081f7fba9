"""What a worker does in its database; every answer can be said in JSON."""

import os
import time
from functools import cache
from typing import Any

import psycopg
from django.db import transaction
from django.test import Client
from django.utils import timezone

from benchmarks.assess_steps import prepare_scores, save_scores
from benchmarks.large.worker import spent
from organisation import scope
from organisation.actor import acting, as_system
from organisation.models import Membership, Team, User
from outcomes.counting import with_people
from outcomes.figures import ENOUGH_FOR_SHARES
from outcomes.indicators import INDICATORS
from outcomes.models import CountedCell, Fact, Over, Publication, PublishedCell, Readers
from outcomes.publishing.counts import Counts, count
from outcomes.publishing.declared import Published
from outcomes.publishing.families import OVERS, declared
from outcomes.publishing.publish import publish as publish_quarter
from shared.period import Period

__all__ = ["prepare_scores", "save_scores"]
LOGIN = "allauth.account.auth_backends.AuthenticationBackend"
READER = "reader@bench.invalid"
QUARTERS, FEW, AT_A_TIME = 8, 5, 5000
REASON = "a measurement looks at all there is"


@cache
def client(email: str) -> Client:
    """Logged in as somebody."""
    found = Client(HTTP_HOST="localhost")
    with as_system(REASON):
        if email == READER and not User.objects.filter(email=email).exists():
            person = User.objects.create(name="Gemeente Meetlat", email=email, discipline="support")
            Membership.objects.create(user=person, role="municipality_reader", since=timezone.localdate())
        found.force_login(User.objects.get(email=email), LOGIN)
    return found


def page(email: str, address: str) -> dict[str, Any]:
    """What the statements of a page took."""
    with spent() as found:
        response = client(email).get(address)
    if response.status_code != 200:
        raise SystemExit(f"{address}: {response.status_code}")
    return found.said


def figures(email: str, team: str, period: str) -> dict[str, Any]:
    """What it took to count every figure of a team in a period."""
    person = User.objects.get(email=email)
    with acting(person, reading=True):
        seen = scope.team(person, Team.objects.get(key=team).pk)
        assert seen
        with spent() as found:
            seen = with_people(seen, [Period.parse(period)])
            for indicator in INDICATORS.values():
                if "team" in indicator.SCOPES:
                    indicator.compute(seen, Period.parse(period))
    return found.said


def size(team: str) -> dict[str, int]:
    """How many facts there are, in all and of a team."""
    with as_system(REASON):
        of = Team.objects.get(key=team).pk
        return {"facts": Fact.objects.count(), "facts of a team": Fact.objects.filter(team=of).count()}


def count_quarter(quarter: str) -> dict[str, float]:
    """How many seconds it takes to count each published table, over areas and services."""
    found = {}
    with as_system(REASON):
        for name, table in of_plans().items():
            for over in OVERS:
                began = time.perf_counter()
                count(table, Period.parse(quarter), over)
                found[f"{name} by {over.value}"] = time.perf_counter() - began
    return found


def of_plans() -> dict[str, Published]:
    """The tables that are counted from facts; there is no work outside in a large organisation that is invented."""
    return {name: table for name, table in declared().items() if table.of_residents}


def compare(quarter: str, counted: list[tuple[str, str, list[list[Any]]]]) -> dict[str, Any]:
    """How many counts of another engine are not ours, or are missing; `counted` as `second.Counted.as_rows`."""
    compared = differ = 0
    tables = set()
    with as_system(REASON):
        for name, over, rows in counted:
            ours = as_rows(count(declared()[name], Period.parse(quarter), Over(over)))
            theirs = {tuple(row[:-1]): row[-1] for row in rows}
            compared += len(ours.keys() | theirs.keys())
            differ += sum(ours.get(spot) != theirs.get(spot) for spot in ours.keys() | theirs.keys())
            tables.add(name)
    assert tables == set(of_plans()), set(of_plans()) ^ tables
    return {"compared": compared, "differ": differ}


def as_rows(counts: Counts) -> dict[tuple[Any, ...], float]:
    """By what it is, of which team and where it stands."""
    found = {
        (what, "", *spot): round(number, 4)
        for what in ("records", "residents", "largest", "values")
        for spot, number in getattr(counts, what).items()
    }
    return found | {("own", team, *spot): n for team, of in counts.own.items() for spot, n in of.items()}


def fill_published(quarter: str) -> int:
    """As many cells as publications of eight quarters for both kinds of readers have; how many.

    Every quarter has the counts of this one, and small ones are withheld: how fast cells are read depends on how many
    there are, and not on what protection chose.
    """
    forget_published()
    with as_system(REASON), transaction.atomic():
        counted = {
            (name, over): count(table, Period.parse(quarter), over)
            for name, table in declared().items()
            for over in OVERS
        }
        period, made = Period.parse(quarter), 0
        for _turn in range(QUARTERS):
            for readers in Readers:
                span = {"start": period.start, "end": period.end, "made_at": timezone.now()}
                edition = Publication.objects.create(readers=readers, period=period.quarter, **span)
                cells = [
                    PublishedCell(
                        publication=edition, table=name, over=over, key=spot.key, about=spot.about, cell=spot.cell,
                        count=None if counts.residents[spot] < FEW else records, value=counts.values.get(spot),
                        is_of_few=counts.residents[spot] < ENOUGH_FOR_SHARES,
                    )
                    for (name, over), counts in counted.items()
                    for spot, records in counts.records.items()
                ]  # fmt: skip
                PublishedCell.objects.bulk_create(cells, AT_A_TIME)
                made += len(cells)
            period = Period.quarter_before(period.start)
    owner("ANALYZE outcomes_publishedcell")
    return made


def forget_published() -> None:
    """Takes away what was published, as only the owner can."""
    # With the cells of a publication, and what stood out in it.
    owner(f"TRUNCATE {CountedCell._meta.db_table}, {Publication._meta.db_table} CASCADE")


def owner(statement: str) -> None:
    """A statement in the name of the owner."""
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as connection:
        connection.execute(statement)


def publish(quarter: str) -> float:
    """Publishes a quarter; how many seconds that took."""
    began = time.perf_counter()
    with as_system(REASON):
        publish_quarter(Period.parse(quarter))
    return time.perf_counter() - began
