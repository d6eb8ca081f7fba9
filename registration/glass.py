"""Broken glass in words: whether a reason says something, and until when a file stays open."""

import re
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from registration.models.broken_glass import REASON_FROM

# A reason of fewer different letters than this is a few keys pressed over and over.
LETTERS_FROM = 6
REPEATED = re.compile(r"(.)\1+")


def counted(reason: str) -> int:
    """How many characters of a reason count: letters and digits, each once where it is repeated on the spot."""
    bare = "".join(re.findall(r"[^\W_]", reason.casefold()))
    return len(REPEATED.sub(r"\1", bare)) if len(set(bare)) >= LETTERS_FROM else 0


def says_enough(reason: str) -> bool:
    """Whether the reason is long enough to be one."""
    return counted(reason) >= REASON_FROM


def until_in_words(until: datetime) -> str:
    """Until when, as people say it: "today 16.02", "tomorrow 10.15"; another day with its date."""
    here = timezone.localtime(until)
    time = here.strftime("%H.%M")
    days = (here.date() - timezone.localdate()).days
    if days == 0:
        return _("today %(time)s") % {"time": time}
    if days == 1:
        return _("tomorrow %(time)s") % {"time": time}
    return f"{date_format(here, 'j F')} {time}"
