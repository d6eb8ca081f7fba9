"""One process for each database, so that each has a connection that is warm; told by lines what to do.

`python -m benchmarks.large.worker` answers each line `[name, argument ...]` with what that function below returns.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.db import connection

from benchmarks.large.database import Large


@dataclass
class Spent:
    """What statements to the database took, and how many of them read facts or published cells."""

    statements: int = 0
    of_figures: int = 0
    ms: float = 0
    # Of these what PostgreSQL was at work for us, which does not grow when the machine is busy with other things.
    processor: float = 0

    @property
    def said(self) -> dict[str, float]:
        """For whoever asked."""
        return {"ms": self.ms, "cpu": self.processor, "statements": self.statements, "of figures": self.of_figures}

    def __call__(self, execute: Callable[..., Any], query: str, params: Any, many: bool, context: Any) -> Any:
        """Wraps one statement."""
        began = time.perf_counter()
        try:
            return execute(query, params, many, context)
        finally:
            ms = (time.perf_counter() - began) * 1000
            self.statements, self.ms = self.statements + 1, self.ms + ms
            self.of_figures += "outcomes_fact" in query or "outcomes_published" in query


class Worker:
    """A process at work in a database."""

    def __init__(self, made: Large) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", __name__],
            env={**os.environ, **made.addresses},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __call__(self, name: str, *arguments: Any) -> Any:
        """Has it do something; what it answers."""
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(json.dumps([name, *arguments]) + "\n")
        self.process.stdin.flush()
        said = self.process.stdout.readline()
        if not said:
            raise RuntimeError(f"The process that was asked for {name} ended: {self.process.wait()}.")
        return json.loads(said)

    def within(self, seconds: float, name: str, *arguments: Any) -> Any:
        """The same, and the process ends with it; None where it takes longer."""
        line = json.dumps([name, *arguments]) + "\n"
        try:
            said, _nothing = self.process.communicate(line, timeout=seconds)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.communicate()
            return None
        return json.loads(said) if said else None


@contextmanager
def working(made: Large) -> Iterator[Worker]:
    """A worker, gone afterwards."""
    worker = Worker(made)
    try:
        yield worker
    finally:
        assert worker.process.stdin
        worker.process.stdin.close()
        worker.process.wait()


def answer() -> None:
    """Does what it is told until nothing more comes."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ["TESTING"] = "1"
    django.setup()
    settings.ROOT_URLCONF = "benchmarks.urls"
    verbs = import_module("benchmarks.large.verbs")
    for line in sys.stdin:
        name, *arguments = json.loads(line)
        found = getattr(verbs, name)(*arguments)
        sys.stdout.write(json.dumps(found) + "\n")
        sys.stdout.flush()


@contextmanager
def spent() -> Iterator[Spent]:
    """Adds up what the statements inside take."""
    found = Spent()
    connection.ensure_connection()
    backend = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
    before = worked(backend)
    with connection.execute_wrapper(found):
        yield found
    found.processor = worked(backend) - before


def worked(backend: Path) -> float:
    """Milliseconds that a process had a processor; 0 where the system does not tell, or runs it elsewhere."""
    return int(backend.read_text().split()[0]) / 1e6 if backend.exists() else 0


if __name__ == "__main__":
    answer()
