"""Figures of a large organisation: pages of a team, pages of what was published, the nightly counting of a quarter.

`python3 dev.py bench figures` makes an organisation for each of the scales (`BENCH_SCALES=1,10`; 1 is 1.2 million item
scores, and takes minutes to make) and measures them by turns: each round asks every page of every organisation once, in
another order each time. Milliseconds are what statements to PostgreSQL took, as the application sees them; `cpu` is for
how many of them PostgreSQL was at work, which a busy machine hardly changes. Counting is compared with DuckDB over
Parquet, which reads no facts, count by count. `BENCH_KEEP=1` keeps the databases for a next time.
"""

import os
import random
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from math import log
from pathlib import Path
from statistics import median
from typing import Any

from django.db import connection
from django.urls import reverse
from django.utils import timezone

from benchmarks.clock import p95
from benchmarks.large.database import Large, large
from benchmarks.large.exported import export
from benchmarks.large.second import Second
from benchmarks.large.verbs import READER
from benchmarks.large.worker import Worker, working
from catalogue.operations import load_builtin
from feedback.insights import QUESTIONS
from organisation.actor import as_system
from shared.period import Period

SCALES = [float(scale) for scale in os.environ.get("BENCH_SCALES", "1,10").split(",")]
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "20"))
# A quarter is counted so many times by each: it takes long.
COUNTS = int(os.environ.get("BENCH_COUNTS", "3"))
TEAM, PERSON = "bench-0", "bench0@bench.invalid"
PARQUET = Path("var/bench")
# A protection that takes longer is not waited for.
PATIENCE = int(os.environ.get("BENCH_PATIENCE", "300"))
Asked = tuple[Any, ...]
Rows = list[dict[str, object]]


def measure() -> Iterator[tuple[str, Rows]]:
    """All tables, with their titles."""
    quarter = Period.quarter_before(timezone.localdate())
    with as_system("themes and instruments are nobody's"):
        load_builtin()
    # A database with somebody in it is not cloned.
    connection.close()
    with ExitStack() as stack:
        made = [stack.enter_context(large(scale, timezone.localdate())) for scale in SCALES]
        workers = {of.scale: stack.enter_context(working(of)) for of in made}
        yield "what stands", [stands(of, workers[of.scale]) for of in made]
        yield "SQL of a team", by_turns(of_a_team(quarter), workers)
        yield "counting a quarter", [counting(of, workers[of.scale], quarter) for of in made]
        for worker in workers.values():
            worker("fill_published", quarter.quarter)
        yield "SQL of what was published", by_turns(of_places(quarter), workers)
        yield "publishing a quarter", [protecting(of, workers[of.scale], quarter) for of in made]


def stands(made: Large, worker: Worker) -> dict[str, object]:
    """How large an organisation is, and how long it took to make."""
    return {"scale": made.scale, "plans": made.plans, **worker("size", TEAM), **made.seconds}


def of_a_team(quarter: Period) -> dict[str, Asked]:
    """Everything that pages of a team ask of figures."""
    asked = f"scope=team:{TEAM}&period={quarter.quarter}"
    pages = {f"page {key}": reverse("insight", args=[key]) for key in QUESTIONS}
    pages["page with all questions"] = reverse("insights")
    return {
        "every figure of a quarter": ("figures", PERSON, TEAM, quarter.quarter),
        "every figure of a year": ("figures", PERSON, TEAM, str(quarter.start.year)),
        **{name: ("page", PERSON, f"{address}?{asked}") for name, address in pages.items()},
    }


def of_places(quarter: Period) -> dict[str, Asked]:
    """Pages of areas, services and the organisation, for who works here and for who reads from outside."""
    found: dict[str, Asked] = {}
    for scope in ("organisation", "area:WK999001", "area:BU99900101", "service:bench_01"):
        for name, address in {
            "all questions": reverse("insights"),
            **{key: reverse("insight", args=[key]) for key in ("goals-reached", "life-domains", "help-requests")},
        }.items():
            found[f"{scope.partition(':')[0]} {scope[-2:]}: {name}"] = (
                "page",
                READER if scope.startswith("area:WK") else PERSON,
                f"{address}?scope={scope}&period={quarter.quarter}",
            )
    return found


