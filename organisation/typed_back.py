"""What somebody typed in a form that could not be saved, so that an error page can give it back."""

import re
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit
from uuid import UUID

from django.apps import apps
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest
from django.http.request import UnreadablePostError

# Never given back, never sent again: what proves who somebody is.
SECRET = re.compile(r"passw|credential|secret|^code$|^pin$", re.IGNORECASE)
# Codes as we make them ("work_education"); a word in small letters this short is one too ("nl", "on", "yes").
CODE = re.compile(r"[a-z]{1,3}|[a-z]+(_[a-z]+)+")
FORGERY = "csrfmiddlewaretoken"
KEY = "submission_key"
# Which questions stood in the form, signed: nobody typed that.
OFFERED = "-offered"


@dataclass(frozen=True)
class Typed:
    """What was in the form: texts to read and copy, every field to send again, and where to."""

    texts: tuple[str, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    path: str = ""
    can_resend: bool = False
    # Nothing of it was left out: no password, no file.
    is_whole: bool = False

    @property
    def to_send(self) -> tuple[tuple[str, str], ...]:
        """Every field but the number of the form: to be sent under another one."""
        return tuple((name, value) for name, value in self.fields if name != KEY)


def typed_in(request: HttpRequest) -> Typed:
    """What this request carried; empty when it was no form or cannot be read any more. Passwords are never in it."""
    if request.method != "POST":
        return Typed()
    try:
        every = [(name, value) for name, values in request.POST.lists() for value in values if name != FORGERY]
    except (UnreadablePostError, SuspiciousOperation):
        return Typed()
    fields = tuple((name, value) for name, value in every if not SECRET.search(name))
    texts = tuple(value for name, value in fields if name != KEY and not name.endswith(OFFERED) and is_text(value))
    whole = len(fields) == len(every) and not request.FILES
    return Typed(texts, fields, request.get_full_path(), whole and _from_here(request), whole)


def is_text(value: str) -> bool:
    """Whether somebody can have typed this: not an id, and not the code behind a tick box, a chip or a list.

    By its looks, for the form itself is not known here. One word that is also a code of ours is taken for the code; it
    is still sent again with the other fields.
    """
    if not value.strip() or CODE.fullmatch(value) or value in _codes():
        return False
    try:
        UUID(value)
    except ValueError:
        return True
    return False


@cache
def _codes() -> frozenset[str]:
    """The values of every choice of every model."""
    fields = (field for model in apps.get_models() for field in model._meta.fields)
    # A number says something to who typed it, also where a choice is stored as one.
    return frozenset(value for field in fields for value, _label in field.flatchoices if isinstance(value, str))


def _from_here(request: HttpRequest) -> bool:
    """Whether the browser itself says that a page of ours sent this: only then may one press send the same again."""
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin", "")
    ours = urlsplit(origin).netloc == request.get_host()
    if site:
        return site == "same-origin" and (ours or not origin)
    return ours
