"""Signals: how many about each theme, how many were answered, and after how many days; quarter after quarter."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import ModuleType

from django.utils.translation import gettext as _

from catalogue.models import Theme
from feedback import most
from feedback.asked import Asked
from feedback.drawings import length
from feedback.insight import Column, Content, Number, Row, Table, Words, behind, few, instead, number, of_all, total_of
from feedback.noted import Noted, Told, amount, noted, noted_places
from feedback.over_quarters import has_past
from feedback.places import Part, parts
from outcomes.figures import Count, Withheld

# More themes than this, of which there is too little, stand in one row.
MOST_HIDDEN = 3


@dataclass(frozen=True)
class Signalled:
    """`sentence` tells the signals, with the words for the themes that occur most."""

    title: Words
    short: Words
    reading: Words
    indicator: ModuleType
    sentence: Callable[[Noted, str], str]

    is_of_picture = True

    @property
    def indicators(self) -> tuple[ModuleType, ...]:
        """The one figure."""
        return (self.indicator,)

    def content(self, key: str, asked: Asked) -> Content:
        """The period by theme, then the quarters, and the places inside the one that is read."""
        told = noted(asked, self.indicator, asked.periods)
        now, then = told[asked.period], told[asked.before]
        names = {theme.key: str(theme.name) for theme in Theme.objects.all()}
        themes = [one for one in now.kind("") if self._is_theme(one) and now.count(one) != 0]
        over = self._over_quarters(asked, told, names)
        if now.state != "shown":
            return Content("", (self._answered(key, asked, told), *over) if over else (), state=now.state)
        shown = [(names.get(one, one), count) for one in themes if (count := amount(now.count(one)))]
        top = most.themes(shown, len(themes) - len(shown), None if asked.whose.is_outside else now.total)
        tables: tuple[Table, ...] = (self._themes(key, asked, names, themes, now, then),)
        if not asked.is_brief:
            inside = (self._part(key, asked, part) for part in parts(asked))
            # Services are no part of signals everywhere.
            there = (one for one in inside if any(row.state != "empty" for row in one.rows))
            tables += (self._answered(key, asked, told), *over, *there)
        return Content(self.sentence(now, top), tables, (), "shown")

    def _is_theme(self, cell: str) -> bool:
        return cell not in {self.indicator.ANSWERED, self.indicator.MEDIAN}

    def _themes(
        self, key: str, asked: Asked, names: Mapping[str, str], themes: list[str], now: Noted, then: Noted
    ) -> Table:
        longest = max((amount(now.count(one)) for one in themes), default=0)
        rows = []
        hidden = [names.get(one, one) for one in themes if isinstance(now.count(one), Withheld)]
        for theme in themes:
            count = now.count(theme)
            if isinstance(count, Withheld) and len(hidden) > MOST_HIDDEN:
                continue
            counted = (number(count, 0, 0, behind(key, asked, self.indicator.KEY, theme), _("signals")),)
            bar = None if isinstance(count, Withheld) else length(count, longest)
            before = _said(then.count(theme)) if then.state == "shown" else instead(then.state)
            rows.append(Row(names.get(theme, theme), counted, says=_said(count), bar=bar, compared=before))
        if len(hidden) > MOST_HIDDEN:
            words = _("%(number)d themes: %(names)s") % {"number": len(hidden), "names": ", ".join(hidden)}
            rows.append(Row(words, state="withheld"))
        column = (Column("signals", _("signals")),)
        return Table(_("Signals per theme"), _("Theme"), column, tuple(rows), compared=_("The period before"))

    def _answered(self, key: str, asked: Asked, told: Told) -> Table:
        """Of each quarter how many there were, how many were answered, and after how many days."""
        quarters = [(of, told[of]) for of in asked.quarters if of in told]
        longest = max((amount(one.total) for _of, one in quarters), default=0)
        rows = []
        for of, one in quarters:
            words, is_now = asked.of(of).period_words, of == asked.period
            if one.state != "shown":
                rows.append(Row(words, state=one.state, is_now=is_now))
                continue
            url = behind(key, asked.of(of), self.indicator.KEY, self.indicator.ANSWERED)
            bar = None if isinstance(one.total, Withheld) else length(one.total, longest)
            rows.append(Row(words, self._numbers(one, url), says=_said(one.total), bar=bar, is_now=is_now))
        return Table(_("Signals and answers"), _("Period"), self._columns(), tuple(rows), drawn="total")

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("total", _("signals")),
            Column(self.indicator.ANSWERED, _("answered")),
            Column(self.indicator.MEDIAN, _("days until an answer (median)")),
        )

    def _numbers(self, one: Noted, url: str) -> tuple[Number, ...]:
        total, answered, median = self._columns()
        count = one.count(self.indicator.ANSWERED)
        if isinstance(count, Withheld):
            said = number(count, 0, 0, "", answered.words)
            days = Number(None, few(), about=median.words, is_withheld=True)
        else:
            words = of_all(count, one.total)
            said = Number(count, words, "", url if count else "", answered.words, of=total_of(one.total))
            value = one.values.get(self.indicator.MEDIAN)
            shown = "–" if value is None else str(round(value))
            days = Number(None, shown, about=median.words, value=None if value is None else round(value))
        return (number(one.total, 0, 0, "", total.words), said, days)

    def _over_quarters(self, asked: Asked, told: Told, names: Mapping[str, str]) -> tuple[Table, ...]:
        """Each theme in each quarter; none where the period itself is the only one with anything in it."""
        if not has_past(asked, {of: one.state for of, one in told.items()}):
            return ()
        quarters = asked.quarters
        themes = sorted(
            {one for of in quarters for one in told[of].counts if self._is_theme(one) and amount(told[of].count(one))},
            key=lambda theme: names.get(theme, theme),
        )
        columns = tuple(Column(asked.of(of).of_period, asked.of(of).period_words) for of in quarters)
        rows = tuple(
            Row(
                names.get(theme, theme),
                tuple(_in_quarter(told[of], theme, asked.of(of).period_words) for of in quarters),
            )
            for theme in themes
        )
        title = _("Signals per theme, quarter after quarter")
        return (Table(title, _("Theme"), columns, rows, is_over_quarters=True),)

    def _part(self, key: str, asked: Asked, part: Part) -> Table:
        """The period for each area, or each service, by name."""
        told = noted_places(asked, self.indicator, part.over, [place.key for place in part.places])
        rows = tuple(
            Row(
                place.name,
                self._numbers(told[place.key], "") if told[place.key].state == "shown" else (),
                state=told[place.key].state,
                url=asked.address_of(key, place.value),
            )
            for place in part.places
        )
        return Table(part.title, part.first, self._columns(), rows, is_of_places=True)


def _in_quarter(one: Noted, theme: str, about: str) -> Number:
    """Of a quarter with signals none about a theme is 0; of one without, that there is nothing."""
    if one.state != "shown":
        return Number(None, instead(one.state), about=about, is_withheld=one.state == "withheld")
    return number(one.count(theme), 0, 0, "", about)


def _said(count: Count) -> str:
    return few() if isinstance(count, Withheld) else str(count)
