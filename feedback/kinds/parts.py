"""Per part of an instrument whether it gets better: each instrument and each edition in a table of its own."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from types import ModuleType

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalogue.models import Instrument, InstrumentPart
from feedback import charts, most
from feedback.asked import Asked
from feedback.drawings import Bar, apart
from feedback.insight import Column, Content, Row, Table, Words, behind, instead, number, of_all, out_of, total_of
from feedback.over_quarters import Thing, over_quarters
from feedback.reading import Group, Told, figures
from outcomes.figures import Withheld
from shared.period import Period

Parts = dict[str, InstrumentPart]


def key_of(part: InstrumentPart) -> str:
    """As facts name a part: instrument:edition:part."""
    return f"{part.instrument.key}:{part.instrument.edition}:{part.key}"


@dataclass(frozen=True)
class PerPart:
    """`columns` are better, the same and harder, in this order."""

    title: Words
    short: Words
    reading: Words
    indicator: ModuleType
    columns: tuple[Column, Column, Column]

    has_shares = True
    is_of_picture = True

    @property
    def indicators(self) -> tuple[ModuleType, ...]:
        """The one figure."""
        return (self.indicator,)

    def content(self, key: str, asked: Asked) -> Content:
        """The period and the one before, eight quarters, and the names of the parts."""
        told = {of: one for (_key, of), one in figures(asked, self.indicators, asked.periods).items()}
        now, then = told[asked.period], told[asked.before]
        there = {one.key for each in told.values() for one in each.groups}
        if not there:
            return Content("", state=now.state)
        asked_for = InstrumentPart.objects.filter(key__in={name.rpartition(":")[2] for name in there})
        parts = {key_of(part): part for part in asked_for.select_related("instrument")}
        every = sorted((parts[name] for name in there if name in parts), key=_order)
        groups = [one for part in every if (one := now.of(key_of(part)))]
        tables, answers, quiet = list[Table](), list[str](), list[str]()
        for instrument, several in groupby(every, key=lambda part: part.instrument):
            of_it = list(several)
            of_one = [one for part in of_it if (one := now.of(key_of(part)))]
            if _says(of_one):
                tables.append(self._table(key, asked, parts, of_one, then))
                answers.append(_answer(parts, of_one))
            elif of_one:
                quiet.append(_nothing(instrument, of_one))
            tables += self._quarters(key, asked, of_it, told)
        rests = (*_rests(groups), *(quiet if answers else ())) if groups else ()
        state = "shown" if groups else now.state
        return Content(" ".join(answers or quiet), tuple(tables), rests, state)

    def _table(self, key: str, asked: Asked, parts: Parts, groups: list[Group], before: Told) -> Table:
        drawn = {one.key: counts for one in groups if one.state == "shown" and (counts := self._counts(one))}
        bars = dict(zip(drawn, apart(list(drawn.values())), strict=True))
        rows = tuple(self._row(key, asked, parts[one.key], one, before, bars.get(one.key)) for one in groups)
        return Table(
            str(parts[groups[0].key].instrument), _("Part"), self.columns, rows,
            total=_("Together"), compared=_("Better, the period before"),
            legend=tuple((column.tone, column.words) for column in self.columns),
        )  # fmt: skip

    def _quarters(
        self, key: str, asked: Asked, parts: list[InstrumentPart], told: Mapping[Period, Told]
    ) -> tuple[Table, ...]:
        """How often it got better in each part, quarter after quarter."""
        first = self.columns[0]
        title = _("%(instrument)s: %(better)s, quarter after quarter") % {
            "instrument": parts[0].instrument, "better": first.words,
        }  # fmt: skip
        things = [Thing(part.name, key_of(part), first.cell) for part in parts]
        found = over_quarters(asked, told, things, (title, _("Part")), (key, self.indicator.KEY))
        return tuple(replace(table, chart=charts.small_bars(table)) for table in found)

    def _counts(self, one: Group) -> tuple[int, int, int] | None:
        """Better, the same and harder; None where one of them is withheld: half a bar would mislead."""
        better, same, harder = (one.count(column.cell) for column in self.columns)
        if isinstance(better, Withheld) or isinstance(same, Withheld) or isinstance(harder, Withheld):
            return None
        return better, same, harder

    def _row(self, key: str, asked: Asked, part: InstrumentPart, one: Group, before: Told, bar: Bar | None) -> Row:
        then = before.of(one.key)
        first = self.columns[0].cell
        said = of_all(then.count(first), then.known) if then and then.state == "shown" else ""
        if before.state == "unpublished":
            said = instead("unpublished")
        if one.state != "shown":
            return Row(part.name, state=one.state, compared=said)
        numbers = (
            number(
                one.count(column.cell), one.known, one.people,
                behind(key, asked, self.indicator.KEY, f"{one.key}/{column.cell}"), column.words,
            )
            for column in self.columns
        )  # fmt: skip
        says = of_all(one.count(first), one.known)
        return Row(part.name, tuple(numbers), total_of(one.known), says=says, bar=bar, compared=said)


def _says(groups: list[Group]) -> bool:
    """Whether any part of an instrument has something to show."""
    return any(one.state == "shown" for one in groups)


def _order(part: InstrumentPart) -> tuple[object, ...]:
    one = part.instrument
    return (one.rank, one.key, one.edition, part.rank, part.key)


def _answer(parts: Parts, groups: list[Group]) -> str:
    """With which part it went better, and with which harder, for one instrument: most often, where that may be said."""
    shown = [one for one in groups if one.state == "shown"]
    is_whole = len(shown) == len(groups)
    said = list[str]()
    for cell in ("up", "down"):
        found = _counts_of(shown, cell)
        hidden = not is_whole or any(not one.is_whole for one in shown)
        first = most.most([count for _one, count in found], hidden)
        told = [_of_part(parts, one, count) for one, count in found[: first or most.NAMED]]
        if told:
            words = _with(cell, bool(first), len(told) < len(found)) % {"parts": ", ".join(told)}
            said.append(capfirst(words) if said else f"{parts[found[0][0].key].instrument}: {words}")
    if not is_whole or any(not one.is_whole for one in shown):
        said.append(_("Of some parts there is too little to show."))
    return " ".join(said)


def _with(cell: str, is_most: bool, is_some: bool) -> str:
    """Within a sentence: with which parts it went better, or harder."""
    if is_most:
        return _("better most often with %(parts)s.") if cell == "up" else _("harder most often with %(parts)s.")
    if is_some:
        return _("better with %(parts)s, among others.") if cell == "up" else _("harder with %(parts)s, among others.")
    return _("better with %(parts)s.") if cell == "up" else _("harder with %(parts)s.")


def _of_part(parts: Parts, one: Group, count: int) -> str:
    """Money (2 of 3 residents); without of how many where that is withheld."""
    words = out_of(count, one.known, one.people)
    if isinstance(one.known, Withheld):
        return f"{parts[one.key].name} ({words})"
    of = ngettext("%(count)s of %(known)d resident", "%(count)s of %(known)d residents", one.known)
    return f"{parts[one.key].name} ({of % {'count': words, 'known': one.known}})"


def _counts_of(groups: list[Group], cell: str) -> list[tuple[Group, int]]:
    """The parts with anybody in a cell that is shown, the highest first."""
    found = [(one, count) for one in groups if (count := one.count(cell)) and not isinstance(count, Withheld)]
    return sorted(found, key=lambda pair: -pair[1])


def _nothing(instrument: Instrument, groups: list[Group]) -> str:
    if any(one.state == "withheld" for one in groups):
        return _("%(instrument)s: too few residents were scored twice to say more.") % {"instrument": instrument}
    words = _("%(instrument)s: nobody was scored twice yet, so there is nothing to compare.")
    return words % {"instrument": instrument}


def _rests(groups: list[Group]) -> tuple[str, ...]:
    """Nothing where a part is withheld: the rest of a sum would tell something of it."""
    totals = [one.total for one in groups if not isinstance(one.total, Withheld)]
    known = [one.known for one in groups if not isinstance(one.known, Withheld)]
    if len(totals) < len(groups) or len(known) < len(groups):
        return ()
    said = ngettext(
        "Of %(total)d time that something was said of a part, we know a first and a last score %(known)d times.",
        "Of %(total)d times that something was said of a part, we know a first and a last score %(known)d times.",
        sum(totals),
    )
    return (said % {"total": sum(totals), "known": sum(known)},)
