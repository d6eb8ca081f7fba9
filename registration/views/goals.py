"""One goal: its history, rewording, scoring, ending, ordering, removing."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from organisation.access import allowed
from organisation.drafts import posted_or_draft
from organisation.offline import made_on
from organisation.submission import once
from registration import queries, rules
from registration.forms.goal import GoalEndForm, GoalForm, ScoreForm
from registration.forms.stale import mind
from registration.forms.who import Around
from registration.models import Goal, GoalScore
from registration.operations import goals as operations
from registration.operations.actions import order_actions
from registration.operations.removing import put_back, remove
from registration.operations.stale import Stale
from registration.overview import overview
from registration.views.leave_out import ask_to_leave_out
from shared.back import back
from shared.ids import is_uuid
from shared.numbers import signed


def _plan_page(goal: Goal) -> str:
    return reverse("plan", args=[goal.plan_id]) + f"#goal-{goal.pk}"


@allowed(rules.seen_goal)
@require_safe
def goal(request: HttpRequest, goal: Goal) -> HttpResponse:
    """The goal with its actions, its steps by voice, and its former wordings."""
    page = overview(queries.gather(goal.plan))
    card = page.card(goal.pk)
    context = {"goal": goal, "card": card, "plan": goal.plan, "page": page}
    former = queries.history(goal, [row.action for row in card.rows] if card else [])
    context["levels"] = queries.levels(goal)
    return render(request, "registration/goal.html", context | former)


@allowed(rules.own_open_goal)
@once
def goal_edit(request: HttpRequest, goal: Goal) -> HttpResponse:
    """Other words, life domain, importance, obstacle; the former words stay readable."""
    around = Around(goal.plan, also=goal.resident_id)
    form = GoalForm(posted_or_draft(request), around=around, initial=GoalForm.initial_of(goal))
    if request.method == "POST" and form.is_valid():
        try:
            operations.change_goal(goal=goal, by=request.user, **form.values())
        except Stale as stale:
            mind(form, stale, "own_words")
        else:
            messages.success(request, _("Saved. The former words can still be read."))
            ask_to_leave_out(request, form, to=reverse("goal_edit", args=[goal.pk]))
            return redirect("goal", goal.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "registration/goal_edit.html", {"form": form, "goal": goal}, status=status)


@allowed(rules.own_open_goal)
@once
def goal_score(request: HttpRequest, goal: Goal) -> HttpResponse:
    """A step of the ladder: pressed on the plan (the resident's, today), or with voice and day."""
    called = goal.resident.called if goal.resident else ""
    stood = queries.stood(goal)
    form = ScoreForm(posted_or_draft(request), stood=stood, called=called)
    if request.method == "POST" and form.is_valid():
        score = operations.score_goal(goal=goal, by=request.user, **form.said(made_on(request)))
        undo = reverse("score_take_back", args=[score.pk])
        words = {"step": signed(score.value, stood.values[0])}
        messages.success(request, _("Step %(step)s is saved.") % words, extra_tags=f"undo:{undo}")
        return redirect(back(request, _plan_page(goal)))
    status = 422 if request.method == "POST" else 200
    return render(request, "registration/goal_score.html", {"form": form, "goal": goal}, status=status)


@allowed(rules.own_open_score)
@require_POST
@once
def score_take_back(request: HttpRequest, score: GoalScore) -> HttpResponse:
    """Undoes a step by an event of its own."""
    operations.take_back_score(score=score, by=request.user)
    messages.success(request, _("The step is taken back."))
    return redirect(_plan_page(score.goal))


@allowed(rules.own_open_goal)
@once
def goal_end(request: HttpRequest, goal: Goal) -> HttpResponse:
    """How it ended. A goal without a result is just over."""
    form = GoalEndForm(
        posted_or_draft(request), set_on=goal.set_on, initial={"obstacle": goal.obstacle, "version": goal.version}
    )
    if request.method == "POST" and form.is_valid():
        try:
            operations.end_goal(goal=goal, by=request.user, **form.cleaned_data)
        except Stale as stale:
            mind(form, stale, "obstacle")
        else:
            undo = reverse("goal_reopen", args=[goal.pk])
            messages.success(request, _("The goal is finished. It stays readable."), extra_tags=f"undo:{undo}")
            ask_to_leave_out(request, form, to=reverse("goal_edit", args=[goal.pk]))
            return redirect("plan", goal.plan_id)
    status = 422 if request.method == "POST" else 200
    return render(request, "registration/goal_end.html", {"form": form, "goal": goal}, status=status)


@allowed(rules.own_open_goal)
@require_POST
@once
def goal_reopen(request: HttpRequest, goal: Goal) -> HttpResponse:
    """Takes up a finished goal again."""
    operations.reopen_goal(goal=goal, by=request.user)
    messages.success(request, _("The goal is open again."))
    return redirect(_plan_page(goal))


@allowed(rules.own_open_goal)
@require_POST
@once
def goal_move(request: HttpRequest, goal: Goal) -> HttpResponse:
    """One place up or down."""
    operations.move_goal(goal=goal, up=request.POST.get("to") == "up", by=request.user)
    return redirect(_plan_page(goal))


@allowed(rules.own_open_goal)
@require_POST
@once
def goal_order(request: HttpRequest, goal: Goal) -> HttpResponse:
    """The actions in the order in which they were dragged; with buttons it goes one place at a time."""
    order = [UUID(text) for text in request.POST.getlist("action") if is_uuid(text)]
    order_actions(goal=goal, order=order, by=request.user)
    return redirect("goal", goal.pk)


@allowed(rules.own_open_goal)
@require_POST
@once
def goal_remove(request: HttpRequest, goal: Goal) -> HttpResponse:
    """Out of sight, with an undo."""
    remove(record=goal, by=request.user)
    undo = reverse("goal_put_back", args=[goal.pk])
    messages.success(request, _("The goal is removed."), extra_tags=f"undo:{undo}")
    return redirect("plan", goal.plan_id)


@allowed(rules.own_open_goal)
@require_POST
@once
def goal_put_back(request: HttpRequest, goal: Goal) -> HttpResponse:
    """Undoes a removal."""
    put_back(record=goal, by=request.user)
    messages.success(request, _("The goal is back."))
    return redirect(_plan_page(goal))
