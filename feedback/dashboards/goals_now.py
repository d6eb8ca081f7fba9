"""Where do the goals of my residents stand now? The answer, the drawing and the rows of the table."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from organisation.scope import Scope
from outcomes.figures import ENOUGH_FOR_SHARES, Cell, Spread
from outcomes.indicators import goals_now
from registration import queries
from shared.period import Period
from shared.svg import Stairs, stairs

WORDS: dict[str, Promise] = {
    "1": gettext_lazy("At the beginning"),
    "2": gettext_lazy("First step taken"),
    "3": gettext_lazy("Halfway"),
    "4": gettext_lazy("Nearly there"),
    "5": gettext_lazy("Reached"),
    goals_now.NOT_SCORED: gettext_lazy("No step said yet"),
}


@dataclass(frozen=True)
class Row:
    """One row of the table; `share` is empty where too few people are behind it, and outside the share."""

    cell: str
    words: Promise
    count: int
    share: str

    @property
    def is_step(self) -> bool:
        """Whether it is a step of the ladder, and not what could not be placed."""
        return self.cell in goals_now.STEPS


@dataclass(frozen=True)
class Page:
    """The figure of one's own caseload on a day, in words, squares and rows."""

    spread: Spread
    day: date

    @property
    def rows(self) -> list[Row]:
        """A row per step, and one for what has no step."""
        return [self._row(cell) for cell in (*self.spread.cells, *self.spread.outside)]

    @property
    def drawing(self) -> Stairs:
        """The stairs with a square per goal."""
        return stairs([cell.count for cell in self.spread.cells])

    @property
    def definition(self) -> tuple[Promise, Promise]:
        """Of what, and what is counted, as the indicator itself says it."""
        return goals_now.DENOMINATOR, goals_now.NUMERATOR

    @property
    def answer(self) -> str:
        """The answer in one sentence, with what it rests on."""
        first, second, third, fourth, fifth = (cell.count for cell in self.spread.cells)
        if not self.spread.known:
            return _("None of your open goals has a step yet.")
        numbers = {"begin": first + second, "half": third, "end": fourth + fifth, "known": self.spread.known}
        return (
            ngettext(
                "Of %(known)d goal, %(begin)d is on step 1 or 2, %(half)d on step 3 and %(end)d on step 4 or 5.",
                "Of %(known)d goals, %(begin)d are on step 1 or 2, %(half)d on step 3 and %(end)d on step 4 or 5.",
                self.spread.known,
            )
            % numbers
        )

    def _row(self, cell: Cell) -> Row:
        enough = cell.of and self.spread.residents >= ENOUGH_FOR_SHARES
        share = f"{round(100 * cell.count / cell.of)}%" if enough and cell.of else ""
        return Row(cell.key, WORDS[cell.key], cell.count, share)


@dataclass(frozen=True)
class Records:
    """The goals behind one number."""

    cell: str
    words: Promise
    goals: list[Any]

    @property
    def is_step(self) -> bool:
        """Whether they stand on a step of the ladder."""
        return self.cell in goals_now.STEPS


def page(scope: Scope, day: date) -> Page:
    """The figure as it stands on a day. Raises LookupError beyond one's own caseload, where it may be withheld."""
    figure = goals_now.compute(scope, Period.up_to(day))
    if not isinstance(figure, Spread):
        raise LookupError("This page is about one's own caseload.")
    return Page(figure, day)


def records(scope: Scope, day: date, cell: str) -> Records:
    """Exactly the goals behind a number, by name of the resident."""
    found = goals_now.records(scope, Period.up_to(day), cell).select_related(
        "plan__resident", "plan__household", "life_domain"
    )
    return Records(cell, WORDS[cell], list(found.order_by(queries.whose("plan__"), "rank", "pk")))
