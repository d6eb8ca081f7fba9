"""Groups met: recording, correcting, taking back and putting back; and which area somebody stands in."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from catalogue.models import Moment
from catalogue.operations.offered import offered_set
from organisation import scope as scopes
from organisation.access import allowed
from organisation.drafts import posted_or_draft
from organisation.models import User
from organisation.scope import Scope
from organisation.submission import once
from registration.views.leave_out import ask_to_leave_out
from signals import rules_for_groups as rules
from signals.as_read import AsRead
from signals.forms.group_met import GroupMetForm
from signals.forms.left_over import Noted, finds_its_place
from signals.forms.own_questions import OutsideQuestions
from signals.models import GroupMet
from signals.operations import group_met as operations
from signals.operations.group_met import MetOtherwise
from signals.queries import groups as queries
from signals.queries.neighbourhood_places import place_meant
from signals.queries.places import area_at


@allowed(rules.may_meet_groups)
@once
def group_met_new(request: HttpRequest, scope: Scope) -> HttpResponse:
    """A group met at a place that is known, or at a new one: then the group is noted down with it."""
    sent = Noted.of(posted_or_draft(request))
    form = GroupMetForm(sent, scope=scope, wanted=request.GET.get("group", ""))
    own = OutsideQuestions(moment=Moment.GROUP_MET, by=request.user, sent=sent)
    if request.method == "POST" and all([form.is_valid(), own.is_valid(), finds_its_place(form)]):
        made = _record(form, own, request.user)
        undo = reverse("group_met_take_back", args=[made.pk])
        messages.success(request, _("Saved: %(group)s.") % {"group": made.group}, extra_tags=f"undo:{undo}")
        ask_to_leave_out(request, form, own.form, to=reverse("group_met_edit", args=[made.pk]))
        return redirect("group", made.group_id)
    return render(request, "signals/group_met_new.html", {"form": form, "own": own}, status=_status(request))


def _record(form: GroupMetForm, own: OutsideQuestions, by: User) -> GroupMet:
    """What the form says, as an event; the place says in which area it is when nobody else does."""
    typed, offered = form.cleaned_data, offered_set(form.offered_keys(), own.offered_keys())
    seen = form.said(own.answers())
    if typed["group"]:
        return operations.record_group_met(group=typed["group"], seen=seen, offered=offered, by=by)
    area = typed["area"] or place_meant(typed["place"], [typed["team"].pk]).area
    return operations.meet_new_group(
        team=typed["team"], place=typed["place"], area=area, seen=seen, offered=offered, by=by
    )


@allowed(rules.own_group_met)
@once
def group_met_edit(request: HttpRequest, met: GroupMet) -> HttpResponse:
    """Said otherwise: a new event, and the former one stays."""
    sent = Noted.of(posted_or_draft(request))
    form = GroupMetForm(sent, scope=scopes.outside(request.user), known=met)
    own = OutsideQuestions(moment=Moment.GROUP_MET, by=request.user, sent=sent, record=met)
    read = AsRead.of(met, sent.get("event") if sent else None)
    if request.method == "POST" and all([form.is_valid(), own.is_valid(), finds_its_place(form)]) and not read.is_old:
        try:
            made = _correct(met, form, own, request.user)
        except MetOtherwise:
            form.add_error(None, _("You changed this in another window meanwhile. Look at the group, and change that."))
        else:
            undo = reverse("group_met_put_back", args=[met.pk])
            messages.success(request, _("Changed."), extra_tags=f"undo:{undo}")
            ask_to_leave_out(request, form, own.form, to=reverse("group_met_edit", args=[made.pk]))
            return redirect("group", made.group_id)
    context = {"form": form, "own": own, "met": met, "read": read}
    return render(request, "signals/group_met_edit.html", context, status=_status(request))


def _correct(met: GroupMet, form: GroupMetForm, own: OutsideQuestions, by: User) -> GroupMet:
    """What the form says instead. Raises `MetOtherwise`."""
    group, seen, asked = form.cleaned_data["group"], form.said(own.answers()), own.offered_keys()
    known = met.offered.keys if met.offered else []
    offered = offered_set(known, asked) if asked else met.offered
    return operations.correct_group_met(met=met, group=group, seen=seen, offered=offered, by=by)


@allowed(rules.own_group_met)
@require_POST
@once
def group_met_take_back(request: HttpRequest, met: GroupMet) -> HttpResponse:
    """It was not so; can be undone."""
    try:
        operations.take_back_group_met(met=met, by=request.user)
    except MetOtherwise:
        messages.warning(request, _("You changed this meanwhile. It stands here as you said it last."))
    else:
        undo = reverse("group_met_put_back", args=[met.pk])
        messages.success(request, _("Taken back."), extra_tags=f"undo:{undo}")
    return redirect("group", met.group_id)


@allowed(rules.own_group_met)
@require_POST
@once
def group_met_put_back(request: HttpRequest, met: GroupMet) -> HttpResponse:
    """As it was said before, after all."""
    operations.put_back_group_met(met=met, by=request.user)
    messages.success(request, _("It is back as it was."))
    return redirect("group", met.group_id)


@allowed(rules.may_meet_groups)
@require_POST
def group_met_where(request: HttpRequest, scope: Scope) -> HttpResponse:
    """In which area a phone is, and which groups were met there. A POST, so that no position stands in an address.

    It only looks: the position is kept nowhere.
    """
    try:
        at = float(request.POST.get("longitude", "")), float(request.POST.get("latitude", ""))
    except ValueError:
        return HttpResponse(status=400)
    area = area_at(*at, scope.team_ids)
    near = queries.last_first(scope).filter(area=area) if area else []
    return render(request, "signals/group_met_where.html", {"area": area, "near": near})


def _status(request: HttpRequest) -> int:
    return 422 if request.method == "POST" else 200
