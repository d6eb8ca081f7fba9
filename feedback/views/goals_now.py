"""Where do the goals of my residents stand now?"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from feedback import rules
from feedback.asked import Asked, Whose
from feedback.dashboards import goals_now as dashboard
from feedback.models import FiguresOf
from feedback.opened import Look, noted
from feedback.taking.goals_now import KEY, GoalsNow
from organisation.access import allowed
from organisation.scope import Scope
from shared.period import Period


@noted
@allowed(rules.own_figures)
@require_safe
def goals_now(request: HttpRequest, scope: Scope) -> HttpResponse:
    """The question, the answer in a sentence, the stairs and the table."""
    today = timezone.localdate()
    asked = Asked(Whose(FiguresOf.OWN, scope), Period.up_to(today), today)
    request.looked_at = Look([KEY], asked)
    page = dashboard.page(scope, today)
    context = {"page": page, "asked": asked, "key": KEY, "kind": GoalsNow.indicators[0].KIND.label}
    return render(request, "feedback/goals_now.html", context)


@allowed(rules.own_goals_on)
@require_safe
def goals_now_records(request: HttpRequest, scope: Scope, step: str) -> HttpResponse:
    """Exactly the goals behind one number."""
    page = dashboard.records(scope, timezone.localdate(), step)
    return render(request, "feedback/goals_now_records.html", {"page": page})
