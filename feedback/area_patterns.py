"""Patterns on the page of a neighbourhood, each with its way: what came up, that it is usual or not, offer, effect."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalogue.models import Theme
from feedback.asked import Asked
from feedback.dashboards.question_use import in_words
from feedback.insight import few
from organisation.models import User
from organisation.queries.areas import areas
from organisation.scope import outside
from outcomes.figures import Withheld
from outcomes.patterns import Pattern, followed, looked_for
from outcomes.publishing.publish import GRACE
from shared.period import Period
from signals.queries.offers import offers


@dataclass(frozen=True)
class Card:
    """One pattern: in which area which theme, and what was made of it."""

    pattern: Pattern
    area: str
    theme: str
    # Where an offer is begun, for who may; "" for others.
    offer_address: str
    offers: Sequence[Any]
    # What became of it in the quarters after: (quarter in words, count in words).
    after: Sequence[tuple[str, str]]

    @property
    def title(self) -> str:
        """As a sentence that says where and what."""
        said = _("In %(area)s it is often about %(theme)s")
        if not self.pattern.is_pattern:
            said = _("Worth a look in %(area)s: %(theme)s")
        return said % {"area": self.area, "theme": self.theme.lower()}

    @property
    def seen(self) -> str:
        """How often it came up, and of what."""
        number = self.pattern.seen
        if self.pattern.figure == "signals":
            said = ngettext("%(number)s signal", "%(number)s signals", number)
        elif self.pattern.figure == "help_requests":
            said = ngettext("%(number)s request for help", "%(number)s requests for help", number)
        else:
            said = ngettext("%(number)s signal or request", "%(number)s signals and requests", number)
        return said % {"number": number}

    @property
    def quarter(self) -> str:
        """The quarter in words."""
        return in_words(self.pattern.quarter)

    @property
    def look_on(self) -> date:
        """About when the quarter after it is published, so that it can be seen what became of it."""
        after = Period.parse(self.pattern.quarter).end
        return Period.parse(f"{after.year:04d}-Q{(after.month + 2) // 3}").end + GRACE


def cards(asked: Asked, user: User) -> list[Card]:
    """What stood out in the quarter that was published last, when that is the one that is asked; else nothing."""
    found = looked_for(asked.whose.scope)
    if not found.found or found.quarter != asked.of_period:
        return []
    scope = outside(user)
    codes = {one.area for one in found.found}
    names = dict(areas().filter(code__in=codes).values_list("code", "name"))
    themes = {theme.key: str(theme.name) for theme in Theme.objects.all()}
    made = list(offers(scope, asked.day).filter(area__code__in=codes))
    return [
        Card(
            one,
            names.get(one.area, one.area),
            themes.get(one.theme, one.theme),
            _address(one) if scope else "",
            [offer for offer in made if offer.area and (offer.area.code, offer.theme_id) == (one.area, one.theme)],
            _after(asked, one),
        )
        for one in found.found
    ]


def _address(pattern: Pattern) -> str:
    named = {name: getattr(pattern, name) for name in ("theme", "area", "figure", "quarter")}
    return f"{reverse('offer_new')}?{urlencode(named)}"


def _after(asked: Asked, one: Pattern) -> list[tuple[str, str]]:
    """The quarters that were published after the one in which it stood out."""
    later = followed(asked.whose.scope, figure=one.figure, area=one.area, theme=one.theme, since=one.quarter)[1:]
    return [(in_words(quarter), few() if isinstance(count, Withheld) else str(count)) for quarter, count in later]
