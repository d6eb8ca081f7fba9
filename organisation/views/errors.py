"""Error pages that say what happened and what can be done."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form could not be trusted, mostly because it stood open for a long time."""
    return render(request, "403_csrf.html", status=403)
