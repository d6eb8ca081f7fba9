"""One's own caseload, what is to be done in it, and the names that a team needs for cover."""

from datetime import timedelta

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from organisation.access import allowed
from organisation.scope import Scope
from registration import caseload, queries, rules
from shared.text import typed

ON_A_PAGE = 25
YEAR = timedelta(days=365)


@allowed(rules.may_have_caseload)
def residents(request: HttpRequest, scope: Scope) -> HttpResponse:
    """One's own plans, what needs attention on top; a name finds them all, open and closed.

    Looking for a name is a POST, so that no name stands in an address or a log; it writes nothing.
    """
    today = timezone.localdate()
    wish = caseload.Wish.read(request.GET, request.POST.get("q", ""))
    pages = Paginator(caseload.wished(scope, today, wish), ON_A_PAGE)
    context = {"page": pages.get_page(request.GET.get("page")), "wish": wish, "today": today}
    return render(request, "registration/residents.html", context)


@allowed(rules.may_have_caseload)
@require_safe
def open_actions(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Everything still to be done in one's own plans, to be ticked on the spot."""
    today = timezone.localdate()
    pages = Paginator(queries.open_actions(scope, today), ON_A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    steps = [caseload.OpenStep(action, request.user.first_name) for action in page]
    return render(request, "registration/open_actions.html", {"page": page, "steps": steps, "today": today})


@allowed(rules.may_have_caseload)
@require_safe
def obstacles(request: HttpRequest, scope: Scope) -> HttpResponse:
    """What stands in the way of goals, and which goals were not wholly reached in the last year."""
    pages = Paginator(queries.held_back(scope, timezone.localdate() - YEAR), ON_A_PAGE)
    return render(request, "registration/obstacles.html", {"page": pages.get_page(request.GET.get("page"))})


@allowed(rules.may_see_team_names)
def team_residents(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Whose plans are open in one's teams, and who coordinates each: to cover for one another."""
    words = typed(request.POST.get("q", ""))[:80]
    pages = Paginator(queries.team_plans(scope, timezone.localdate(), words), ON_A_PAGE)
    context = {"page": pages.get_page(request.GET.get("page")), "words": words}
    return render(request, "registration/team_residents.html", context)
