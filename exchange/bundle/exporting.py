"""Taking everything out, in the format in which it comes in: streamed by PostgreSQL, row by row, sorted by key."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from django.db import connection

from exchange.bundle.columns import Column, File
from exchange.bundle.database import copying, one, run
from exchange.bundle.resolving import name_the_mover
from exchange.bundle.shape import BY_NAME, FILES, columns
from exchange.bundle.statements import natural
from organisation.actor import as_system
from organisation.models import User

REASON = "taking out the rows of everybody"
# The same rows make the same .zip: no moment stands in it.
NO_MOMENT = (1980, 1, 1, 0, 0, 0)
# A text that a spreadsheet would read as a formula gets an apostrophe, which reading takes away again (cells.py).
FORMULA = r"^''*[=+@\t\r\uff1d\uff0b\uff0d\uff20-]"
TEXTS = {"key", "text", "reference", "references", "email", "words"}


class NotEmpty(Exception):
    """There is something already where the bundle should come."""


def export_bundle(
    target: Path, *, by: User | None, what: str = "export:read", ground: str = "export"
) -> dict[str, int]:
    """Writes everything to a folder, or to a .zip when the name says so; how many rows of each file.

    Every file of a resident that goes along is a look into it, in the log under `what`. Raises `NotEmpty`.
    """
    if target.exists() and (target.is_file() or any(target.iterdir())):
        raise NotEmpty(target.name)
    with _as_of_one_moment(), as_system(REASON):
        _drop()
        name_the_mover()
        for file in FILES:
            if len(file.key) == 1:
                _keys(file)
        with _written(target) as opened:
            counts = {file.name: _write(file, opened) for file in FILES if not file.inner}
        _log(by, what, ground)
        _drop()
    return counts


@contextmanager
def _as_of_one_moment() -> Iterator[None]:
    """All files tell of the same moment, also while people go on working."""
    if connection.in_atomic_block:
        yield
        return
    run("SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL REPEATABLE READ")
    try:
        yield
    finally:
        run("SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL READ COMMITTED")


def _keys(file: File) -> None:
    """What each record is called: the key that it came in with, or its own id."""
    where = file.out_where
    run(f"""CREATE TEMP TABLE out_{file.name} AS
        SELECT t.{file.pk_name} AS target, coalesce(i.key, {natural(file)})::text AS key FROM {file.table} t
        LEFT JOIN (SELECT target, min(key) AS key FROM exchange_importedkey WHERE kind = '{file.name}' GROUP BY 1) i
            ON i.target = t.{file.pk_name}::text WHERE {where}""")
    run(f"CREATE UNIQUE INDEX ON out_{file.name} (target)")
    run(f"ANALYZE out_{file.name}")


def selection(file: File) -> str:
    """The rows of a file as text, sorted by key; what a spreadsheet would take for a formula is made a text."""
    shown, own = columns(file), len(file.key) == 1
    lines = [f'LEFT JOIN out_{c.to} "o_{c.name}" ON "o_{c.name}".target = t.{c.target}'
             for c in shown if c.type == "reference" and c.target]  # fmt: skip
    if own:
        lines.insert(0, f"JOIN out_{file.name} o ON o.target = t.{file.pk_name}")
    cells = [f'{_safe(file, column)} AS "{column.name}"' for column in shown]
    keys = ["o.key"] if own else [file.column(name).exported for name in file.key]
    if file.name == "people":
        keys += ["o_team.key", "m.role", "m.since::text", "m.id::text"]
    order = ", ".join(f'({key})::text COLLATE "C"' for key in keys)
    tables = " ".join((f"{file.table} t", *lines, file.out_joins))
    return f"SELECT {', '.join(cells)} FROM {tables} WHERE {file.out_where} ORDER BY {order}"


def _safe(file: File, column: Column) -> str:
    value = (
        "o.key" if column.type == "key" else _several(file, column) if column.type == "references" else column.exported
    )
    if column.type not in TEXTS:
        return f"nullif({value}, '')"
    return f"CASE WHEN {value} ~ E'{FORMULA}' THEN '''' || {value} ELSE nullif({value}, '') END"


def _several(file: File, column: Column) -> str:
    table, one_side, other_side = column.through
    return (
        f"(SELECT string_agg(k.key, '{column.parted}' ORDER BY k.key COLLATE \"C\") FROM {table} b"
        f" JOIN out_{column.to} k ON k.target = b.{other_side} WHERE b.{one_side} = t.{file.pk_name})"
    )


def _write(file: File, opened: Any) -> int:
    selected = selection(file)
    with opened(f"{file.name}.csv") as stream:
        with copying(f"COPY ({selected}) TO STDOUT (FORMAT csv, HEADER true, ENCODING 'UTF8')") as copy:
            for piece in copy:
                stream.write(piece)
    return int(one(f"SELECT count(*) FROM {file.table} t"))


@contextmanager
def _written(target: Path) -> Iterator[Any]:
    """Something that opens a file of the bundle for writing."""
    if target.suffix.lower() != ".zip":
        target.mkdir(parents=True, exist_ok=True)
        yield lambda name: (target / name).open("wb")
        return
    with zipfile.ZipFile(target, "w") as archive:

        def opened(name: str) -> IO[bytes]:
            member = zipfile.ZipInfo(name, NO_MOMENT)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o600 << 16
            return archive.open(member, "w", force_zip64=True)

        yield opened


def _log(by: User | None, what: str, ground: str) -> None:
    run(
        """INSERT INTO organisation_accessevent (id, at, user_id, role, resident, what, ground)
        SELECT uuid_of_now(), now(), %s, '', t.id, %s, %s FROM registration_resident t""",
        [by.pk if by else None, what, ground],
    )


def _drop() -> None:
    tables = ["the_mover", *(f"out_{file.name}" for file in BY_NAME.values())]
    run(f"DROP TABLE IF EXISTS {', '.join(f'pg_temp.{table}' for table in tables)}")
