"""Timing by turns: each round runs every candidate once, in another order each time: a slow moment hits all."""

import random
import time
from collections.abc import Callable
from statistics import median


def interleaved(candidates: dict[str, Callable[[], object]], rounds: int, seed: int = 1) -> dict[str, list[float]]:
    """Milliseconds of every run, by candidate. Two rounds beforehand warm everything up and do not count."""
    order, shuffled = list(candidates), random.Random(seed)
    taken: dict[str, list[float]] = {name: [] for name in candidates}
    for number in range(rounds + 2):
        shuffled.shuffle(order)
        for name in order:
            start = time.perf_counter()
            candidates[name]()
            if number >= 2:
                taken[name].append((time.perf_counter() - start) * 1000)
    return taken


def p95(values: list[float]) -> float:
    """The value under which 95 of 100 runs stay."""
    return sorted(values)[int(len(values) * 0.95)]


def row(name: str, values: list[float], against: list[float]) -> dict[str, object]:
    """A line of the table: median and p95 in milliseconds, and the ratio of the medians."""
    return {
        "what": name,
        "median ms": round(median(values), 2),
        "p95 ms": round(p95(values), 2),
        "ratio": round(median(values) / median(against), 1),
    }
