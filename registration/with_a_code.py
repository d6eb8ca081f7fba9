"""The door to the pages of a resident with a code: check, log, and look without being able to write."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import add_never_cache_headers

from organisation.access import Grant
from organisation.actor import with_code
from organisation.models import AccessEvent
from registration import phone_session
from registration.rules_for_residents import holds_code

# In the place of a role in the log of looks.
RESIDENT = "resident"
View = Callable[..., HttpResponse]


def with_a_code(view: View) -> View:
    """Marks a view as one for who opened a code on this phone; it is given `Opened`, in the language of the code.

    Whoever did not, or whose code holds no longer, is led to the page for typing it, with one and the same sentence.
    """

    @login_not_required
    @wraps(view)
    def entered(request: HttpRequest) -> HttpResponse:
        code_id = phone_session.code_in(request)
        grant = _granted(code_id, f"{view.__name__}:read") if code_id else None
        if code_id is None or grant is None:
            response = phone_session.back_to_start(request, "ended")
        else:
            language = grant.objects[0].code.language
            with with_code(code_id), translation.override(language):
                response = view(request, *grant.objects)
                response.headers["Content-Language"] = language
        add_never_cache_headers(response)
        return response

    entered.allowed_by = holds_code  # type: ignore[attr-defined]  # the mark that the guard test looks for
    return entered


def _granted(code_id: UUID, what: str) -> Grant | None:
    """Fetches and checks; the look is logged before there is a page. When that fails there is none."""
    with with_code(code_id):
        grant = holds_code(code_id)
    if grant is not None:
        with transaction.atomic():
            AccessEvent.objects.bulk_create(
                AccessEvent(
                    user=None,
                    role=RESIDENT,
                    resident=file.resident_id,
                    plan=file.plan_id,
                    what=what,
                    ground=grant.ground,
                )
                for file in grant.files
            )
    return grant
