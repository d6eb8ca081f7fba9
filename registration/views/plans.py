"""Starting a plan, the plan at a glance, closing it."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from catalogue.models import Moment
from catalogue.operations.offered import offered_set
from organisation import scope
from organisation.access import allowed
from organisation.drafts import posted_or_draft
from organisation.models import Team, User
from organisation.offline import made_on
from organisation.submission import once
from registration import queries, rules
from registration.answered import answered
from registration.attainment import measuring
from registration.beside import beside
from registration.discussed import discussed
from registration.forms.own_questions import OwnQuestions
from registration.forms.plan import ClosingForm, PlanEditForm, PlanForm, ReopenForm, TeamForm
from registration.forms.stale import mind
from registration.looks import last_people
from registration.models import Closing, Plan, Resident
from registration.operations import plans as operations
from registration.operations.stale import Stale
from registration.operations.table import save_table
from registration.overview import overview
from registration.views.leave_out import ask_to_leave_out
from shared.period import day_in_words


@allowed(rules.may_start_plan)
@once
def plan_new(request: HttpRequest, team_ids: frozenset[UUID]) -> HttpResponse:
    """Who is it about? Looks for somebody alike before adding anybody."""
    teams = Team.objects.filter(pk__in=team_ids)
    form = PlanForm(posted_or_draft(request), teams=teams, initial={"language": "nl"})
    found = None
    if request.method == "POST" and form.is_valid():
        found = None if "anyway" in request.POST else queries.look_alikes(request.user, form.person())
        request.also_looked = rules.looks_at(found)
        if not found:
            return redirect("table", _start(form, made_on(request), request.user).pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "registration/plan_new.html", {"form": form, "found": found}, status=status)


def _start(form: PlanForm, today: date, by: User) -> Plan:
    typed = form.cleaned_data
    plan = operations.start_plan(
        person=form.person(),
        team=typed["team"],
        opened_on=form.opened(today),
        service=typed.get("service"),
        offered=offered_set(form.offered_keys()),
        by=by,
    )
    goals = form.goals.typed() if form.goals else None
    if goals:
        save_table(plan=plan, typed=goals, press=None, by=by, today=plan.opened_on)
    return plan


@allowed(rules.may_start_plan)
@require_POST
def plan_alike(request: HttpRequest, team_ids: frozenset[UUID]) -> HttpResponse:
    """People alike, while a name is being typed. A POST, so that no name stands in an address; it writes nothing."""
    name = f"{request.POST.get('first_name', '')} {request.POST.get('last_name', '')}"
    found = queries.people_alike(request.user, name) if len(name.strip()) > 1 else None
    return render(request, "registration/plan_alike.html", {"found": found})


@allowed(rules.may_start_plan_again)
@once
def plan_again(request: HttpRequest, resident: Resident, team_ids: frozenset[UUID]) -> HttpResponse:
    """A new plan for somebody who had one before; who has several teams says for which."""
    form = TeamForm(posted_or_draft(request), teams=Team.objects.filter(pk__in=team_ids))
    if request.method == "POST" and form.is_valid():
        new = operations.start_plan_for(
            resident=resident, team=form.cleaned_data["team"], opened_on=timezone.localdate(), by=request.user
        )
        return redirect("table", new.pk)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "plan": queries.latest_plan(request.user, resident)}
    return render(request, "registration/plan_again.html", context, status=status)


@allowed(rules.seen_plan)
@require_safe
def plan(request: HttpRequest, plan: Plan) -> HttpResponse:
    """The plan at a glance: goals with their steps, what happened, who helps, who looked."""
    teams = scope.standing(request.user).team_ids(scope.Right.NEW_PLAN)
    page = overview(queries.gather(plan), scope.reading(request.user))
    context = {"plan": plan, "page": page, "looks": last_people(plan, 3), "of_teams": len(teams)}
    context["answered"] = answered(plan)
    context["beside"] = beside(plan, timezone.localdate())
    context["discussed"] = discussed(plan, request.user)
    context |= measuring(page)
    if plan.resident:
        context["family"] = queries.household_of(scope.reading(request.user), plan.resident, timezone.localdate())
    return render(request, "registration/plan.html", context)


@allowed(rules.own_open_plan)
@once
def plan_edit(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Under which law, in which neighbourhood and with which service."""
    form = PlanEditForm(posted_or_draft(request), plan=plan)
    if request.method == "POST" and form.is_valid():
        try:
            operations.change_plan(plan=plan, by=request.user, **form.cleaned_data)
        except Stale as stale:
            mind(form, stale, "law")
        else:
            messages.success(request, _("Saved."))
            return redirect("plan", plan.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "registration/plan_edit.html", {"form": form, "plan": plan}, status=status)


@allowed(rules.own_open_plan)
@once
def plan_close(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Closing, with what resident and professional say about it."""
    sent, since = posted_or_draft(request), queries.open_since(plan)
    form = ClosingForm(sent, opened_on=since, initial={"closed_on": timezone.localdate()})
    own = OwnQuestions(moment=Moment.CLOSING, plan=plan, by=request.user, sent=sent)
    if request.method == "POST" and all([form.is_valid(), own.is_valid()]):
        day, offered = form.cleaned_data["closed_on"], offered_set(form.offered_keys(), own.offered_keys())
        try:
            closing = operations.close_plan(
                plan=plan, closed_on=day, review=form.review(), offered=offered, by=request.user
            )
        except operations.AlreadyClosed:
            form.add_error(None, _("A colleague closed this plan a moment ago. What you typed is not saved."))
        else:
            own.save(record=closing, answered_on=day)
            _say_closed(request, closing)
            ask_to_leave_out(request, form, to=reverse("plan", args=[plan.pk]))
            return redirect("plan", plan.pk)
    context = {"form": form, "own": own, "plan": plan}
    return render(request, "registration/plan_close.html", context, status=422 if request.method == "POST" else 200)


def _say_closed(request: HttpRequest, closing: Closing) -> None:
    undo = reverse("closing_take_back", args=[closing.pk])
    said = _("The plan is closed. You can still read everything.")
    if closing.withdrew:
        said += " " + _("The code for the phone no longer works, and does not come back when you undo this.")
    messages.success(request, said, extra_tags=f"undo:{undo}")


@allowed(rules.own_plan)
@once
def plan_reopen(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Going on with a closed plan; the closing stays readable."""
    form = ReopenForm(posted_or_draft(request), initial={"reopened_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            operations.reopen_plan(plan=plan, by=request.user, **form.cleaned_data)
        except operations.NotClosed:
            form.add_error(None, _("This plan is open already. Nothing was changed."))
        except operations.OpenedBeforeClosed as error:
            words = {"day": day_in_words(error.closed_on)}
            form.add_error("reopened_on", _("The plan was closed on %(day)s. Choose that day or a later one.") % words)
        else:
            messages.success(request, _("The plan is open again. The closing stays readable."))
            ask_to_leave_out(request, form, to=reverse("plan", args=[plan.pk]))
            return redirect("plan", plan.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "registration/plan_reopen.html", {"form": form, "plan": plan}, status=status)


@allowed(rules.own_closing)
@require_POST
@once
def closing_take_back(request: HttpRequest, closing: Closing) -> HttpResponse:
    """Undoes a closing."""
    operations.take_back_closing(closing=closing, by=request.user)
    messages.success(request, _("The plan is open again."))
    return redirect("plan", closing.plan_id)
