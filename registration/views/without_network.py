"""Empty pages that a device keeps for when there is no network: a new plan, and the plans that were taken along."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from organisation.access import allowed
from organisation.models import Team
from organisation.rules import anybody
from registration.forms.plan import PlanForm
from registration.forms.plan_goals import GOALS


@login_not_required
@allowed(anybody)
@require_safe
def offline_plan(request: HttpRequest) -> HttpResponse:
    """A new plan with goals and actions, empty. Who has several teams is asked which when it gets to the office."""
    form = PlanForm(teams=Team.objects.none(), initial={GOALS: True})
    return render(request, "registration/offline_plan.html", {"form": form})


@login_not_required
@allowed(anybody)
@require_safe
def visit(request: HttpRequest) -> HttpResponse:
    """The plans that were taken along; the page is empty, and a script fills it in from what the device keeps."""
    return render(request, "registration/visit.html")
