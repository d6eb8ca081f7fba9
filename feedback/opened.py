"""Noting that somebody looked at figures, or took them along: after the page is made, in a transaction of its own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse

from feedback import operations
from feedback.asked import Asked
from feedback.models import Form
from organisation.actor import acting

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Look:
    """The pages that were shown, of whom and when; with a form they were taken along."""

    questions: Sequence[str]
    asked: Asked
    form: Form | None = None


def noted(view: View) -> View:
    """Wraps a view that leaves a `Look` at what it showed in `request.looked_at`. When it cannot be noted there is no
    page and no file: the error goes up.
    """

    @wraps(view)
    def looked(request: HttpRequest, **arguments: Any) -> HttpResponse:
        response = view(request, **arguments)
        look: Look | None = getattr(request, "looked_at", None)
        # Without its words a page still tells how long it is.
        if look and request.method in {"GET", "HEAD"} and response.status_code == HTTPStatus.OK:
            whose = look.asked.whose
            of_whom = {"kind": whose.kind, "team": whose.team, "key": whose.scope.key}
            with acting(request.user):
                _note(look, {**of_whom, "period": look.asked.of_period, "by": request.user})
        return response

    return looked


def _note(look: Look, said: dict[str, Any]) -> None:
    if look.form:
        operations.note_taking(questions=look.questions, form=look.form, **said)
        return
    for question in look.questions:
        operations.note_opening(question=question, **said)
