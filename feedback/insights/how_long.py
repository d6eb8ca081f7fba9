"""How long does it take: until the first goal, and from beginning to end?"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from feedback.kinds.values import Values
from outcomes.indicators import plan_duration, time_to_first_goal

RANK = 100


def days(value: float) -> str:
    """34 days."""
    return ngettext("%(days)d day", "%(days)d days", round(value)) % {"days": round(value)}


def sentence(turn: int, value: str, known: int) -> str:
    """Half of the plans had a first goal within 6 days."""
    words = (
        _("Half of the %(known)d plans that began had a first goal within %(value)s."),
        _("Half of the %(known)d plans that were closed lasted no longer than %(value)s."),
    )
    return words[turn] % {"value": value, "known": known}


def rests(known: int, total: int) -> str:
    """How many plans have the value."""
    return _("Of %(total)d plans we know this of %(known)d.") % {"total": total, "known": known}


QUESTION = Values(
    title=gettext_lazy("How long does it take?"),
    short=gettext_lazy("Until the first goal, and from beginning to end"),
    reading=gettext_lazy(
        "The median: half took shorter, half took longer. Quick is not always good: a talk may need its time."
    ),
    figures=(
        (time_to_first_goal, "median_days", gettext_lazy("Days until the first goal")),
        (plan_duration, "median_days", gettext_lazy("Days from beginning to end")),
    ),
    in_words=days,
    sentence=sentence,
    rests=rests,
)
