"""Where do the goals of my residents stand now?"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from feedback import rules
from feedback.dashboards import goals_now as dashboard
from organisation.access import allowed
from organisation.scope import Scope


@allowed(rules.own_figures)
@require_safe
def goals_now(request: HttpRequest, scope: Scope) -> HttpResponse:
    """The question, the answer in a sentence, the stairs and the table."""
    page = dashboard.page(scope, timezone.localdate())
    return render(request, "feedback/goals_now.html", {"page": page})


@allowed(rules.own_goals_on)
@require_safe
def goals_now_records(request: HttpRequest, scope: Scope, step: str) -> HttpResponse:
    """Exactly the goals behind one number."""
    page = dashboard.records(scope, timezone.localdate(), step)
    return render(request, "feedback/goals_now_records.html", {"page": page})
