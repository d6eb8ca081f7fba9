"""Choosing the area or the service of which one wants to read what was published."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from feedback import rules
from feedback.asked import Reader
from feedback.insights import QUESTIONS
from feedback.places import all_areas, all_services, named
from organisation.access import allowed
from shared.text import typed


@allowed(rules.places)
@require_safe
def insight_places(request: HttpRequest, reader: Reader) -> HttpResponse:
    """All areas with those inside them, and the services; with words those that have these in their name."""
    words, question = typed(request.GET.get("q", ""))[:120].strip(), request.GET.get("question", "")
    areas, services = all_areas(), all_services()
    key = question if question in QUESTIONS else ""
    to = reverse("neighbourhood") if question == "neighbourhood" else reverse("insight", args=[key]) if key else ""
    context = {
        "reader": reader,
        "to": to or reverse("insights"),
        "typed": words,
        "areas": named(areas, words) if words else areas,
        "services": named(services, words) if words else services,
        "question": QUESTIONS.get(question),
        "key": question if to else "",
        "period": typed(request.GET.get("period", ""))[:7],
    }
    return render(request, "feedback/insight_places.html", context)
