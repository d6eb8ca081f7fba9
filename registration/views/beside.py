"""Referrals and applications of one plan."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from organisation.access import allowed
from registration import rules
from registration.beside import beside as beside_plan
from registration.models import Plan


@allowed(rules.seen_plan)
@require_safe
def beside(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Everything beside a plan, with reasons and explanations; who may not write reads."""
    day = timezone.localdate()
    is_open = plan.is_own and plan.closing_on(day) is None
    context = {"plan": plan, "beside": beside_plan(plan, day), "is_open": is_open}
    return render(request, "registration/beside.html", context)
