"""Figures as pages tell them, in one shape: counted now of a caseload or a team, or read as they were published."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import ModuleType

from feedback.asked import Asked
from feedback.period_words import written
from outcomes import published
from outcomes.as_json import OURS, OURS_TABLE, VALUES
from outcomes.figures import (
    ENOUGH_FOR_SHARES,
    Count,
    Figure,
    Measure,
    PublishedFigure,
    PublishedGroup,
    Spread,
    Spreads,
    Tally,
    Withheld,
)
from shared.period import Period


@dataclass(frozen=True)
class Group:
    """One thing that a figure tells apart, or all of it (""): counts by cell, each a number or withheld.

    So many `people` are behind what is known. Of what was published is known whether these are enough for shares, and
    not how many: there it is the number of records, or as many as are just too few.
    """

    key: str
    counts: Mapping[str, Count]
    known: Count
    total: Count
    people: int
    value: float | None = None

    @property
    def state(self) -> str:
        """shown, empty (there was nothing to count) or withheld (and nothing of it can be shown)."""
        if self.known == 0:
            return "empty"
        shown = [count for count in (self.known, *self.counts.values()) if not isinstance(count, Withheld)]
        return "shown" if any(shown) else "withheld"

    @property
    def is_whole(self) -> bool:
        """Whether nothing of it is withheld."""
        return not any(isinstance(count, Withheld) for count in (self.known, *self.counts.values()))

    def count(self, cell: str) -> Count:
        """The count of a cell; an answer that nobody gave is 0."""
        return self.counts.get(cell, self.known if isinstance(self.known, Withheld) else 0)


@dataclass(frozen=True)
class Told:
    """A figure of a period. `state`: shown, withheld, left_out (nothing safe could be published), unpublished (nothing
    of the period was published at all) or empty.
    """

    state: str = "empty"
    groups: tuple[Group, ...] = ()
    left_out: frozenset[str] = field(default_factory=frozenset)

    def of(self, key: str) -> Group | None:
        """One thing; None where there is nothing of it."""
        return next((group for group in self.groups if group.key == key), None)

    @property
    def whole(self) -> Group | None:
        """All of it together."""
        return self.of("")


Found = Mapping[tuple[str, Period], Told]


def figures(asked: Asked, indicators: Iterable[ModuleType], periods: Iterable[Period]) -> Found:
    """The figures of so many periods: one statement for all that was published, else one or two for each indicator."""
    wanted, indicators = list(periods), list(indicators)
    scope = asked.whose.scope
    if not asked.whose.is_published:
        counted = {one.KEY: one.each(scope, wanted) for one in indicators}
        return {(key, of): _counted(figure) for key, told in counted.items() for of, figure in told.items()}
    named = {written(of): of for of in wanted}
    editions = [one for one in asked.editions if one.period in named]
    found = published.of_place(scope, indicators, editions)
    there = {named[one.period] for one in editions}
    return {
        (one.KEY, of): _published(one, found.get((one.KEY, written(of)))) if of in there else Told("unpublished")
        for one in indicators
        for of in wanted
    }


def of_places(
    asked: Asked, indicators: Iterable[ModuleType], over: str, keys: Collection[str]
) -> Mapping[tuple[str, str], Told]:
    """The figures of several areas or services in the period that is asked, in one statement."""
    if asked.edition is None:
        return {}
    named = {one.KEY: one for one in indicators}
    found = published.of_places(asked.whose.scope, named.values(), asked.edition, over, keys)
    return {(key, place): _published(named[key], figure) for (key, place), figure in found.items()}


def _counted(figure: Figure) -> Told:
    if isinstance(figure, Withheld):
        return Told("withheld")
    if isinstance(figure, Spread):
        return _told([_group(figure, "")])
    if isinstance(figure, Spreads):
        return _told([_group(one, one.key) for one in figure.groups])
    if isinstance(figure, Tally):
        counts = {cell.key: cell.count for cell in figure.cells}
        return _told([Group("", counts, sum(counts.values()), sum(counts.values()), figure.residents)])
    if isinstance(figure, Measure):
        rests = (figure.known, figure.total, figure.residents)
        return _told([Group(one.key, {}, *rests, one.value) for one in figure.values if one.value is not None])
    raise TypeError(f"{figure.key} is told on a page of its own.")


def _told(groups: list[Group], left_out: Collection[str] = ()) -> Told:
    states = {group.state for group in groups}
    state = next((one for one in ("shown", "withheld") if one in states), "empty")
    return Told("left_out" if left_out and state != "shown" else state, tuple(groups), frozenset(left_out))


def _group(figure: Spread | Withheld, key: str) -> Group:
    if isinstance(figure, Withheld):
        return Group(key, {}, figure, figure, 0)
    counts = {cell.key: cell.count for cell in (*figure.cells, *figure.outside)}
    return Group(key, counts, figure.known, figure.total, figure.residents)


def _published(indicator: ModuleType, figure: PublishedFigure | None) -> Told:
    """With the names that things have where they are counted."""
    if figure is None:
        return Told()
    named = {group.key: group for group in figure.groups}
    beside = {key[1:]: named.pop(key) for key in list(named) if key.startswith(":") and key[1:] != OURS_TABLE}
    groups = [_of_published(indicator, group) for group in named.values()]
    if beside:
        counts = {name: group.total for name, group in beside.items()}
        most = max((count for count in counts.values() if not isinstance(count, Withheld)), default=Withheld(""))
        groups.append(Group("", counts, most, most, 0))
    return _told(groups, figure.left_out)


def _of_published(indicator: ModuleType, group: PublishedGroup) -> Group:
    people = 0 if isinstance(group.known, Withheld) else group.known
    if group.is_of_few:
        people = min(people, ENOUGH_FOR_SHARES - 1)
    told = Group(group.key, dict((*group.cells, *group.outside)), group.known, group.total, people, group.value)
    if measure := indicator.PUBLISHED[0].measure:
        return replace(told, key=f"{VALUES[measure]}:{group.key}" if group.key else VALUES[measure])
    if group.key == f":{OURS_TABLE}":
        return replace(told, key=OURS)
    # What has one cell is published under its total alone.
    only = list(getattr(indicator, "CELLS", {}))
    return replace(told, counts={only[0]: group.total}) if len(only) == 1 else told
