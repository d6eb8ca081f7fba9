"""The embedded server: shared, stopped by the last, started again after a crash."""

import os
import secrets
import signal
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from tools.postgres import Server

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def name():
    """A server folder of this test alone, gone afterwards."""
    name = f"pg-try-{os.getpid()}-{secrets.token_hex(4)}"
    yield name
    if (ROOT / "var" / name).exists():
        Server(ROOT, name).remove()


def process(server):
    """The number of the server's main process."""
    return int((server.cluster / "postmaster.pid").read_text().split("\n", 1)[0])


def value(url, statement):
    """The one value that this statement gives."""
    with psycopg.connect(url, autocommit=True) as connection:
        return connection.execute(statement).fetchone()[0]


def test_roles_are_what_the_application_counts_on(name):
    server = Server(ROOT, name, careless=True)
    with server.running() as env:
        app, owner = env["DATABASE_URL"], env["DATABASE_OWNER_URL"]
        powers = "SELECT (rolsuper OR rolbypassrls OR rolcreatedb OR rolcreaterole) FROM pg_roles WHERE rolname=%s"
        assert value(app, "SELECT current_user") == "keukentafel_app"
        assert value(app, powers.replace("%s", "current_user")) is False
        assert value(owner, "SELECT rolcreatedb AND NOT rolsuper FROM pg_roles WHERE rolname = current_user") is True
        assert value(owner, "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = current_database()") == (
            "keukentafel_owner"
        )
        assert value(app, "SELECT lower('ÉCHT')") == "écht"
        with pytest.raises(psycopg.errors.InsufficientPrivilege), psycopg.connect(app) as connection:
            connection.execute("CREATE TABLE mine (id int)")


def test_the_last_who_leaves_stops_it_and_the_address_stays(name):
    first, second = Server(ROOT, name), Server(ROOT, name)
    with first.running() as env:
        with second.running() as same:
            assert same == env
        assert value(env["DATABASE_URL"], "SELECT 1") == 1
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(env["DATABASE_URL"])
    with first.running() as again:
        assert again == env


def test_a_killed_server_starts_again_with_what_was_saved(name):
    server = Server(ROOT, name)
    with server.running() as env, psycopg.connect(env["DATABASE_OWNER_URL"], autocommit=True) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
        os.kill(process(server), signal.SIGKILL)
        with server.running() as again:
            assert value(again["DATABASE_OWNER_URL"], "SELECT answer FROM kept") == 42


def test_a_number_that_now_belongs_to_another_does_not_keep_it_from_starting(name):
    server = Server(ROOT, name)
    with server.running():
        left = (server.cluster / "postmaster.pid").read_text().split("\n", 1)[1]
    other = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    (server.cluster / "postmaster.pid").write_text(f"{other.pid}\n{left}")
    with server.running() as env:
        assert value(env["DATABASE_URL"], "SELECT 1") == 1
    other.communicate(b"\n")


def test_a_first_start_that_was_cut_off_is_done_again(name):
    server = Server(ROOT, name)
    (server.home / "cluster.new").mkdir()
    (server.home / "cluster.new" / "PG_VERSION").write_text("half")
    with server.running() as env:
        assert value(env["DATABASE_URL"], "SELECT 1") == 1


def test_a_test_server_that_is_broken_is_made_anew(name):
    server = Server(ROOT, name, careless=True)
    with server.running():
        pass
    (server.cluster / "global" / "pg_control").unlink()
    with server.running() as env:
        assert value(env["DATABASE_URL"], "SELECT 1") == 1


def test_a_server_left_by_a_killed_command_is_taken_over(name):
    program = (
        "import sys; from pathlib import Path; from tools.postgres import Server\n"
        f"with Server(Path({str(ROOT)!r}), {name!r}).running():\n"
        "    print('up', flush=True); sys.stdin.read()"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", program], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout.readline() == "up\n"
    holder.kill()
    holder.communicate()
    server = Server(ROOT, name)
    left = process(server)
    with server.running() as env:
        assert process(server) == left
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(env["DATABASE_URL"])
