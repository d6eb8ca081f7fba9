"""How many goals were reached?"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from feedback.insight import Column, out_of
from feedback.kinds.shares import Shares
from feedback.reading import Group
from outcomes.indicators import goals_reached

RANK = 20


def sentence(figure: Group) -> str:
    """Of 18 goals that ended: 11 (61%) reached, 5 partly and 2 not."""
    numbers = dict(figure.counts)
    words = ngettext(
        "Of %(known)d goal that ended: %(reached)s reached, %(partly)d partly and %(not)d not.",
        "Of %(known)d goals that ended: %(reached)s reached, %(partly)d partly and %(not)d not.",
        figure.known,
    )
    return words % {
        **numbers,
        "known": figure.known,
        "reached": out_of(numbers["reached"], figure.known, figure.people),
    }


def rests(known: int, total: int) -> str:
    """Of how many goals that ended there is a result."""
    return ngettext(
        "Of %(total)d goal that ended, we know the result of %(known)d. No longer wanted counts as no result.",
        "Of %(total)d goals that ended, we know the result of %(known)d. No longer wanted counts as no result.",
        total,
    ) % {"known": known, "total": total}


def records(known: int) -> str:
    """18 goals that ended, with a result."""
    return ngettext("%(known)d goal that ended", "%(known)d goals that ended", known) % {"known": known}


QUESTION = Shares(
    title=_("How many goals were reached?"),
    short=_("Of the goals that ended"),
    reading=_(
        "Reached, partly or not: as resident and professional said it together at the end. A goal that nobody wants "
        "any more is not counted."
    ),
    indicator=goals_reached,
    columns=(
        Column("reached", _("reached"), "better"),
        Column("partly", _("partly"), "same"),
        Column("not", _("not reached"), "harder"),
    ),
    sentence=sentence,
    rests=rests,
    records=records,
    block=_("Goals that ended, per quarter"),
    good=("reached",),
)
