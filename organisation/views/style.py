"""The page with every part of the look, for whoever makes or judges pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from organisation.access import allowed
from organisation.forms.style import examples
from organisation.rules import logged_in


@allowed(logged_in)
@require_safe
def style(request: HttpRequest) -> HttpResponse:
    """Every part in every state; with `?save` the form on it shows its errors."""
    return render(request, "organisation/style.html", examples(request.GET))
