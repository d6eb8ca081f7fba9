"""Test databases, made by the owner's role; the tests themselves run as the application's role, as in production.

Migrating takes seconds and cloning a database a tenth of one. So the migrations run once, into a template that is named
after everything it was made from, and every worker gets a clone of that template.
"""

import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from psycopg import sql

from catalogue.operations import load_builtin

ROOT = Path(__file__).resolve().parent.parent
# One number for "somebody is making or removing test databases", so that workers and colleagues wait for each other.
MAKING = 5_311_042
MADE_FROM = (
    *("*/migrations/*.py", "catalogue/builtin*.py", "catalogue/packs/*.json", "requirements/run.txt"),
    "tests/database.py",
)


def as_owner(database: str) -> psycopg.Connection:
    """A connection of the owner's role to `database`. A lock that does not come within ten seconds is an error."""
    return psycopg.connect(
        os.environ["DATABASE_OWNER_URL"], dbname=database, autocommit=True, options="-c lock_timeout=10s"
    )


def prefix() -> str:
    """How the names of all test databases of these two roles begin."""
    return f"{settings.DATABASES['default']['NAME']}_test_{settings.APP_ROLE}"[:40] + "_"


def template_name() -> str:
    """The name of the template: other migrations or other built-in questions make another one."""
    digest = hashlib.sha256(settings.APP_ROLE.encode())
    for pattern in MADE_FROM:
        for path in sorted(ROOT.glob(pattern)):
            digest.update(path.as_posix().encode() + path.read_bytes())
    return f"{prefix()}t{digest.hexdigest()[:12]}"


@contextmanager
def a_clone() -> Iterator[psycopg.Connection]:
    """Points Django at a fresh clone; yields the owner's connection to it, and removes the clone afterwards."""
    template, name = template_name(), f"{prefix()}{os.getpid()}"
    with as_owner("postgres") as server:
        # Somebody else may be migrating the template, which takes its time on a busy machine.
        server.execute("SET lock_timeout = '5min'")
        server.execute("SELECT pg_advisory_lock(%s)", [MAKING])
        known = [row[0] for row in server.execute("SELECT datname FROM pg_database")]
        for left in known:
            if left.startswith(prefix()) and left != template:
                drop(server, left)
        if template not in known:
            make_template(server, template)
        server.execute(create(name, template))
        # Open from here on: a database in use is not swept away as one that was left behind.
        owner = as_owner(name)
        server.execute("SELECT pg_advisory_unlock(%s)", [MAKING])
    # What a test makes is nobody's work. Pages name their own actor, and tests of the second lock take this one away.
    point_at(name, OPTIONS={**settings.DATABASES["default"]["OPTIONS"], "options": "-c app.actor=system"})
    try:
        yield owner
    finally:
        connection.close()
        owner.close()
        with as_owner("postgres") as server:
            drop(server, name)


def create(name: str, template: str) -> sql.Composed:
    """The statement that makes a database."""
    return sql.SQL("CREATE DATABASE {} TEMPLATE {} ENCODING 'UTF8'").format(
        sql.Identifier(name), sql.Identifier(template)
    )


def drop(server: psycopg.Connection, name: str) -> None:
    """Removes a database, unless somebody is using it."""
    with suppress(psycopg.errors.ObjectInUse):
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))


def make_template(server: psycopg.Connection, template: str) -> None:
    """Migrates as the owner, loads what every installation starts with as the app, then names the template."""
    growing = f"{prefix()}growing"
    server.execute(create(growing, "template0"))
    app = {key: settings.DATABASES["default"][key] for key in ("NAME", "USER", "PASSWORD")}
    owner = urlsplit(os.environ["DATABASE_OWNER_URL"])
    point_at(growing, USER=owner.username, PASSWORD=owner.password)
    call_command("migrate", verbosity=0, interactive=False)
    point_at(growing, USER=app["USER"], PASSWORD=app["PASSWORD"])
    load_builtin()
    point_at(app["NAME"])
    server.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(growing), sql.Identifier(template)))


