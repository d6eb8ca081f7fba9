"""How often something occurs in each theme, beside the period before."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import ModuleType

from django.utils.translation import gettext as _

from catalogue.models import Theme
from feedback import most
from feedback.asked import Asked
from feedback.drawings import length
from feedback.insight import Column, Content, Row, Table, Words, behind, few, instead, number, out_of
from feedback.over_quarters import Thing, over_quarters
from feedback.reading import Group, Told, figures
from outcomes.figures import Count, Withheld
from shared.period import Period

# More themes than this, of which there is too little, stand in one row.
MOST_HIDDEN = 3


@dataclass(frozen=True)
class PerTheme:
    """`sentence` tells how often all themes occur together; which occur most is told for all alike.

    `apart` is the group of the figure that is no theme and `asks` the words for it: whether it could have been ours.
    """

    title: Words
    short: Words
    reading: Words
    indicator: ModuleType
    columns: tuple[Column, ...]
    sentence: Callable[[int], str]
    block: Words
    apart: str = ""
    asks: Words = ""

    is_of_picture = True

    @property
    def indicators(self) -> tuple[ModuleType, ...]:
        """The one figure."""
        return (self.indicator,)

    def content(self, key: str, asked: Asked) -> Content:
        """The period and the one before, eight quarters, and the names of the themes."""
        told = {of: one for (_key, of), one in figures(asked, self.indicators, asked.periods).items()}
        now, then = told[asked.period], told[asked.before]
        groups = [one for one in now.groups if one.key not in {"", self.apart}]
        names = {theme.key: theme.name for theme in Theme.objects.all()} | {"none": _("Without a theme")}
        trend = self._trend(key, asked, names, told)
        if now.state != "shown" or not groups:
            return Content("", trend, state=now.state if now.state != "shown" else "empty")
        # Of what was published every theme stands there, also where nobody asked about it.
        shown = sorted((one for one in groups if _amount(one)), key=lambda one: (-_amount(one), one.key))
        hidden = sorted((one for one in groups if isinstance(one.total, Withheld)), key=lambda one: one.key)
        longest = _amount(shown[0]) if shown else 0
        rows = [self._row(key, asked, names, one, then, longest) for one in shown]
        rows += _hidden([(names.get(one.key, one.key), _then(then, one.key)) for one in hidden])
        is_several = len(self.columns) > 1
        table = Table(
            str(self.block), _("Theme"), self.columns, tuple(rows),
            total=_("Together") if is_several else "", compared=_("The period before"),
        )  # fmt: skip
        answer = self._answer(asked, names, now.whole, shown, hidden)
        return Content(answer, (table, *trend), self._ours(key, asked, now), "shown" if shown else "withheld")

    def _trend(
        self, key: str, asked: Asked, names: Mapping[str, str], told: Mapping[Period, Told]
    ) -> tuple[Table, ...]:
        """All themes together and each of them, quarter after quarter; nothing where there is nothing in any."""
        if asked.is_brief or not any(told[of].groups for of in asked.quarters):
            return ()
        return (self._all_together(asked, told), *self._quarters(key, asked, names, told))

    def _all_together(self, asked: Asked, told: Mapping[Period, Told]) -> Table:
        totals = {of: self._together(told[of]) for of in asked.quarters}
        longest = max((count for count in totals.values() if not isinstance(count, Withheld)), default=0)
        rows = []
        for of, total in totals.items():
            words, is_now = asked.of(of).period_words, of == asked.period
            if isinstance(total, Withheld) or not total:
                is_hidden = isinstance(total, Withheld) and told[of].state != "left_out"
                state = "withheld" if is_hidden else told[of].state
                rows.append(Row(words, state="empty" if state == "shown" else state, is_now=is_now))
            else:
                counted = (number(total, 0, 0, "", _("Together")),)
                rows.append(Row(words, counted, says=str(total), bar=length(total, longest), is_now=is_now))
        return Table(_("All themes together, per quarter"), _("Period"), (Column("", _("Together")),), tuple(rows))

    def _together(self, one: Told) -> Count:
        """How often all themes occur: as it was published, else their sum, of which nothing may be withheld."""
        if one.state in {"withheld", "left_out"}:
            return Withheld(self.indicator.KEY)
        if one.whole:
            return one.whole.total
        totals = [group.total for group in one.groups if group.key != self.apart]
        shown = [total for total in totals if not isinstance(total, Withheld)]
        return sum(shown) if len(shown) == len(totals) else Withheld(self.indicator.KEY)

    def _quarters(
        self, key: str, asked: Asked, names: Mapping[str, str], told: Mapping[Period, Told]
    ) -> tuple[Table, ...]:
        """How often each theme occurs, quarter after quarter."""
        # One of which there is too little in every quarter says nothing there.
        groups = [one for of in asked.quarters for one in told[of].groups if _amount(one)]
        keys = sorted({one.key for one in groups} - {"", self.apart}, key=lambda theme: names.get(theme, theme))
        things = [Thing(names.get(theme, theme), theme) for theme in keys]
        title = _("%(what)s, quarter after quarter") % {"what": self.block}
        return over_quarters(asked, told, things, (title, _("Theme")), (key, self.indicator.KEY))

    def _answer(
        self, asked: Asked, names: dict[str, str], whole: Group | None, shown: list[Group], hidden: list[Group]
    ) -> str:
        """The total is that of all themes where it was published, and else of those that are shown."""
        if not shown:
            return ""
        found = [(names.get(one.key, one.key), _amount(one)) for one in shown]
        is_told = whole is not None and not isinstance(whole.total, Withheld)
        total = _amount(whole) if whole and is_told else sum(_amount(one) for one in shown)
        exactly = total if is_told and not asked.whose.is_outside else None
        said = f"{self.sentence(total)} {most.themes(found, len(hidden), exactly)}"
        if not hidden:
            return said
        more = _("Of other themes there is too little to show.") if is_told else _(
            "Themes with too few residents are not in it."
        )  # fmt: skip
        return f"{said} {more}"

    def _row(self, key: str, asked: Asked, names: dict[str, str], one: Group, then: Told, longest: int) -> Row:
        numbers = (
            number(
                one.count(column.cell), 0, 0,
                behind(key, asked, self.indicator.KEY, f"{one.key}/{column.cell}"), column.words,
            )
            for column in self.columns
        )  # fmt: skip
        bar = length(_amount(one), longest)
        words = names.get(one.key, one.key)
        return Row(words, tuple(numbers), _amount(one), says=str(_amount(one)), bar=bar, compared=_then(then, one.key))

    def _ours(self, key: str, asked: Asked, now: Told) -> tuple[str, ...]:
        """How often the answer apart from the themes is yes; it stands with what the page rests on."""
        one = now.of(self.apart) if self.apart else None
        if one is None or one.state != "shown":
            return ()
        yes = one.count("yes")
        if isinstance(yes, Withheld) or isinstance(one.known, Withheld):
            return ()
        return (str(self.asks) % {"yes": out_of(yes, one.known, one.people), "known": one.known},)


def _amount(one: Group) -> int:
    """How often something occurs; where it is withheld it is drawn nowhere."""
    return 0 if isinstance(one.total, Withheld) else one.total


def _hidden(themes: list[tuple[str, str]]) -> list[Row]:
    """Themes of which there is too little, with what they were before: many of them in one row."""
    if len(themes) <= MOST_HIDDEN:
        return [Row(name, state="withheld", compared=before) for name, before in themes]
    words = {"number": len(themes), "names": ", ".join(name for name, _before in themes)}
    return [Row(_("%(number)d themes: %(names)s") % words, state="withheld")]


def _then(then: Told, theme: str) -> str:
    one = then.of(theme)
    if one is None and then.state != "shown":
        return instead(then.state)
    # Of a period with anything in it, none about a theme is 0.
    return few() if one and isinstance(one.total, Withheld) else str(_amount(one) if one else 0)
