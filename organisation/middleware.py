"""What happens around every page: session ends, language, log-in needed, and pages that no cache may keep."""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import add_never_cache_headers

from organisation.views.errors import session_ended

GetResponse = Callable[[HttpRequest], HttpResponse]
SEEN = "seen_at"
BEGAN = "began_at"
# In a session that is not of a log-in: whose it is.
KIND = "kind"


def one_alphabet(get_response: GetResponse) -> GetResponse:
    """Refuses what is said to be in other than UTF-8, and leaves empty bytes out of an address: no browser sends these,
    and reading them can fail anywhere.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if (request.encoding or "utf-8").lower() not in {"utf-8", "utf8"}:
            raise BadRequest("Not in UTF-8.")
        request.META["QUERY_STRING"] = request.META.get("QUERY_STRING", "").replace("%00", "")
        return get_response(request)

    return middleware


def session_ends(get_response: GetResponse) -> GetResponse:
    """Ends a log-in that was idle too long, or that began too long ago however busy it was."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if KIND in request.session:
            # The session of a resident's phone is none of this door; it is left alone, for the phone.
            request.session = type(request.session)()
        session = request.session
        if SESSION_KEY in session:
            now = int(time.time())
            idle, age = now - session.get(SEEN, now), now - session.get(BEGAN, now)
            if idle > settings.SESSION_IDLE_SECONDS or age > settings.SESSION_COOKIE_AGE:
                logout(request)
            elif BEGAN not in session:
                session[BEGAN] = session[SEEN] = now
            elif idle > min(60, settings.SESSION_IDLE_SECONDS / 4):  # precise enough; spares a write on every page
                session[SEEN] = now
        return get_response(request)

    return middleware


def chosen_language(get_response: GetResponse) -> GetResponse:
    """Dutch unless somebody chose otherwise; what the browser prefers does not count."""

    def middleware(request: HttpRequest) -> HttpResponse:
        wanted = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, settings.LANGUAGE_CODE)
        language = wanted if wanted in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

    return middleware


class LoginRequired(LoginRequiredMiddleware):
    """Every page needs log-in unless it says otherwise; a form that comes too late is given back instead of lost."""

    def handle_no_permission(self, request: HttpRequest, view_func: Callable[..., HttpResponse]) -> HttpResponse:
        """To the log-in page, or for a form the page with what was typed.

        The session of somebody who was put aside is over, also when that is undone.
        """
        if SESSION_KEY in request.session:
            logout(request)
        if request.method == "POST":
            return session_ended(request)
        return super().handle_no_permission(request, view_func)


def private_pages(get_response: GetResponse) -> GetResponse:
    """No cache, on this device or on the way, keeps a page of somebody who is logged in."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.user.is_authenticated:
            add_never_cache_headers(response)
        return response

    return middleware
