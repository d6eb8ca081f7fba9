"""Counts beside each other, quarter after quarter."""

from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType

from django.utils.translation import gettext as _

from feedback.asked import Asked
from feedback.drawings import length
from feedback.insight import Column, Content, Number, Row, Table, Words, behind
from outcomes.figures import Figure, Tally


@dataclass(frozen=True)
class Counts:
    """`drawn` is the cell of the picture; `of_teams` are cells that only a team has."""

    title: Words
    short: Words
    reading: Words
    indicator: ModuleType
    columns: tuple[Column, ...]
    drawn: str
    of_teams: frozenset[str]
    sentence: Callable[[Tally, bool], str]
    block: Words

    @property
    def indicators(self) -> tuple[ModuleType, ...]:
        """The one figure."""
        return (self.indicator,)

    def content(self, key: str, asked: Asked) -> Content:
        """Eight quarters (one or two statements each), and the period itself where it is no quarter."""
        periods = dict.fromkeys([asked.period, *asked.quarters])
        found = {one: self.indicator.compute(asked.whose.scope, one) for one in periods}
        now = found[asked.period]
        is_team = asked.whose.team is not None
        columns = tuple(column for column in self.columns if is_team or column.cell not in self.of_teams)
        most = max((one.count(self.drawn) for one in found.values() if isinstance(one, Tally)), default=0)
        rows = tuple(
            self._row(key, asked.of(one), figure, columns, most, one == asked.period) for one, figure in found.items()
        )
        table = Table(str(self.block), _("Period"), columns, rows, drawn=self.drawn)
        state = _state(now)
        answer = self.sentence(now, is_team) if state == "shown" and isinstance(now, Tally) else ""
        return Content(answer, (table,), (), state)

    def _row(self, key: str, asked: Asked, one: Figure, columns: tuple[Column, ...], most: int, is_now: bool) -> Row:
        state = _state(one)
        if state != "shown" or not isinstance(one, Tally):
            return Row(asked.period_words, state=state, is_now=is_now)
        numbers = []
        for column in columns:
            count = one.count(column.cell)
            url = behind(key, asked, self.indicator.KEY, column.cell) if count else ""
            numbers.append(Number(count, "", "", url, column.words))
        drawn = one.count(self.drawn)
        bar = length(drawn, most)
        return Row(asked.period_words, tuple(numbers), says=str(drawn), bar=bar, is_now=is_now)


def _state(figure: Figure) -> str:
    if not isinstance(figure, Tally):
        return "withheld"
    return "shown" if any(cell.count for cell in figure.cells) else "empty"
