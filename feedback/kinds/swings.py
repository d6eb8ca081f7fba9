"""Whether a change is more than ordinary going up and down: a share quarter after quarter, with where it usually lies.

A p' chart (Laney, Improved control charts for attributes, Quality Engineering 14, 2002, 531-537): every quarter weighs
as much as is counted in it, and its limits are wider the less that is. What is usual is worked out from the quarters
before the one that is judged. Outside of it, or eight quarters running on one side of the middle, is more than
swinging. It takes ten quarters, and twelve residents behind the one that is judged; below that nothing is said.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt
from statistics import fmean
from types import ModuleType

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from feedback.asked import Asked
from feedback.drawings import Swing, swing
from feedback.insight import (
    Column,
    Content,
    Row,
    Table,
    Words,
    behind,
    number,
    of_all,
    share,
    total_of,
)
from feedback.reading import Told, figures
from outcomes.figures import ENOUGH_FOR_SHARES, Withheld
from shared.period import Period

ENOUGH_POINTS, RUNNING = 10, 8
QUARTERS = 12
# Limits lie so many standard deviations from the middle.
DEVIATIONS = 3
# What turns the mean step between two points into one standard deviation.
PER_STEP = 1.128


@dataclass(frozen=True)
class Point:
    """What was counted in a quarter, of how many (at least one), and how many residents are behind it."""

    count: int
    known: int
    people: int

    @property
    def share(self) -> float:
        """Between 0 and 1; a rounded count never is more than all."""
        return min(self.count / self.known, 1.0)

    @property
    def is_light(self) -> bool:
        """Whether too few residents are behind it to say a share of it, or to judge it."""
        return self.people < ENOUGH_FOR_SHARES


@dataclass(frozen=True)
class Band:
    """Where the share of a quarter usually lies, between 0 and 1."""

    low: float
    middle: float
    high: float

    def tells(self, share: float) -> str:
        """above, below, or "" for within what is usual."""
        return "above" if share > self.high else "below" if share < self.low else ""


@dataclass(frozen=True)
class Usual:
    """What the quarters before the last one tell: the `middle` of all that was counted in them (`of` so many), and how
    much more than by chance they went up and down (`swing`, 1 or more). `side` is on which side of the middle the last
    eight quarters with enough residents were; "" on both.
    """

    middle: float
    swing: float
    of: int
    side: str = ""

    def band(self, known: int) -> Band:
        """Of a quarter in which so many were counted: the fewer, the wider. That the middle is not sure is in it."""
        chance = sqrt(self.middle * (1 - self.middle) * (1 / known + 1 / self.of))
        around = DEVIATIONS * self.swing * chance
        return Band(max(self.middle - around, 0.0), self.middle, min(self.middle + around, 1.0))


def usual(points: Sequence[Point]) -> Usual | None:
    """Worked out over all points but the last, the first one first; None for fewer than ten."""
    if len(points) < ENOUGH_POINTS:
        return None
    before = points[:-1]
    of = sum(point.known for point in before)
    # Half a record on both sides: where all of them went the same way, the next one still may not.
    middle = (sum(min(point.count, point.known) for point in before) + 0.5) / (of + 1)
    chance = sqrt(middle * (1 - middle))
    away = [(point.share - middle) * sqrt(point.known) / chance for point in before]
    swings = max(fmean(abs(later - earlier) for earlier, later in pairwise(away)) / PER_STEP, 1.0)
    last = [point.share for point in points if not point.is_light][-RUNNING:]
    is_long = len(last) == RUNNING
    side = "above" if is_long and min(last) > middle else "below" if is_long and max(last) < middle else ""
    return Usual(middle, swings, of, side)


@dataclass(frozen=True)
class Swings:
    """The cell of `column` is followed; `what` says it in a sentence, after a count of how many."""

    title: Words
    short: Words
    reading: Words
    indicator: ModuleType
    column: Column
    what: Words
    block: Words

    has_shares = True
    is_of_picture = True

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

    def _point(self, told: Told) -> Point | None:
        """What is known of a quarter; None where there is nothing, or where something of it is withheld."""
        whole = told.whole
        if whole is None or told.state != "shown" or not whole.known or isinstance(whole.known, Withheld):
            return None
        count = whole.count(self.column.cell)
        return None if isinstance(count, Withheld) else Point(count, whole.known, whole.people)

    def _answer(
        self, asked: Asked, quarters: Sequence[Period], points: Mapping[Period, Point], known: Usual | None
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
        point = points[last]
        said = {"quarter": asked.of(last).period_words, "count": point.count, "known": point.known, "what": self.what}
        first = _("%(quarter)s: %(count)d of %(known)d %(what)s") % said
        part = share(point.count, point.known, point.people)
        return f"{first} ({part}). {_judged(known, point)}" if part else f"{first}. {_judged(known, point)}"

    def _rests(self, points: Mapping[Period, Point]) -> tuple[str, ...]:
        return (_("Quarters with a figure: %(number)d of %(of)d.") % {"number": len(points), "of": QUARTERS},)

    def _table(
        self,
        key: str,
        asked: Asked,
        told: Mapping[Period, Told],
        points: Mapping[Period, Point],
        known: Usual | None,
    ) -> Table:
        rows = [
            self._row(key, asked.of(of), one, _drawn(points.get(of), known), is_now=of == asked.period)
            for of, one in told.items()
        ]
        return Table(str(self.block), _("Period"), (self.column,), tuple(rows), _("Together"))

    def _row(self, key: str, asked: Asked, told: Told, drawn: Swing | None, *, is_now: bool) -> Row:
        group = told.whole
        if group is None or told.state != "shown" or group.state != "shown":
            state = group.state if group and told.state == "shown" else told.state
            return Row(asked.period_words, state="empty" if state == "shown" else state)
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


def _drawn(point: Point | None, known: Usual | None) -> Swing | None:
    """A point on its line, in the band of its own quarter; nothing of a quarter without one."""
    if point is None:
        return None
    return swing(point.share, known.band(point.known) if known else None, is_light=point.is_light)


def _judged(known: Usual, point: Point) -> str:
    """What the last point says, in the band that holds for as many as are behind it."""
    if point.is_light:
        return _("Fewer than twelve residents are behind it: too few to say whether that is a real change.")
    band = known.band(point.known)
    said = {"low": _percent(band.low), "high": _percent(band.high)}
    outside = band.tells(point.share)
    if outside == "above":
        return (
            _("That is more than going up and down: usually it lies between %(low)s and %(high)s. It went up.") % said
        )
    if outside == "below":
        return (
            _("That is more than going up and down: usually it lies between %(low)s and %(high)s. It went down.") % said
        )
    if known.side == "above":
        return _("Eight quarters running lie above the middle: that is a real change, upwards.")
    if known.side == "below":
        return _("Eight quarters running lie below the middle: that is a real change, downwards.")
    return _("That is ordinary going up and down: usually it lies between %(low)s and %(high)s.") % said


def _percent(share: float) -> str:
    return f"{round(100 * share)}%"
