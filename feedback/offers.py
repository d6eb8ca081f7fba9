"""One line from signal to effect: the pattern of which an offer is made, and what became of it afterwards."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from catalogue.models import Theme
from feedback.dashboards.question_use import in_words
from feedback.theme_bars import amount, words
from organisation.models import Area
from organisation.queries.areas import areas
from organisation.scope import Scope
from outcomes.figures import Count, Withheld
from outcomes.patterns import Pattern, followed, patterns
from shared.columns import Columns, columns
from shared.period import Period

# By what a pattern is named in an address and in a form. Its numbers are never sent.
NAMED_BY = ("figure", "area", "theme", "quarter")


@dataclass(frozen=True)
class Origin:
    """A pattern that stands, with its theme and area."""

    pattern: Pattern
    theme: Theme
    area: Area

    @property
    def says(self) -> str:
        """What was seen, when, and what was usual."""
        usual = number_format(self.pattern.expected, 1)
        said = {"seen": self.pattern.seen, "quarter": in_words(self.pattern.quarter), "usual": usual}
        return {
            "signals": _("%(seen)s signals in %(quarter)s. Usual is about %(usual)s."),
            "help_requests": _("%(seen)s requests for help in %(quarter)s. Usual is about %(usual)s."),
        }.get(self.pattern.figure, _("%(seen)s signals and requests in %(quarter)s. Usual is about %(usual)s.")) % said

    @property
    def title(self) -> str:
        """What an offer may be called to begin with."""
        return _("%(theme)s in %(area)s") % {"theme": self.theme.name, "area": self.area.name}


def origin(scope: Scope | None, named: Mapping[str, object]) -> Origin | None:
    """The pattern of these names, found again among those that this person may read; None when it does not stand."""
    wanted = tuple(str(named.get(name) or "") for name in NAMED_BY)
    for one in patterns(scope):
        if (one.figure, one.area, one.theme, one.quarter) == wanted:
            theme, area = Theme.objects.filter(key=one.theme).first(), areas().filter(code=one.area).first()
            return Origin(one, theme, area) if theme and area else None
    return None


@dataclass(frozen=True)
class Quarter:
    """One quarter of the pattern, the one of which the offer was made first; `held` are activities of the offer."""

    name: str
    count: Count
    held: int

    @property
    def title(self) -> str:
        """In words."""
        return in_words(self.name)

    @property
    def says(self) -> str:
        """The count, or that it is too little to show."""
        return words(self.count)


@dataclass(frozen=True)
class After:
    """What became of a pattern: quarter by quarter, as a drawing, and in one sentence."""

    quarters: Sequence[Quarter]
    drawing: Columns | None
    says: str


def after(offer: Any, scope: Scope | None, activities: Sequence[Any], day: date) -> After:
    """Of an offer and its activities, as `signals` gives them; read from what was published. Withheld is told, and is
    never drawn as nothing.
    """
    code = offer.area.code if offer.area else ""
    # An offer that was brought in may not say of which quarter it was made.
    found = (
        followed(scope, figure=offer.figure, area=code, theme=offer.theme_id, since=offer.quarter)
        if offer.quarter
        else []
    )
    held = [one.held_on for one in activities if one.held_on <= day]
    quarters = [Quarter(name, count, sum(on in Period.parse(name) for on in held)) for name, count in found]
    drawn = [(one.name, None if isinstance(one.count, Withheld) else one.count) for one in quarters]
    return After(quarters, columns(drawn), _effect(offer, quarters))


def _effect(offer: Any, quarters: Sequence[Quarter]) -> str:
    """The last whole quarter since the offer began, against the one of which it was made and what was usual before:
    what stood out comes down again by itself as well. It says not why.
    """
    later = [one for one in quarters if Period.parse(one.name).start >= offer.begun_on and one.name != offer.quarter]
    if not later:
        return _("We look as soon as the first quarter after it has been published.")
    last = later[-1]
    if isinstance(last.count, Withheld):
        return _("In %(quarter)s it was too little to show.") % {"quarter": last.title}
    now, then = amount(last.count), offer.seen
    said = {"quarter": last.title, "now": now, "then": then}
    if now == then:
        told = _("In %(quarter)s it was %(now)s, as often as when the offer was made.") % said
    elif now < then:
        told = _("In %(quarter)s it was %(now)s. When the offer was made it was %(then)s, so that is less.") % said
    else:
        told = _("In %(quarter)s it was %(now)s. When the offer was made it was %(then)s, so that is more.") % said
    return f"{told} " + _("About %(usual)s was usual before.") % {"usual": number_format(offer.expected, 1)}
