"""A database of its own for each scale, cloned from the empty one of the bench and gone afterwards.

Filling it goes round what makes single records safe: indexes, foreign keys and triggers are put back as they were when
all rows are there, and facts come from `fresh_facts`, the same function that keeps them in daily life.
"""

import os
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from benchmarks.large import outside
from benchmarks.large.world import FUNCTIONS, GONE, PLAN, statements

# Plans at a time, when facts are worked out; and how many connections do so at once.
AT_A_TIME, AT_ONCE = 5000, os.cpu_count() or 1
REGISTERED = (
    *("plan", "resident", "assignment", "closing", "goal", "goalscore", "action", "helprequest", "referral"),
    *("experience", "questionanswer", "assessment", "assessmentpart"),
)
FILLED = [*(f"registration_{table}" for table in REGISTERED), *(f"signals_{table}" for table in outside.FILLED)]
COLUMNS = (
    "plan, kind, record, about, subject, day, until, void_from, cell, value, weight, coordinator, team, area, service"
)
SLACK = "-c synchronous_commit=off -c maintenance_work_mem=1GB -c work_mem=256MB"


@dataclass(frozen=True)
class Large:
    """A database with a large organisation; `seconds` says what took how long to make."""

    name: str
    scale: float
    plans: int
    seconds: dict[str, float]

    @property
    def addresses(self) -> dict[str, str]:
        """Environment that points to it."""
        return {name: at(os.environ[name], self.name) for name in ("DATABASE_URL", "DATABASE_OWNER_URL")}

    def owner(self, options: str = "") -> psycopg.Connection[Any]:
        """A connection that sees everything."""
        return psycopg.connect(self.addresses["DATABASE_OWNER_URL"], autocommit=True, options=options)


def at(address: str, name: str) -> str:
    """The address of another database on the same server."""
    return urlunsplit(urlsplit(address)._replace(path=f"/{name}"))


@contextmanager
def large(scale: float, today: date) -> Iterator[Large]:
    """Makes it and takes it away. `BENCH_KEEP=1` keeps it, and uses the one that was kept."""
    source = urlsplit(os.environ["DATABASE_OWNER_URL"]).path[1:]
    name, keeps = f"{source}_times_{scale:g}".replace(".", "_"), os.environ.get("BENCH_KEEP") == "1"
    with psycopg.connect(at(os.environ["DATABASE_OWNER_URL"], "postgres"), autocommit=True) as server:
        there = server.execute("SELECT FROM pg_database WHERE datname = %s", [name]).fetchone() is not None
        if there and not keeps:
            server.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(name)))
        if not (there and keeps):
            server.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(source))
            )
        made, is_whole = Large(name, scale, 0, {}), False
        try:
            seconds = {} if there and keeps else filled(made, today)
            is_whole = True
            with made.owner() as owner:
                counted = owner.execute("SELECT count(*) FROM registration_plan").fetchone()
            yield Large(name, scale, counted[0] if counted else 0, seconds)
        finally:
            if not (keeps and is_whole):
                server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def filled(made: Large, today: date) -> dict[str, float]:
    """All rows, then the indexes, then the facts; how many seconds each took."""
    began, seconds = time.perf_counter(), {}

    def lap(what: str) -> None:
        nonlocal began
        seconds[what] = round(time.perf_counter() - began, 1)
        began = time.perf_counter()
        sys.stderr.write(f"{made.name}: {what} {seconds[what]} s\n")

    with made.owner(SLACK) as owner:
        owner.execute(FUNCTIONS)
        put_back = stripped(owner, FILLED)
        for statement in statements(made.scale, today):
            owner.execute(statement)
        lap("rows")
        for statement in put_back:
            owner.execute(statement)
        owner.execute(GONE)
        owner.execute("ANALYZE")
        lap("indexes")
        put_back = stripped(owner, ["outcomes_fact"])
        facts(made)
        lap("facts")
        for statement in put_back:
            owner.execute(statement)
        # As it is after a night.
        owner.execute("VACUUM (ANALYZE)")
        lap("indexes of facts")
    return seconds


def stripped(owner: psycopg.Connection[Any], tables: list[str]) -> list[str]:
    """Takes indexes, keys and triggers from tables; the statements that put them back."""
    put_back = []
    for table in tables:
        constraints = owner.execute(
            "SELECT conname, pg_get_constraintdef(oid), contype FROM pg_constraint "
            "WHERE conrelid = %s::regclass AND contype IN ('f', 'u', 'x') ORDER BY contype DESC",
            [table],
        ).fetchall()
        for name, definition, kind in constraints:
            owner.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
            later = " NOT VALID" if kind == "f" else ""
            put_back.append(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}{later}')
        indexes = owner.execute(
            "SELECT c.relname, pg_get_indexdef(i.indexrelid) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid "
            "WHERE i.indrelid = %s::regclass AND NOT i.indisprimary",
            [table],
        ).fetchall()
        for name, definition in indexes:
            owner.execute(f'DROP INDEX "{name}"')
            put_back.append(definition)
        owner.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        put_back.append(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    return put_back


def facts(made: Large) -> None:
    """The facts of all plans, a share of them at a time in each of some connections."""
    with made.owner() as owner:
        plans = owner.execute("SELECT count(*) FROM registration_plan").fetchone()
    assert plans
    firsts = list(range(0, plans[0], AT_A_TIME))

    def some(turn: int) -> None:
        with made.owner(SLACK) as worker:
            for first in firsts[turn::AT_ONCE]:
                # As they are, so that PostgreSQL knows how many there are.
                asked = ",".join(of_plan(number) for number in range(first, min(first + AT_A_TIME, plans[0])))
                worker.execute(
                    f"INSERT INTO outcomes_fact ({COLUMNS}) SELECT {COLUMNS} FROM fresh_facts('{{{asked}}}'::uuid[])"
                )

    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(some, range(AT_ONCE)))


def of_plan(number: int) -> str:
    """The id of a plan, as `made` makes it."""
    return f"{PLAN:08x}{number:024x}"
