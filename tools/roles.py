"""Checks a PostgreSQL server of one's own: its version and the two roles. Prints the settings to use, as JSON.

    python -m tools.roles run|test

For `test` an account that may create roles is enough: the two roles are then made here, under names of their own.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from urllib.parse import quote, urlsplit

import psycopg
from psycopg import sql

MISSING = """DATABASE_URL is set and DATABASE_OWNER_URL is not: the first is the role of the application, the second \
the role that owns the tables and migrates. Make them once, with passwords of your own, and set both:
  CREATE ROLE keukentafel_owner LOGIN CREATEDB PASSWORD '...';
  CREATE ROLE keukentafel_app LOGIN PASSWORD '...';
  CREATE DATABASE keukentafel OWNER keukentafel_owner ENCODING 'UTF8' TEMPLATE template0;"""


def connected(name: str) -> psycopg.Connection:
    """A connection to the server that this setting names; stops with one line when there is none."""
    try:
        return psycopg.connect(os.environ[name], connect_timeout=10, autocommit=True)
    except psycopg.Error as error:
        sys.exit(f"No connection with {name}: {' '.join(str(error).split())}")


def checked() -> dict[str, str]:
    """The two settings as they are, when they name two roles on a server that is new enough."""
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL"):
        with connected(name) as connection:
            if connection.info.server_version < 150000:
                sys.exit(
                    f"{name} leads to PostgreSQL {connection.info.server_version // 10000}; 15 or later is needed."
                )
    with connected("DATABASE_URL") as connection:
        power = connection.execute(
            "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
        ).fetchone()
        if power and power[0]:
            sys.exit(
                "The role of DATABASE_URL is a superuser or goes past row security; the application's may be neither."
            )
    if urlsplit(os.environ["DATABASE_URL"]).username == urlsplit(os.environ["DATABASE_OWNER_URL"]).username:
        sys.exit("DATABASE_URL and DATABASE_OWNER_URL name the same role; the application may not own its tables.")
    return {name: os.environ[name] for name in ("DATABASE_URL", "DATABASE_OWNER_URL")}


def made_for_tests() -> dict[str, str]:
    """Two roles for tests, when the account of `DATABASE_URL` may make them. Same account, same passwords."""
    given = urlsplit(os.environ["DATABASE_URL"])
    word = hashlib.sha256(f"keukentafel {os.environ['DATABASE_URL']}".encode()).hexdigest()
    with connected("DATABASE_URL") as connection:
        may = connection.execute(
            "SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user"
        ).fetchone()
        if not may or not may[0]:
            sys.exit(MISSING)
        for role, rights in (
            ("keukentafel_test_owner", "CREATEDB"),
            ("keukentafel_test_app", "NOCREATEDB"),
        ):
            known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
            verb = sql.SQL("ALTER ROLE {} LOGIN {} PASSWORD {}" if known else "CREATE ROLE {} LOGIN {} PASSWORD {}")
            connection.execute(verb.format(sql.Identifier(role), sql.SQL(rights), sql.Literal(word)))
    host = f"{quote(given.hostname or '127.0.0.1')}:{given.port or 5432}"
    return {
        "DATABASE_URL": f"postgres://keukentafel_test_app:{word}@{host}/keukentafel",
        "DATABASE_OWNER_URL": f"postgres://keukentafel_test_owner:{word}@{host}/keukentafel",
    }


if __name__ == "__main__":
    if "DATABASE_OWNER_URL" in os.environ:
        print(json.dumps(checked()))
    elif sys.argv[1:] == ["test"]:
        print(json.dumps(made_for_tests()))
    else:
        sys.exit(MISSING)
