"""Tables that are protected together, since one can be subtracted from another; and how they are laid out for that."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from itertools import product
from typing import NamedTuple

from catalogue.queries import sensitive_parts, sensitive_subjects
from outcomes.indicators import INDICATORS
from outcomes.models import Over
from outcomes.protection.tables import Count, Knower, Place, Publication, Table, Tree
from outcomes.publishing.counts import Counts, Spot
from outcomes.publishing.declared import KNOWN, Published
from outcomes.publishing.ways import REST, parts_of
from shared.period import Period

OVERS = (Over.AREA, Over.SERVICE)


class Which(NamedTuple):
    """A published table over areas or over services."""

    table: str
    over: Over

    @property
    def published(self) -> Published:
        """As its indicator declares it."""
        return declared()[self.table]


# The counts of each table in each quarter.
Counted = Mapping[str, Mapping[Which, Counts]]


@cache
def declared() -> Mapping[str, Published]:
    """Every published table by its name: the key of its indicator, and what comes after it."""
    return {
        f"{key}:{table.name}" if table.name else key: table
        for key, indicator in sorted(INDICATORS.items())
        for table in getattr(indicator, "PUBLISHED", ())
    }


def families(counted: Counted, year: str = "", in_year: Mapping[Which, Counts] | None = None) -> list["Family"]:
    """All families: tables that share a total, or one thing that a table tells apart from the others.

    With a `year`, of which these are the quarters, only those that add up.
    """
    found = []
    for root, table in declared().items():
        if table.about == "apart":
            spots = (spot for of in counted.values() for over in OVERS for spot in of[Which(root, over)].records)
            found += [
                Family((root,), counted, about, year, in_year or {}) for about in sorted({spot.about for spot in spots})
            ]
        elif not table.total_of:
            parts = [name for name, one in declared().items() if one.total_of == root]
            found.append(Family((root, *parts), counted, "", year, in_year or {}))
    return [family for family in found if family.adds_up or not year]


@dataclass(frozen=True)
class Family:
    """Published tables of one quarter, or of all quarters of a `year`, the last one last, with that year.

    `about`: one thing, told apart from the others.
    """

    tables: tuple[str, ...]
    counted: Counted
    about: str = ""
    year: str = ""
    # The facts of the whole year as they are now: how many different residents are behind the sum of its quarters.
    in_year: Mapping[Which, Counts] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.tables[0]}/{self.about}" if self.about else self.tables[0]

    @property
    def new(self) -> list[str]:
        """The periods that are published now: the last quarter, and the year that it ends."""
        return [list(self.counted)[-1], *([self.year] if self.year else [])]

    @property
    def adds_up(self) -> bool:
        """Whether a year of it is the sum of its quarters."""
        return all(declared()[name].adds_up for name in self.tables)

    @property
    def of_residents(self) -> bool:
        """Whether residents are behind it, who are to be protected from readers inside as well."""
        return declared()[self.tables[0]].of_residents

    @property
    def only_inside(self) -> bool:
        """Whether readers outside get nothing of it."""
        return declared()[self.tables[0]].only_inside

    @property
    def overlaps(self) -> bool:
        """Whether areas are no sums of those inside them, since something stands in several of them."""
        return declared()[self.tables[0]].overlaps

    @cached_property
    def layout(self) -> dict[Which, Table]:
        """The tables as the protection knows them."""
        return {Which(name, over): self._table(Which(name, over)) for name in self.tables for over in OVERS}

    @cached_property
    def publication(self) -> Publication:
        """All of it that adds up, as it is protected."""
        if not self.overlaps:
            return self.whole
        return replace(self.whole, tables=tuple(_undivided(table) for table in self.layout.values()))

    @cached_property
    def whole(self) -> Publication:
        """All of it together."""
        counts: dict[Place, Count] = {}
        for which, table in self.layout.items():
            for quarter, of in self.counted.items():
                counts |= self._counts(table, quarter, of[which])
        quarters = tuple(self.counted)
        return Publication(
            tuple(self.layout.values()),
            (*quarters, self.year) if self.year else quarters,
            counts | (self._of_year(counts) if self.year else {}),
            {self.year: quarters} if self.year else {},
            self._sensitive,
        )

    @cached_property
    def knowers(self) -> list[Knower]:
        """Each team, which knows its own records and those of nobody else."""
        own: dict[str, Counter[Place]] = {}
        for which, table in self.layout.items():
            for quarter, of in self.counted.items():
                for team, spots in of[which].own.items():
                    for spot in self._mine(of[which].records):
                        place = self.place(table, quarter, spot)
                        # What came after it was published is in none of the cells.
                        own.setdefault(team, Counter())[place] = min(spots[spot], self.whole.count(place).records)
        for known in own.values() if self.year else ():
            known.update(_summed(known, self.year))
        return [Knower(team, +known) for team, known in sorted(own.items()) if team]

    def place(self, table: Table, period: str, spot: Spot) -> Place:
        """Where the protection finds a count."""
        return table.place(period, {table.dimensions[0].name: spot.key, "about": spot.about, "cell": spot.cell})

    def spots(self, which: Which) -> Iterator[Spot]:
        """Every spot of a table, also where nothing was counted."""
        codes = {tree.name: tree.codes() for tree in self.layout[which].dimensions}
        abouts = [self.about] if self.about else codes.get("about", [""])
        for spot in product(codes[which.over.value], abouts, codes.get("cell", [""])):
            yield Spot(*spot)

    @property
    def _sensitive(self) -> frozenset[tuple[str, str]]:
        """Themes about which also nobody and everybody tell something; of a table about one of these all its cells."""
        if not self.about:
            return frozenset(("about", key) for key in sensitive_subjects())
        cells = {spot.cell for which in self.layout for spot in self.spots(which)}
        return frozenset(("cell", cell) for cell in cells if self.about in sensitive_parts())

    def _of_year(self, counts: Mapping[Place, Count]) -> dict[Place, Count]:
        """A year as the sum of its quarters, with the residents of the whole year behind it."""
        found: dict[Place, Count] = {}
        for place, count in counts.items():
            in_year = place._replace(period=self.year)
            found[in_year] = Count(*(a + b for a, b in zip(found.get(in_year, Count(0, 0)), count, strict=True)))
        for which, table in self.layout.items():
            for spot in self._mine(self.in_year[which].records):
                place = self.place(table, self.year, spot)
                sum_ = found.get(place, Count(0, 0))
                found[place] = sum_._replace(residents=min(sum_.residents, self.in_year[which].residents[spot]))
        return found

    def _mine(self, spots: Mapping[Spot, int]) -> list[Spot]:
        return [spot for spot in spots if not self.about or spot.about == self.about]

    def _table(self, which: Which) -> Table:
        published = which.published
        spots = [spot for of in self.counted.values() for spot in self._mine(of[which].records)]
        trees = [Tree(which.over.value, "", self._parts(which), apart=True)]
        if published.about == "together":
            trees.append(Tree("about", "", {"": tuple(sorted({spot.about for spot in spots} - {""}))}))
        cells = _cells(published, {spot.cell for spot in spots} - {"", KNOWN})
        if cells:
            trees.append(Tree("cell", "", cells, shares=True))
        total = (published.total_of, ()) if published.total_of else None
        return Table(which.table, tuple(trees), adds_up=self.adds_up, total_of=total)

    def _counts(self, table: Table, quarter: str, counted: Counts) -> dict[Place, Count]:
        """The counts of a quarter by place. An area that had no areas inside it then has a rest that is all of it."""
        parts = table.dimensions[0].parts
        whole = {key for key in _keys(counted) if key and parts.get(key) and not _keys(counted) & set(parts[key])}
        found = {}
        for spot in self._mine(counted.records):
            count = Count(counted.records[spot], counted.residents[spot], counted.largest[spot])
            found[self.place(table, quarter, spot)] = count
            if spot.key in whole:
                found[self.place(table, quarter, spot._replace(key=spot.key + REST))] = count
        return found

    def _parts(self, which: Which) -> dict[str, tuple[str, ...]]:
        """Which areas lie inside which in all quarters; with a rest of each that was split in between."""
        by_quarter = [_keys(of[which]) for of in self.counted.values()]
        keys = set().union(*by_quarter)
        parts = parts_of(keys, which.over)
        split = {
            key + REST for key in parts if key and any(key in one and not one & set(parts[key]) for one in by_quarter)
        }
        return parts_of(keys | split, which.over)


def _undivided(table: Table) -> Table:
    """What lies above all that is divided: the total, and areas that hold all of it."""
    first, *others = table.dimensions
    parts, whole = dict[str, tuple[str, ...]](), first.root
    while len(inside := first.parts.get(whole, ())) == 1:
        parts[whole], (whole,) = inside, inside
    return replace(table, dimensions=(replace(first, parts=parts), *others))


def _keys(counted: Counts) -> set[str]:
    return {spot.key for spot in counted.records}


def _cells(published: Published, answers: set[str]) -> dict[str, tuple[str, ...]]:
    """The cells of a table inside each other; none where there is only one."""
    period = Period.parse("2000")
    outside = set(published.outside(period))
    inside = (set(published.cells(period)) if published.cells else answers) - outside
    if outside and inside != {KNOWN}:
        return {"": (KNOWN, *sorted(outside)), KNOWN: tuple(sorted(inside))}
    return {"": tuple(sorted(inside | outside))} if len(inside | outside) > 1 else {}


def _summed(known: Mapping[Place, int], year: str) -> Counter[Place]:
    found: Counter[Place] = Counter()
    for place, records in known.items():
        found[place._replace(period=year)] += records
    return found
