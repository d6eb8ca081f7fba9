"""Who looked into a plan."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from organisation.access import allowed
from organisation.looks import chosen
from registration import rules
from registration.looks import of_plan
from registration.models import Plan


@allowed(rules.own_plan)
@require_safe
def looks(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Who looked in this plan, day by day: what they did, and on what ground."""
    only = chosen(request.GET.get("only", ""))
    page = of_plan(plan, only=only, number=request.GET.get("page"))
    return render(request, "registration/looks.html", {"plan": plan, "page": page, "only": only})