def by_turns(candidates: dict[str, Asked], workers: dict[float, Worker]) -> Rows:
    """Median and p95 of each candidate at each scale, and how it grows from the smallest to the largest."""
    turns, shuffled = [(name, scale) for name in candidates for scale in workers], random.Random(1)
    said: dict[tuple[str, float], list[dict[str, Any]]] = {turn: [] for turn in turns}
    for number in range(ROUNDS + 2):
        shuffled.shuffle(turns)
        for name, scale in turns:
            answer = workers[scale](*candidates[name])
            if number >= 2:
                said[name, scale].append(answer)
    least, most = min(workers), max(workers)
    rows: Rows = []
    for name in candidates:
        row: dict[str, object] = {"what": name}
        for scale in workers:
            took = [one["ms"] for one in said[name, scale]]
            row[f"S{scale:g} ms"], row[f"S{scale:g} p95"] = round(median(took), 1), round(p95(took), 1)
            row[f"S{scale:g} cpu"] = round(median(one["cpu"] for one in said[name, scale]), 1)
            row[f"S{scale:g} cpu p95"] = round(p95([one["cpu"] for one in said[name, scale]]), 1)
        for what, growth in (("ms", "exponent"), ("cpu", "exponent cpu")):
            small, great = ([one[what] for one in said[name, scale]] for scale in (least, most))
            row[growth] = grows(small, great, most / least)
        row["statements"] = said[name, most][-1]["statements"]
        row["of figures"] = said[name, most][-1]["of figures"]
        rows.append(row)
    return rows


def grows(small: list[float], great: list[float], times: float) -> float:
    """The exponent with which medians grow; 0 is not at all, 1 is as fast as the organisation."""
    known = times > 1 and median(small) > 0 and median(great) > 0
    return round(log(median(great) / median(small)) / log(times), 2) if known else 0.0


def counting(made: Large, worker: Worker, quarter: Period) -> dict[str, object]:
    """A quarter counted from facts and by DuckDB over Parquet, by turns, and whether every count is equal."""
    folder = PARQUET / made.name
    try:
        began = time.perf_counter()
        with made.owner() as owner:
            export(owner, folder)
        exported = time.perf_counter() - began
        second = Second(folder)
        ours: list[dict[str, Any]] = []
        theirs: list[float] = []
        for _turn in range(COUNTS):
            ours.append(worker("count_quarter", quarter.quarter))
            found, seconds = timed(lambda: second.count(quarter))
            theirs.append(seconds)
        different = worker("compare", quarter.quarter, [(*key, said.as_rows()) for key, said in found.items()])
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    whole = median(sum(one.values()) for one in ours)
    slow = sorted(ours[0], key=lambda name: -median(one[name] for one in ours))[:4]
    return {
        "scale": made.scale,
        "from facts s": round(whole, 1),
        "DuckDB s": round(median(theirs), 1),
        "ratio": round(whole / median(theirs), 1),
        "times": COUNTS,
        "export s": round(exported, 1),
        "counts compared": different["compared"],
        "differ": different["differ"],
        "slowest": ", ".join(f"{name} {median(one[name] for one in ours):.1f}" for name in slow),
    }


def protecting(made: Large, worker: Worker, quarter: Period) -> dict[str, object]:
    """Publishing a quarter as the night does it: counted, protected for both kinds of readers, written."""
    worker("forget_published")
    said = Worker(made)
    seconds = said.within(PATIENCE, "publish", quarter.quarter)
    return {"scale": made.scale, "publish s": round(seconds, 1) if seconds else f"not within {PATIENCE}"}


def timed(what: Callable[[], Any]) -> tuple[Any, float]:
    """What came of it, and how many seconds it took."""
    began = time.perf_counter()
    return what(), time.perf_counter() - began
