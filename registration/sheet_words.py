"""The words of the sheet itself: in the language of the resident, and small in Dutch, so that both can read along.

The context "sheet" brings them into every language of residents (docs/words.md). Nobody's own words are among them.
"""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.translation import pgettext, pgettext_lazy

DUTCH = "nl"
# Between two names, or a day and a time.
COMMA = {"ar": "، "}

MY_PLAN = pgettext_lazy("sheet", "My plan")
OUR_PLAN = pgettext_lazy("sheet", "Our plan")
BY = pgettext_lazy("sheet", "By {name}")
BY_ALL = pgettext_lazy("sheet", "By {names}")
I_WANT = pgettext_lazy("sheet", "I want:")
WE_WANT = pgettext_lazy("sheet", "We want:")
MEMBER_WANTS = pgettext_lazy("sheet", "{name} wants:")
BELONG_TOGETHER = pgettext_lazy("sheet", "These belong together")
DONE = pgettext_lazy("sheet", "Done")
SOMEBODY_ELSE = pgettext_lazy("sheet", "somebody else")
WE = pgettext_lazy("sheet", "we")
STAIRS = pgettext_lazy("sheet", "Stairs from 1 to 5")
OWN_STAIRS = pgettext_lazy("sheet", "Stairs")
BEGIN = pgettext_lazy("sheet", "Begin")
I_AM_HERE = pgettext_lazy("sheet", "I am here now")
WE_ARE_HERE = pgettext_lazy("sheet", "We are here now")
MY_GOAL = pgettext_lazy("sheet", "My goal")
OUR_GOAL = pgettext_lazy("sheet", "Our goal")
NEXT_APPOINTMENT = pgettext_lazy("sheet", "Next appointment")
CALL = pgettext_lazy("sheet", "Question? Call {name}")


@dataclass(frozen=True)
class Said:
    """Words in the language of the sheet, and in Dutch; the Dutch is empty on a Dutch sheet."""

    own: str
    dutch: str = ""


def said(words: Promise, **names: str | list[str]) -> Said:
    """The words in the active language and in Dutch. Names stand apart, so that they keep their own direction."""
    own = _with_names(words, names)
    if translation.get_language() == DUTCH:
        return Said(own)
    with translation.override(DUTCH):
        return Said(own, _with_names(words, names))


def said_when(moment: datetime) -> Said:
    """Day and time of an appointment, as one says them."""
    here = timezone.localtime(moment)
    own = _comma().join([said_day(here.date()), said_time(here.time())])
    if translation.get_language() == DUTCH:
        return Said(own)
    with translation.override(DUTCH):
        return Said(own, _comma().join([said_day(here.date()), said_time(here.time())]))


def said_day(day: date) -> str:
    """ "donderdag 3 december": the name of the month as it is with a day before it."""
    return date_format(day, "l j E")


def said_time(clock: time) -> str:
    """ "10 uur", "10.30 uur"; in English "10:00", "10:30"."""
    parts = {"hour": str(clock.hour), "minute": f"{clock.minute:02}"}
    # Translators: a whole hour, as one says it.
    whole, other = pgettext("sheet", "{hour}:00"), pgettext("sheet", "{hour}:{minute}")
    return (other if clock.minute else whole).format(**parts)


def _with_names(words: Promise, names: dict[str, str | list[str]]) -> str:
    apart = {name: _apart([given] if isinstance(given, str) else given) for name, given in names.items()}
    return format_html(str(words), **apart) if apart else str(words)


def _apart(names: list[str]) -> str:
    return format_html_join(_comma(), "<bdi>{}</bdi>", ([name] for name in names))


def _comma() -> str:
    return COMMA.get(translation.get_language() or DUTCH, ", ")
