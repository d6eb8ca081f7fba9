"""Days and periods. A period is half-open: its end day is outside."""

from dataclasses import dataclass, field
from datetime import date, timedelta


@dataclass(frozen=True)
class Period:
    """A year (2026), a quarter (2026-Q3) or any stretch (2026-07-01..2026-10-01)."""

    name: str
    start: date = field(init=False)
    end: date = field(init=False)

    def __post_init__(self) -> None:
        """The first day, and the day after the last."""
        start, end = days_of(self.name)
        object.__setattr__(self, "start", start)
        object.__setattr__(self, "end", end)

    @property
    def last(self) -> date:
        """The last day that belongs to it."""
        return self.end - timedelta(days=1)

    def days(self) -> list[date]:
        """Every day in it."""
        return [self.start + timedelta(days=turn) for turn in range((self.end - self.start).days)]

    @property
    def is_free(self) -> bool:
        """Neither a whole quarter nor a whole year."""
        return ".." in self.name

    def holds(self, day: date | None) -> bool:
        """Whether a day lies in it."""
        return day is not None and self.start <= day < self.end

    def knows(self, day: date | None) -> bool:
        """Whether a day lies in it or before it; what happened later does not exist for it."""
        return day is not None and day < self.end


def days_of(name: str) -> tuple[date, date]:
    """The first day of a period, and the day after its last."""
    if ".." in name:
        start, end = name.split("..")
        return date.fromisoformat(start), date.fromisoformat(end)
    year = int(name[:4])
    if "-Q" not in name:
        return date(year, 1, 1), date(year + 1, 1, 1)
    quarter = int(name[-1])
    following = date(year + 1, 1, 1) if quarter == 4 else date(year, 3 * quarter + 1, 1)
    return date(year, 3 * quarter - 2, 1), following
