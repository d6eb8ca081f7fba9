"""What is named first of several things, and whether it may be said that these are the most."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from outcomes.figures import Count, Withheld

# So many are named, and fewer times than this is no most.
NAMED, LEAST = 3, 5


def most(counts: Sequence[int], hidden: int, left: int | None = None) -> int:
    """How many of these, the largest first, are truly the most; 0 for none.

    None is on a tie with one that is left out, or few, or may be less than one of those `hidden`, of which together
    there are `left`, None where that is not known.
    """
    for named in range(min(NAMED, len(counts)), 0, -1):
        last = counts[named - 1]
        following = counts[named] if len(counts) > named else 0
        if last >= LEAST and last > following and (not hidden or (left is not None and left < last)):
            return named
    return 0


def themes(found: Sequence[tuple[str, int]], hidden: int, total: Count | None = None) -> str:
    """Themes: money (8), living (4). Most often: money (8). Or: Among others: money (2), when none is the most.

    `found` are names and counts, the largest first, and `total` is how many there are of all themes together, exactly;
    None where that is rounded or not known.
    """
    if not found:
        return _("Of the themes there is too little to show.") if hidden else ""
    if not hidden and len(found) <= NAMED:
        return ngettext("Theme: %(top)s.", "Themes: %(top)s.", len(found)) % {"top": _listed(found)}
    left = None if total is None or isinstance(total, Withheld) else total - sum(count for _name, count in found)
    if first := most([count for _name, count in found], hidden, left):
        return _("Most often: %(top)s.") % {"top": _listed(found[:first])}
    return _("Among others: %(top)s.") % {"top": _listed(found[:NAMED])}


def _listed(found: Sequence[tuple[str, int]]) -> str:
    return ", ".join(f"{name} ({count})" for name, count in found)
