"""One's own caseload, what is to be done in it, and the names that a team needs for cover."""

from datetime import timedelta

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from organisation.access import allowed
from organisation.scope import Scope, leading
from registration import caseload, queries, rules
from shared.text import typed

ON_A_PAGE = 25
YEAR = timedelta(days=365)


@allowed(rules.may_have_caseload)
def residents(request: HttpRequest, scope: Scope) -> HttpResponse:
    """One's own plans, what needs attention on top; a name finds them all, open and closed.

    Looking for a name is a POST, so that no name stands in an address or a log; it writes nothing.
    """
    today, weeks = timezone.localdate(), request.user.quiet_weeks
    wish = caseload.Wish.read(request.GET, request.POST.get("q", ""), quiet=bool(weeks))
    pages = Paginator(caseload.wished(scope, today, wish, weeks), ON_A_PAGE)
    context = {"page": pages.get_page(request.GET.get("page")), "wish": wish, "today": today}
    context["newly"] = queries.taken_over(scope, today).exists()
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
    """Whose plans are open in one's teams, and who coordinates each: to cover for one another.

    Who leads a team can hand over from here, and see which plans nobody coordinates.
    """
    words, led, day = typed(request.POST.get("q", ""))[:80], leading(request.user), timezone.localdate()
    shown = "without" if led and request.GET.get("show") == "without" else "all"
    found = queries.without_coordinator(led, day) if shown == "without" else queries.team_plans(scope, day, words)
    context = {
        "page": Paginator(found, ON_A_PAGE).get_page(request.GET.get("page")),
        "words": words,
        "shown": shown,
        "led": led.team_ids if led else (),
        "without": queries.without_coordinator(led, day).count() if led else 0,
    }
    return render(request, "registration/team_residents.html", context)
