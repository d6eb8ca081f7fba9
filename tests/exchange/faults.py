"""Faults in a bundle, tried in company: each must be told with its place, and nothing be written."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from exchange.models import ImportRun, RunState

PROVE = os.environ.get("KEUKENTAFEL_PROVE") == "1"
# File, column, line, what stands there, what stands there instead, and the kind of problem that it is.
Fault = tuple[str, str, int, str, str, str]


def in_company(faults: list[Fault]) -> list[list[Fault]]:
    """The faults in parts with at most one in each file: one import tells what is wrong in all of them.

    With the full counts each is alone.
    """
    if PROVE:
        return [[fault] for fault in faults]
    parts: list[list[Fault]] = []
    for fault in faults:
        part = next((part for part in parts if fault[0] not in {other[0] for other in part}), None)
        if part is None:
            parts.append([fault])
        else:
            part.append(fault)
    return parts


def untold(
    faults: list[Fault], place: Path, spoiled: Callable[[Fault], str], brought: Callable[..., ImportRun]
) -> Iterator[tuple[object, ...]]:
    """Each fault that is not told with its place, and what was told instead; tried alone before that is said.

    `spoiled` gives the text of the file with the fault in it; `brought(folder, **texts)` tries the bundle.
    """
    for number, part in enumerate(in_company(faults)):
        together = brought(place / str(number), **{fault[0]: spoiled(fault) for fault in part})
        for fault in part:
            run = together
            if len(part) > 1 and not tells(run, fault):
                run = brought(place / f"{number}-{fault[0]}", **{fault[0]: spoiled(fault)})
            if not tells(run, fault):
                yield fault[0], *fault[1:3], fault[5], run.state, run.problems


def tells(run: ImportRun, fault: Fault) -> bool:
    """Whether the run was refused, and among the reasons is this fault with its place."""
    file, column, line, _right, _wrong, code = fault
    told = {(one["file"], one["line"], one["column"], one["code"]) for one in run.problems}
    return run.state == RunState.REFUSED and (f"{file}.csv", line, column, code) in told
