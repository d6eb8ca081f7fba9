"""What a sheet for the fridge is made of, and how much room its words take. The page draws `Sheet` and nothing else.

It hangs where visitors see it: no last name, no name of a life domain, no note, nobody else's file.
"""

import math
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from django.utils import timezone
from django.utils.translation import gettext as _

# Letters on a line, and the longest word that fits one, at the size that a sheet has without JavaScript. Counted on the
# careful side: with JavaScript the page measures, and takes the largest size that fits.
GOAL_LINE, ACTION_LINE, WORD = 26, 22, 16
AIRY_LINES, EVEN_LINES, DENSE_LINES = 5, 9, 27
# What a letter of a proportional typeface takes, in widths of an average one.
WIDE, NARROW = frozenset("WMmw@%ŴŒœ—"), frozenset("iljItfr.,:;'!|()[] ")

Density = Literal["airy", "even", "dense", "tight"]


@dataclass(frozen=True)
class Row:
    """One action on paper. `who` and `due` may be missing."""

    text: str
    who: str = ""
    due: date | None = None
    done: bool = False
    fits: bool = True


@dataclass(frozen=True)
class Group:
    """Actions that stand in one frame: one alone, or several that belong together."""

    rows: list[Row]

    @property
    def together(self) -> bool:
        """Whether the frame says that they belong together."""
        return len(self.rows) > 1


@dataclass(frozen=True)
class Step:
    """A step of the stairs, with the words that stand above it."""

    number: int
    words: list[str]
    begin: bool = False
    now: bool = False


@dataclass(frozen=True)
class Meeting:
    """The next appointment as it stands on paper; without a day there is room to write one."""

    starts_at: datetime | None = None
    place: str = ""

    @property
    def clock(self) -> str:
        """The time as one says it: "10 uur", "10.30 uur"; in English "10:00", "10:30"."""
        if self.starts_at is None:
            return ""
        here = timezone.localtime(self.starts_at)
        parts = {"hour": here.hour, "minute": f"{here.minute:02}"}
        return _("%(hour)s:%(minute)s") % parts if here.minute else _("%(hour)s:00") % parts


@dataclass(frozen=True)
class Caller:
    """Whom to call; without a number there is room to write one."""

    name: str
    phone: str = ""


@dataclass(frozen=True)
class Sheet:
    """Everything on the sheet, and no more."""

    language: str
    called: str
    day: date
    words: str
    icon: str
    words_fit: bool
    groups: list[Group]
    steps: list[Step]
    meeting: Meeting | None = None
    caller: Caller | None = None

    @property
    def rows(self) -> list[Row]:
        """All actions in the order of the paper."""
        return [row for group in self.groups for row in group.rows]

    @property
    def too_long(self) -> list[str]:
        """The texts that are longer than what fits the sheet. They are kept, and said not to fit."""
        actions = [row.text for row in self.rows if not row.fits]
        return actions if self.words_fit else [self.words, *actions]

    @property
    def density(self) -> Density:
        """The size to begin with, from the length of the texts, so that paper without JavaScript is one page too."""
        lines = _lines(self.words, GOAL_LINE)
        lines += sum(max(_lines(row.text, ACTION_LINE), 2 if row.who and row.due else 1) for row in self.rows)
        lines += sum(group.together for group in self.groups)
        if lines > DENSE_LINES:
            return "tight"
        if lines > EVEN_LINES or any(_longest_word(text) > WORD for text in self._texts):
            return "dense"
        return "even" if lines > AIRY_LINES else "airy"

    @property
    def _texts(self) -> list[str]:
        return [self.words, *(row.text for row in self.rows), *(row.who for row in self.rows)]


def _lines(text: str, line: int) -> int:
    return max(1, math.ceil(_width(text) / line))


def _longest_word(text: str) -> float:
    return max((_width(word) for word in text.split()), default=0)


def _width(text: str) -> float:
    return sum(1.75 if letter in WIDE else 0.6 if letter in NARROW else 1.1 for letter in text)
