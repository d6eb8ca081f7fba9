"""Households: starting a plan for one, the page about one, joining and leaving."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from catalogue.operations.offered import offered_set
from organisation import scope
from organisation.access import allowed
from organisation.drafts import posted_or_draft
from organisation.models import Team
from organisation.submission import once
from registration import queries, rules
from registration.family import Family
from registration.forms.household import (
    MEMBERS,
    MOST,
    DayForm,
    HouseholdForm,
    LeaveForm,
    NameForm,
    PeopleForm,
    elsewhere,
)
from registration.forms.plan import TeamForm
from registration.forms.stale import mind
from registration.models import Household, HouseholdMember, Plan, Resident
from registration.operations import households as operations
from registration.operations.stale import Stale
from shared.unfinished import Unfinished


@allowed(rules.may_start_plan)
@once
def household_new(request: HttpRequest, team_ids: frozenset[UUID]) -> HttpResponse:
    """Which family is it about? Looks for people alike before adding anybody."""
    posted = _posted(request)
    form, people = HouseholdForm(posted, teams=Team.objects.filter(pk__in=team_ids)), PeopleForm(posted)
    made = _start(request, form, people)
    if made:
        return redirect("table", made.pk)
    context = {"form": form, "people": people, "refused": _refused(people)}
    return render(request, "registration/household_new.html", context, status=_status(request))


@allowed(rules.may_start_plan_again)
@once
def household_around(request: HttpRequest, resident: Resident, team_ids: frozenset[UUID]) -> HttpResponse:
    """A plan for the family of a resident, who is the first to belong to it."""
    posted = _posted(request)
    form = HouseholdForm(posted, teams=Team.objects.filter(pk__in=team_ids), initial={"name": resident.last_name})
    people = PeopleForm(posted, first=resident)
    made = _start(request, form, people)
    if made:
        return redirect("table", made.pk)
    context = {"form": form, "people": people, "refused": _refused(people), "resident": resident}
    context["plan"] = queries.latest_plan(request.user, resident)
    return render(request, "registration/household_around.html", context, status=_status(request))


@allowed(rules.may_start_household_plan)
@once
def household_plan_new(request: HttpRequest, household: Household, team_ids: frozenset[UUID]) -> HttpResponse:
    """Another plan for a family that had one before; who has several teams says for which."""
    form = TeamForm(posted_or_draft(request), teams=Team.objects.filter(pk__in=team_ids))
    if request.method == "POST" and form.is_valid():
        made = operations.start_plan_for_household(
            household=household, team=form.cleaned_data["team"], opened_on=timezone.localdate(), by=request.user
        )
        return redirect("table", made.pk)
    context = {"form": form, "household": household}
    return render(request, "registration/household_plan_new.html", context, status=_status(request))


@allowed(rules.seen_household)
@require_safe
def household(request: HttpRequest, household: Household) -> HttpResponse:
    """Who belongs to the family, now and before, and what happened in all its plans that one may read."""
    reach = scope.reading(request.user)
    family = Family(household, reach, timezone.localdate(), request.GET.get("page"))
    context = {"household": household, "family": family, "page": family.page}
    return render(request, "registration/household.html", context)


@allowed(rules.own_household)
@once
def household_edit(request: HttpRequest, household: Household) -> HttpResponse:
    """Another name for the family."""
    form = NameForm(posted_or_draft(request), initial={"name": household.name, "version": household.version})
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            operations.rename_household(
                household=household,
                version=typed["version"] or 0,
                name=typed["name"],
                by=request.user,
            )
        except Stale as stale:
            mind(form, stale, "name")
        else:
            return redirect("household", household.pk)
    context = {"form": form, "household": household}
    return render(request, "registration/household_edit.html", context, status=_status(request))


@allowed(rules.own_household)
@once
def household_member_new(request: HttpRequest, household: Household) -> HttpResponse:
    """Somebody comes to belong to the family: new, or somebody of one's own caseload."""
    posted = posted_or_draft(request)
    form, people = DayForm(posted), PeopleForm(posted, rows_at_first=1)
    if _ready(request, form, people):
        who = people.people(household.area)[0]
        try:
            operations.join_household(household=household, who=who, since=form.day(), by=request.user)
        except operations.ElsewhereThatDay as refused:
            people.blame(refused.who, elsewhere())
        else:
            messages.success(request, _("Saved."))
            return redirect("household", household.pk)
    context = {"form": form, "people": people, "household": household, "refused": _refused(people)}
    return render(request, "registration/household_member_new.html", context, status=_status(request))


