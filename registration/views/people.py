"""Who walks along with a plan: looking, adding, ending."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from organisation.access import allowed
from organisation.drafts import posted_or_draft
from organisation.models import User
from organisation.queries.people import professionals
from organisation.scope import standing
from organisation.submission import once
from registration import people_rules, queries, taking_back
from registration.forms.assignments import JoinForm, LastDayForm
from registration.models import Assignment, Plan
from registration.operations import assignments as operations
from registration.walking import Walking
from shared.period import day_in_words


@allowed(people_rules.people_of_plan)
@require_safe
def plan_people(request: HttpRequest, plan: Plan, arranges: bool) -> HttpResponse:
    """Who walks along now, later and before, as what and on which days."""
    page = Walking(list(queries.people_of(plan)), timezone.localdate(), request.user, arranges)
    return render(request, "registration/plan_people.html", {"plan": plan, "page": page})


@allowed(people_rules.arranges_people)
@once
def assignment_new(request: HttpRequest, plan: Plan) -> HttpResponse:
    """A co-worker or a cover, from a day on."""
    form = JoinForm(posted_or_draft(request), initial={"since": timezone.localdate()}, **colleagues(request.user))
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            held = queries.coordinator(plan, typed["since"])
            made = operations.join_plan(plan=plan, instead_of=held, by=request.user, **typed)
        except operations.Overlap:
            form.add_error("who", _("This colleague walks along on these days already."))
        else:
            said = _("%(name)s walks along from %(day)s on.")
            said = said % {"name": typed["who"].user.name, "day": day_in_words(typed["since"])}
            messages.success(request, said, extra_tags=f"undo:{reverse('assignment_remove', args=[made.pk])}")
            return redirect("plan_people", plan.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "registration/assignment_new.html", {"form": form, "plan": plan}, status=status)


@allowed(people_rules.ends_assignment)
@once
def assignment_end(request: HttpRequest, assignment: Assignment, arranges: bool) -> HttpResponse:
    """The last day of a co-worker or a cover; whoever stops sets an earlier one only."""
    first = max(timezone.localdate(), assignment.since)
    form = LastDayForm(posted_or_draft(request), assignment=assignment, initial={"until": first})
    if request.method == "POST" and form.is_valid():
        who = {"assignment": assignment, "by": request.user, "arranges": arranges}
        try:
            former = operations.end_assignment(until=form.cleaned_data["until"], **who)
        except operations.Longer:
            form.add_error("until", _("Only who coordinates the plan can make this longer. Choose an earlier day."))
        else:
            said = _("%(name)s walks along until and including %(day)s.")
            said = said % {"name": assignment.professional.name, "day": day_in_words(form.cleaned_data["until"])}
            undo = taking_back.undo_of_ending(request.user, assignment, former)
            messages.success(request, said, extra_tags=f"undo:{undo}")
            return redirect("plan_people", assignment.plan_id)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "assignment": assignment, "plan": assignment.plan}
    return render(request, "registration/assignment_end.html", context, status=status)


@allowed(people_rules.ends_assignment)
@require_POST
@once
def assignment_go_on(request: HttpRequest, assignment: Assignment, arranges: bool) -> HttpResponse:
    """Undoes an ending of today, for the very person who ended it."""
    try:
        until = taking_back.former_last_day(request, request.user, assignment)
        operations.go_on(assignment=assignment, until=until, by=request.user)
    except (taking_back.Void, operations.CannotTakeBack):
        messages.warning(request, _("This cannot be undone any more. Nothing was changed."))
    else:
        messages.success(request, _("%(name)s goes on walking along.") % {"name": assignment.professional.name})
    return redirect("plan_people", assignment.plan_id)


@allowed(people_rules.undoes_joining)
@require_POST
@once
def assignment_remove(request: HttpRequest, assignment: Assignment) -> HttpResponse:
    """Undoes an adding of today, or one that did not begin yet."""
    operations.leave_out(assignment=assignment, by=request.user)
    messages.success(request, _("%(name)s does not walk along after all.") % {"name": assignment.professional.name})
    return redirect("plan_people", assignment.plan_id)


def colleagues(user: User, but: User | None = None) -> dict[str, Any]:
    """Who can be chosen, for a form: everybody but one (oneself unless said otherwise); and which teams come first."""
    here = standing(user)
    first = frozenset(membership.team_id for membership in here.memberships if membership.team_id)
    return {"colleagues": professionals(here.day).exclude(user=but or user), "first": first}
