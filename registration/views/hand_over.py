"""Handing over one plan or a whole caseload, and the sheet that goes with it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from organisation.access import allowed
from organisation.drafts import posted_or_draft
from organisation.models import User
from organisation.scope import Scope
from organisation.submission import once
from registration import hand_over_paper, people_rules, queries, rules, taking_back
from registration.forms.assignments import CaseloadForm, HandOverForm
from registration.models import Assignment, Plan
from registration.operations import assignments as operations
from registration.views.people import colleagues
from shared.period import day_in_words


@allowed(people_rules.hands_over)
@once
def plan_hand_over(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Another coordinator for one plan, or a cover for a while."""
    today = timezone.localdate()
    form = HandOverForm(posted_or_draft(request), initial={"since": today}, **colleagues(request.user))
    if request.method == "POST" and form.is_valid() and _handed_over(request, form, [plan]):
        return redirect(_after(request.user, plan))
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "plan": plan, "coordinator": queries.coordinator(plan, today)}
    return render(request, "registration/plan_hand_over.html", context, status=status)


@allowed(people_rules.hands_over_caseload)
@once
def caseload_hand_over(request: HttpRequest, person: User, scope: Scope) -> HttpResponse:
    """All plans that somebody coordinates, or a choice of them, in one act."""
    found = list(queries.coordinated_by(scope, person, scope.day).order_by(*queries.BY_NAME))
    who = colleagues(request.user, but=person)
    form = CaseloadForm(posted_or_draft(request), plans_of=found, initial={"since": scope.day}, **who)
    if request.method == "POST" and form.is_valid() and _handed_over(request, form, form.chosen()):
        return redirect("residents" if person == request.user else "team_residents")
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "person": person, "number": len(form.known), "is_own": person == request.user}
    return render(request, "registration/caseload_hand_over.html", context, status=status)


@allowed(people_rules.own_hand_over)
@require_POST
@once
def hand_over_take_back(request: HttpRequest, assignment: Assignment) -> HttpResponse:
    """Undoes a hand-over, of one plan or of many, on the same day and as one act."""
    try:
        before = taking_back.state_before(request, request.user, assignment)
        operations.take_back(assignment=assignment, before=before, by=request.user)
    except (taking_back.Void, operations.CannotTakeBack):
        messages.warning(request, _("This cannot be undone any more. Nothing was changed."))
    else:
        messages.success(request, _("Undone. Everything is with whom it was."))
    return redirect("residents" if rules.may_have_caseload(request.user) else "team_residents")


@allowed(rules.seen_plan)
@require_safe
def hand_over_sheet(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Where one plan stands, to read or to print for who takes it over."""
    [page] = hand_over_paper.pages([plan], timezone.localtime())
    return render(request, "registration/hand_over_sheet.html", {"plan": plan, "page": page})


@allowed(people_rules.hand_over_sheets)
@require_safe
def caseload_hand_over_sheet(request: HttpRequest, which: str, plans: list[Plan]) -> HttpResponse:
    """The same for all one's own plans, or for those newly taken over: a page for each."""
    pages = hand_over_paper.pages(plans, timezone.localtime())
    return render(request, "registration/caseload_hand_over_sheet.html", {"pages": pages, "which": which})


def _handed_over(request: HttpRequest, form: HandOverForm, plans: list[Plan]) -> bool:
    """Does it and says so, with an undo of the whole act; False when the form tells what is wrong."""
    typed = form.cleaned_data
    who = {"plans": plans, "to": typed["to"], "since": typed["since"], "by": request.user}
    try:
        handed = operations.stand_in(until=typed["until"], **who) if typed["until"] else operations.hand_over(**who)
    except operations.Overlap:
        form.add_error("to", _("On one of these days somebody else does this already. Nothing was changed."))
        return False
    if not handed.made:
        form.add_error("to", _("This colleague coordinates this already. Nothing was changed."))
        return False
    undo = taking_back.undo_of_act(request.user, handed)
    reached = {one.plan_id for one in handed.made}
    said = _said(form, len(reached), [plan for plan in plans if plan.pk not in reached])
    messages.success(request, said, extra_tags=f"undo:{undo}")
    return True


def _said(form: HandOverForm, number: int, left_out: list[Plan]) -> str:
    """What was done for how many plans, and which were left out because this colleague has them already."""
    done = _done(form, number)
    if not left_out:
        return done
    left = ngettext(
        "%(number)d plan was left out, this colleague has it already: %(names)s.",
        "%(number)d plans were left out, this colleague has them already: %(names)s.",
        len(left_out),
    )
    names = ", ".join(plan.full_name for plan in left_out)
    return f"{done} {left % {'number': len(left_out), 'names': names}}"


def _done(form: HandOverForm, number: int) -> str:
    typed = form.cleaned_data
    words = {"number": number, "name": typed["to"].user.name, "day": day_in_words(typed["since"])}
    if typed["until"]:
        covers = ngettext("%(name)s covers %(number)d plan.", "%(name)s covers %(number)d plans.", number)
        return covers % words
    return (
        ngettext(
            "%(number)d plan is with %(name)s from %(day)s on.",
            "%(number)d plans are with %(name)s from %(day)s on.",
            number,
        )
        % words
    )


def _after(user: User, plan: Plan) -> str:
    """The plan, as long as it is still one's own; else the list that somebody has."""
    if rules.own_plan(user, plan.pk):
        return reverse("plan", args=[plan.pk])
    return reverse("residents" if rules.may_have_caseload(user) else "team_residents")
