"""Counts beside each other, quarter after quarter."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from types import ModuleType

from django.utils.translation import gettext as _

from feedback.asked import Asked, Whose
from feedback.drawings import Bar, length
from feedback.insight import Column, Content, Row, Table, Words, behind, few, number
from feedback.places import Part, parts
from feedback.reading import Group, Told, figures, of_places
from outcomes.figures import Count, Withheld


@dataclass(frozen=True)
class Counts:
    """`drawn` is the cell of the picture, and `block` its words; `of_teams` are cells that only a team has.

    Those `not_published` exist nowhere wider than a team; the first one of the others is drawn there instead.
    """

    title: Words
    short: Words
    reading: Words
    indicator: ModuleType
    columns: tuple[Column, ...]
    drawn: str
    of_teams: frozenset[str]
    not_published: frozenset[str]
    sentence: Callable[[Group, Whose], str]
    block: Words
    block_published: Words

    @property
    def indicators(self) -> tuple[ModuleType, ...]:
        """The one figure."""
        return (self.indicator,)

    def content(self, key: str, asked: Asked) -> Content:
        """Eight quarters, and the period itself where it is no quarter; of a place what lies inside it as well."""
        periods = list(dict.fromkeys([asked.period, *asked.quarters]))
        found = {of: one for (_key, of), one in figures(asked, self.indicators, periods).items()}
        now = found[asked.period]
        columns = self._columns(asked)
        drawn = self.drawn if any(column.cell == self.drawn for column in columns) else columns[0].cell
        rows = [
            replace(self._row(key, asked.of(of), one, asked.of(of).period_words), is_now=of == asked.period)
            for of, one in found.items()
        ]
        counts = [one.whole.count(drawn) if one.whole else 0 for one in found.values()]
        block = str(self.block if drawn == self.drawn else self.block_published)
        table = Table(block, _("Period"), columns, _with_bars(rows, counts), drawn=drawn)
        tables = (table, *(self._part(key, asked, part) for part in parts(asked)))
        answer = self.sentence(now.whole, asked.whose) if now.whole and now.state == "shown" else ""
        return Content(answer, tables, (), now.state)

    def _columns(self, asked: Asked) -> tuple[Column, ...]:
        """Those that the reader has: whose plans wait is told to teams, and what is open was published nowhere."""
        left = self.not_published if asked.whose.is_published else frozenset() if asked.whose.team else self.of_teams
        return tuple(column for column in self.columns if column.cell not in left)

    def _part(self, key: str, asked: Asked, part: Part) -> Table:
        """The period for each area, or each service, by name."""
        told = of_places(asked, self.indicators, part.over, [place.key for place in part.places])
        rows = tuple(
            replace(
                self._row(key, asked, told.get((self.indicator.KEY, place.key), Told()), place.name),
                url=asked.address_of(key, place.value),
            )
            for place in part.places
        )
        return Table(part.title, part.first, self._columns(asked), rows, is_of_places=True)

    def _row(self, key: str, asked: Asked, one: Told, words: Words) -> Row:
        if one.whole is None or one.state != "shown":
            return Row(words, state=one.state)
        numbers = tuple(
            number(
                one.whole.count(column.cell), 0, 0, behind(key, asked, self.indicator.KEY, column.cell), column.words
            )
            for column in self._columns(asked)
        )
        return Row(words, numbers)


def _with_bars(rows: list[Row], counts: list[Count]) -> tuple[Row, ...]:
    """Each row that is shown with its bar; what is withheld is drawn nowhere."""
    most = max((count for count in counts if not isinstance(count, Withheld)), default=0)
    return tuple(
        replace(row, says=few() if isinstance(count, Withheld) else str(count), bar=_bar(count, most))
        if row.state == "shown"
        else row
        for row, count in zip(rows, counts, strict=True)
    )


def _bar(count: Count, most: int) -> Bar | None:
    return None if isinstance(count, Withheld) else length(count, most)
