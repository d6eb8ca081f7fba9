"""Saves while the web server is killed and PostgreSQL is restarted: what was answered is there, and nothing twice.

A server of its own (with its disk safety on), gunicorn as in production, and several browsers that save notes. Half of
the saves are sent again until they are answered, as people do; the others are given up at once, and nobody knows then.
"""

import http.client
import json
import os
import secrets
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlencode, urlsplit
from uuid import uuid4

import psycopg
import pytest
from django.conf import settings

from tests.database import MAKING, as_owner, template_name
from tools.postgres import APP, Server
from tools.webserver import answers, taken

ROOT = Path(__file__).resolve().parents[2]
PROVE = os.environ.get("KEUKENTAFEL_PROVE") == "1"
SAVES = int(os.environ.get("KEUKENTAFEL_SAVES", 10_000 if PROVE else 60))
KILLS = max(1, SAVES // 250)
RESTARTS = max(1, SAVES // 1000)
BROWSERS = 4
PATIENCE = 300 if PROVE else 60  # seconds that a browser keeps trying to get an answer
WORLD = """
import json, sys
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from catalogue.operations import load_builtin
from organisation.actor import as_system
from tests.makers import PlanFactory
from tests.makers_people import MembershipFactory, TeamFactory, UserFactory
from tests.people import LOGIN
load_builtin()
with as_system("a world for a test"):
    amir = UserFactory(name="Amir Voorbeeld", email="amir@voorbeeld.example")
    MembershipFactory(user=amir, team=TeamFactory(key="oost", name="Team Oost"))
    plan = PlanFactory(by=amir)
session = SessionStore()
session.update({SESSION_KEY: str(amir.pk), BACKEND_SESSION_KEY: LOGIN, HASH_SESSION_KEY: amir.get_session_auth_hash()})
session.save()
print(json.dumps({"session": session.session_key, "plan": str(plan.pk)}))
"""


@dataclass
class World:
    """A database with Amir, his plan and his log-in, and the web server before it."""

    server: Server
    env: dict[str, str]
    port: int = 0
    session: str = ""
    plan: str = ""
    gunicorn: subprocess.Popen[bytes] | None = None

    def build(self) -> None:
        """Makes the tables as the owner, and Amir and his plan as the app."""
        manage = [sys.executable, "manage.py"]
        if not self.copied():
            subprocess.run([*manage, "migrate", "-v0"], cwd=ROOT, env=self.env | {"DATABASE_ROLE": "owner"}, check=True)
        made = subprocess.run(
            [*manage, "shell", "-v0", "-c", WORLD], cwd=ROOT, env=self.env, check=True, stdout=subprocess.PIPE
        )
        self.session, self.plan = (json.loads(made.stdout)[name] for name in ("session", "plan"))

    def copied(self) -> bool:
        """Whether the tables could be copied from the template of the tests, which spares migrating once more."""
        with as_owner("postgres") as here:
            # Nobody may look into a template while it is cloned, nor clone it while somebody looks.
            here.execute("SELECT pg_advisory_lock(%s)", [MAKING])
            known = here.execute("SELECT 1 FROM pg_database WHERE datname = %s", [template_name()]).fetchone()
            if not known or settings.APP_ROLE != APP:
                return False
            source = urlsplit(os.environ["DATABASE_OWNER_URL"])._replace(path=f"/{template_name()}").geturl()
            dump = [self.server.bin / "pg_dump", "--no-owner", "--no-comments", source]
            tables = subprocess.run(dump, check=True, stdout=subprocess.PIPE).stdout
        target = [
            self.server.bin / "psql",
            "-1qXv",
            "ON_ERROR_STOP=1",
            "-o",
            os.devnull,
            self.env["DATABASE_OWNER_URL"],
        ]
        subprocess.run(target, input=tables, check=True)
        return True

    def serve(self) -> None:
        """Starts gunicorn and waits until a page comes."""
        with taken(self.port) as door:
            self.port = door.getsockname()[1]
            options = f"--bind fd://{door.fileno()} --workers 2 --threads 4 --log-level critical --no-control-socket"
            command = [Path(sys.executable).with_name("gunicorn"), "config.wsgi:application", *options.split()]
            self.gunicorn = subprocess.Popen(
                command, env=self.env, cwd=ROOT, pass_fds=[door.fileno()], start_new_session=True
            )
        until = time.monotonic() + PATIENCE
        while not answers(self.port):
            assert time.monotonic() < until, "gunicorn did not start"
            time.sleep(0.05)

    def kill(self) -> None:
        """Ends gunicorn and its workers on the spot, whatever they are doing."""
        if self.gunicorn:
            os.killpg(self.gunicorn.pid, signal.SIGKILL)
            self.gunicorn.wait()

    def restart_database(self, *, hard: bool) -> None:
        """Stops PostgreSQL, by a kill of its first process or at once by its own command, and starts it again."""
        if hard:
            first = int((self.server.cluster / "postmaster.pid").read_text().split("\n", 1)[0])
            os.kill(first, signal.SIGKILL)
        else:
            self.server._stop()
        with self.server.running():
            pass  # another user of the same server: it is started, and stays for who was there already

    def notes(self) -> list[str]:
        """The texts of all notes that are stored."""
        with psycopg.connect(self.env["DATABASE_OWNER_URL"]) as owner:
            return [text for (text,) in owner.execute("SELECT text FROM registration_note")]


@dataclass
class Sent:
    """What became of the saves: every text, and those that were answered with "saved"."""

    texts: list[str] = field(default_factory=list)
    answered: list[str] = field(default_factory=list)
    tries: int = 0
    other: set[int] = field(default_factory=set)
    done: threading.Event = field(default_factory=threading.Event)

    def save(self, world: World, text: str, *, again: bool) -> None:
        """Sends one note, with one key; with `again` until it is answered."""
        fields = {"submission_key": str(uuid4()), "text": text, "held_on": "2026-01-05"}
        self.texts.append(text)
        if again and len(self.texts) % 5 == 0:
            posted(world, fields, cut=True)  # the connection breaks before there is an answer
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            self.tries += 1
            status = posted(world, fields)
            if status == HTTPStatus.FOUND:
                self.answered.append(text)
                if again:
                    posted(world, fields)  # and once more, as when the answer does not reach the page
                return
            if status not in (None, HTTPStatus.SERVICE_UNAVAILABLE):
                self.other.add(status)
            if not again:
                return
            time.sleep(0.1)


def posted(world: World, fields: dict[str, str], *, cut: bool = False) -> int | None:
    """The status of one POST to the page of a new note; None when no answer came, or when it was `cut` before."""
    token = "t" * 32
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Cookie": f"sessionid={world.session}; csrftoken={token}",
    }
    connection = http.client.HTTPConnection("127.0.0.1", world.port, timeout=30)
    try:
        body = urlencode({**fields, "csrfmiddlewaretoken": token})
        connection.request("POST", f"/plans/{world.plan}/notes/new/", body, headers)
        if cut:
            return None
        answer = connection.getresponse()
        moved = answer.status == HTTPStatus.FOUND
        # Led away to the page for logging in is no "saved".
        return HTTPStatus.UNAUTHORIZED if moved and "login" in answer.headers["Location"] else answer.status
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()


@contextmanager
def world() -> Iterator[World]:
    """A world of its own, gone afterwards."""
    server = Server(ROOT, f"pg-kill-{os.getpid()}-{secrets.token_hex(4)}")
    try:
        with server.running() as where:
            mine = {"SECRET_KEY": "k" * 50, "DEBUG": "0", "HTTPS": "0", "ALLOWED_HOSTS": "127.0.0.1"}
            made = World(server, {**os.environ, **where, **mine})
            made.build()
            made.serve()
            try:
                yield made
            finally:
                made.kill()
    finally:
        server.remove()


def trouble(made: World, sent: Sent) -> None:
    """Kills and restarts, spread over the saves."""
    events = ["kill"] * KILLS + ["database"] * RESTARTS
    for number, event in enumerate(events, start=1):
        while len(sent.texts) < SAVES * number / (len(events) + 1):
            time.sleep(0.01)
        if event == "kill":
            made.kill()
            made.serve()
        else:
            made.restart_database(hard=number % 2 == 0)


def test_nothing_is_lost_or_doubled() -> None:
    """Every save that was answered is there, each one once; and those sent until the answer came are all there."""
    with world() as made, ThreadPoolExecutor(BROWSERS + 1) as pool:
        sent = Sent()
        enemy = pool.submit(trouble, made, sent)
        saves = [
            pool.submit(sent.save, made, f"Gesproken, gesprek {number}.", again=number % 2 == 0)
            for number in range(SAVES)
        ]
        for save in saves:
            save.result()
        enemy.result(timeout=PATIENCE)
        stored = made.notes()
    answered = set(sent.answered)
    print(f"{SAVES} saves, {len(answered)} answered, {sent.tries} sendings, {KILLS} kills, {RESTARTS} restarts:")
    print(f"{len(answered - set(stored))} lost, {len(stored) - len(set(stored))} doubled")
    assert sent.other == set()
    assert len(sent.texts) == SAVES
    assert len(stored) == len(set(stored)), "a save is there twice"
    assert set(sent.answered) <= set(stored), "an answered save is gone"
    assert {text for number, text in enumerate(sorted_by_number(sent.texts)) if number % 2 == 0} <= set(stored)
    # The trouble was real: some had to be sent more than once, or were never answered.
    assert sent.tries > SAVES or len(sent.answered) < SAVES


def sorted_by_number(texts: list[str]) -> list[str]:
    """The texts in the order of their number."""
    return sorted(texts, key=lambda text: int(text.rstrip(".").rsplit(" ", 1)[1]))


@pytest.fixture(autouse=True)
def no_database_of_the_tests(django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """This test brings its own server; the one of the other tests stays out of it."""
    with django_db_blocker.block():
        yield
