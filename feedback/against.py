"""One period against the one before, in one word."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from feedback.reading import Group
from outcomes.figures import ENOUGH_FOR_SHARES, Withheld

# So many points apart, of a hundred, before one period is called better than another.
APART = 10


def compared(now: Group | None, before: Group | None, cells: Sequence[str]) -> str:
    """Whether the share of `cells` in one period is better than in the one before, in one word."""
    shares = [_share(one, cells) for one in (now, before)]
    if shares[0] is None or shares[1] is None:
        return _("not yet to be said")
    points = shares[0] - shares[1]
    if abs(points) < APART:
        return _("the same")
    return _("better") if points > 0 else _("less")


def _share(one: Group | None, cells: Sequence[str]) -> float | None:
    """In hundredths; None where too few are behind it, or something of it is withheld."""
    if one is None or isinstance(one.known, Withheld) or not one.known or one.people < ENOUGH_FOR_SHARES:
        return None
    counts = [one.count(cell) for cell in cells]
    shown = [count for count in counts if not isinstance(count, Withheld)]
    return 100 * sum(shown) / one.known if len(shown) == len(counts) else None
