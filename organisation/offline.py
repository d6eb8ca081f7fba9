"""Forms that waited on a device without a network: whose they are, when they were filled in, and what opens them.

A device writes down with a key of its own that anybody may have, and reads with one that only a secret of the server
opens (static/js/vault.js). That secret belongs to one person on one device, and worked out anew for who is logged in.
"""

import base64
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import wraps
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils import timezone
from django.utils.crypto import salted_hmac

from organisation.models import User

# What the page that keeps forms says with one (static/js/outbox.js): that it did so and for whom, and two moments by
# its own clock, in milliseconds.
WHOSE, MADE, SENT = "X-Kept-For", "X-Made-At", "X-Sent-At"
# Where to go from here: a redirect would be followed unseen by a script, and its message lost.
NEXT = "X-Next"
# So long may a form wait and still count on the day on which it was filled in.
LONGEST = timedelta(days=30)


def mark_of(user: User) -> str:
    """Tells people apart on a device that is shared, without saying there who they are: 32 hexadecimal digits.

    Without the key of the server, so that what waits is still theirs after that was replaced. The number of a person
    that it is worked out of cannot be guessed.
    """
    return sha256(b"organisation.offline.mark" + user.pk.bytes).hexdigest()[:32]


def secrets_of(user: User, device: UUID) -> list[str]:
    """What opens the key of this person on this device: base64 of 32 bytes.

    One for the key of the server as it is, and one for each that it had before (`SECRET_KEY_FALLBACKS`), so that
    replacing that key loses nothing that still waits on a device.
    """
    about = f"{user.pk}:{device}"
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    made = (salted_hmac("organisation.offline.device", about, key, algorithm="sha256").digest() for key in keys)
    return [base64.b64encode(one).decode() for one in made]


def is_kept_by_other(request: HttpRequest) -> bool:
    """Whether this form waited on the device for somebody else than who is logged in."""
    whose = request.headers.get(WHOSE)
    return whose is not None and whose != mark_of(request.user)  # type: ignore[arg-type]  # behind the log-in


def as_told(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The answer as a script can read it: 201 with the address of the next page instead of a redirect to it."""
    if WHOSE not in request.headers or not isinstance(response, HttpResponseRedirect):
        return response
    return HttpResponse(status=201, headers={NEXT: response.url})


def made_at(request: HttpRequest) -> datetime:
    """When this form was filled in: now, or for one that waited as long ago as the device says.

    Only the time between two moments of its own clock counts, so a clock that is wrong changes nothing. Longer than 30
    days ago, or in the future, is not believed; that is now.
    """
    now = timezone.now()
    try:
        waited = timedelta(milliseconds=int(request.headers[SENT]) - int(request.headers[MADE]))
    except (KeyError, ValueError, OverflowError):
        return now
    return now - waited if timedelta() < waited <= LONGEST else now


def made_on(request: HttpRequest) -> date:
    """The day of that moment, here."""
    return timezone.localdate(made_at(request))


def leaving_nothing(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Logging out: a browser that says that nothing waits there any more (`wipe`) forgets all it kept of this site."""

    @wraps(view)
    def left(request: HttpRequest, **arguments: Any) -> HttpResponseBase:
        response = view(request, **arguments)
        if "wipe" in request.POST and not request.user.is_authenticated:
            response["Clear-Site-Data"] = '"cache", "storage"'
        return response

    return left
