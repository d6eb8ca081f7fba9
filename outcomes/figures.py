"""What a figure is: counts with what they rest on. Only `outcomes/disclosure.py` makes one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from shared.period import Period

# Below so many residents a share says less than the count alone.
ENOUGH_FOR_SHARES = 12


@dataclass(frozen=True)
class Cell:
    """One count of a figure; `of` is None when it stands outside the share."""

    key: str
    count: int
    of: int | None


@dataclass(frozen=True)
class Spread:
    """Records of so many `residents`, spread over cells. `known` of `total` records could be placed in one."""

    key: str
    cells: tuple[Cell, ...]
    outside: tuple[Cell, ...]
    known: int
    total: int
    residents: int

    def count(self, cell: str) -> int:
        """The count of a cell, inside or outside the share. Raises KeyError for a cell that there is not."""
        return {each.key: each.count for each in (*self.cells, *self.outside)}[cell]


@dataclass(frozen=True)
class Withheld:
    """Too few people behind the figure to show it. Never 0."""

    key: str


@dataclass(frozen=True)
class Use:
    """How often one question stood in a form, and how often it was filled in. None where too few people are behind it.

    The three ways of not being filled in are shown together or not at all. `is_hardly_filled` is said of the counts as
    they are, also where they are not shown.
    """

    key: str
    offered: int
    residents: int
    is_hardly_filled: bool
    filled: int | None
    empty: int | None
    not_asked: int | None
    not_applicable: int | None


@dataclass(frozen=True)
class Uses:
    """The use of each question that stood in a form; one with too few people behind it is withheld."""

    key: str
    questions: tuple[Use | Withheld, ...]

    def of(self, question: str) -> Use | Withheld | None:
        """The use of one question; None for one that stood in no form."""
        return next((use for use in self.questions if use.key == question), None)


@dataclass(frozen=True)
class Spreads:
    """A spread for each thing that a figure tells apart: a part of an instrument, a theme, a question."""

    key: str
    groups: tuple[Spread | Withheld, ...]

    def of(self, group: str) -> Spread | Withheld | None:
        """The spread of one thing; None where there is nothing to tell."""
        return next((found for found in self.groups if found.key == group), None)


@dataclass(frozen=True)
class Tally:
    """Counts that stand beside each other and share nothing out."""

    key: str
    cells: tuple[Cell, ...]
    residents: int

    def count(self, cell: str) -> int:
        """The count of a cell. Raises KeyError for a cell that there is not."""
        return {each.key: each.count for each in self.cells}[cell]


@dataclass(frozen=True)
class Value:
    """One value of a measure, in the unit that its key names; None when nothing is known."""

    key: str
    value: float | None


@dataclass(frozen=True)
class Measure:
    """Values worked out over `known` of `total` records of so many `residents`: a median, a mean."""

    key: str
    values: tuple[Value, ...]
    known: int
    total: int
    residents: int

    def value(self, name: str) -> float | None:
        """One of the values. Raises KeyError for one that there is not."""
        return {each.key: each.value for each in self.values}[name]


@dataclass(frozen=True)
class Events:
    """Counts and values of what has no residents behind it: groups, activities, signals. `known` of `total` count."""

    key: str
    cells: tuple[Cell, ...]
    values: tuple[Value, ...]
    known: int
    total: int

    def count(self, cell: str) -> int:
        """The count of a cell; of what did not occur 0."""
        return {each.key: each.count for each in self.cells}.get(cell, 0)


Figure = Spread | Spreads | Tally | Measure | Uses | Events | Withheld
# Figures of several periods, counted at once.
Figures = Mapping[Period, Figure]
# A count as it was published.
Count = int | Withheld


@dataclass(frozen=True)
class PublishedGroup:
    """What was published of one thing that a figure tells apart, or of all of it ("").

    `known` of `total` records are in the share; those in cells `outside` are not. `value` is worked out over what is
    known; None where there is none, or where it was withheld with its number. `is_of_few`: too few residents are behind
    what is known for shares, however many records these have.
    """

    key: str
    cells: tuple[tuple[str, Count], ...]
    outside: tuple[tuple[str, Count], ...]
    known: Count
    total: Count
    value: float | None = None
    is_of_few: bool = False

    def count(self, cell: str) -> Count:
        """The count of a cell, inside or outside the share. Raises KeyError for a cell that there is not."""
        return dict((*self.cells, *self.outside))[cell]


@dataclass(frozen=True)
class PublishedFigure:
    """A figure of a place and a period as it was published: nothing of it changes any more.

    Groups of a further table of the same indicator have its name after a colon: `:ours`. `left_out` are tables, and
    things told apart in one (`table/thing`), of which nothing safe could be shown. Without groups nothing was counted.
    """

    key: str
    period: str
    made_at: datetime
    groups: tuple[PublishedGroup, ...]
    left_out: frozenset[str] = frozenset()

    def of(self, group: str) -> PublishedGroup | None:
        """What was published of one thing; None where there is nothing of it."""
        return next((found for found in self.groups if found.key == group), None)
