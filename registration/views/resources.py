"""What goes well, and who helps: strengths and people of the resident's own network."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from catalogue.operations.offered import offered_set
from organisation.access import allowed
from organisation.drafts import posted_or_draft
from organisation.submission import once
from registration import rules
from registration.forms.resource import NetworkPersonForm, StrengthForm
from registration.forms.stale import mind
from registration.forms.who import Around, whose_id
from registration.models import NetworkPerson, Plan, Strength
from registration.operations import resources as operations
from registration.operations.removing import put_back, remove
from registration.operations.stale import Stale


def _on_plan(plan_id: object, part: str) -> HttpResponse:
    return redirect(reverse("plan", args=[plan_id]) + f"#{part}")


@allowed(rules.own_open_plan)
@once
def strength_new(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Something that goes well, in own words."""
    form = StrengthForm(posted_or_draft(request), around=Around(plan))
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        made = operations.add_strength(
            plan=plan,
            own_words=typed["own_words"],
            resident=whose_id(typed),
            offered=offered_set(form.offered_keys()),
            by=request.user,
        )
        undo = reverse("strength_remove", args=[made.pk])
        messages.success(request, _("Saved."), extra_tags=f"undo:{undo}")
        return _on_plan(plan.pk, "strengths")
    context = {"form": form, "plan": plan}
    return render(request, "registration/strength_new.html", context, status=_status(request))


@allowed(rules.own_open_strength)
@once
def strength_edit(request: HttpRequest, strength: Strength) -> HttpResponse:
    """Other words, or somebody else's."""
    around = Around(strength.plan, also=strength.resident_id)
    form = StrengthForm(posted_or_draft(request), around=around, initial=StrengthForm.initial_of(strength))
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        values = {"own_words": typed["own_words"], "resident_id": whose_id(typed)}
        try:
            operations.change_strength(strength=strength, version=typed["version"] or 0, by=request.user, **values)
        except Stale as stale:
            mind(form, stale, "own_words")
        else:
            return _on_plan(strength.plan_id, "strengths")
    context = {"form": form, "plan": strength.plan, "strength": strength}
    return render(request, "registration/strength_edit.html", context, status=_status(request))


@allowed(rules.own_open_strength)
@require_POST
@once
def strength_remove(request: HttpRequest, strength: Strength) -> HttpResponse:
    """Out of sight, with an undo."""
    remove(record=strength, by=request.user)
    undo = reverse("strength_put_back", args=[strength.pk])
    messages.success(request, _("It is removed."), extra_tags=f"undo:{undo}")
    return _on_plan(strength.plan_id, "strengths")


@allowed(rules.own_open_strength)
@require_POST
@once
def strength_put_back(request: HttpRequest, strength: Strength) -> HttpResponse:
    """Undoes a removal."""
    put_back(record=strength, by=request.user)
    messages.success(request, _("It is back."))
    return _on_plan(strength.plan_id, "strengths")


@allowed(rules.own_open_plan)
@once
def network_new(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Somebody who helps: who, what of the resident, with what."""
    form = NetworkPersonForm(posted_or_draft(request))
    if request.method == "POST" and form.is_valid():
        typed = {name: text for name, text in form.cleaned_data.items() if name != "version"}
        offered = offered_set(form.offered_keys())
        made = operations.add_network_person(plan=plan, offered=offered, by=request.user, **typed)
        undo = reverse("network_remove", args=[made.pk])
        messages.success(request, _("Saved."), extra_tags=f"undo:{undo}")
        return _on_plan(plan.pk, "helps")
    context = {"form": form, "plan": plan}
    return render(request, "registration/network_new.html", context, status=_status(request))


@allowed(rules.own_open_network_person)
@once
def network_edit(request: HttpRequest, person: NetworkPerson) -> HttpResponse:
    """Another name, relation, help or phone number."""
    form = NetworkPersonForm(posted_or_draft(request), initial=NetworkPersonForm.initial_of(person))
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data | {"version": form.cleaned_data["version"] or 0}
        try:
            operations.change_network_person(person=person, by=request.user, **typed)
        except Stale as stale:
            mind(form, stale, "name")
        else:
            return _on_plan(person.plan_id, "helps")
    context = {"form": form, "plan": person.plan, "person": person}
    return render(request, "registration/network_edit.html", context, status=_status(request))


@allowed(rules.own_open_network_person)
@require_POST
@once
def network_remove(request: HttpRequest, person: NetworkPerson) -> HttpResponse:
    """Out of sight, with an undo."""
    remove(record=person, by=request.user)
    undo = reverse("network_put_back", args=[person.pk])
    messages.success(request, _("It is removed."), extra_tags=f"undo:{undo}")
    return _on_plan(person.plan_id, "helps")


@allowed(rules.own_open_network_person)
@require_POST
@once
def network_put_back(request: HttpRequest, person: NetworkPerson) -> HttpResponse:
    """Undoes a removal."""
    put_back(record=person, by=request.user)
    messages.success(request, _("It is back."))
    return _on_plan(person.plan_id, "helps")


def _status(request: HttpRequest) -> int:
    return 422 if request.method == "POST" else 200
