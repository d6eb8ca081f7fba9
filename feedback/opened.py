"""Noting that somebody looked at figures: after the page is made, in a transaction of its own."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse

from feedback import operations
from feedback.asked import Asked
from organisation.actor import acting

View = Callable[..., HttpResponse]


def noted(view: View) -> View:
    """Wraps a view that leaves (question, Asked) of the page that it showed in `request.looked_at`."""

    @wraps(view)
    def looked(request: HttpRequest, **arguments: Any) -> HttpResponse:
        response = view(request, **arguments)
        found: tuple[str, Asked] | None = getattr(request, "looked_at", None)
        if found and request.method == "GET" and response.status_code == HTTPStatus.OK:
            question, asked = found
            whose = asked.whose
            with acting(request.user):
                operations.note_opening(
                    question=question, kind=whose.kind, team=whose.team, period=asked.of_period, by=request.user
                )
        return response

    return looked
