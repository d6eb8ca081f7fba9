"""Statements of the bundle. Names of tables and columns come from `shape.py`; whatever came in goes as a parameter."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection

# The number of the lock of who writes a bundle or takes one back.
MOVING = 7_406_201


def run(statement: str, values: Sequence[Any] | None = None) -> int:
    """Carries a statement out; how many rows it touched."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)


def rows(statement: str, values: Sequence[Any] | None = None) -> list[Any]:
    """What a statement finds."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def one(statement: str, values: Sequence[Any] | None = None) -> Any:
    """The first column of the first row."""
    return rows(statement, values)[0][0]


@contextmanager
def copying(statement: str) -> Iterator[Any]:
    """A COPY, to write rows to or to read bytes from."""
    with connection.cursor() as cursor:
        with cursor.copy(statement) as copy:
            yield copy


def many(statement: str, values: Sequence[Sequence[Any]]) -> None:
    """The same statement for each of these."""
    with connection.cursor() as cursor:
        cursor.executemany(statement, values)


@contextmanager
def alone(waits: Callable[[], None]) -> Iterator[None]:
    """One at a time, the command too: a bundle is checked against what is there, and written right after that.

    `waits` is called when somebody else is at it. The lock goes with the connection, should this program be killed.
    """
    if not one("SELECT pg_try_advisory_lock(%s)", [MOVING]):
        waits()
        run("SELECT pg_advisory_lock(%s)", [MOVING])
    try:
        yield
    finally:
        if not connection.needs_rollback:
            run("SELECT pg_advisory_unlock(%s)", [MOVING])
