"""How something is shared out, quarter after quarter: goals that went further, stayed the same, or are harder now."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import ModuleType

from django.utils.translation import gettext as _

from feedback import charts
from feedback.against import compared
from feedback.asked import Asked
from feedback.drawings import MOST_BLOCKS, Bar
from feedback.drawings import rows as bars
from feedback.in_part import in_part
from feedback.insight import Column, Content, Row, Table, Words, behind, number, of_all, out_of, total_of
from feedback.places import Part, parts
from feedback.reading import Group, Told, figures, of_places
from outcomes.figures import Withheld
from shared.period import Period

# In the picture: what is known to be there, and not of what.
FEW = "few"


@dataclass(frozen=True)
class Shares:
    """`sentence` says the answer and `rests` what it rests on (known, total); `records` how many there are, in words,
    and `block` what one block stands for.

    `good` are the cells that make one period better than another; without them periods are not compared.
    """

    title: Words
    short: Words
    reading: Words
    indicator: ModuleType
    columns: tuple[Column, ...]
    sentence: Callable[[Group], str]
    rests: Callable[[int, int], str]
    records: Callable[[int], str]
    block: Words
    good: tuple[str, ...]

    has_shares = True

    @property
    def indicators(self) -> tuple[ModuleType, ...]:
        """The one figure."""
        return (self.indicator,)

    def content(self, key: str, asked: Asked) -> Content:
        """Eight quarters, and before them the period itself where it is no quarter: a year beside quarters looks like
        a leap. Of a place what lies inside it as well; in a list of answers the period alone.
        """
        alone = [asked.period] if asked.is_brief or asked.period not in asked.quarters else []
        found = figures(asked, self.indicators, [*alone, *([] if asked.is_brief else asked.quarters)])
        told = {of: one for (_key, of), one in found.items()}
        quarters = {of: one for of, one in told.items() if of not in alone}
        tables = (
            *([self._alone(key, asked, told[asked.period])] if alone else []),
            *([self._quarters(key, asked, quarters)] if quarters else []),
            *(self._part(key, asked, part) for part in parts(asked)),
        )
        now = told[asked.period]
        whole = now.whole
        if whole is None or whole.total == 0 or now.state in {"withheld", "left_out"}:
            state = now.state if now.state in {"withheld", "left_out"} else "empty"
            return Content("", tables, self._beside(asked), state)
        return Content(self._answer(whole), tables, self._rests(whole) + self._beside(asked))

    def _answer(self, whole: Group) -> str:
        if whole.known == 0:
            return _("Nothing of this is known yet.")
        counts = (whole.known, *(whole.count(column.cell) for column in self.columns))
        return self._in_part(whole) if any(isinstance(one, Withheld) for one in counts) else self.sentence(whole)

    def _in_part(self, whole: Group) -> str:
        """What is shown, and of what there is too little to show it."""
        counts = {str(column.words): whole.count(column.cell) for column in self.columns}
        hidden = [words for words, count in counts.items() if isinstance(count, Withheld)]
        said = {words: out_of(n, whole.known, whole.people) for words, n in counts.items() if words not in hidden}
        return in_part("" if isinstance(whole.known, Withheld) else self.records(whole.known), said, hidden)

    def _rests(self, whole: Group) -> tuple[str, ...]:
        """Nothing where it is withheld of how many."""
        if isinstance(whole.known, Withheld) or isinstance(whole.total, Withheld):
            return ()
        return (self.rests(whole.known, whole.total),)

    def _beside(self, asked: Asked) -> tuple[str, ...]:
        """One's own caseload has a second figure: plans on which one works beside somebody else."""
        beside = asked.with_colleagues
        if beside is None:
            return ()
        found = figures(beside, self.indicators, [asked.period])[self.indicator.KEY, asked.period]
        if found.whole is None or not found.whole.known:
            return ()
        said = self.sentence(found.whole)
        return (_("And in plans that you work on beside a colleague: %(answer)s") % {"answer": said},)

    def _alone(self, key: str, asked: Asked, now: Told) -> Table:
        """The period itself, drawn on its own measure."""
        drawn = self._bars({asked.period: now.whole})
        row = self._row(key, asked, now, asked.period_words, drawn.get(asked.period))
        return self._table(asked.period_words, _("Period"), [replace(row, is_now=True)])

    def _quarters(self, key: str, asked: Asked, told: Mapping[Period, Told]) -> Table:
        drawn = self._bars({of: one.whole for of, one in told.items()})
        rows = []
        for of, one in told.items():
            then, before = asked.of(of), told.get(Period.quarter_before(of.start))
            # Before the first quarter that was published there is none to compare with, which is said.
            is_compared = one.state == "shown" and (before or asked.begins)
            word = compared(one.whole, before.whole if before else None, self.good) if is_compared else ""
            row = self._row(key, then, one, then.period_words, drawn.get(of))
            rows.append(replace(row, is_now=of == asked.period, compared=word if row.state == "shown" else ""))
        table = self._table(str(self.block), _("Period"), rows, compared=_("Against the quarter before"))
        # A block for each record says more than any chart, as long as they fit.
        is_large = any((row.total or 0) > MOST_BLOCKS for row in rows)
        return replace(table, chart=charts.stacked(table)) if is_large else table

    def _part(self, key: str, asked: Asked, part: Part) -> Table:
        """The period for each area, or each service, by name."""
        told = of_places(asked, self.indicators, part.over, [place.key for place in part.places])
        found = {place: told.get((self.indicator.KEY, place.key), Told()) for place in part.places}
        rows = [
            replace(self._row(key, asked, one, place.name, None), url=asked.address_of(key, place.value))
            for place, one in found.items()
        ]
        return replace(self._table(part.title, part.first, rows), is_of_places=True)

    def _table(self, title: str, first: str, rows: list[Row], compared: str = "") -> Table:
        legend = [(column.tone, column.words) for column in self.columns]
        if any(piece.tone == FEW for row in rows if isinstance(row.bar, Bar) for piece in row.bar.pieces):
            legend.append((FEW, _("too little to show")))
        return Table(title, first, self.columns, tuple(rows), _("Together"), compared, tuple(legend))

    def _bars(self, groups: Mapping[Period, Group | None]) -> dict[Period, Bar]:
        """A bar for each quarter of which is known how many there are; what is withheld is one piece of it."""
        counts = {}
        for of, group in groups.items():
            if group and group.known and not isinstance(group.known, Withheld):
                told = [(group.count(column.cell), column.tone) for column in self.columns]
                shown = [(count, tone) for count, tone in told if not isinstance(count, Withheld)]
                rest = 0 if group.is_whole else max(group.known - sum(count for count, _tone in shown), 0)
                counts[of] = [*shown, (rest, FEW)]
        return dict(zip(counts, bars(list(counts.values())), strict=True))

    def _row(self, key: str, asked: Asked, told: Told, words: Words, bar: Bar | None) -> Row:
        group = told.whole
        state = "empty" if group is None and told.state == "shown" else group.state if group else told.state
        if group is None or state != "shown":
            return Row(words, state=state)
        numbers = (
            number(
                group.count(column.cell), group.known, group.people,
                behind(key, asked, self.indicator.KEY, column.cell), column.words,
            )
            for column in self.columns
        )  # fmt: skip
        first = group.count(self.columns[0].cell)
        return Row(words, tuple(numbers), total_of(group.known), says=of_all(first, group.known), bar=bar)
