"""What goes on in a neighbourhood, a district or the whole municipality."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from feedback import rules
from feedback.area_patterns import cards
from feedback.asked import Reader, asked
from feedback.dashboards.neighbourhood import neighbourhood as read
from feedback.models import FiguresOf
from feedback.opened import Look, noted
from feedback.places import place_of_teams
from feedback.views.insights import whose_asked
from organisation.access import allowed


@noted
@allowed(rules.places)
@require_safe
def neighbourhood(request: HttpRequest, reader: Reader) -> HttpResponse:
    """The area that is asked, else that of one's own teams, else everything; figures as they were published."""
    whose = whose_asked(reader, request.GET.get("scope") or place_of_teams(reader))
    if whose is None or not whose.is_published or whose.kind == FiguresOf.SERVICE:
        raise Http404
    found = asked(reader, whose, request.GET, timezone.localdate(), has_years=False)
    request.looked_at = Look(["neighbourhood"], found)  # type: ignore[attr-defined]  # read by noted
    context = {"reader": reader, "asked": found, "page": read(found), "cards": cards(found, request.user)}
    return render(request, "feedback/neighbourhood.html", context)
