"""A page that answers one question: what a question declares, and what stands on its page."""

from dataclasses import dataclass, field
from functools import cached_property
from types import ModuleType
from typing import Protocol

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from feedback.asked import Asked
from feedback.drawings import Bar, Dots, Swing
from outcomes import counting
from outcomes.disclosure import FEWEST_COLLEAGUES
from outcomes.figures import ENOUGH_FOR_SHARES, Count, Withheld

# A table of more places than this stands behind a touch.
MOST_ROWS = 9
Words = str | Promise
# A larger chart, as Plotly reads it (data and layout).
Chart = dict[str, object]


@dataclass(frozen=True)
class Column:
    """A count that has a column in the table and a part in the picture."""

    cell: str
    words: Words
    tone: str = "plain"


@dataclass(frozen=True)
class Number:
    """One number of a table; `words` stand there instead of a count for days and means. Not linked without a url.

    One that is withheld has its words, and no count.
    """

    count: int | None
    words: str = ""
    share: str = ""
    url: str = ""
    about: Words = ""
    # For files: the number that `words` tell, as it is rounded there, or what `count` is out of.
    value: float | None = None
    of: int | None = None
    is_withheld: bool = False

    @property
    def is_nothing(self) -> bool:
        """Whether there was nothing to count, which is no 0; `words` say so."""
        return self.count is None and self.value is None and not self.is_withheld


@dataclass(frozen=True)
class Row:
    """One row of the table and of the picture. `state`: shown, or withheld, unpublished, empty: then without numbers.

    `url` leads to the page about the row itself. A total that is None is withheld.
    """

    words: Words
    numbers: tuple[Number, ...] = ()
    total: int | None = None
    state: str = "shown"
    says: str = ""
    bar: Bar | Dots | Swing | None = None
    is_now: bool = False
    compared: str = ""
    url: str = ""

    @property
    def instead(self) -> str:
        """What stands there where there are no numbers."""
        return instead(self.state)


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
    # Of the places inside the one that is read: behind a touch where they are many.
    is_of_places: bool = False
    # Things down, quarters across: always behind a touch.
    is_over_quarters: bool = False
    # More than the answer itself: its numbers stand behind a touch, and its picture on the page.
    is_beside: bool = False
    # Drawn by a script where there is room, beside the drawing and the table that are there without it.
    chart: Chart | None = None

    @property
    def is_folded(self) -> bool:
        """Whether it stands behind a touch."""
        return self.is_over_quarters or self.is_beside or (self.is_of_places and len(self.rows) > MOST_ROWS)

    @property
    def has_picture(self) -> bool:
        """Whether there is anything to draw."""
        return any(row.bar for row in self.rows)

    @property
    def picture_tells_all(self) -> bool:
        """Whether every number of it stands beside its bar, so that paper needs no table as well."""
        return self.has_picture and len(self.columns) == 1 and not self.total and not self.compared


@dataclass(frozen=True)
class Content:
    """The answer of a page with its tables, and what it rests on."""

    answer: str
    tables: tuple[Table, ...] = ()
    rests: tuple[str, ...] = ()
    # shown, empty, withheld (too few residents), left_out (nothing safe could be published), unpublished,
    # few_colleagues, or no_years (of a year, where only quarters are published).
    state: str = "shown"

    @property
    def on_one_sheet(self) -> tuple[Table, ...]:
        """What is on paper, one question on one sheet: what stands open on a page."""
        return tuple(table for table in self.tables if not table.is_folded)

    @property
    def beside_the_sheet(self) -> tuple[Table, ...]:
        """What is too long for it."""
        return tuple(table for table in self.tables if table.is_folded)


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
        """The answer; of a team of one or two coordinators nothing at all, which costs one statement to know.

        Of a period in which nobody coordinated it is asked whether anything was counted.
        """
        if self.asked.whose.is_published and not self.asked.editions:
            return Content("", state="unpublished")
        if self.is_in_quarters and not self.asked.period.quarter:
            return Content("", state="no_years")
        found = counting.people(self.asked.whose.scope, self.asked.period) if self.is_of_residents else None
        if found is not None and 0 < found < FEWEST_COLLEAGUES:
            return Content("", state="few_colleagues")
        told = self.question.content(self.key, self.asked)
        return Content("", state="few_colleagues") if found == 0 and told.state == "withheld" else told

    @property
    def is_drawn(self) -> bool:
        """Whether there is any picture."""
        return any(table.has_picture for table in self.content.tables)

    @property
    def has_links(self) -> bool:
        """Whether any number leads to what is behind it."""
        return any(number.url for table in self.content.tables for row in table.rows for number in row.numbers)

    @property
    def says_shares(self) -> bool:
        """Whether counts of it get a percentage where enough residents are behind them."""
        return self.is_drawn and getattr(self.question, "has_shares", False)

    @property
    def is_of_residents(self) -> bool:
        """Whether residents are behind its figures, who could be recognised."""
        return is_of_residents(self.question)

    @property
    def is_in_quarters(self) -> bool:
        """Whether whole years of it were not published."""
        return self.asked.whose.is_published and not has_years(self.question)

    @property
    def compares(self) -> bool:
        """Whether quarters are called better or less than the one before."""
        return bool(getattr(self.question, "good", ()))

    @property
    def has_charts(self) -> bool:
        """Whether a script draws anything on the page."""
        return any(table.chart for table in self.content.tables)

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


def is_of_residents(question: Question) -> bool:
    """Whether residents are behind any figure of a question."""
    return any(getattr(one, "OF_RESIDENTS", True) for one in question.indicators)


def has_years(question: Question) -> bool:
    """Whether years were published of the figures of a question: a year of them is the sum of its quarters."""
    return all(table.adds_up for one in question.indicators for table in getattr(one, "PUBLISHED", ()))


def behind(key: str, asked: Asked, figure: str, cell: str) -> str:
    """The address of the records behind a number; "" for who has no part in it."""
    if not asked.opens:
        return ""
    return f"{reverse('insight_records', args=[key, figure, cell])}?{asked.address}"


def share(count: int, of: Count, people: int) -> str:
    """In hundredths, where enough residents are behind it; else "". Rounded counts never are more than all."""
    if not of or isinstance(of, Withheld) or people < ENOUGH_FOR_SHARES:
        return ""
    return f"{min(round(100 * count / of), 100)}%"


def number(count: Count, of: Count, people: int, url: str, about: Words) -> Number:
    """A count with its share, or that it is withheld; nothing is behind 0."""
    if isinstance(count, Withheld):
        return Number(None, few(), about=about, is_withheld=True)
    return Number(count, "", share(count, of, people), url if count else "", about)


def few() -> str:
    """In place of every count that is withheld."""
    return _("too little to show")


def instead(state: str) -> str:
    """In place of numbers: too little to show, a quarter of which nothing was published, or one without anything."""
    if state == "empty":
        return _("no figures yet")
    return _("not published") if state in {"unpublished", "left_out"} else few()


def out_of(count: Count, of: Count, people: int) -> str:
    """For within a sentence: 11 (61%), or 3 where too few are behind it for a share."""
    if isinstance(count, Withheld):
        return few()
    found = share(count, of, people)
    return f"{count} ({found})" if found else str(count)


def of_all(count: Count, of: Count) -> str:
    """For beside a picture: 11 of 18; the count alone where it is not known of how many."""
    if isinstance(count, Withheld):
        return few()
    return str(count) if isinstance(of, Withheld) else _("%(count)d of %(of)d") % {"count": count, "of": of}


def total_of(count: Count) -> int | None:
    """For a row: None where it is withheld."""
    return None if isinstance(count, Withheld) else count
