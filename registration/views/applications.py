"""Applications and the decisions on them: adding, changing, removing and putting back."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from catalogue.operations.offered import offered_set
from organisation.access import allowed
from organisation.drafts import posted_or_draft
from organisation.submission import once
from registration import rules_for_beside as rules
from registration.forms.application import ApplicationForm, DecisionForm
from registration.forms.stale import mind
from registration.forms.who import Around
from registration.models import Application, Decision, Plan
from registration.operations import applications as operations
from registration.operations.removing import put_back, remove
from registration.operations.stale import Stale
from registration.queries.provisions import extends_from
from registration.rules import own_open_plan
from registration.views.leave_out import ask_to_leave_out


@allowed(own_open_plan)
@once
def application_new(request: HttpRequest, plan: Plan) -> HttpResponse:
    """What is applied for, today unless said otherwise."""
    form = ApplicationForm(posted_or_draft(request), around=Around(plan), initial={"applied_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        offered = offered_set(form.offered_keys())
        made = operations.add_application(plan=plan, offered=offered, by=request.user, **form.values())
        undo = reverse("application_remove", args=[made.pk])
        messages.success(request, _("The application is saved."), extra_tags=f"undo:{undo}")
        ask_to_leave_out(request, form, to=reverse("application_edit", args=[made.pk]))
        return _on_plan(plan)
    context = {"form": form, "plan": plan}
    return render(request, "registration/application_new.html", context, status=_status(request))


@allowed(rules.own_open_application)
@once
def application_edit(request: HttpRequest, application: Application) -> HttpResponse:
    """Another provision, day or person."""
    around, initial = Around(application.plan, also=application.resident_id), ApplicationForm.initial_of(application)
    form = ApplicationForm(posted_or_draft(request), around=around, initial=initial)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            operations.change_application(application=application, version=version, by=request.user, **form.values())
        except Stale as stale:
            mind(form, stale, "provision")
        except operations.DecidedEarlier as refused:
            form.decided_earlier(refused.day)
        else:
            messages.success(request, _("Saved."))
            ask_to_leave_out(request, form, to=reverse("application_edit", args=[application.pk]))
            return _on_plan(application.plan)
    context = {"form": form, "plan": application.plan, "application": application}
    return render(request, "registration/application_edit.html", context, status=_status(request))


@allowed(rules.own_open_application)
@require_POST
@once
def application_remove(request: HttpRequest, application: Application) -> HttpResponse:
    """Out of sight with its decisions, with an undo."""
    remove(record=application, by=request.user)
    undo = reverse("application_put_back", args=[application.pk])
    messages.success(request, _("The application is removed."), extra_tags=f"undo:{undo}")
    return _on_plan(application.plan)


@allowed(rules.own_open_application)
@require_POST
@once
def application_put_back(request: HttpRequest, application: Application) -> HttpResponse:
    """Undoes a removal."""
    put_back(record=application, by=request.user)
    messages.success(request, _("The application is back."))
    return _on_plan(application.plan)


@allowed(rules.own_open_application)
@once
def decision_new(request: HttpRequest, application: Application) -> HttpResponse:
    """What was decided. After one that was granted, the next one begins where that ends."""
    after = extends_from(application)
    initial = {"decided_on": timezone.localdate(), "valid_from": after + timedelta(days=1) if after else None}
    form = DecisionForm(posted_or_draft(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        asked = {"offered": offered_set(form.offered_keys()), **form.values()}
        try:
            made = operations.add_decision(application=application, by=request.user, **asked)
        except operations.DecidedEarlier as refused:
            form.applied_later(refused.day)
        except operations.ApplicationRemoved:
            form.application_removed()
        else:
            undo = reverse("decision_remove", args=[made.pk])
            messages.success(request, _("The decision is saved."), extra_tags=f"undo:{undo}")
            ask_to_leave_out(request, form, to=reverse("decision_edit", args=[made.pk]))
            return _on_plan(application.plan)
    context = {"form": form, "plan": application.plan, "application": application}
    return render(request, "registration/decision_new.html", context, status=_status(request))


@allowed(rules.own_open_decision)
@once
def decision_edit(request: HttpRequest, decision: Decision) -> HttpResponse:
    """Another outcome, day or explanation."""
    form = DecisionForm(posted_or_draft(request), initial=DecisionForm.initial_of(decision))
    if request.method == "POST" and form.is_valid() and _changed(request, form, decision):
        messages.success(request, _("Saved."))
        ask_to_leave_out(request, form, to=reverse("decision_edit", args=[decision.pk]))
        return _on_plan(decision.application.plan)
    context = {"form": form, "decision": decision, "application": decision.application}
    context["plan"] = decision.application.plan
    return render(request, "registration/decision_edit.html", context, status=_status(request))


@allowed(rules.own_open_decision)
@require_POST
@once
def decision_remove(request: HttpRequest, decision: Decision) -> HttpResponse:
    """Out of sight, with an undo."""
    remove(record=decision, by=request.user)
    undo = reverse("decision_put_back", args=[decision.pk])
    messages.success(request, _("The decision is removed."), extra_tags=f"undo:{undo}")
    return _on_plan(decision.application.plan)


@allowed(rules.own_open_decision)
@require_POST
@once
def decision_put_back(request: HttpRequest, decision: Decision) -> HttpResponse:
    """Undoes a removal."""
    put_back(record=decision, by=request.user)
    messages.success(request, _("The decision is back."))
    return _on_plan(decision.application.plan)


def _changed(request: HttpRequest, form: DecisionForm, decision: Decision) -> bool:
    """Whether it could be changed; else the form says why not."""
    version = form.cleaned_data["version"] or 0
    try:
        operations.change_decision(decision=decision, version=version, by=request.user, **form.values())
    except Stale as stale:
        mind(form, stale, "outcome")
    except operations.DecidedEarlier as refused:
        form.applied_later(refused.day)
    except operations.ApplicationRemoved:
        form.application_removed()
    else:
        return True
    return False


def _on_plan(plan: Plan) -> HttpResponse:
    return redirect(reverse("plan", args=[plan.pk]) + "#beside")


def _status(request: HttpRequest) -> int:
    return 422 if request.method == "POST" else 200
