"""What waits in the session to be shown once: of a code the id only, for it follows from that, and the PIN.

It waits for a minute at most, and not while the page is turned to a resident.
"""

import time
from uuid import UUID

from django.http import HttpRequest

CODE, PIN, AT = "phone_code_to_show", "phone_code_pin", "phone_code_made_at"
SECONDS = 60


def keep(request: HttpRequest, code_id: UUID, pin: str) -> None:
    """From now on it waits."""
    request.session[CODE], request.session[PIN], request.session[AT] = str(code_id), pin, int(time.time())


def take(request: HttpRequest, code_id: UUID) -> str | None:
    """The PIN of this code, once; None when it does not wait."""
    if request.session.get(CODE) != str(code_id):
        return None
    pin: str = request.session[PIN]
    forget(request)
    return pin


def forget(request: HttpRequest) -> None:
    """Nothing waits any more."""
    for name in (CODE, PIN, AT):
        request.session.pop(name, None)


def forget_old(request: HttpRequest) -> None:
    """Nothing that waited too long waits any more."""
    if PIN in request.session and time.time() - request.session.get(AT, 0) > SECONDS:
        forget(request)
