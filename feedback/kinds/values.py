"""Values that are worked out, quarter after quarter: a median of days, a mean of scores."""

from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from feedback.asked import Asked
from feedback.drawings import length
from feedback.insight import Column, Content, Number, Row, Table, Words
from outcomes.figures import Figure, Measure
from shared.period import Period


@dataclass(frozen=True)
class Values:
    """`figures` are the indicators with, of each, the value that is shown (by name) and its words.

    `sentence` gets, of each that has a value, (its turn, the value in words, the number of records).
    """

    title: Words
    short: Words
    reading: Words
    figures: tuple[tuple[ModuleType, str, Words], ...]
    in_words: Callable[[float], str]
    sentence: Callable[[int, str, int], str]
    rests: Callable[[int, int], str]
    quarters: int
    # As many as `in_words` says.
    decimals: int = 0

    @property
    def indicators(self) -> tuple[ModuleType, ...]:
        """Each figure once."""
        return tuple(dict.fromkeys(one for one, _name, _words in self.figures))

    def content(self, key: str, asked: Asked) -> Content:
        """So many quarters for each figure (one or two statements each), and the period where it is no quarter."""
        periods = dict.fromkeys([asked.period, *asked.quarters[: self.quarters]])
        found = {(one, period): one.compute(asked.whose.scope, period) for one in self.indicators for period in periods}
        said, rests, tables = [], [], []
        for turn, (one, name, words) in enumerate(self.figures):
            of_one = {period: found[one, period] for period in periods}
            now = of_one[asked.period]
            value = _value(now, name)
            if value is not None and isinstance(now, Measure):
                said.append(self.sentence(turn, self.in_words(value), now.known))
                rests.append(self.rests(now.known, now.total))
            if any(_value(figure, name) is not None for figure in of_one.values()) or len(self.indicators) > 1:
                tables.append(self._table(asked, of_one, name, words))
        state = "shown" if said else self._state([found[one, asked.period] for one in self.indicators])
        return Content(" ".join(said), tuple(tables), tuple(dict.fromkeys(rests)), state)

    def _state(self, figures: list[Figure]) -> str:
        return "empty" if any(isinstance(figure, Measure) for figure in figures) else "withheld"

    def _table(self, asked: Asked, found: dict[Period, Figure], name: str, words: Words) -> Table:
        most = max((_value(figure, name) or 0.0 for figure in found.values()), default=0.0)
        rows = tuple(self._row(asked.of(one), figure, name, most, one == asked.period) for one, figure in found.items())
        columns = (Column(name, _("Value")), Column("of", _("Of how many")))
        return Table(str(words), _("Period"), columns, rows)

    def _row(self, asked: Asked, figure: Figure, name: str, most: float, is_now: bool) -> Row:
        value = _value(figure, name)
        if not isinstance(figure, Measure):
            return Row(asked.period_words, state="withheld", is_now=is_now)
        if value is None:
            return Row(asked.period_words, state="empty", is_now=is_now)
        words = self.in_words(value)
        shown = Number(None, words, about=_("Value"), value=round(value, self.decimals))
        numbers = (shown, Number(figure.known, about=_("Of how many")))
        return Row(asked.period_words, numbers, says=words, bar=length(value, most), is_now=is_now)


def _value(figure: Figure, name: str) -> float | None:
    if not isinstance(figure, Measure):
        return None
    return next((one.value for one in figure.values if one.key == name), None)


def one_decimal(value: float) -> str:
    """As it is written in the language of the page: 52,4."""
    return number_format(value, 1)