def point_at(name: str, **others: Any) -> None:
    """Makes Django's connection, in this thread and in later ones, one to this database."""
    connection.close()
    settings.DATABASES["default"].update(NAME=name, **others)
    connection.settings_dict.update(NAME=name, **others)


def flush_as(owner: psycopg.Connection) -> None:
    """After a test with transactions of its own, empties all tables as the owner and loads the built-in rows again.

    The app's role may not truncate anything, and must not be given that right for the sake of its tests.
    """
    built_in = contents(owner)

    def emptied(statements: list[str]) -> None:
        left_open = ""
        try:
            all_gone = emptied_in_turn(owner, statements, built_in)
        except psycopg.errors.LockNotAvailable:
            left_open = ended()
            all_gone = empty(owner, statements, built_in)
        if all_gone:
            load_builtin()
            built_in.clear()
            built_in.update(contents(owner))
        # Said only now, so that the tests after this one find their tables as they should be.
        assert not left_open, f"A test left a transaction open, of which the last statement was: {left_open}"

    # On the class: once a browser runs in this thread, Django gives the thread other connections than before.
    type(connection.ops).execute_sql_flush = lambda _operations, statements: emptied(statements)


def emptied_in_turn(owner: psycopg.Connection, statements: list[str], built_in: dict[str, str]) -> bool:
    """`empty`, once more where a page that was left open was just saving and took its tables in another order."""
    with suppress(psycopg.errors.DeadlockDetected):
        return empty(owner, statements, built_in)
    return empty(owner, statements, built_in)


def contents(owner: psycopg.Connection, only: Iterable[str] = ()) -> dict[str, str]:
    """What stands in the tables that are not empty (or in `only` these), as the number of rows and a sum over them."""
    names = only or [name for (name,) in owner.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
    sums = (
        f"SELECT '{name}', count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0) FROM \"{name}\" t"
        for name in names
    )
    return {name: found for name, found in owner.execute(" UNION ALL ".join(sums)) if only or found != "0 0"}


def empty(owner: psycopg.Connection, statements: list[str], built_in: dict[str, str]) -> bool:
    """Empties the tables that the statements of Django name, as far as there is something in them that a test left.

    TRUNCATE makes every table and all its indexes anew, a third of a second each time; a test leaves a handful of rows.
    What a table keeps from being deleted is switched off meanwhile, and as all goes at once nothing is left pointing.
    Built-in rows stay when a test left all of them as they were; else they go with the others, which is returned.
    """
    tables = [name for statement in statements for name in re.findall(r'"(\w+)"', statement)]
    with owner.transaction():
        # A page that was left open may still be saving what is typed: that waits, and finds nobody it belongs to.
        owner.execute("LOCK TABLE " + ", ".join(f'"{table}"' for table in tables) + " IN SHARE ROW EXCLUSIVE MODE")
        kept = {name: built_in[name] for name in tables if name in built_in}
        all_gone = not kept or contents(owner, kept) != kept
        asked = [
            f"SELECT '{table}' WHERE EXISTS (SELECT FROM \"{table}\")"
            for table in tables
            if all_gone or table not in kept
        ]
        filled = [row[0] for row in owner.execute(" UNION ALL ".join(asked))]
        for step in ("ALTER TABLE {} DISABLE TRIGGER USER", "DELETE FROM {}"):
            owner.execute("; ".join(step.format(f'"{table}"') for table in filled))
        owner.execute("SET CONSTRAINTS ALL IMMEDIATE")
        owner.execute("; ".join(f'ALTER TABLE "{table}" ENABLE TRIGGER USER' for table in filled))
    return all_gone


def ended() -> str:
    """Ends what the app left open in this database, apart from this connection; returns what it last did."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT state, query, pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()"
        )
        return "; ".join(f"({state}) {query}" for state, query, _ended in cursor.fetchall())
