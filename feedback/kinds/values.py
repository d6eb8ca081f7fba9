"""Values that are worked out, quarter after quarter: a median of days, a mean of scores."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from types import ModuleType

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from feedback.asked import Asked
from feedback.drawings import length
from feedback.insight import Column, Content, Number, Row, Table, Words, behind, number
from feedback.places import Part, Place, parts
from feedback.reading import Group, Told, figures, of_places
from outcomes.figures import Withheld
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
    # Of the figure by its turn: known, and of how many.
    rests: Callable[[int, int, int], str]
    # As many as `in_words` says.
    decimals: int = 0
    # What a value means, in a few words.
    means: Callable[[float], str] | None = None

    @property
    def indicators(self) -> tuple[ModuleType, ...]:
        """Each figure once."""
        return tuple(dict.fromkeys(one for one, _name, _words in self.figures))

    def content(self, key: str, asked: Asked) -> Content:
        """Eight quarters for each figure, and the period where it is no quarter; of a place what lies inside it."""
        periods = list(dict.fromkeys([asked.period, *([] if asked.is_brief else asked.quarters)]))
        found = figures(asked, self.indicators, periods)
        inside = [(part, self._inside(asked, part)) for part in parts(asked)]
        said, rests, tables = [], [], []
        for turn, (one, name, words) in enumerate(self.figures):
            of_one = {period: found[one.KEY, period].of(name) for period in periods}
            now = of_one[asked.period]
            if now and now.value is not None and not isinstance(now.known, Withheld):
                said.append(self.sentence(turn, self.in_words(now.value), now.known))
                if self.means:
                    said.append(_("That is %(words)s.") % {"words": self.means(now.value)})
                if not isinstance(now.total, Withheld):
                    rests.append(self.rests(turn, now.known, now.total))
            if any(group and group.value is not None for group in of_one.values()) or len(self.indicators) > 1:
                told = {period: (found[one.KEY, period], group) for period, group in of_one.items()}
                tables.append(self._table(key, asked, one.KEY, told, name, words))
                tables += [self._part(key, asked, part, of[one.KEY], name, words) for part, of in inside]
        states = {found[one.KEY, asked.period].state for one in self.indicators}
        state = next((one for one in ("left_out", "withheld") if one in states), "empty")
        return Content(" ".join(said), tuple(tables), tuple(dict.fromkeys(rests)), "shown" if said else state)

    def _inside(self, asked: Asked, part: Part) -> dict[str, dict[Place, Told]]:
        """The figures of the places inside the one that is read."""
        told = of_places(asked, self.indicators, part.over, [place.key for place in part.places])
        return {
            one.KEY: {place: told.get((one.KEY, place.key), Told()) for place in part.places} for one in self.indicators
        }

    def _table(
        self,
        key: str,
        asked: Asked,
        figure: str,
        told: dict[Period, tuple[Told, Group | None]],
        name: str,
        words: Words,
    ) -> Table:
        most = max((group.value or 0.0 for _told, group in told.values() if group), default=0.0)
        rows = [
            replace(
                self._row(
                    asked.of(of).period_words,
                    one,
                    group,
                    most,
                    # What several values rest on together is behind none of them alone.
                    behind(key, asked.of(of), figure, name) if len(one.groups) == 1 else "",
                ),
                is_now=of == asked.period,
            )
            for of, (one, group) in told.items()
        ]
        return Table(str(words), _("Period"), self._columns(name), tuple(rows))

    def _part(self, key: str, asked: Asked, part: Part, told: dict[Place, Told], name: str, words: Words) -> Table:
        """The period for each area, or each service, by name."""
        rows = tuple(
            replace(self._row(place.name, one, one.of(name), None), url=asked.address_of(key, place.value))
            for place, one in told.items()
        )
        return Table(f"{part.title}: {words}", part.first, self._columns(name), rows, is_of_places=True)

    def _columns(self, name: str) -> tuple[Column, Column]:
        return Column(name, _("Value")), Column("of", _("Of how many"))

    def _row(self, words: Words, told: Told, group: Group | None, most: float | None, url: str = "") -> Row:
        """With a bar where it is known what the longest one is."""
        if group is None or group.state != "shown" or group.value is None:
            if told.state in {"unpublished", "left_out"}:
                return Row(words, state=told.state)
            hidden = told.state == "withheld" or (group is not None and group.state != "empty")
            return Row(words, state="withheld" if hidden else "empty")
        value = self.in_words(group.value)
        said = f"{value} ({self.means(group.value)})" if self.means else value
        shown = Number(None, said, about=_("Value"), value=round(group.value, self.decimals))
        bar = length(group.value, most) if most is not None else None
        return Row(words, (shown, number(group.known, 0, 0, url, _("Of how many"))), says=value, bar=bar)


def one_decimal(value: float) -> str:
    """As it is written in the language of the page: 52,4."""
    return number_format(value, 1)
