"""Opening a file of a colleague with a reason."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from organisation.access import Grant, allowed
from organisation.drafts import posted_or_draft
from organisation.submission import once
from registration import rules
from registration.forms.glass import GlassForm
from registration.models import Plan
from registration.operations.glass import break_glass
from registration.queries.glass import held


@allowed(rules.may_break_glass)
@once
def glass(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Says what happens and asks why; what one may read already leads straight to the plan."""
    if plan.is_own or held(request.user, plan.pk, timezone.now()):
        return redirect("plan", plan.pk)
    form = GlassForm(posted_or_draft(request))
    if request.method == "POST" and form.is_valid():
        break_glass(plan=plan, reason=form.cleaned_data["reason"], by=request.user)
        request.also_looked = [Grant(files=rules.files([plan]), ground=rules.BROKEN_GLASS)]
        return redirect("plan", plan.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "registration/glass.html", {"form": form, "plan": plan}, status=status)
