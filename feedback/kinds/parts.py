"""Per part of an instrument whether it gets better: each instrument and each edition in a table of its own."""

from dataclasses import dataclass
from itertools import groupby
from types import ModuleType

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalogue.models import InstrumentPart
from feedback.asked import Asked
from feedback.drawings import Bar, apart
from feedback.insight import Column, Content, Number, Row, Table, Words, behind, of_all, out_of, share
from outcomes.figures import Spread, Spreads, Withheld

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

    @property
    def indicators(self) -> tuple[ModuleType, ...]:
        """The one figure."""
        return (self.indicator,)

    def content(self, key: str, asked: Asked) -> Content:
        """The period and the one before (one or two statements each), and the names of the parts."""
        now = self.indicator.compute(asked.whose.scope, asked.period)
        before = self.indicator.compute(asked.whose.scope, asked.before)
        if not isinstance(now, Spreads) or not now.groups:
            return Content("", state="withheld" if isinstance(now, Withheld) else "empty")
        parts = {key_of(part): part for part in InstrumentPart.objects.select_related("instrument")}
        groups = sorted((one for one in now.groups if one.key in parts), key=lambda one: _order(parts[one.key]))
        each = [list(of_one) for _id, of_one in groupby(groups, key=lambda one: parts[one.key].instrument_id)]
        tables = [self._table(key, asked, parts, of_one, before) for of_one in each if _says(of_one)]
        quiet = [f"{parts[of_one[0].key].instrument}: {_nothing(of_one)}" for of_one in each if not _says(of_one)]
        answers = [_answer(parts, of_one) for of_one in each if _says(of_one)]
        return Content(" ".join(answers or quiet), tuple(tables), (*_rests(groups), *(quiet if answers else ())))

    def _table(self, key: str, asked: Asked, parts: Parts, groups: list[Spread | Withheld], before: object) -> Table:
        shown = [one for one in groups if isinstance(one, Spread) and one.known]
        counts = [tuple(one.count(column.cell) for column in self.columns) for one in shown]
        bars = {one.key: bar for one, bar in zip(shown, apart([(c[0], c[1], c[2]) for c in counts]), strict=True)}
        rows = tuple(self._row(key, asked, parts[one.key], one, before, bars.get(one.key)) for one in groups)
        return Table(
            str(parts[groups[0].key].instrument), _("Part"), self.columns, rows,
            total=_("Together"), compared=_("Better, the period before"),
            legend=tuple((column.tone, column.words) for column in self.columns),
        )  # fmt: skip

    def _row(
        self, key: str, asked: Asked, part: InstrumentPart, one: Spread | Withheld, before: object, bar: Bar | None
    ) -> Row:
        then = before.of(one.key) if isinstance(before, Spreads) else None
        first = self.columns[0].cell
        said = of_all(then.count(first), then.known) if isinstance(then, Spread) and then.known else ""
        if not isinstance(one, Spread):
            return Row(part.name, state="withheld", compared=said)
        if not one.known:
            return Row(part.name, state="empty", compared=said)
        numbers = (self._number(key, asked, one, column) for column in self.columns)
        return Row(
            part.name, tuple(numbers), one.known, says=of_all(one.count(first), one.known), bar=bar, compared=said
        )

    def _number(self, key: str, asked: Asked, one: Spread, column: Column) -> Number:
        count = one.count(column.cell)
        url = behind(key, asked, self.indicator.KEY, f"{one.key}/{column.cell}") if count else ""
        return Number(count, "", share(count, one.known, one.residents), url, column.words)


def _says(groups: list[Spread | Withheld]) -> bool:
    """Whether any part of an instrument has something to show."""
    return any(isinstance(one, Spread) and one.known for one in groups)


def _order(part: InstrumentPart) -> tuple[object, ...]:
    one = part.instrument
    return (one.rank, one.key, one.edition, part.rank, part.key)


def _answer(parts: Parts, groups: list[Spread | Withheld]) -> str:
    """With which part it went better most often, and with which harder, for one instrument."""
    shown = [one for one in groups if isinstance(one, Spread) and one.known]
    better = max(shown, key=lambda one: one.count("up"))
    harder = max(shown, key=lambda one: one.count("down"))
    said = []
    if better.count("up"):
        said.append(_("%(instrument)s: better most often with %(part)s, %(better)s of %(known)d residents.") % {
            "instrument": parts[better.key].instrument, "part": parts[better.key].name,
            "better": out_of(better.count("up"), better.known, better.residents), "known": better.known,
        })  # fmt: skip
    if harder.count("down"):
        said.append(_("Harder most often with %(part)s, %(harder)s of %(known)d.") % {
            "part": parts[harder.key].name, "known": harder.known,
            "harder": out_of(harder.count("down"), harder.known, harder.residents),
        })  # fmt: skip
    return " ".join(said)


def _nothing(groups: list[Spread | Withheld]) -> str:
    if any(isinstance(one, Withheld) for one in groups):
        return _("Too few residents were scored twice to say more.")
    return _("Nobody was scored twice yet, so there is nothing to compare.")


def _rests(groups: list[Spread | Withheld]) -> tuple[str, ...]:
    """Nothing where a part is withheld: the rest of a sum would tell something of it."""
    if any(isinstance(one, Withheld) for one in groups):
        return ()
    shown = [one for one in groups if isinstance(one, Spread)]
    total, known = sum(one.total for one in shown), sum(one.known for one in shown)
    said = ngettext(
        "Of %(total)d time that something was said of a part, we know a first and a last score %(known)d times.",
        "Of %(total)d times that something was said of a part, we know a first and a last score %(known)d times.",
        total,
    )
    return (said % {"total": total, "known": known},)
