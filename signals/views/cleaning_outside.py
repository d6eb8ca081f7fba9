"""Wiping words that name somebody in an activity, a group met, a goal of a group and an offer."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from organisation.access import allowed
from organisation.submission import once
from signals import rules_for_cleaning as rules
from signals.forms.cleaning import CleaningForm, said_before
from signals.models import Activity, CollectiveOffer, GroupGoal, GroupMet
from signals.operations import cleaning_outside as operations


@allowed(rules.cleans_activity)
@once
def activity_wipe(request: HttpRequest, activity: Activity) -> HttpResponse:
    """What of an activity is wiped; the activity itself stays."""
    form = CleaningForm(request.POST or None, said=said_before(activity))
    if form.is_valid():
        operations.wipe_words(record=activity, what=form.cleaned_data["what"], by=request.user)
        messages.success(request, _("The words are wiped. The activity itself stays."))
        return redirect("activity", activity.pk)
    return _page(request, "signals/activity_wipe.html", form, activity=activity)


@allowed(rules.cleans_group_met)
@once
def group_met_wipe(request: HttpRequest, met: GroupMet) -> HttpResponse:
    """What was said when a group was met is wiped; that it was met stays."""
    form = CleaningForm(request.POST or None, said=said_before(met))
    if form.is_valid():
        operations.wipe_group_met(met=met, what=form.cleaned_data["what"], by=request.user)
        messages.success(request, _("The words are wiped. That the group was met stays."))
        return redirect("group", met.group_id)
    return _page(request, "signals/group_met_wipe.html", form, met=met)


@allowed(rules.cleans_group_goal)
@once
def group_goal_wipe(request: HttpRequest, goal: GroupGoal) -> HttpResponse:
    """The former words of a goal are wiped; the goal itself stays."""
    form = CleaningForm(request.POST or None, said=said_before(goal))
    if form.is_valid():
        operations.wipe_words(record=goal, what=form.cleaned_data["what"], by=request.user)
        messages.success(request, _("The words are wiped. The goal itself stays."))
        return redirect("group_goal", goal.pk)
    return _page(request, "signals/group_goal_wipe.html", form, goal=goal)


@allowed(rules.cleans_offer)
@once
def offer_wipe(request: HttpRequest, offer: CollectiveOffer) -> HttpResponse:
    """What of an offer is wiped; the offer itself stays."""
    form = CleaningForm(request.POST or None, said=said_before(offer))
    if form.is_valid():
        operations.wipe_words(record=offer, what=form.cleaned_data["what"], by=request.user)
        messages.success(request, _("The words are wiped. The offer itself stays."))
        return redirect("offer", offer.pk)
    return _page(request, "signals/offer_wipe.html", form, offer=offer)


def _page(request: HttpRequest, template: str, form: CleaningForm, **context: Any) -> HttpResponse:
    return render(request, template, {"form": form, **context}, status=422 if form.is_bound else 200)
