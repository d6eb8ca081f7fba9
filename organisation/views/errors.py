"""Error pages: what happened, what was typed, what can be done. None of them needs the database."""

import sys
from dataclasses import replace

import psycopg
from django.conf import settings
from django.contrib.sessions.exceptions import SessionInterrupted
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.cache import add_never_cache_headers

from organisation.typed_back import Typed, typed_in

# SQLSTATE classes in which the server answers that it cannot serve: connection, resources, shutdown.
AWAY = ("08", "53", "57P")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Too much at once, or nothing that a page of ours sends. It was not read, so there is nothing to give back.

    Django also comes here when the session could not be kept: then it ended elsewhere, or the database went away.
    """
    if isinstance(exception, SessionInterrupted):
        return out_of_reach(request) if database_is_away(exception) else session_ended(request)
    return error_page(request, "400.html", 400, Typed())


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Not existing and not allowed are one page: nothing of what was asked for, and what was typed to copy."""
    return error_page(request, "404.html", 404, replace(typed_in(request), can_resend=False))


def server_error(request: HttpRequest) -> HttpResponse:
    """Our fault; or, when the database cannot be reached, a page that says to try again soon."""
    return out_of_reach(request) if database_is_away(sys.exc_info()[1]) else error_page(request, "500.html", 500)


def out_of_reach(request: HttpRequest) -> HttpResponse:
    """The database cannot be reached: try again soon."""
    response = error_page(request, "503.html", 503)
    response["Retry-After"] = "30"
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form could not be trusted, mostly because it stood open for a long time."""
    return error_page(request, "403_csrf.html", 403)


def session_ended(request: HttpRequest) -> HttpResponse:
    """A form arrived after its session ended: nothing was saved, and nothing is lost."""
    return error_page(request, "session_ended.html", 401)


def error_page(request: HttpRequest, template: str, status: int, typed: Typed | None = None) -> HttpResponse:
    """A page without context processors: those ask who is logged in, and for that the database."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    typed = typed or typed_in(request)
    token = get_token(request) if typed.can_resend else ""
    with translation.override(language):
        page = render_to_string(template, {"typed": typed, "csrf_token": token})
    response = HttpResponse(page, status=status)
    response["Content-Language"] = language
    add_never_cache_headers(response)
    return response


def database_is_away(error: BaseException | None) -> bool:
    """Whether this error, or one behind it, says that there is no connection with the database."""
    while error is not None:
        if isinstance(error, psycopg.OperationalError):
            return error.sqlstate is None or error.sqlstate.startswith(AWAY)
        if isinstance(error, OperationalError | InterfaceError) and error.__cause__ is None:
            return True
        error = error.__cause__ or error.__context__
    return False
