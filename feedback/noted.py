"""Groups, activities and signals as their pages tell them: the cells that programs read."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import ModuleType
from typing import Any

from feedback.asked import Asked
from feedback.period_words import written
from outcomes import published
from outcomes.as_json import as_json, published_as_json
from outcomes.figures import Count, PublishedFigure, Withheld
from shared.period import Period


@dataclass(frozen=True)
class Noted:
    """One figure of one period: counts and values by the name of their cell.

    `state`: shown, empty (there was nothing), withheld, or unpublished (nothing was published of this period).
    """

    state: str = "unpublished"
    counts: Mapping[str, Count] = field(default_factory=dict)
    values: Mapping[str, float] = field(default_factory=dict)
    # How many records there were.
    total: Count = 0

    def count(self, cell: str) -> Count:
        """The count of a cell; of what did not occur 0."""
        return self.counts.get(cell, 0)

    def kind(self, before: str) -> list[str]:
        """The cells whose name begins so, the largest first; those that are withheld last."""
        found = [cell for cell in self.counts if cell.startswith(before)]
        return sorted(found, key=lambda cell: (isinstance(self.count(cell), Withheld), -amount(self.count(cell)), cell))


Told = Mapping[Period, Noted]


def noted(asked: Asked, indicator: ModuleType, periods: Iterable[Period]) -> Told:
    """A figure of so many periods."""
    scope, wanted = asked.whose.scope, list(periods)
    if not asked.whose.is_published:
        counted = indicator.each(scope, wanted)
        return {of: _noted(as_json(indicator, one, scope="", period="")) for of, one in counted.items()}
    names = {written(of) for of in wanted}
    found = published.of_place(scope, [indicator], [one for one in asked.editions if one.period in names])
    told = {period: _published(indicator, one) for (_key, period), one in found.items()}
    return {of: told.get(written(of), Noted()) for of in wanted}


def noted_places(asked: Asked, indicator: ModuleType, over: str, keys: Collection[str]) -> Mapping[str, Noted]:
    """A figure of several areas or services in the period that is asked, as it was published."""
    if asked.edition is None:
        return dict.fromkeys(keys, Noted())
    found = published.of_places(asked.whose.scope, [indicator], asked.edition, over, keys)
    return {key: _published(indicator, found[indicator.KEY, key]) for key in keys}


def amount(count: Count) -> int:
    """As a bar draws it; what is withheld is drawn nowhere."""
    return 0 if isinstance(count, Withheld) else count


def _published(indicator: ModuleType, figure: PublishedFigure) -> Noted:
    """With the total where that was published, also where nothing that is told apart can be shown."""
    one, whole = _noted(published_as_json(indicator, figure, scope="")), figure.of("")
    if whole is None or isinstance(whole.total, Withheld) or not whole.total:
        return one
    return replace(one, state="shown", total=whole.total)


def _noted(found: dict[str, Any]) -> Noted:
    cells = found["cells"]
    counts = {one["cell"]: _count(one) for one in cells if one["withheld"] or "count" in one}
    values = {one["cell"]: one["value"] for one in cells if one.get("value") is not None}
    total = found.get("total", Withheld(found["key"]))
    if found["withheld"]:
        return Noted("withheld", counts, values, total)
    return Noted("shown" if any(counts.values()) else "empty", counts, values, 0 if total is None else total)


def _count(cell: dict[str, Any]) -> Count:
    return Withheld(cell["cell"]) if cell["withheld"] else cell["count"]
