"""Periods are half-open: the end day is outside. Quarters and years are those of the calendar."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from django.utils.formats import date_format

QUARTER = re.compile(r"(\d{4})-Q([1-4])", re.ASCII)
YEAR = re.compile(r"(\d{4})", re.ASCII)
RANGE = re.compile(r"(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})", re.ASCII)


@dataclass(frozen=True)
class Period:
    """The days from `start` up to, not including, `end`. Raises ValueError when it holds no day."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise ValueError("A period ends after it starts.")

    @classmethod
    def parse(cls, text: str) -> Self:
        """`2026`, `2026-Q3` or `2026-07-01..2026-10-01`. Raises ValueError for anything else."""
        if found := QUARTER.fullmatch(text):
            year, quarter = int(found[1]), int(found[2])
            month = 3 * quarter - 2
            return cls(date(year, month, 1), date(year + quarter // 4, (month + 2) % 12 + 1, 1))
        if found := YEAR.fullmatch(text):
            return cls(date(int(found[1]), 1, 1), date(int(found[1]) + 1, 1, 1))
        if found := RANGE.fullmatch(text):
            return cls(date.fromisoformat(found[1]), date.fromisoformat(found[2]))
        raise ValueError("A period is a year (2026), a quarter (2026-Q3) or two days (2026-07-01..2026-10-01).")

    @classmethod
    def up_to(cls, day: date) -> Self:
        """The quarter so far: from its first day up to and including `day`."""
        return cls(date(day.year, (day.month - 1) // 3 * 3 + 1, 1), day + timedelta(days=1))

    @classmethod
    def quarter_before(cls, day: date) -> Self:
        """The last quarter of the calendar that was over on a day."""
        end = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
        return cls(date(end.year - (end.month == 1), (end.month - 4) % 12 + 1, 1), end)

    @property
    def quarter(self) -> str:
        """How a quarter of the calendar is written, `2026-Q3`; "" for every other period."""
        name = f"{self.start.year:04d}-Q{(self.start.month + 2) // 3}"
        return name if Period.quarter_before(self.end) == self else ""

    @property
    def last_day(self) -> date:
        """The last day inside."""
        return self.end - timedelta(days=1)

    def __contains__(self, day: date) -> bool:
        return self.start <= day < self.end


def day_in_words(day: date) -> str:
    """7 september 2026, in the language of the page."""
    return date_format(day, "DATE_FORMAT")
