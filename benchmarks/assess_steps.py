"""What each process of the bench of saving scores does in its database."""

import time
from datetime import timedelta
from functools import cache
from typing import Any

from django.db import connection
from django.utils import timezone

from benchmarks.large.worker import spent
from benchmarks.world import large_plan, professional
from catalogue.models import Instrument
from organisation.actor import acting, as_system
from organisation.models import User
from registration.models import Plan
from registration.operations.assessments import Said, Sheet, add_assessment

# In each plan so many assessments follow each other, a quarter apart.
OF_EACH, PARTS = 4, 13
REASON = "the people of a measurement are hired by nobody"


def prepare_scores(plans: int) -> int:
    """Somebody with so many plans."""
    with as_system(REASON):
        person, team = professional()
        return len([large_plan(person, team, goals=2, actions=4) for _turn in range(plans)])


def save_scores(number: int) -> dict[str, Any]:
    """One assessment: how many milliseconds it took, and what it wrote ahead."""
    person, plans, instrument, parts = asked()
    day = timezone.localdate() - timedelta(days=90 * (OF_EACH - number % OF_EACH))
    said = [Said(part.pk, score=part.scale.lowest + (number + turn) % 4) for turn, part in enumerate(parts)]
    sheet, before = Sheet(None, "professional", day), wal()
    with spent() as found:
        began = time.perf_counter()
        with acting(person):
            add_assessment(plan=plans[number // OF_EACH], instrument=instrument, sheet=sheet, parts=said, by=person)
        ms = (time.perf_counter() - began) * 1000
    return {"ms": ms, "cpu": found.processor, "wal": wal() - before}


@cache
def asked() -> tuple[User, list[Plan], Instrument, list[Any]]:
    """Who saves, in which plans, and the parts of which instrument."""
    with as_system(REASON):
        instrument = Instrument.objects.get(key="zrm", is_on=True)
        parts = list(instrument.parts.select_related("scale").all()[:PARTS])
        return User.objects.get(email__endswith="@bench.invalid"), list(Plan.objects.order_by("pk")), instrument, parts


def wal() -> int:
    """Bytes that this connection wrote ahead so far."""
    with connection.cursor() as cursor:
        # PostgreSQL tells it once a second, unless it is asked.
        cursor.execute("SELECT pg_stat_force_next_flush()")
        cursor.execute("SELECT wal_bytes FROM pg_stat_get_backend_wal(pg_backend_pid())")
        return int(cursor.fetchone()[0])
