"""How many residents go on by themselves?"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from feedback.insight import Column, out_of
from feedback.kinds.shares import Shares
from feedback.reading import Group
from outcomes.indicators import continues_independently

RANK = 50


def sentence(figure: Group) -> str:
    """Of 18 plans that were closed: the resident goes on alone in 11 (61%), partly in 5, not in 2."""
    numbers = dict(figure.counts)
    words = ngettext(
        "Of %(known)d plan that was closed: the resident goes on alone in %(yes)s, partly in %(partly)d, not in "
        "%(no)d.",
        "Of %(known)d plans that were closed: the resident goes on alone in %(yes)s, partly in %(partly)d, not in "
        "%(no)d.",
        figure.known,
    )
    return words % {**numbers, "known": figure.known, "yes": out_of(numbers["yes"], figure.known, figure.people)}


def rests(known: int, total: int) -> str:
    """Of how many closed plans there is an answer."""
    return ngettext(
        "Of %(total)d plan that was closed, %(known)d has an answer.",
        "Of %(total)d plans that were closed, %(known)d have an answer.",
        total,
    ) % {"known": known, "total": total}


def records(known: int) -> str:
    """18 closed plans with an answer."""
    return ngettext("%(known)d closed plan", "%(known)d closed plans", known) % {"known": known}


QUESTION = Shares(
    title=_("How many residents go on by themselves?"),
    short=_("When a plan is closed"),
    reading=_("It is asked when a plan is closed: can the resident go on alone, perhaps with people around?"),
    indicator=continues_independently,
    columns=(
        Column("yes", _("goes on alone"), "better"),
        Column("partly", _("partly"), "same"),
        Column("no", _("not yet"), "harder"),
    ),
    sentence=sentence,
    rests=rests,
    records=records,
    block=_("Closed plans per quarter"),
    good=("yes",),
)
