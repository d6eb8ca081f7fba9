"""What is seen and done outside: in how many of the groups, how many take part, quarter after quarter."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from types import ModuleType

from django.utils.translation import gettext as _

from catalogue.models import Characteristic, Intervention, Service
from feedback import most
from feedback.asked import Asked
from feedback.drawings import Counts, length, rows
from feedback.insight import Column, Content, Number, Row, Table, Words, behind, few, number, of_all, total_of
from feedback.noted import Noted, Told, amount, noted
from outcomes.figures import Count, Withheld
from shared.period import Period

# So many things that were seen are drawn, in so many quarters.
FOLLOWED, QUARTERS = 3, 4
OPEN = "open"


@dataclass(frozen=True)
class Outside:
    """`sentence` tells groups, what was seen most with the number of groups, activities and participants, in words."""

    title: Words
    short: Words
    reading: Words
    groups: ModuleType
    reach: ModuleType
    sentence: Callable[[Noted, Noted, str], str]

    is_of_picture = True

    @property
    def indicators(self) -> tuple[ModuleType, ...]:
        """Both figures."""
        return (self.groups, self.reach)

    def content(self, key: str, asked: Asked) -> Content:
        """What was seen and done with groups, activities, and both over the quarters."""
        met, held = (noted(asked, one, asked.periods) for one in self.indicators)
        now, reach = met[asked.period], held[asked.period]
        states = {now.state, reach.state}
        over = [self._groups(key, asked, met), self._activities(key, asked, held)]
        if "shown" not in states:
            past = tuple(one for one in over if one.has_picture)
            return Content("", past, state=next(one for one in ("withheld", "empty", "unpublished") if one in states))
        names = _names({cell.partition(":")[0] for cell in reach.counts if ":" in cell} - {self.reach.NONE})
        seen = now.kind("characteristic:")
        said = self._seen(now, seen, names)
        tables = [
            self._tapped(key, asked, now, seen, names, _("What we see with groups")),
            _undrawn(self._tapped(key, asked, now, now.kind("intervention:"), names, _("What we did there"))),
            over[0],
            *(self._followed(key, asked, met, one, names) for one in ([] if asked.is_brief else seen[:FOLLOWED])),
            over[1],
            _undrawn(self._services(key, asked, reach, names)),
        ]
        rests = self._rests(reach)
        return Content(self.sentence(now, reach, said), tuple(one for one in tables if one.rows), rests, "shown")

    def _seen(self, now: Noted, seen: Sequence[str], names: Mapping[str, str]) -> str:
        """What was seen, most of all where that may be said."""
        counts = [count for one in seen if (count := amount(now.count(one)))]
        hidden = len(seen) - len(counts)
        first = 0 if not hidden and len(counts) <= most.NAMED else most.most(counts, hidden)
        told = seen[: first or min(len(counts), most.NAMED)]
        top = ", ".join(
            f"{names.get(one, one)} ({of_all(now.count(one), now.count(self.groups.GROUPS))})" for one in told
        )
        if not top:
            return ""
        if first:
            return _("Seen most: %(top)s.") % {"top": top}
        is_all = not hidden and len(counts) <= most.NAMED
        return (_("Seen: %(top)s.") if is_all else _("Seen among other things: %(top)s.")) % {"top": top}

    def _rests(self, reach: Noted) -> tuple[str, ...]:
        partners = reach.counts.get("partners")
        if not partners or isinstance(partners, Withheld):
            return ()
        return (_("Partners that took part, each counted once: %(number)d.") % {"number": partners},)

    def _tapped(
        self, key: str, asked: Asked, now: Noted, cells: Sequence[str], names: Mapping[str, str], title: str
    ) -> Table:
        """In how many of the groups each thing occurred."""
        groups = now.count(self.groups.GROUPS)
        told = [(names.get(one, one), now.count(one), self._behind(key, asked, self.groups.KEY, one)) for one in cells]
        return _of_groups(title, _("What"), [(name, count, groups, url) for name, count, url in told])

    def _followed(self, key: str, asked: Asked, met: Told, cell: str, names: Mapping[str, str]) -> Table:
        """The same of one thing in each quarter."""
        told = [
            (
                asked.of(of).period_words,
                one.count(cell),
                one.count(self.groups.GROUPS),
                self._behind(key, asked.of(of), self.groups.KEY, cell),
            )
            for of, one in _from_the_first(asked, met)[:QUARTERS]
        ]
        return replace(_of_groups(names.get(cell, cell), _("Period"), told), is_beside=True)

    def _groups(self, key: str, asked: Asked, met: Told) -> Table:
        """How many different groups were met, and how often."""
        cells = ((self.groups.GROUPS, _("Different groups")), (self.groups.TIMES, _("Times met")))
        return self._quarters(key, asked, met, (_("Groups met"), self.groups.KEY), cells)

    def _activities(self, key: str, asked: Asked, held: Told) -> Table:
        cells = ((self.reach.PARTICIPANTS, _("Participants")), (self.reach.ACTIVITIES, _("Activities")))
        return self._quarters(key, asked, held, (_("Activities and who came"), self.reach.KEY), cells)

    def _quarters(
        self, key: str, asked: Asked, told: Told, about: tuple[str, str], cells: Sequence[tuple[str, str]]
    ) -> Table:
        """Counts beside each other in each quarter; the first of them is drawn."""
        there = [told[of].state for of in asked.quarters if of in told and not asked.is_brief]
        quarters = [(of, told[of]) for of in asked.quarters] if "shown" in there else []
        longest = max((amount(one.count(cells[0][0])) for _of, one in quarters), default=0)
        found = []
        for of, one in quarters:
            words, is_now = asked.of(of).period_words, of == asked.period
            if one.state != "shown":
                found.append(Row(words, state=one.state, is_now=is_now))
                continue
            numbers = tuple(
                number(one.count(cell), 0, 0, self._behind(key, asked.of(of), about[1], cell), name)
                for cell, name in cells
            )
            drawn = one.count(cells[0][0])
            says = few() if isinstance(drawn, Withheld) else str(drawn)
            bar = None if isinstance(drawn, Withheld) else length(drawn, longest)
            found.append(Row(words, numbers, says=says, bar=bar, is_now=is_now))
        columns = tuple(Column(cell, name) for cell, name in cells)
        return Table(about[0], _("Period"), columns, tuple(found), drawn=cells[0][0], is_beside=True)

    def _services(self, key: str, asked: Asked, reach: Noted, names: Mapping[str, str]) -> Table:
        """Activities and participants of each service, by name."""
        services = sorted({cell.partition(":")[0] for cell in reach.counts if ":" in cell})
        columns = (
            Column(self.reach.ACTIVITIES, _("Activities")), Column(self.reach.PARTICIPANTS, _("Participants")),
        )  # fmt: skip
        found = [
            Row(
                names.get(f"service:{service}", _("Without a service")),
                tuple(
                    number(
                        reach.count(f"{service}:{one.cell}"), 0, 0,
                        self._behind(key, asked, self.reach.KEY, f"{service}:{one.cell}"), one.words,
                    )
                    for one in columns
                ),
            )
            for service in services
        ]  # fmt: skip
        return Table(_("Per service"), _("Service"), columns, tuple(sorted(found, key=lambda row: str(row.words))))

    def _behind(self, key: str, asked: Asked, figure: str, cell: str) -> str:
        """Participants are no records: behind these nothing opens."""
        return "" if cell.endswith(self.reach.PARTICIPANTS) else behind(key, asked, figure, cell)


def _undrawn(table: Table) -> Table:
    """Without a picture, and behind a touch."""
    return replace(table, rows=tuple(replace(row, bar=None) for row in table.rows), legend=(), is_beside=True)


def _names(there: Collection[str]) -> dict[str, str]:
    """Of characteristics and interventions by the cell they have, and of the services that are `there`."""
    named = {f"service:{one.key}": str(one.name) for one in Service.objects.filter(key__in=there)} if there else {}
    kinds = (("characteristic", Characteristic), ("intervention", Intervention))
    return named | {f"{kind}:{one.key}": str(one.name) for kind, model in kinds for one in model.objects.all()}


def _from_the_first(asked: Asked, told: Told) -> list[tuple[Period, Noted]]:
    """The quarters, without those before the first one of which there is anything."""
    quarters = [(of, told[of]) for of in asked.quarters if of in told]
    while quarters and quarters[-1][1].state in {"empty", "unpublished"}:
        quarters.pop()
    return quarters


def _of_groups(title: str, first: str, told: Sequence[tuple[str, Count, Count, str]]) -> Table:
    """Rows of a count out of so many groups: a square for each group, filled where it was seen."""
    column = Column("groups", _("Groups"))
    pieces = [_pieces(count, of) for _name, count, of, _url in told]
    found = [
        replace(_row(name, count, of, url, column), bar=bar if _is_drawn(count, of) else None)
        for (name, count, of, url), bar in zip(told, rows(pieces), strict=True)
    ]
    legend = (("plain", _("yes")), (OPEN, _("no"))) if any(row.bar for row in found) else ()
    return Table(title, first, (column,), tuple(found), legend=legend)


def _row(name: str, count: Count, of: Count, url: str, column: Column) -> Row:
    if of == 0:
        return Row(name, state="empty")
    said = of_all(count, of)
    if isinstance(count, Withheld):
        return Row(name, (number(count, 0, 0, "", column.words),), says=said)
    return Row(name, (Number(count, said, "", url if count else "", column.words, of=total_of(of)),), says=said)


def _pieces(count: Count, of: Count) -> Counts:
    filled = min(amount(count), amount(of))
    return [(filled, "plain"), (amount(of) - filled, OPEN)]


def _is_drawn(count: Count, of: Count) -> bool:
    return not isinstance(count, Withheld) and not isinstance(of, Withheld) and of > 0
