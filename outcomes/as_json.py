"""A figure as programs read it: the one shape of the command, of the pages' data and of files (docs/figures.md)."""

from collections.abc import Iterator
from types import ModuleType
from typing import Any

from outcomes.figures import (
    Cell,
    Count,
    Events,
    Figure,
    Measure,
    PublishedFigure,
    PublishedGroup,
    Spread,
    Spreads,
    Tally,
    Use,
    Uses,
    Withheld,
)

# Themes of these are cells of one denominator; of the others each thing told apart has one of its own.
ONE_DENOMINATOR = frozenset({"help_requests", "referrals"})
# How it could have been ours is told, and in which published table.
OURS, OURS_TABLE = "could_have_been_ours", "ours"
# Tables of groups and signals that stand beside the one of what is told apart.
GROUPS_TABLE, ANSWERED_TABLE = ":groups", ":answered"
# What is called how where a value is worked out.
VALUES = {"median": "median_days", "mean": "mean"}

Plain = dict[str, Any]


def as_json(indicator: ModuleType, figure: Figure, *, scope: str, period: str) -> Plain:
    """One object: `known` of `total`, and the cells by name. Withheld is said, and never 0 or null.

    `scope` and `period` are as they were asked for. `known` and `total` are null where they stand with each cell, or
    where there is no denominator; a figure that is withheld as a whole has neither.
    """
    named = {"key": figure.key, "scope": scope, "period": period, "kind": str(indicator.KIND)}
    cells = [] if isinstance(figure, Withheld) else list(_cells(indicator, figure))
    if isinstance(figure, Withheld) or (cells and all(cell["withheld"] for cell in cells)):
        return {**named, "withheld": True, "cells": cells}
    known, total = _rests_on(figure)
    return {**named, "known": known, "total": total, "withheld": False, "cells": cells}


def _rests_on(figure: Figure) -> tuple[int | None, int | None]:
    if isinstance(figure, Spread | Measure | Events):
        return figure.known, figure.total
    if isinstance(figure, Spreads) and figure.key in ONE_DENOMINATOR:
        total = sum(group.total for group in _themes(figure))
        return total, total
    return None, None


def _cells(indicator: ModuleType, figure: Spread | Spreads | Tally | Measure | Uses | Events) -> Iterator[Plain]:
    if isinstance(figure, Events):
        yield from (_counted(cell) for cell in figure.cells)
    if isinstance(figure, Measure | Events):
        for each in figure.values:
            value = None if each.value is None else round(each.value, 2)
            yield {"cell": each.key, "value": value, "withheld": False}
    elif isinstance(figure, Spread):
        yield from (_counted(cell) for cell in (*figure.cells, *figure.outside))
    elif isinstance(figure, Tally):
        yield from (_counted(cell) for cell in figure.cells)
    elif isinstance(figure, Uses):
        for use in figure.questions:
            yield from _use(use)
    elif figure.key in ONE_DENOMINATOR:
        yield from _of_themes(figure)
    else:
        for group in figure.groups:
            yield from _of_group(indicator, group)


def _counted(cell: Cell, name: str = "", **more: int) -> Plain:
    return {"cell": name or cell.key, "count": cell.count, "of": cell.of, **more, "withheld": False}


def _of_group(indicator: ModuleType, group: Spread | Withheld) -> Iterator[Plain]:
    """The cells of one thing, each with what that thing rests on. Of one that is withheld which cells it could have."""
    if isinstance(group, Withheld):
        parts = [getattr(indicator, part, {}) for part in ("CELLS", "OUTSIDE", "BESIDE")]
        names = [f"{group.key}:{name}" for part in parts for name in part] or [group.key]
        yield from ({"cell": name, "withheld": True} for name in names)
    else:
        for cell in (*group.cells, *group.outside):
            yield _counted(cell, f"{group.key}:{cell.key}", known=group.known, total=group.total)


def _themes(figure: Spreads) -> list[Spread]:
    return [group for group in figure.groups if isinstance(group, Spread) and group.key != OURS]


def _of_themes(figure: Spreads) -> Iterator[Plain]:
    """`<theme>` where there is one cell in each, `<theme>:<line>` where there are several; all of the same total."""
    total = sum(group.total for group in _themes(figure))
    for group in figure.groups:
        if isinstance(group, Withheld):
            yield {"cell": group.key, "withheld": True}
        elif group.key == OURS:
            yield {"cell": OURS, "count": group.count("yes"), "of": total, "withheld": False}
        else:
            for cell in group.cells:
                name = group.key if len(group.cells) == 1 else f"{group.key}:{cell.key}"
                yield {"cell": name, "count": cell.count, "of": total, "withheld": False}


