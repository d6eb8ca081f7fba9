"""What a figure is made of."""

from collections import defaultdict
from dataclasses import dataclass, field


@dataclass
class Cell:
    """One number: a count (`of` how many, where it is a share), or a value such as a median.

    `rests_on` names the denominator that decides whether it may be seen; `more` stands beside the number.
    """

    name: str
    count: int | None = None
    of: int | None = None
    value: float | None = None
    rests_on: str = ""
    more: dict[str, int] = field(default_factory=dict)

    def shown(self, *, withheld: bool) -> dict[str, object]:
        """As a program reads it."""
        if withheld:
            return {"cell": self.name, "withheld": True}
        number = {"value": self.value} if self.count is None else {"count": self.count, "of": self.of}
        return {"cell": self.name, **number, **self.more, "withheld": False}


@dataclass
class Counted:
    """A figure before anything is withheld; `behind` has the residents behind each denominator."""

    known: int | None = None
    total: int | None = None
    cells: list[Cell] = field(default_factory=list)
    behind: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


def share(counts: dict[str, int], beside: dict[str, int], behind: set[str], total: int | None = None) -> Counted:
    """Parts of one denominator, and counts that stand beside it."""
    of = sum(counts.values())
    cells = [Cell(name, count, of) for name, count in counts.items()]
    cells += [Cell(name, count) for name, count in beside.items()]
    return Counted(of, of + sum(beside.values()) if total is None else total, cells, defaultdict(set, {"": behind}))
