"""What do residents ask?"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from feedback.insight import Column
from feedback.kinds.themes import PerTheme
from outcomes.indicators import help_requests

RANK = 70


def sentence(total: int) -> str:
    """30 help requests."""
    return ngettext("%(total)d help request.", "%(total)d help requests.", total) % {"total": total}


QUESTION = PerTheme(
    title=_("What do residents ask?"),
    short=_("Help requests per theme"),
    reading=_("Each bar is a theme, the longest first. One plan may hold several help requests."),
    indicator=help_requests,
    columns=(Column("asked", _("help requests")),),
    sentence=sentence,
    block=_("Help requests per theme"),
)
