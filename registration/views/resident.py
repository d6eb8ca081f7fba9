"""Who somebody is."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from organisation.access import allowed
from organisation.drafts import posted_or_draft
from organisation.submission import once
from registration import queries, rules
from registration.forms.resident import ResidentForm
from registration.forms.stale import mind
from registration.models import Resident
from registration.operations.plans import change_resident
from registration.operations.stale import Stale


@allowed(rules.own_resident)
@once
def resident_edit(request: HttpRequest, resident: Resident) -> HttpResponse:
    """Names, birth date, neighbourhood, language."""
    plan = queries.latest_plan(request.user, resident)
    initial = ResidentForm.initial_of(resident) | {"version": resident.version}
    form = ResidentForm(posted_or_draft(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            version = form.cleaned_data["version"] or 0
            change_resident(resident=resident, version=version, person=form.person(), by=request.user)
        except Stale as stale:
            mind(form, stale, "first_name")
        else:
            return redirect("plan", plan.pk)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "resident": resident, "plan": plan}
    return render(request, "registration/resident_edit.html", context, status=status)
