"""How often something occurs in each theme, beside the period before."""

from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType

from django.utils.translation import gettext as _

from catalogue.models import Theme
from feedback.asked import Asked
from feedback.drawings import length
from feedback.insight import Column, Content, Number, Row, Table, Words, behind, share
from outcomes.figures import Spread, Spreads, Withheld

# So many themes are named in the answer.
NAMED = 3


@dataclass(frozen=True)
class PerTheme:
    """`sentence` tells the themes that occur most, in words, and how often all shown ones occur together.

    `apart` is the group of the figure that is no theme and `asks` the words for it: whether it could have been ours.
    """

    title: Words
    short: Words
    reading: Words
    indicator: ModuleType
    columns: tuple[Column, ...]
    sentence: Callable[[str, int], str]
    block: Words
    apart: str = ""
    asks: Words = ""

    @property
    def indicators(self) -> tuple[ModuleType, ...]:
        """The one figure."""
        return (self.indicator,)

    def content(self, key: str, asked: Asked) -> Content:
        """The period and the one before (at most four statements each), and the names of the themes."""
        now = self.indicator.compute(asked.whose.scope, asked.period)
        before = self.indicator.compute(asked.whose.scope, asked.before)
        if not isinstance(now, Spreads) or not now.groups:
            return Content("", state="withheld" if isinstance(now, Withheld) else "empty")
        names = {theme.key: theme.name for theme in Theme.objects.all()} | {"none": _("Without a theme")}
        groups = [one for one in now.groups if one.key != self.apart]
        shown = [one for one in groups if isinstance(one, Spread)]
        shown.sort(key=lambda one: (-one.known, one.key))
        hidden = [one for one in groups if isinstance(one, Withheld)]
        then = before if isinstance(before, Spreads) else Spreads("", ())
        most = max((one.known for one in shown), default=0)
        rows = [self._row(key, asked, names, one, then, most) for one in shown]
        rows += [Row(names.get(one.key, one.key), state="withheld", compared=_then(then, one.key)) for one in hidden]
        table = Table(
            str(self.block), _("Theme"), self.columns, tuple(rows),
            total=_("Together"), compared=_("The period before"),
        )  # fmt: skip
        return Content(self._answer(names, shown, hidden), (table,), self._ours(key, asked, now), _state(shown))

    def _answer(self, names: dict[str, str], shown: list[Spread], hidden: list[Withheld]) -> str:
        top = ", ".join(f"{names.get(one.key, one.key)} ({one.known})" for one in shown[:NAMED])
        said = self.sentence(top, sum(one.known for one in shown))
        return f"{said} {_('Themes with too few residents are not in it.')}" if hidden else said

    def _row(self, key: str, asked: Asked, names: dict[str, str], one: Spread, then: Spreads, most: int) -> Row:
        numbers = (self._number(key, asked, one, column) for column in self.columns)
        bar = length(one.known, most)
        words = names.get(one.key, one.key)
        return Row(words, tuple(numbers), one.known, says=str(one.known), bar=bar, compared=_then(then, one.key))

    def _number(self, key: str, asked: Asked, one: Spread, column: Column) -> Number:
        count = one.count(column.cell)
        url = behind(key, asked, self.indicator.KEY, f"{one.key}/{column.cell}") if count else ""
        return Number(count, "", "", url, column.words)

    def _ours(self, key: str, asked: Asked, now: Spreads) -> tuple[str, ...]:
        """How often the answer apart from the themes is yes; it stands with what the page rests on."""
        one = now.of(self.apart) if self.apart else None
        if not isinstance(one, Spread) or not one.known:
            return ()
        yes = one.count("yes")
        found = share(yes, one.known, one.residents)
        return (str(self.asks) % {"yes": f"{yes} ({found})" if found else yes, "known": one.known},)


def _then(then: Spreads, theme: str) -> str:
    one = then.of(theme)
    if isinstance(one, Withheld):
        return _("too little to show")
    return str(one.known) if one else _("no figures yet")


def _state(shown: list[Spread]) -> str:
    return "shown" if shown else "withheld"
