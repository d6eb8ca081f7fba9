"""What a sheet for the fridge is made of, and how much room its words take. The page draws `Sheet` and nothing else.

It hangs where visitors see it: no last name, no name of a life domain, no note, nobody else's file.
"""

import math
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from django.utils.html import strip_tags
from django.utils.translation import get_language_info

from registration import sheet_words
from registration.sheet_words import Said, said, said_when

# Letters on a line, and the longest word that fits one, at the size that a sheet has without JavaScript. Counted on the
# careful side: with JavaScript the page measures, and takes the largest size that fits.
GOAL_LINE, ACTION_LINE, WORD = 26, 22, 16
AIRY_LINES, EVEN_LINES, DENSE_LINES = 5, 9, 27
# The same for a goal that stands small under the large one, at the size that never shrinks.
SMALL_LINE = 58
# What the Dutch underneath takes from the room for the texts.
LINES_OF_DUTCH = 4
# And from it where both stand on the last step: the goal and where somebody is now. The room around small goals.
LINES_AT_THE_TOP, LINES_AROUND = 8, 2
# What a letter of a proportional typeface takes, in widths of an average one.
WIDE, NARROW = frozenset("WMmw@%ŴŒœ—ШЩЖЮФМшщжюфм"), frozenset("iljItfr.,:;'!|()[] ії")
# The script of a language that does not write in Latin letters: from this sign to that.
SCRIPTS = {"ar": ("\u0600", "\u06ff"), "uk": ("\u0400", "\u04ff")}

Density = Literal["airy", "even", "dense", "tight"]


@dataclass(frozen=True)
class Row:
    """One action on paper. Names of who does it and `due` may be missing."""

    text: str
    names: list[str] = field(default_factory=list)
    due: date | None = None
    done: bool = False
    fits: bool = True
    # In which language the text is, as well as it can be known.
    language: str = sheet_words.DUTCH

    @property
    def who(self) -> str:
        """Names as said at the table: "Sjaan", "Sjaan + Amir"."""
        return " + ".join(self.names)


@dataclass(frozen=True)
class Wish:
    """Another goal of a family, small under the large one; `of`: whose, empty for all of them."""

    words: str
    of: str = ""
    fits: bool = True
    language: str = sheet_words.DUTCH

    @property
    def label(self) -> Said:
        """Who wants it."""
        return said(sheet_words.MEMBER_WANTS, name=self.of) if self.of else said(sheet_words.WE_WANT)

    @property
    def whole(self) -> str:
        """All that stands on its line."""
        return strip_tags(f"{self.label.own} {self.label.dutch} {self.words}")


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
    """A step of the stairs as it is read, with the words that stand above it; the first one has place 1."""

    number: str
    words: list[Said]
    begin: bool = False
    now: bool = False
    place: int = 1


@dataclass(frozen=True)
class Meeting:
    """The next appointment as it stands on paper; without a day there is room to write one."""

    starts_at: datetime | None = None
    place: str = ""

    @property
    def when(self) -> Said:
        """Day and time as one says them; a ValueError when there is no day yet."""
        if self.starts_at is None:
            raise ValueError("No day was agreed on.")
        return said_when(self.starts_at)


@dataclass(frozen=True)
class Caller:
    """Whom to call; without a number there is room to write one."""

    name: str
    phone: str = ""


