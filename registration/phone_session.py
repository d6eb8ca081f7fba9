"""The session of a resident who reads with a code: a cookie of its own, for the pages under /my/ and nothing else.

It stands beside a log-in without touching it. In the session is only which code was opened; whether that still holds is
asked of the database at every page.
"""

import time
from uuid import UUID

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from organisation.middleware import KIND

COOKIE, PATH = "my", "/my/"
CODE, DAY, SEEN, LANGUAGE = "phone_code", "phone_code_day", "phone_code_seen", "phone_code_language"
IDLE = 15 * 60
# What its sessions say of themselves; a log-in has no kind.
RESIDENT = "resident"


def begin(response: HttpResponse, code_id: UUID, language: str) -> None:
    """From here on this phone reads with the code, today, until it lies idle."""
    store = SessionStore()
    store[KIND] = RESIDENT
    store[CODE], store[DAY], store[SEEN] = str(code_id), timezone.localdate().isoformat(), int(time.time())
    store[LANGUAGE] = language
    store.set_expiry(settings.SESSION_COOKIE_AGE)
    store.create()
    response.set_cookie(
        COOKIE, store.session_key, path=PATH, httponly=True, samesite="Strict", secure=settings.SESSION_COOKIE_SECURE
    )


def code_in(request: HttpRequest) -> UUID | None:
    """The id of the code that was opened on this phone, today and not too long ago; keeps that it was used now."""
    store = _opened(request)
    if CODE not in store:
        return None
    now, idle = int(time.time()), int(time.time()) - store[SEEN]
    if idle > IDLE or store[DAY] != timezone.localdate().isoformat():
        return None
    if idle > IDLE / 15:
        store[SEEN] = now
        store.save()
    return UUID(store[CODE])


def back_to_start(request: HttpRequest, said: str) -> HttpResponse:
    """To the page for typing the code, in the language that was read until now; nothing is open any more."""
    language = _opened(request).get(LANGUAGE, "")
    response = redirect(reverse("my") + f"?said={said}" + (f"&language={language}" if language else ""))
    end(request, response)
    return response


def end(request: HttpRequest, response: HttpResponse) -> None:
    """Nothing is open on this phone any more, nor for who copied the cookie."""
    store = _opened(request)
    if CODE in store:
        store.flush()
    response.delete_cookie(COOKIE, path=PATH, samesite="Strict")


def _opened(request: HttpRequest) -> SessionStore:
    """The session of this phone; an empty one for the key of a log-in, or of what is both."""
    store = SessionStore(request.COOKIES.get(COOKIE))
    return store if store.get(KIND) == RESIDENT and SESSION_KEY not in store else SessionStore()
