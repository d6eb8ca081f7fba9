"""Whether a change is more than ordinary going up and down: a share quarter after quarter, with where it usually lies.

An XmR chart (Wheeler, Understanding Variation, 1993): the mean of all points, and around it 2.66 times the mean step
from one point to the next. Outside of that, or eight points running on one side of the mean, is more than swinging. It
takes ten points; below that nothing is said.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean
from types import ModuleType

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from feedback.asked import Asked
from feedback.drawings import Swing, swing
from feedback.insight import Column, Content, Row, Table, Words, behind, number, of_all, total_of
from feedback.reading import Told, figures
from outcomes.figures import Withheld
from shared.period import Period

ENOUGH_POINTS, RUNNING = 10, 8
QUARTERS = 12
# What turns the mean step between two points into three standard deviations (3 / 1.128).
SPREAD = 2.66


@dataclass(frozen=True)
class Usual:
    """Where shares (between 0 and 1) usually lie, and on which side of the mean the last eight were; "" on both."""

    middle: float
    low: float
    high: float
    side: str = ""

    def tells(self, share: float) -> str:
        """above, below, or "" for within what is usual."""
        return "above" if share > self.high else "below" if share < self.low else ""


def usual(shares: Sequence[float]) -> Usual | None:
    """Worked out over all points, the first one first; None for fewer than ten."""
    if len(shares) < ENOUGH_POINTS:
        return None
    middle = fmean(shares)
    around = SPREAD * fmean(abs(later - earlier) for earlier, later in pairwise(shares))
    last = shares[-RUNNING:]
    side = "above" if min(last) > middle else "below" if max(last) < middle else ""
    return Usual(middle, max(middle - around, 0.0), min(middle + around, 1.0), side)


@dataclass(frozen=True)
class Swings:
    """`cell` of the indicator is followed; `what` says it in a sentence, with a share in front of it."""

    title: Words
    short: Words
    reading: Words
    indicator: ModuleType
    column: Column
    what: Words
    block: Words

    @property
    def indicators(self) -> tuple[ModuleType, ...]:
        """The one figure."""
        return (self.indicator,)

    def content(self, key: str, asked: Asked) -> Content:
        """Twelve quarters up to the one in which the period ends."""
        quarters = _quarters(asked)
        found = figures(asked, self.indicators, quarters)
        told = {of: one for (_key, of), one in found.items()}
        points = {of: point for of in quarters if (point := self._point(told[of])) is not None}
        known = usual([points[of] for of in reversed(quarters) if of in points])
        table = self._table(key, asked, told, points, known)
        if not points:
            state = told[quarters[0]].state
            return Content("", (table,), state=state if state in {"withheld", "left_out"} else "empty")
        return Content(self._answer(asked, quarters, points, known), (table,), self._rests(points))

    def _point(self, told: Told) -> float | None:
        """The share of a quarter; None where there is none, or where something of it is withheld."""
        whole = told.whole
        if whole is None or told.state != "shown" or not whole.known or isinstance(whole.known, Withheld):
            return None
        count = whole.count(self.column.cell)
        return None if isinstance(count, Withheld) else count / whole.known

    def _answer(
        self, asked: Asked, quarters: Sequence[Period], points: Mapping[Period, float], known: Usual | None
    ) -> str:
        if known is None:
            return ngettext(
                "Not to be said yet: there are figures of %(number)d quarter, and from %(enough)d on swinging can be "
                "told from a real change.",
                "Not to be said yet: there are figures of %(number)d quarters, and from %(enough)d on swinging can be "
                "told from a real change.",
                len(points),
            ) % {"number": len(points), "enough": ENOUGH_POINTS}
        last = next(of for of in quarters if of in points)
        said = {
            "quarter": asked.of(last).period_words,
            "share": _percent(points[last]),
            "what": self.what,
            "low": _percent(known.low),
            "high": _percent(known.high),
        }
        first = _("%(quarter)s: %(share)s %(what)s.") % said
        return f"{first} {_judged(known, points[last]) % said}"

    def _rests(self, points: Mapping[Period, float]) -> tuple[str, ...]:
        return (_("Quarters with a figure: %(number)d of %(of)d.") % {"number": len(points), "of": QUARTERS},)

    def _table(
        self,
        key: str,
        asked: Asked,
        told: Mapping[Period, Told],
        points: Mapping[Period, float],
        known: Usual | None,
    ) -> Table:
        rows = [
            self._row(key, asked.of(of), one, swing(points.get(of), known), is_now=of == asked.period)
            for of, one in told.items()
        ]
        return Table(str(self.block), _("Period"), (self.column,), tuple(rows), _("Together"))

    def _row(self, key: str, asked: Asked, told: Told, drawn: Swing | None, *, is_now: bool) -> Row:
        group = told.whole
        if group is None or told.state != "shown" or group.state != "shown":
            state = group.state if group and told.state == "shown" else told.state
            return Row(asked.period_words, state={"left_out": "withheld", "shown": "empty"}.get(state, state))
        count = group.count(self.column.cell)
        url = behind(key, asked, self.indicator.KEY, self.column.cell)
        numbers = (number(count, group.known, group.people, url, self.column.words),)
        says = of_all(count, group.known)
        return Row(asked.period_words, numbers, total_of(group.known), says=says, bar=drawn, is_now=is_now)


def _quarters(asked: Asked) -> list[Period]:
    """Further back than other pages: the latest first."""
    found = list(asked.quarters)
    while len(found) < QUARTERS and not asked.is_brief:
        found.append(Period.quarter_before(found[-1].start))
    return found


def _judged(known: Usual, share: float) -> str:
    """What the last point says, with room for the bounds."""
    outside = known.tells(share)
    if outside == "above":
        return _("That is more than going up and down: usually it lies between %(low)s and %(high)s. It went up.")
    if outside == "below":
        return _("That is more than going up and down: usually it lies between %(low)s and %(high)s. It went down.")
    if known.side == "above":
        return _("Eight quarters running lie above the mean: that is a real change, upwards.")
    if known.side == "below":
        return _("Eight quarters running lie below the mean: that is a real change, downwards.")
    return _("That is ordinary going up and down: usually it lies between %(low)s and %(high)s.")


def _percent(share: float) -> str:
    return f"{round(100 * share)}%"
