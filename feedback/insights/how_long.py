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
    """Of 6 plans that began and got a goal, half had it within 6 days."""
    words = (
        ngettext(
            "In %(known)d plan the first goal came within %(value)s.",
            "Of the %(known)d plans that began and got a goal, half had that goal within %(value)s.",
            known,
        ),
        ngettext(
            "%(known)d closed plan lasted %(value)s.",
            "Half of the %(known)d plans that were closed lasted no longer than %(value)s.",
            known,
        ),
    )
    return words[turn] % {"value": value, "known": known}


def rests(turn: int, known: int, total: int) -> str:
    """How many plans began and how many of these have a goal; how many were closed."""
    words = (
        _("Plans that began: %(total)d. With a first goal: %(known)d."),
        _("Plans that were closed: %(total)d. Of %(known)d we know how long they lasted."),
    )
    return words[turn] % {"total": total, "known": known}


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
