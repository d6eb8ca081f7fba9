"""Do we do what we agreed?"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from feedback.insight import Column, out_of
from feedback.kinds.shares import Shares
from feedback.reading import Group
from outcomes.indicators import actions_done

RANK = 60


def sentence(figure: Group) -> str:
    """Of 18 steps that were due: 11 (61%) done and 7 still open."""
    numbers = dict(figure.counts)
    words = ngettext(
        "Of %(known)d step that was due: %(done)s done and %(open)d still open.",
        "Of %(known)d steps that were due: %(done)s done and %(open)d still open.",
        figure.known,
    )
    return words % {**numbers, "known": figure.known, "done": out_of(numbers["done"], figure.known, figure.people)}


def rests(known: int, total: int) -> str:
    """How many of the steps that were due were not cancelled."""
    return ngettext(
        "Of %(total)d step that was due, %(known)d counts. A cancelled step does not.",
        "Of %(total)d steps that were due, %(known)d count. Cancelled steps do not.",
        total,
    ) % {"known": known, "total": total}


def records(known: int) -> str:
    """18 steps that were due."""
    return ngettext("%(known)d step that was due", "%(known)d steps that were due", known) % {"known": known}


QUESTION = Shares(
    title=_("Do we do what we agreed?"),
    short=_("Steps that were due"),
    reading=_(
        "Steps of residents, their people and us together. A step that is still open may be one that was too big."
    ),
    indicator=actions_done,
    columns=(Column("done", _("done"), "better"), Column("open", _("still open"), "same")),
    sentence=sentence,
    rests=rests,
    records=records,
    block=_("Steps per quarter"),
    good=("done",),
)
