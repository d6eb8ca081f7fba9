"""The first page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from feedback import homes
from organisation.access import allowed
from organisation.rules import logged_in


@allowed(logged_in)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Today and the daily acts, for what somebody does."""
    return render(request, "feedback/home.html", {"page": homes.home(request.user, timezone.localtime())})