@dataclass(frozen=True)
class Sheet:
    """Everything on the sheet, and no more."""

    language: str
    # Who they are, as said at the table: one resident, or the members of a household.
    people: list[str]
    day: date
    words: str
    icon: str
    words_fit: bool
    groups: list[Group]
    steps: list[Step]
    meeting: Meeting | None = None
    caller: Caller | None = None
    of_household: bool = False
    # Whose goal, on the sheet of a household; empty: of all of them.
    goal_of: str = ""
    others: list[Wish] = field(default_factory=list)

    @property
    def direction(self) -> Literal["ltr", "rtl"]:
        """How the language runs."""
        return "rtl" if get_language_info(self.language)["bidi"] else "ltr"

    @property
    def in_two(self) -> bool:
        """Whether the Dutch stands underneath."""
        return self.language != sheet_words.DUTCH

    @property
    def words_language(self) -> str:
        """The language of the resident's own words, as well as it can be known: Dutch, unless the letters say other."""
        return written_in(self.words, self.language)

    @property
    def title(self) -> Said:
        """Whose plan."""
        return said(sheet_words.OUR_PLAN if self.of_household else sheet_words.MY_PLAN)

    @property
    def of(self) -> Said:
        """Of whom."""
        if len(self.people) == 1:
            return said(sheet_words.BY, name=self.people[0])
        return said(sheet_words.BY_ALL, names=self.people)

    @property
    def wish(self) -> Said:
        """Who wants what stands there."""
        if self.goal_of:
            return said(sheet_words.MEMBER_WANTS, name=self.goal_of)
        return said(sheet_words.WE_WANT if self.of_household else sheet_words.I_WANT)

    @property
    def bond(self) -> Said:
        """Above actions that belong together."""
        return said(sheet_words.BELONG_TOGETHER)

    @property
    def done(self) -> Said:
        """Read out at a box with a tick."""
        return said(sheet_words.DONE)

    @property
    def stairs_label(self) -> Said:
        """Read out before the steps."""
        return said(sheet_words.STAIRS if self.steps[0].number == "1" else sheet_words.OWN_STAIRS)

    @property
    def meeting_label(self) -> Said:
        """Above the next appointment."""
        return said(sheet_words.NEXT_APPOINTMENT)

    @property
    def caller_label(self) -> Said:
        """Above the number."""
        return said(sheet_words.CALL, name=self.caller.name if self.caller else "")

    @property
    def rows(self) -> list[Row]:
        """All actions in the order of the paper."""
        return [row for group in self.groups for row in group.rows]

    @property
    def too_long(self) -> list[str]:
        """The texts that are longer than what fits the sheet. They are kept, and said not to fit."""
        goals = [(self.words, self.words_fit), *((other.words, other.fits) for other in self.others)]
        return [text for text, fits in [*goals, *((row.text, row.fits) for row in self.rows)] if not fits]

    @property
    def density(self) -> Density:
        """The size to begin with, from the length of the texts, so that paper without JavaScript is one page too."""
        lines = _lines(self.words, GOAL_LINE)
        lines += sum(max(_lines(row.text, ACTION_LINE), 2 if row.who and row.due else 1) for row in self.rows)
        lines += sum(group.together for group in self.groups)
        lines += sum(_lines(other.whole, SMALL_LINE) for other in self.others)
        lines += LINES_AROUND if self.others else 0
        lines += LINES_OF_DUTCH if self.in_two else 0
        lines += LINES_AT_THE_TOP if self.in_two and self.steps[-1].now else 0
        if lines > DENSE_LINES:
            return "tight"
        if lines > EVEN_LINES or any(_longest_word(text) > WORD for text in self._texts):
            return "dense"
        return "even" if lines > AIRY_LINES else "airy"

    @property
    def _texts(self) -> list[str]:
        return [self.words, *(row.text for row in self.rows), *(row.who for row in self.rows)]


def written_in(text: str, language: str) -> str:
    """The language of somebody's own words on a sheet in `language`: Dutch, unless the letters say otherwise."""
    first, last = SCRIPTS.get(language, ("", ""))
    return language if any(first <= letter <= last for letter in text) else sheet_words.DUTCH


def _lines(text: str, line: int) -> int:
    return max(1, math.ceil(_width(text) / line))


def _longest_word(text: str) -> float:
    return max((_width(word) for word in text.split()), default=0)


def _width(text: str) -> float:
    return sum(1.75 if letter in WIDE else 0.6 if letter in NARROW else 1.1 for letter in text)
