"""What happens around every page: session ends, language, and pages that no cache may keep."""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import add_never_cache_headers

GetResponse = Callable[[HttpRequest], HttpResponse]
SEEN = "seen_at"


def session_ends(get_response: GetResponse) -> GetResponse:
    """Ends a session that was idle too long. The absolute end is the session's own age, which never grows."""

    def middleware(request: HttpRequest) -> HttpResponse:
        now = int(time.time())
        seen = request.session.get(SEEN)
        if seen is not None and now - seen > settings.SESSION_IDLE_SECONDS:
            logout(request)
        elif (
            seen is None or now - seen > 60
        ):  # once a minute is precise enough, and spares a write on every page
            request.session[SEEN] = now
        return get_response(request)

    return middleware


def chosen_language(get_response: GetResponse) -> GetResponse:
    """Dutch unless somebody chose otherwise; what the browser prefers does not count."""

    def middleware(request: HttpRequest) -> HttpResponse:
        wanted = request.COOKIES.get(
            settings.LANGUAGE_COOKIE_NAME, settings.LANGUAGE_CODE
        )
        language = (
            wanted if wanted in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        )
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

    return middleware


def private_pages(get_response: GetResponse) -> GetResponse:
    """No cache, on this device or on the way, keeps a page of somebody who is logged in."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.user.is_authenticated:
            add_never_cache_headers(response)
        return response

    return middleware
