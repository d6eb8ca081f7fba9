"""Are residents getting further with their goals?"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from feedback.insight import Column, out_of
from feedback.kinds.shares import Shares
from feedback.reading import Group
from outcomes.indicators import goal_progress

RANK = 10


def sentence(figure: Group) -> str:
    """Of 18 goals: 11 (61%) further, 5 the same and 2 harder now."""
    numbers = dict(figure.counts)
    words = ngettext(
        "Of %(known)d goal: %(up)s further, %(same)d the same and %(down)d harder now.",
        "Of %(known)d goals: %(up)s further, %(same)d the same and %(down)d harder now.",
        figure.known,
    )
    return words % {**numbers, "known": figure.known, "up": out_of(numbers["up"], figure.known, figure.people)}


def rests(known: int, total: int) -> str:
    """Of how many goals a first and a last step are known."""
    return ngettext(
        "Of %(total)d goal that was scored, we know a first and a last step of %(known)d.",
        "Of %(total)d goals that were scored, we know a first and a last step of %(known)d.",
        total,
    ) % {"known": known, "total": total}


def records(known: int) -> str:
    """18 goals of which a first and a last step are known."""
    return ngettext("%(known)d goal to compare", "%(known)d goals to compare", known) % {"known": known}


QUESTION = Shares(
    title=_("Are residents getting further with their goals?"),
    short=_("From the first step on the ladder to the last"),
    reading=_(
        "Further means: the last step on the ladder is higher than the first. Harder is no failure: life can get in "
        "the way. Goals that were scored once cannot be compared yet."
    ),
    indicator=goal_progress,
    columns=(
        Column("up", _("further"), "better"),
        Column("same", _("the same"), "same"),
        Column("down", _("harder"), "harder"),
    ),
    sentence=sentence,
    rests=rests,
    records=records,
    block=_("Goals per quarter"),
    good=("up",),
)
