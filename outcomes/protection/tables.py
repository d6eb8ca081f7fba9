"""What a publication is made of: a closed list of tables of counts, and who reads it.

The database part fills `Publication.counts` by one GROUP BY per figure, with GROUPING SETS for the totals: a row per
place with the number of records, of different residents, and of records of the professional with the most of them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product
from typing import NamedTuple


@dataclass(frozen=True)
class Tree:
    """A dimension: codes below each other under one root; the records of a code are those of its parts together.

    `apart`: a resident stands under one code of a level only, so that residents may be added up (areas do so; results
    of goals do not). `shares`: the codes are the answers of a figure, so that all of them in one is telling.
    """

    name: str
    root: str
    parts: Mapping[str, tuple[str, ...]]
    apart: bool = False
    shares: bool = False

    def codes(self) -> list[str]:
        """Every code, a parent before its parts. Raises ValueError for a code with two parents or in a circle."""
        found = [self.root]
        for code in found:
            found += self.parts.get(code, ())
            if len(found) != len(set(found)):
                raise ValueError(f"{self.name}: a code stands below two others.")
        return found


class Place(NamedTuple):
    """Where a count stands. `codes` are (dimension, code) in order, without roots: tables share their totals."""

    figure: str
    period: str
    codes: tuple[tuple[str, str], ...]


class Count(NamedTuple):
    """What was counted at a place. `largest`: the records of the professional with the most of them; 0 if unknown."""

    records: int
    residents: int
    largest: int = 0


@dataclass(frozen=True)
class Table:
    """One figure crossed by some dimensions, with all totals, for every period of the publication that has counts.

    `total_of` (figure, codes): what this figure is a part of, where another figure publishes the same number: the
    total of answers on closing is the number of closed plans. `adds_up`: a year is the sum of its quarters; where it
    is not, since one record may count in several quarters, a year has no places.
    """

    figure: str
    dimensions: tuple[Tree, ...]
    adds_up: bool = True
    total_of: tuple[str, tuple[tuple[str, str], ...]] | None = None

    def place(self, period: str, codes: Mapping[str, str]) -> Place:
        """The place of codes per dimension; a dimension that is left out stands at its root."""
        below = {tree.name: codes.get(tree.name, tree.root) for tree in self.dimensions}
        shares = {tree.name for tree in self.dimensions if tree.shares}
        kept = {t.name: below[t.name] for t in self.dimensions if below[t.name] != t.root}
        if self.total_of and not shares & set(kept):
            figure, extra = self.total_of
            return Place(figure, period, tuple(sorted((kept | dict(extra)).items())))
        return Place(self.figure, period, tuple(sorted(kept.items())))

    def places(self, period: str) -> Iterator[Place]:
        """All places of one period, totals included."""
        names = [tree.name for tree in self.dimensions]
        for codes in product(*(tree.codes() for tree in self.dimensions)):
            yield self.place(period, dict(zip(names, codes, strict=True)))

    def sums(self, period: str) -> Iterator[tuple[Place, tuple[Place, ...], Tree]]:
        """Which place is the sum of which, and along which dimension."""
        for tree in self.dimensions:
            others = [other for other in self.dimensions if other is not tree]
            names = [other.name for other in others]
            for codes in product(*(other.codes() for other in others)):
                around = dict(zip(names, codes, strict=True))
                for parent, parts in tree.parts.items():
                    whole = self.place(period, around | {tree.name: parent})
                    yield whole, tuple(self.place(period, around | {tree.name: part}) for part in parts), tree


@dataclass(frozen=True)
class Reader:
    """For whom a publication is: fewer than `k` residents are withheld, and from whom else it must keep them."""

    k: int
    rounds_to: int = 1
    # One professional may have at most this part of the records of a cell; 1 means that it does not matter.
    most_of_one: float = 1.0
    hides_sensitive_zeros: bool = False


INSIDE = Reader(k=5)
OUTSIDE = Reader(k=10, rounds_to=5, most_of_one=0.8, hides_sensitive_zeros=True)


@dataclass(frozen=True)
class Knower:
    """Somebody who knows more than what is published: `own` records at places, and places `seen` in full elsewhere."""

    name: str
    own: Mapping[Place, int] = field(default_factory=dict)
    seen: frozenset[Place] = frozenset()


@dataclass(frozen=True)
class Publication:
    """Everything that can be read together: all tables, all periods that are still readable, and the new ones.

    `years` says of which quarters a year is made. A place without a count holds nobody. `sensitive` are the (dimension,
    code) about which also nobody and everybody tell something.
    """

    tables: tuple[Table, ...]
    periods: tuple[str, ...]
    counts: Mapping[Place, Count]
    years: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sensitive: frozenset[tuple[str, str]] = frozenset()

    def __post_init__(self) -> None:
        """Refuse what the attack could not see whole: a year without all its quarters; tables of one figure that share
        other dimensions two by two.
        """
        for year, quarters in self.years.items():
            if year in self.periods and not set(quarters) <= set(self.periods):
                raise ValueError(f"{year} is published without all its quarters.")
        for figure in {table.figure for table in self.tables}:
            names = [{t.name for t in table.dimensions} for table in self.tables if table.figure == figure]
            shared = [a & b for i, a in enumerate(names) for b in names[:i]]
            if any(one != shared[0] for one in shared):
                raise ValueError(f"{figure}: its tables share different dimensions.")

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Every place of every table, once."""
        return tuple({p: None for table in self.tables for period in self.spans(table) for p in table.places(period)})

    def spans(self, table: Table) -> list[str]:
        """The periods in which a table is published: years only where they are the sum of their quarters."""
        return [period for period in self.periods if table.adds_up or period not in self.years]

    def count(self, place: Place) -> Count:
        """What was counted there; nothing where no row came."""
        return self.counts.get(place, Count(0, 0))
