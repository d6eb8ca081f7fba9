"""How something is shared out, quarter after quarter: goals that went further, stayed the same, or are harder now."""

from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType

from django.utils.translation import gettext as _

from feedback.asked import Asked
from feedback.drawings import Bar
from feedback.drawings import rows as bars
from feedback.insight import Column, Content, Number, Row, Table, Words, behind, compared, of_all, share
from outcomes.figures import Figure, Spread, Withheld
from shared.period import Period


@dataclass(frozen=True)
class Shares:
    """`sentence` says the answer and `rests` what it rests on (known, total); `block` what one block stands for.

    `good` are the cells that make one period better than another; without them periods are not compared.
    """

    title: Words
    short: Words
    reading: Words
    indicator: ModuleType
    columns: tuple[Column, ...]
    sentence: Callable[[Spread], str]
    rests: Callable[[int, int], str]
    block: Words
    good: tuple[str, ...]

    @property
    def indicators(self) -> tuple[ModuleType, ...]:
        """The one figure."""
        return (self.indicator,)

    def content(self, key: str, asked: Asked) -> Content:
        """Eight quarters (one or two statements each), and the period itself where it is no quarter."""
        periods = asked.quarters
        found = {one: self.indicator.compute(asked.whose.scope, one) for one in periods}
        if asked.period not in found:
            found = {asked.period: self.indicator.compute(asked.whose.scope, asked.period), **found}
        now = found[asked.period]
        table = Table(
            str(self.block), _("Period"), self.columns, self._rows(key, asked, found),
            total=_("Together"), compared=_("Against the quarter before"),
            legend=tuple((column.tone, column.words) for column in self.columns),
        )  # fmt: skip
        state = "withheld" if isinstance(now, Withheld) else "shown" if now.total else "empty"
        answer = self._answer(now) if state == "shown" else ""
        rests = (self.rests(now.known, now.total),) if state == "shown" else ()
        return Content(answer, (table,), rests + self._beside(asked), state)

    def _answer(self, now: Spread) -> str:
        return self.sentence(now) if now.known else _("There is nothing to compare yet.")

    def _beside(self, asked: Asked) -> tuple[str, ...]:
        """One's own caseload has a second figure: plans on which one works beside somebody else."""
        if asked.beside is None:
            return ()
        found = self.indicator.compute(asked.beside, asked.period)
        if not isinstance(found, Spread) or not found.known:
            return ()
        said = self.sentence(found)
        return (_("And in plans that you work on beside a colleague: %(answer)s") % {"answer": said},)

    def _rows(self, key: str, asked: Asked, found: dict[Period, Figure]) -> tuple[Row, ...]:
        shown = [(one, figure) for one, figure in found.items() if isinstance(figure, Spread) and figure.known]
        counts = [[(figure.count(column.cell), column.tone) for column in self.columns] for _one, figure in shown]
        drawn = {one: bar for (one, _figure), bar in zip(shown, bars(counts), strict=True)}
        return tuple(self._row(key, asked.of(one), found, drawn.get(one), one == asked.period) for one in found)

    def _row(self, key: str, asked: Asked, found: dict[Period, Figure], bar: Bar | None, is_now: bool) -> Row:
        figure, words = found[asked.period], asked.period_words
        if not isinstance(figure, Spread):
            return Row(words, state="withheld", is_now=is_now)
        if not figure.known:
            return Row(words, state="empty", is_now=is_now)
        before = found.get(Period.quarter_before(asked.period.start)) if asked.period.quarter else None
        first = self.columns[0].cell
        return Row(
            words,
            tuple(self._number(key, asked, figure, column) for column in self.columns),
            figure.known,
            says=of_all(figure.count(first), figure.known),
            bar=bar,
            is_now=is_now,
            compared=compared(figure, before, self.good) if before is not None else "",
        )

    def _number(self, key: str, asked: Asked, figure: Spread, column: Column) -> Number:
        count = figure.count(column.cell)
        url = behind(key, asked, self.indicator.KEY, column.cell) if count else ""
        return Number(count, "", share(count, figure.known, figure.residents), url, column.words)
