"""Pages about a plan as a whole."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from organisation.access import allowed
from registration import rules
from registration.models import Plan


@allowed(rules.own_plan)
def plan(request: HttpRequest, plan: Plan) -> HttpResponse:
    """The plan at a glance."""
    return render(request, "registration/plan.html", {"plan": plan})
