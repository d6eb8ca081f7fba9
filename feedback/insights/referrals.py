"""Where do we refer to, and could we have done it ourselves?"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from feedback.insight import Column
from feedback.kinds.themes import PerTheme
from outcomes.indicators import referrals

RANK = 80


def sentence(total: int) -> str:
    """30 referrals."""
    return ngettext("%(total)d referral.", "%(total)d referrals.", total) % {"total": total}


QUESTION = PerTheme(
    title=_("Where do we refer to, and could we have done it ourselves?"),
    short=_("Referrals per theme"),
    reading=_(
        "First line is help near home, such as the family doctor. Second line is specialist help. Talk about "
        "what could have been nearer."
    ),
    indicator=referrals,
    columns=(
        Column("first", _("first line")),
        Column("second", _("second line")),
        Column("none", _("line not said")),
    ),
    sentence=sentence,
    block=_("Referrals per theme"),
    apart=referrals.OURS,
    asks=_("Of %(known)s referrals, %(yes)s could have been ours, as we said ourselves."),
)
