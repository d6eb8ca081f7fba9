"""What do we see in the neighbourhood, and what is done with it?"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from feedback.kinds.signalled import Signalled
from feedback.noted import Noted
from outcomes.figures import Withheld
from outcomes.indicators import INDICATORS

RANK = 76
SIGNALS = INDICATORS["signals"]


def sentence(one: Noted, top: str) -> str:
    """30 signals. Most are about money (8), living (7). 20 were answered, half of them within 6 days."""
    said = []
    if not isinstance(one.total, Withheld):
        said.append(ngettext("%(total)d signal.", "%(total)d signals.", one.total) % {"total": one.total})
    if top:
        said.append(top)
    answered, median = one.count(SIGNALS.ANSWERED), one.values.get(SIGNALS.MEDIAN)
    if not isinstance(answered, Withheld):
        said.append(_("Answered: %(answered)d.") % {"answered": answered})
        if median is not None:
            days = ngettext("%(days)d day", "%(days)d days", round(median)) % {"days": round(median)}
            said.append(_("Half of these within %(days)s.") % {"days": days})
    elif said:
        said.append(_("How many of them were answered is not shown."))
    return " ".join(said)


QUESTION = Signalled(
    title=gettext_lazy("What do we see in the neighbourhood, and what is done with it?"),
    short=gettext_lazy("Signals per theme, and how soon somebody answers"),
    reading=gettext_lazy(
        "Each bar is a theme, the longest first. Answered means that somebody said what happens with it; to have seen "
        "it is no answer yet."
    ),
    indicator=SIGNALS,
    sentence=sentence,
)