def _use(use: Use | Withheld) -> Iterator[Plain]:
    """How one question was used: what is None was withheld by the door."""
    for name in ("filled", "not_asked", "not_applicable"):
        count = None if isinstance(use, Withheld) else getattr(use, name)
        cell = f"{use.key}:{name}"
        if isinstance(use, Withheld) or count is None:
            yield {"cell": cell, "withheld": True}
        else:
            of = {"known": use.filled, "total": use.offered}
            yield {"cell": cell, "count": count, "of": use.offered, **of, "withheld": False}


def published_as_json(indicator: ModuleType, figure: PublishedFigure, *, scope: str) -> Plain:
    """The same of what was published, with the day on which it was counted.

    `known`, `total` and `of` are left out where they are withheld. A table of which nothing safe could be shown is
    `unpublished` and withheld; where nothing was counted there are no cells.
    """
    named = {"key": figure.key, "scope": scope, "period": figure.period, "kind": str(indicator.KIND)}
    named["counted_on"] = figure.made_at.date().isoformat()
    cells = [cell for group in figure.groups for cell in _of_published(indicator, figure, group)]
    if (cells or figure.left_out) and all(cell["withheld"] for cell in cells):
        unpublished = {"unpublished": True} if figure.left_out else {}
        return {**named, "withheld": True, **unpublished, "cells": cells}
    whole = figure.of("") or figure.of(GROUPS_TABLE)
    rests = _shown(known=whole.known, total=whole.total) if whole else {"known": None, "total": None}
    return {**named, **rests, "withheld": False, "cells": cells}


def _of_published(indicator: ModuleType, figure: PublishedFigure, group: PublishedGroup) -> Iterator[Plain]:
    """The cells of one thing, by the names that the figure has for one's own caseload."""
    whole = figure.of("") or figure.of(GROUPS_TABLE)
    if not getattr(indicator, "OF_RESIDENTS", True):
        yield from _of_events(figure, group, whole)
    elif measure := indicator.PUBLISHED[0].measure:
        name = f"{VALUES[measure]}:{group.key}" if group.key else VALUES[measure]
        about = _shown(known=group.known, total=group.total) if group.key else {}
        yield {"cell": name, "withheld": True} if group.value is None else _valued(name, group.value, about)
    elif group.key == f":{OURS_TABLE}":
        yield _counted_of(OURS, group.count("yes"), of=group.total)
    elif group.key.startswith(":"):
        yield _counted_of(group.key[1:], group.total, of=None)
    elif figure.key in ONE_DENOMINATOR:
        if group.key and whole:
            lines = group.cells or ((group.key, group.total),)
            yield from (
                _counted_of(f"{group.key}:{cell}" if group.cells else cell, count, of=whole.total)
                for cell, count in lines
            )
    else:
        before = f"{group.key}:" if group.key else ""
        about = _shown(known=group.known, total=group.total) if group.key else {}
        yield from (_counted_of(f"{before}{cell}", count, of=group.known, **about) for cell, count in group.cells)
        yield from (_counted_of(f"{before}{cell}", count, of=None, **about) for cell, count in group.outside)


def _of_events(figure: PublishedFigure, group: PublishedGroup, whole: PublishedGroup | None) -> Iterator[Plain]:
    """Cells of groups, activities and signals: each thing that is told apart is a share of all of them."""
    if group.key == ANSWERED_TABLE:
        yield _counted_of("answered", group.known, of=group.total)
        is_shown = not isinstance(group.known, Withheld)
        median = {"cell": "median_days", "value": group.value, "withheld": False}
        yield median if is_shown else {"cell": "median_days", "withheld": True}
    elif group.key.startswith(":"):
        yield _counted_of(group.key[1:], group.total, of=None)
    elif group.key:
        yield _counted_of(group.key, group.total, of=whole.total if whole else None)
    elif figure.key == "reach":
        yield _counted_of("activities", group.total, of=None)


def _valued(name: str, value: float, about: Plain) -> Plain:
    return {"cell": name, "value": value, **about, "withheld": False}


def _counted_of(name: str, count: Count, *, of: Count | None, **about: int) -> Plain:
    if isinstance(count, Withheld):
        return {"cell": name, "withheld": True}
    share = {"of": of} if of is None else _shown(of=of)
    return {"cell": name, "count": count, **share, **about, "withheld": False}


def _shown(**counts: Count) -> dict[str, int]:
    return {name: count for name, count in counts.items() if not isinstance(count, Withheld)}
