"""A page that answers one question: what a question declares, and what stands on its page."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from types import ModuleType
from typing import Protocol

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from feedback.asked import Asked
from feedback.drawings import Bar, Dots
from outcomes import counting
from outcomes.disclosure import FEWEST_COLLEAGUES
from outcomes.figures import Spread

# Below so many residents a share says less than the count alone.
ENOUGH_FOR_SHARES = 12
# So many points apart, of a hundred, before one period is called better than another.
APART = 10
Words = str | Promise


@dataclass(frozen=True)
class Column:
    """A count that has a column in the table and a part in the picture."""

    cell: str
    words: Words
    tone: str = "plain"


@dataclass(frozen=True)
class Number:
    """One number of a table; `words` stand there instead of a count for days and means. Not linked without a url."""

    count: int | None
    words: str = ""
    share: str = ""
    url: str = ""
    about: Words = ""
    # For files: the number that `words` tell, as it is rounded there, or what `count` is out of.
    value: float | None = None
    of: int | None = None


@dataclass(frozen=True)
class Row:
    """One row of the table and of the picture. `state`: shown, withheld or empty (then there are no numbers)."""

    words: Words
    numbers: tuple[Number, ...] = ()
    total: int | None = None
    state: str = "shown"
    says: str = ""
    bar: Bar | Dots | None = None
    is_now: bool = False
    compared: str = ""


@dataclass(frozen=True)
class Table:
    """Rows beneath each other; `first` is what they are about. `total` and `compared` are headings, "" for none."""

    title: str
    first: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: str = ""
    compared: str = ""
    # What each tone of the picture means.
    legend: tuple[tuple[str, Words], ...] = ()
    # The column of which the picture is; "" for the first one, or for all that are shared out.
    drawn: str = ""

    @property
    def has_picture(self) -> bool:
        """Whether there is anything to draw."""
        return any(row.bar for row in self.rows)


@dataclass(frozen=True)
class Content:
    """The answer of a page with its tables, and what it rests on."""

    answer: str
    tables: tuple[Table, ...] = ()
    rests: tuple[str, ...] = ()
    # shown, empty, withheld (too few residents) or few_colleagues.
    state: str = "shown"


class Question(Protocol):
    """What a file in feedback/insights declares as QUESTION; the kinds stand in feedback/kinds."""

    title: Words
    # What one may want to know, in a few words, for lists.
    short: Words
    reading: Words
    indicators: tuple[ModuleType, ...]

    def content(self, key: str, asked: Asked) -> Content:
        """The answer for a scope and a period."""


@dataclass(frozen=True)
class Page:
    """One question, asked for a scope and a period."""

    key: str
    question: Question
    asked: Asked
    choices: list[object] = field(default_factory=list)

    @cached_property
    def content(self) -> Content:
        """The answer; of a team of fewer than three coordinators nothing at all, which costs one statement to know."""
        found = counting.people(self.asked.whose.scope, self.asked.period)
        if found is not None and found < FEWEST_COLLEAGUES:
            return Content("", state="few_colleagues")
        return self.question.content(self.key, self.asked)

    @property
    def kinds(self) -> list[Words]:
        """Which kinds of result these are: outcome, process."""
        return list(dict.fromkeys(indicator.KIND.label for indicator in self.question.indicators))

    @property
    def definitions(self) -> list[tuple[Words, Words, Words]]:
        """What each figure is, of what, and what is counted, as the indicators themselves say it."""
        return [(one.LABEL, one.DENOMINATOR, one.NUMERATOR) for one in self.question.indicators]

    @property
    def address(self) -> str:
        """Of this page, as it is asked."""
        return f"{reverse('insight', args=[self.key])}?{self.asked.address}"


def behind(key: str, asked: Asked, figure: str, cell: str) -> str:
    """The address of the records behind a number; "" for who has no part in it."""
    if not asked.opens:
        return ""
    return f"{reverse('insight_records', args=[key, figure, cell])}?{asked.address}"


def share(count: int, of: int, residents: int) -> str:
    """In hundredths, where enough residents are behind it; else ""."""
    return f"{round(100 * count / of)}%" if of and residents >= ENOUGH_FOR_SHARES else ""


def out_of(count: int, of: int, residents: int) -> str:
    """For within a sentence: 11 (61%), or 3 where too few are behind it for a share."""
    found = share(count, of, residents)
    return f"{count} ({found})" if found else str(count)


def of_all(count: int, of: int) -> str:
    """For beside a picture: 11 of 18."""
    return _("%(count)d of %(of)d") % {"count": count, "of": of}


def compared(now: object, before: object, cells: Sequence[str]) -> str:
    """Whether the share of `cells` in one period is better than in the one before, in one word."""
    found = []
    for one in (now, before):
        if not isinstance(one, Spread) or one.residents < ENOUGH_FOR_SHARES or not one.known:
            return _("not yet to be said")
        found.append(100 * sum(one.count(cell) for cell in cells) / one.known)
    points = found[0] - found[1]
    if abs(points) < APART:
        return _("the same")
    return _("better") if points > 0 else _("less")
