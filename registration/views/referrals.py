"""Referrals: adding, changing, removing and putting back."""

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
from registration.forms.referral import ReferralForm
from registration.forms.stale import mind
from registration.forms.who import Around
from registration.models import Plan, Referral
from registration.operations import referrals as operations
from registration.operations.removing import put_back, remove
from registration.operations.stale import Stale
from registration.rules import own_open_plan
from registration.views.leave_out import ask_to_leave_out


@allowed(own_open_plan)
@once
def referral_new(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Where somebody is sent on to, today unless said otherwise."""
    form = ReferralForm(posted_or_draft(request), around=Around(plan), initial={"referred_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        offered = offered_set(form.offered_keys())
        made = operations.add_referral(plan=plan, offered=offered, by=request.user, **form.values())
        undo = reverse("referral_remove", args=[made.pk])
        messages.success(request, _("The referral is saved."), extra_tags=f"undo:{undo}")
        ask_to_leave_out(request, form, to=reverse("referral_edit", args=[made.pk]))
        return _on_plan(plan.pk)
    context = {"form": form, "plan": plan}
    return render(request, "registration/referral_new.html", context, status=_status(request))


@allowed(rules.own_open_referral)
@once
def referral_edit(request: HttpRequest, referral: Referral) -> HttpResponse:
    """What was typed or chosen otherwise."""
    around, initial = Around(referral.plan, also=referral.resident_id), ReferralForm.initial_of(referral)
    form = ReferralForm(posted_or_draft(request), around=around, known=referral, initial=initial)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            operations.change_referral(referral=referral, version=version, by=request.user, **form.values())
        except Stale as stale:
            mind(form, stale, "to")
        else:
            messages.success(request, _("Saved."))
            ask_to_leave_out(request, form, to=reverse("referral_edit", args=[referral.pk]))
            return _on_plan(referral.plan_id)
    context = {"form": form, "plan": referral.plan, "referral": referral}
    return render(request, "registration/referral_edit.html", context, status=_status(request))


@allowed(rules.own_open_referral)
@require_POST
@once
def referral_remove(request: HttpRequest, referral: Referral) -> HttpResponse:
    """Out of sight, with an undo."""
    remove(record=referral, by=request.user)
    undo = reverse("referral_put_back", args=[referral.pk])
    messages.success(request, _("The referral is removed."), extra_tags=f"undo:{undo}")
    return _on_plan(referral.plan_id)


@allowed(rules.own_open_referral)
@require_POST
@once
def referral_put_back(request: HttpRequest, referral: Referral) -> HttpResponse:
    """Undoes a removal."""
    put_back(record=referral, by=request.user)
    messages.success(request, _("The referral is back."))
    return _on_plan(referral.plan_id)


def _on_plan(plan_id: object) -> HttpResponse:
    return redirect(reverse("plan", args=[plan_id]) + "#beside")


def _status(request: HttpRequest) -> int:
    return 422 if request.method == "POST" else 200