@allowed(rules.own_member)
@once
def household_member_leave(request: HttpRequest, member: HouseholdMember) -> HttpResponse:
    """The last day on which somebody belongs to the family."""
    form = LeaveForm(posted_or_draft(request), member=member, initial={"until": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            withdrew = operations.leave_household(member=member, until=form.cleaned_data["until"], by=request.user)
        except operations.ElsewhereThatDay:
            form.add_error("until", elsewhere())
        else:
            undo = reverse("household_member_stay", args=[member.pk])
            said = _("The last day is saved.")
            if withdrew:
                said += " " + _("The code of the family no longer works, also when you undo this. Make a new one.")
            messages.success(request, said, extra_tags=f"undo:{undo}")
            return redirect("household", member.household_id)
    context = {"form": form, "member": member, "household": member.household}
    return render(request, "registration/household_member_leave.html", context, status=_status(request))


@allowed(rules.own_member)
@require_POST
@once
def household_member_stay(request: HttpRequest, member: HouseholdMember) -> HttpResponse:
    """Undoes the leaving."""
    try:
        operations.stay_in_household(member=member, by=request.user)
    except operations.ElsewhereThatDay:
        messages.error(request, elsewhere())
    else:
        messages.success(request, _("Belongs to the family again."))
    return redirect("household", member.household_id)


def _start(request: HttpRequest, form: HouseholdForm, people: PeopleForm) -> Plan | None:
    """The new plan; None when there is something to ask or to mend first."""
    if not _ready(request, form, people):
        return None
    typed = form.cleaned_data
    try:
        return operations.start_household(
            name=typed["name"],
            members=people.people(typed["area"]),
            team=typed["team"],
            opened_on=form.opened(),
            area=typed["area"],
            offered=offered_set(form.offered_keys(), [MEMBERS]),
            by=request.user,
        )
    except operations.ElsewhereThatDay as refused:
        if not people.blame(refused.who, elsewhere()):
            form.add_error(None, elsewhere())
        return None


def _ready(request: HttpRequest, form: Any, people: PeopleForm) -> bool:
    """Whether it can be saved: sent, rightly filled in, somebody in it, and nobody left to ask about."""
    if request.method != "POST" or not all([form.is_valid(), people.is_valid()]):
        return False
    if people.too_many:
        form.add_error(
            None, _("You can add no more than %(most)s people at once. Add the others later.") % {"most": MOST}
        )
        return False
    if not people.filled and not people.first:
        form.add_error(None, _("Fill in the first name of at least one member."))
        return False
    found = list(people.look(request.user))
    request.also_looked = [look for one in found for look in rules.looks_at(one)]  # type: ignore[attr-defined]
    return people.is_settled


def _refused(people: PeopleForm) -> bool:
    """Whether somebody alike was found that is not settled."""
    return any(row.found for row in people.rows)


def _posted(request: HttpRequest) -> QueryDict | None:
    """What was sent; who only asked for more room is not told what is still missing."""
    if request.method == "POST" and "more" in request.POST:
        return Unfinished.of(dict(request.POST.lists()))
    return posted_or_draft(request)


def _status(request: HttpRequest) -> int:
    return 422 if request.method == "POST" and "more" not in request.POST else 200
