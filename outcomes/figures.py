"""What a figure is: counts with what they rest on. Only `outcomes/disclosure.py` makes one."""

from dataclasses import dataclass


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


Figure = Spread | Withheld
