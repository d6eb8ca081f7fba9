"""What goes on in a neighbourhood: signals, groups, activities, help requests and results, as they were published."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from types import ModuleType

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalogue.models import Characteristic, Intervention, Theme
from feedback import in_part, most
from feedback.area_map import AreaMap, area_map
from feedback.asked import Asked
from feedback.insight import few, instead
from feedback.models import FiguresOf
from feedback.places import Place, all_areas, inside_of
from feedback.reading import Found, Told, figures, of_places
from feedback.theme_bars import ThemeBars, amount, bars_of, words
from organisation.queries.areas import areas
from outcomes.figures import Count, Withheld
from outcomes.indicators import goals_reached, groups_met, help_requests, reach, signals
from outcomes.models import Over

COUNTED = (signals, groups_met, reach, help_requests, goals_reached)
# So many themes and things stand on the page at once; the rest stands behind a touch.
SHOWN = 8
# With more groups than this squares say less than a bar.
MOST_SQUARES = 20


@dataclass(frozen=True)
class Inside:
    """An area inside the place, with how many signals came from there."""

    name: str
    address: str
    count: Count

    @property
    def says(self) -> str:
        """The count, or that it is too little to show."""
        return words(self.count)


@dataclass(frozen=True)
class WithGroups:
    """In how many of the groups something was seen or done; `squares` are filled ones, then open ones."""

    name: str
    count: Count
    of: int

    @property
    def says(self) -> str:
        """As people say it: 5 of the 10."""
        if isinstance(self.count, Withheld):
            return few()
        return _("%(count)s of the %(of)s") % {"count": self.count, "of": self.of}

    @property
    def squares(self) -> list[bool]:
        """One for each group, filled where it was seen; none where there are too many or where it is withheld."""
        if isinstance(self.count, Withheld) or self.of > MOST_SQUARES:
            return []
        return [at < self.count for at in range(self.of)]


@dataclass(frozen=True)
class Line:
    """One thing quarter after quarter, the latest first, as it is said."""

    name: str
    says: tuple[str, ...]


@dataclass(frozen=True)
class Neighbourhood:
    """The page of one place in one period."""

    asked: Asked
    answer: str
    signals: ThemeBars
    requests: ThemeBars
    groups: Count
    times: Count
    seen: Sequence[WithGroups]
    done: Sequence[WithGroups]
    activities: Count
    participants: Count
    inside: Sequence[Inside]
    map: AreaMap | None
    quarters: Sequence[str]
    lines: Sequence[Line]

    @property
    def groups_say(self) -> str:
        """How many groups were met, and how often."""
        return in_part.groups_met(self.groups, self.times) or _("No groups were met here in this period.")

    @property
    def activities_say(self) -> str:
        """How many activities were held, and how many took part."""
        said = in_part.activities_held(self.activities, self.participants)
        return said or _("No activities were held here in this period.")

    @property
    def definitions(self) -> list[tuple[str, str]]:
        """What is counted, as the figures themselves say it."""
        return [(str(one.LABEL), f"{one.DENOMINATOR} {one.NUMERATOR}") for one in COUNTED]

    @property
    def has_something(self) -> bool:
        """Whether anything at all was published of this place in this period."""
        return self.asked.edition is not None


def neighbourhood(asked: Asked) -> Neighbourhood:
    """Read in three statements beside those for names: this place, the areas inside it, and their outlines."""
    found = figures(asked, COUNTED, asked.periods)
    now = {one.KEY: found[one.KEY, asked.period] for one in COUNTED}
    then = {one.KEY: found[one.KEY, asked.before] for one in COUNTED}
    themes = {theme.key: str(theme.name) for theme in Theme.objects.all()} | {"none": _("Without a theme")}
    bars = bars_of(now[signals.KEY], then[signals.KEY], themes)
    groups, times = (_one(now[groups_met.KEY], "", name) for name in (groups_met.GROUPS, groups_met.TIMES))
    inside = _inside(asked)
    return Neighbourhood(
        asked,
        _answer(asked, now[signals.KEY], bars),
        bars,
        bars_of(now[help_requests.KEY], then[help_requests.KEY], themes),
        groups,
        times,
        _with_groups(now[groups_met.KEY], "characteristic", Characteristic, groups),
        _with_groups(now[groups_met.KEY], "intervention", Intervention, groups),
        _activities(now[reach.KEY]),
        _one(now[reach.KEY], "", reach.PARTICIPANTS),
        inside,
        _map(inside),
        [asked.of(of).period_words for of in asked.quarters],
        _lines(asked, found),
    )


def _one(told: Told, group: str, cell: str) -> Count:
    """One cell of a figure; 0 where nothing was counted of what was published."""
    for one in told.groups:
        if one.key == group and cell in one.counts:
            return one.counts[cell]
    return Withheld("") if told.state in {"withheld", "left_out"} else 0


def _activities(told: Told) -> Count:
    """How many were held: participants stand beside them, and are none."""
    held = [one for one in told.groups if reach.PARTICIPANTS not in one.counts]
    return _whole(replace(told, groups=tuple(held)))


def _whole(told: Told) -> Count:
    """All of it together; where no total was published, the sum if nothing of it is withheld."""
    if told.whole:
        return told.whole.total
    if told.state in {"withheld", "left_out"}:
        return Withheld("")
    shown = [one.total for one in told.groups if one.key and not isinstance(one.total, Withheld)]
    hidden = any(isinstance(one.total, Withheld) for one in told.groups)
    return Withheld("") if hidden else sum(shown)


def _answer(asked: Asked, told: Told, bars: ThemeBars) -> str:
    """How many signals, what they were about, and how many were about the first theme the period before."""
    if told.state == "unpublished":
        return _("Of this period nothing was published yet.")
    whole = _whole(told)
    if whole == 0 and not bars.shown:
        return _("Nobody signalled anything here in this period.")
    if isinstance(whole, Withheld) and not bars.shown:
        return _("There is too little to show.")
    said = [] if isinstance(whole, Withheld) else [_signals(whole)]
    found = [(one.name, amount(one.count)) for one in bars.shown]
    said.append(most.themes(found, len(bars.hidden), None if asked.whose.is_outside else whole))
    if bars.shown and (before := bars.shown[0].before) is not None and not isinstance(before, Withheld):
        said.append(_before(bars.shown[0].name, before))
    return " ".join(words for words in said if words)


def _signals(number: int) -> str:
    return ngettext("%(number)s signal.", "%(number)s signals.", number) % {"number": number}


def _before(theme: str, count: int) -> str:
    return ngettext(
        "In the period before, %(count)d signal was about the theme %(theme)s.",
        "In the period before, %(count)d signals were about the theme %(theme)s.",
        count,
    ) % {"count": count, "theme": theme}


def _with_groups(told: Told, kind: str, named: type[Characteristic | Intervention], groups: Count) -> list[WithGroups]:
    """In how many groups each thing was seen or done, the most frequent first; none where the number is withheld."""
    if isinstance(groups, Withheld) or not groups:
        return []
    names = {f"{kind}:{one.key}": str(one.name) for one in named.objects.all()}
    found = [one for one in told.groups if one.key in names and (isinstance(one.total, Withheld) or one.total)]
    found.sort(key=lambda one: (isinstance(one.total, Withheld), -amount(one.total), names[one.key]))
    return [WithGroups(names[one.key], one.total, groups) for one in found]


def _inside(asked: Asked) -> list[Inside]:
    """The areas inside the place that was asked, by name, with their signals."""
    if asked.whose.kind == FiguresOf.SERVICE:
        return []
    places: Collection[Place] = inside_of(all_areas(), asked.whose.key)
    told = of_places(asked, [signals], Over.AREA, [place.key for place in places])
    return [Inside(place.name, place.value, _whole(told.get((signals.KEY, place.key), Told()))) for place in places]


def _map(inside: Sequence[Inside]) -> AreaMap | None:
    codes = [one.address.partition(":")[2] for one in inside]
    counts = dict(zip(codes, (one.count for one in inside), strict=True))
    names = dict(zip(codes, (one.name for one in inside), strict=True))
    outlines = dict(areas().filter(code__in=codes).values_list("code", "outline"))
    return area_map(outlines.items(), counts, names)


def _lines(asked: Asked, found: Found) -> list[Line]:
    """What can be followed from quarter to quarter; without what was nowhere published."""
    rows: Iterable[tuple[str, ModuleType, str]] = (
        (_("Signals"), signals, ""),
        (_("Different groups met"), groups_met, groups_met.GROUPS),
        (_("Activities"), reach, ""),
        (_("Participants in activities"), reach, reach.PARTICIPANTS),
        (_("Help requests"), help_requests, ""),
        (_("Goals that were reached"), goals_reached, "reached"),
    )
    lines = []
    for name, indicator, cell in rows:
        told = [found[indicator.KEY, of] for of in asked.quarters]
        if any(one.groups for one in told):
            lines.append(Line(name, tuple(_said(one, cell) for one in told)))
    return lines


def _said(told: Told, cell: str) -> str:
    """One quarter of a line: a count, too little to show, or that there is nothing of it or nothing published."""
    if told.state == "unpublished":
        return "–"
    if told.state == "empty":
        return instead("empty")
    return words(_one(told, "", cell) if cell else _activities(told))
