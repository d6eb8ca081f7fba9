"""The one door to every page: fetch, check and log in one step, then look without being able to write.

A view says who may enter with `@allowed(rule)`. The rule fetches what the page is about; who gets the object has passed
the check, and who does not gets the same 404 as for something that does not exist.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse

from organisation.actor import acting
from organisation.models import AccessEvent, User
from organisation.roles import Role
from organisation.scope import standing

READING = {"GET", "HEAD", "OPTIONS"}


@dataclass(frozen=True)
class File:
    """Whose file is opened, by bare ids; a plan too when it is about one. Nobody's when it is the log itself."""

    resident_id: UUID | None
    plan_id: UUID | None = None


@dataclass(frozen=True)
class Grant:
    """What a rule hands to the view, and whose files it opens (if it opens any) on what ground."""

    objects: tuple[Any, ...] = ()
    files: tuple[File, ...] = ()
    ground: str = ""


Rule = Callable[..., Grant | None]
View = Callable[..., HttpResponse]


def allowed(rule: Rule) -> Callable[[View], View]:
    """Marks a view with its rule. `rule(user, **url_arguments)` returns a Grant, or None for "not for you".

    Reading is logged before there is a page. Of a form it is logged, with the work and in one transaction, whether it
    was done or refused. A view that learns something of other files puts their grants in `request.also_looked`.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def entered(request: HttpRequest, **arguments: Any) -> HttpResponse:
            reading = request.method in READING
            grant = entrance(rule, request, f"{view.__name__}:read" if reading else "", arguments)
            with acting(request.user, reading=reading):
                response = view(request, *grant.objects)
                if grant.files and not reading:
                    done = response.status_code < HTTPStatus.BAD_REQUEST
                    log(request.user, grant, what=f"{view.__name__}:{'write' if done else 'try'}")
                for also in getattr(request, "also_looked", []):
                    log(request.user, also, what=f"{view.__name__}:known")
            return response

        entered.allowed_by = rule  # type: ignore[attr-defined]  # the mark that the guard test looks for
        return entered

    return decorate


def entrance(rule: Rule, request: HttpRequest, what: str, arguments: dict[str, Any]) -> Grant:
    """Fetches and checks; a look into a file (`what`, unless empty) is logged in a transaction of its own."""
    with acting(request.user):
        grant = rule(request.user, **arguments)
        if grant is None:
            raise Http404
        if grant.files and what:
            log(request.user, grant, what=what)
    return grant


def log(user: User | AnonymousUser, grant: Grant, *, what: str) -> None:
    """Writes a look into each file. When that fails there is no page: the error goes up."""
    if not isinstance(user, User):
        raise PermissionError("A file opens for a known person only.")
    roles = standing(user).roles
    role = Role.PROFESSIONAL if Role.PROFESSIONAL in roles else min(roles, default="")
    AccessEvent.objects.bulk_create(
        AccessEvent(user=user, role=role, resident=file.resident_id, plan=file.plan_id, what=what, ground=grant.ground)
        for file in grant.files
    )
