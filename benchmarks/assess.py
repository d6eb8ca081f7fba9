"""Saving thirteen scores with and without what figures count: time, and what is written ahead; targets 1.5 and 3 times.

By turns in blocks: the owner switches the triggers `facts_*` off and on. Each block is a plan of its own, in which some
assessments follow each other; each time another one is saved.
"""

import time
from collections.abc import Callable
from datetime import timedelta
from statistics import median
from typing import Any

import psycopg
from django.db import connection
from django.utils import timezone

from benchmarks.clock import p95
from benchmarks.world import large_plan, lasting, professional
from catalogue.models import Instrument, InstrumentPart
from organisation.actor import acting, as_system
from organisation.models import User
from registration.models import Plan
from registration.operations.assessments import Said, Sheet, add_assessment

BLOCKS, OF_EACH, PARTS = 30, 4, 13
WATCHED = ("registration_assessment", "registration_assessmentpart")
GONE = (
    "DELETE FROM registration_assessmentpart s USING registration_assessment a, organisation_user u "
    "WHERE s.assessment_id = a.id AND a.recorded_by_id = u.id AND u.email LIKE '%@bench.invalid'",
    *(
        f"DELETE FROM registration_{table} r USING organisation_user u "
        f"WHERE r.recorded_by_id = u.id AND u.email LIKE '%@bench.invalid'"
        for table in ("assessment", "goalscore", "action")
    ),
    "DELETE FROM registration_note_plans o USING registration_note n, organisation_user u "
    "WHERE o.note_id = n.id AND n.recorded_by_id = u.id AND u.email LIKE '%@bench.invalid'",
    *(
        f"DELETE FROM registration_{table} r USING organisation_user u "
        f"WHERE r.recorded_by_id = u.id AND u.email LIKE '%@bench.invalid'"
        for table in ("note", "goal")
    ),
)


def measure() -> list[dict[str, object]]:
    """Median and p95 of saving, and the bytes of the log that is written ahead, each way; with the ratios."""
    with lasting() as owner:
        with as_system("the people of a measurement are hired by nobody"):
            person, team = professional()
            plans = [large_plan(person, team, goals=2, actions=4) for _turn in range(2 * (BLOCKS + 1))]
            instrument = Instrument.objects.get(key="zrm", is_on=True)
            parts = list(instrument.parts.all()[:PARTS])
        try:
            took, written = by_turns(owner, lambda at, turn: save(plans[at], instrument, parts, person, turn))
        finally:
            watched(owner, "ENABLE")
            for statement in GONE:
                owner.execute(statement)
    return [
        {
            "what": f"thirteen scores, {way}",
            "median ms": round(median(took[way]), 2),
            "p95 ms": round(p95(took[way]), 2),
            "WAL bytes": round(median(written[way])),
            "ratio": round(median(took[way]) / median(took["without facts"]), 2),
            "ratio WAL": round(median(written[way]) / median(written["without facts"]), 2),
        }
        for way in took
    ]


def by_turns(owner: psycopg.Connection[Any], saved: Callable[[int, int], None]) -> tuple[dict[str, list[float]], ...]:
    """Milliseconds and bytes of each save, by way. The first block of each way warms up and does not count."""
    took: dict[str, list[float]] = {"without facts": [], "with facts": []}
    written: dict[str, list[float]] = {way: [] for way in took}
    for block in range(BLOCKS + 1):
        for place, (way, verb) in enumerate((("without facts", "DISABLE"), ("with facts", "ENABLE"))):
            watched(owner, verb)
            for turn in range(OF_EACH):
                before, began = wal(), time.perf_counter()
                saved(2 * block + place, turn)
                ms = (time.perf_counter() - began) * 1000
                if block:
                    took[way].append(ms)
                    written[way].append(wal() - before)
    return took, written


def save(plan: Plan, instrument: Instrument, parts: list[InstrumentPart], person: User, turn: int) -> None:
    """One assessment, a quarter after the one before."""
    day = timezone.localdate() - timedelta(days=90 * (OF_EACH - turn))
    said = [Said(part.pk, score=part.scale.lowest + (turn + place) % 4) for place, part in enumerate(parts)]
    with acting(person):
        add_assessment(plan=plan, instrument=instrument, sheet=Sheet(None, "professional", day), parts=said, by=person)


def wal() -> int:
    """Bytes that this connection wrote ahead so far."""
    with connection.cursor() as cursor:
        # PostgreSQL tells it once a second, unless it is asked.
        cursor.execute("SELECT pg_stat_force_next_flush()")
        cursor.execute("SELECT wal_bytes FROM pg_stat_get_backend_wal(pg_backend_pid())")
        return int(cursor.fetchone()[0])


def watched(owner: psycopg.Connection[Any], verb: str) -> None:
    """Switches on or off what marks a plan as changed."""
    for table in WATCHED:
        for trigger in ("facts_insert", "facts_update", "facts_delete"):
            owner.execute(f"ALTER TABLE {table} {verb} TRIGGER {trigger}")
