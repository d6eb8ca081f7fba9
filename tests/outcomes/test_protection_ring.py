"""What no whole minus its parts tells: sums of several rows; and a decision for which time is up at any moment."""

from itertools import count, product

import numpy as np
import pytest

from outcomes.protection.audit import attack
from outcomes.protection.isolation import isolated
from outcomes.protection.linear import Flags, System, system
from outcomes.protection.suppress import LATE, Protected, protect
from outcomes.protection.tables import INSIDE, Count, Place, Publication, Table, Tree
from tests.outcomes.protection_worlds import flat


def flags(made: System, *places: Place) -> Flags:
    """Which cells these are."""
    return np.array([place in places for place in made.places])


def ring() -> Publication:
    """Of three areas by three answers two cells with two residents each, on opposite sides of a ring of withheld ones.

    Row a and row b minus column x are these two; no whole minus its parts is.
    """
    area, answer = flat("area", ["a", "b", "c"]), flat("answer", ["x", "y", "z"])
    area = Tree("area", "all", area.parts, apart=True)
    few = {("a", "y"), ("b", "z")}
    inner = {(a, x): Count(20, 2) if (a, x) in few else Count(400, 40) for a, x in product("abc", "xyz")}
    table, counts = Table("goals", (area, answer)), {}
    for a, x in product(("a", "b", "c", "all"), ("x", "y", "z", "all")):
        of = [one for (b, y), one in inner.items() if a in (b, "all") and x in (y, "all")]
        counts[table.place("Q1", {"area": a, "answer": x})] = Count(sum(n for n, *_ in of), sum(r for _, r, _ in of))
    return Publication((table,), ("Q1",), counts)


def test_small_sum_of_several_rows() -> None:
    """Wide enough for the attack, whole minus parts nowhere: and yet forty records of four residents are known."""
    publication = ring()
    made, (table,) = system(publication), publication.tables
    cells = {a + x: table.place("Q1", {"area": a, "answer": x}) for a, x in product("abc", "xyz")}
    withheld = [cells[name] for name in ("ax", "ay", "bx", "bz", "cy", "cz")]
    hidden = flags(made, *withheld)
    assert attack(made, hidden, 5) == []
    assert {found.together for found in isolated(made, hidden, 5)} == {(cells["ay"],), (cells["bz"],)}
    before = Protected(
        {p: int(made.records[n]) for n, p in enumerate(made.places) if not hidden[n]}, frozenset(), frozenset(), {}, 0
    )
    # With the rest published already nothing can be done about it, and that is said.
    assert protect(publication, INSIDE, before=before).still
    decided = protect(publication, INSIDE)
    assert isolated(made, flags(made, *decided.withheld), 5) == []


def test_time_is_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """At whatever moment that is: what is shown is safe, and what is not known to be so is not there and says why."""
    publication = ring()
    made, told = system(publication), set()
    for seconds in count():
        clock = count()
        monkeypatch.setattr("outcomes.protection.audit.monotonic", lambda clock=clock: next(clock))
        monkeypatch.setattr("outcomes.protection.suppress.monotonic", lambda: 0)
        decided = protect(publication, INSIDE, seconds=seconds)
        monkeypatch.undo()
        hidden = flags(made, *decided.withheld)
        assert not decided.still and not attack(made, hidden, 5) and not isolated(made, hidden, 5)
        assert bool(decided.shown) != bool(decided.unpublished)
        if decided.shown:
            break
        told |= set(decided.unpublished.values())
    assert told == {LATE}
