"""How often themes come up, as bars with a mark where each stood the period before."""

from collections.abc import Mapping
from dataclasses import dataclass

from feedback.insight import few
from feedback.reading import Told
from outcomes.figures import Count, Withheld

# How long the longest bar is.
BAR = 240


@dataclass(frozen=True)
class ThemeBar:
    """How often a theme came up, as a bar as wide as its count, with a mark where it stood the period before."""

    name: str
    count: Count
    before: Count | None
    width: float
    mark: float | None

    @property
    def says(self) -> str:
        """The count, or that it is too little to show."""
        return words(self.count)

    @property
    def said_before(self) -> str:
        """The count of the period before; a line where nothing is known of it."""
        return "–" if self.before is None else words(self.before)


@dataclass(frozen=True)
class ThemeBars:
    """The themes that can be shown, the most frequent first, and the names of those of which there is too little."""

    shown: tuple[ThemeBar, ...] = ()
    hidden: tuple[str, ...] = ()


def words(count: Count) -> str:
    """A count as it is said; withheld is said in words, and is never 0."""
    return few() if isinstance(count, Withheld) else str(count)


def amount(count: Count | None) -> int:
    """A count to draw or to sort by; 0 where nothing is known or shown."""
    return 0 if count is None or isinstance(count, Withheld) else count


def bars_of(now: Told, then: Told, names: Mapping[str, str]) -> ThemeBars:
    """Themes by these names; withheld ones by name alone, so that their order tells nothing."""
    groups = [one for one in now.groups if one.key in names and not isinstance(one.total, Withheld) and one.total]
    groups.sort(key=lambda one: (-amount(one.total), names[one.key]))
    hidden = sorted(names[one.key] for one in now.groups if one.key in names and isinstance(one.total, Withheld))
    before = {one.key: _before(then, one.key) for one in groups}
    most = max([1, *(amount(one.total) for one in groups), *(amount(one) for one in before.values())])
    return ThemeBars(
        tuple(
            ThemeBar(names[one.key], one.total, before[one.key], _length(one.total, most), _mark(before[one.key], most))
            for one in groups
        ),
        tuple(hidden),
    )


def _before(then: Told, theme: str) -> Count | None:
    """What it was the period before; None where that was not published."""
    if then.state == "unpublished":
        return None
    group = then.of(theme)
    return group.total if group else Withheld("") if then.state in {"withheld", "left_out"} else 0


def _length(count: Count, most: int) -> float:
    return round(BAR * amount(count) / most, 1)


def _mark(count: Count | None, most: int) -> float | None:
    return None if count is None or isinstance(count, Withheld) else _length(count, most)
