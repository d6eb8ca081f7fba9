"""Suggestions for a box in which an area is typed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from organisation.access import allowed
from organisation.queries.areas import areas_like
from organisation.rules import logged_in
from shared.text import typed


@allowed(logged_in)
@require_safe
def areas(request: HttpRequest) -> HttpResponse:
    """Areas like `q`, or like the box that `field` names: a list of options for htmx, a page for everybody else."""
    words = typed(request.GET.get(request.GET.get("field", "q"), ""))[:120]
    template = "organisation/areas.html#options" if request.headers.get("HX-Request") else "organisation/areas.html"
    return render(request, template, {"typed": words, "areas": areas_like(words)})
