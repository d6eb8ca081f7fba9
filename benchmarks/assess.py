"""Saving thirteen scores with and without what figures count: time, and what is written ahead; targets 1.5 and 3 times.

Two databases of their own, one without the triggers `facts_*`, with a process for each, so that both are as warm as in
daily life; one save each by turns. `cpu` is for how much of it PostgreSQL was at work, which other work hardly changes.
"""

import os
import random
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from statistics import median
from urllib.parse import urlsplit

import psycopg
from django.db import connection
from psycopg import sql

from benchmarks.assess_steps import OF_EACH
from benchmarks.clock import p95
from benchmarks.large.database import Large, at
from benchmarks.large.worker import working

PLANS, WARM = 40, 12
WITHOUT, WITH = "without facts", "with facts"
WATCHED = ("registration_assessment", "registration_assessmentpart")
TRIGGERS = ("facts_insert", "facts_update", "facts_delete")


def measure() -> list[dict[str, object]]:
    """Median and p95 of saving, and the bytes of the log that is written ahead, each way; with the ratios."""
    # A database with somebody in it is not cloned.
    connection.close()
    with ExitStack() as stack:
        made = {way: stack.enter_context(copied(way)) for way in (WITHOUT, WITH)}
        with made[WITHOUT].owner() as owner:
            for table in WATCHED:
                for trigger in TRIGGERS:
                    owner.execute(f"ALTER TABLE {table} DISABLE TRIGGER {trigger}")
        workers = {way: stack.enter_context(working(of)) for way, of in made.items()}
        for worker in workers.values():
            worker("prepare_scores", PLANS)
        said: dict[str, list[dict[str, float]]] = {way: [] for way in workers}
        turns, shuffled = list(workers), random.Random(1)
        for number in range(PLANS * OF_EACH):
            shuffled.shuffle(turns)
            for way in turns:
                answer = workers[way]("save_scores", number)
                if number >= WARM:
                    said[way].append(answer)
    return [row(way, said) for way in (WITHOUT, WITH)]


def row(way: str, said: dict[str, list[dict[str, float]]]) -> dict[str, object]:
    """A line of the table."""
    took = {name: [one[name] for one in said[way]] for name in ("ms", "cpu", "wal")}
    plain = {name: median(one[name] for one in said[WITHOUT]) for name in took}
    return {
        "what": f"thirteen scores, {way}",
        "median ms": round(median(took["ms"]), 2),
        "p95 ms": round(p95(took["ms"]), 2),
        "cpu ms": round(median(took["cpu"]), 2),
        "WAL bytes": round(median(took["wal"])),
        "ratio": round(median(took["ms"]) / plain["ms"], 2),
        "ratio cpu": round(median(took["cpu"]) / plain["cpu"], 2) if plain["cpu"] else "",
        "ratio WAL": round(median(took["wal"]) / plain["wal"], 2),
        "saves": len(took["ms"]),
    }


@contextmanager
def copied(way: str) -> Iterator[Large]:
    """A clone of the empty database, gone afterwards."""
    source = urlsplit(os.environ["DATABASE_OWNER_URL"]).path[1:]
    made = Large(f"{source}_{way.replace(' ', '_')}", 0, 0, {})
    name = sql.Identifier(made.name)
    with psycopg.connect(at(os.environ["DATABASE_OWNER_URL"], "postgres"), autocommit=True) as server:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(name))
        server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(name, sql.Identifier(source)))
        try:
            yield made
        finally:
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))
