"""Steps towards the goal of a group: planning for a quarter, changing, ticking, removing."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from organisation.access import allowed
from organisation.drafts import posted_or_draft
from organisation.forms.stale import mind
from organisation.operations.stale import Stale
from organisation.submission import once
from signals import rules_for_groups as rules
from signals.forms.groups import GroupStepForm
from signals.models import GroupGoal, GroupStep
from signals.operations import group_goals as operations


@allowed(rules.team_group_goal)
@once
def group_step_new(request: HttpRequest, goal: GroupGoal) -> HttpResponse:
    """Something that is going to be done, in a quarter or later."""
    form = GroupStepForm(posted_or_draft(request))
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("text", "quarter")}
        made = operations.plan_group_step(goal=goal, by=request.user, **said)
        undo = reverse("group_step_remove", args=[made.pk])
        messages.success(request, _("The action is added."), extra_tags=f"undo:{undo}")
        return redirect("group_goal", goal.pk)
    return render(request, "signals/group_step_new.html", {"form": form, "goal": goal}, status=_status(request))


@allowed(rules.team_group_step)
@once
def group_step_edit(request: HttpRequest, step: GroupStep) -> HttpResponse:
    """Other words, another quarter."""
    form = GroupStepForm(posted_or_draft(request), known=step)
    if request.method == "POST" and form.is_valid():
        try:
            version, said = form.cleaned_data["version"] or 0, form.cleaned_data
            words = {"text": said["text"], "quarter": said["quarter"]}
            operations.change_group_step(step=step, version=version, by=request.user, **words)
        except Stale as stale:
            mind(form, stale, "text")
        else:
            messages.success(request, _("Changed."))
            return redirect("group_goal", step.goal_id)
    context = {"form": form, "step": step, "goal": step.goal}
    return render(request, "signals/group_step_edit.html", context, status=_status(request))


@allowed(rules.team_group_step)
@require_POST
@once
def group_step_tick(request: HttpRequest, step: GroupStep) -> HttpResponse:
    """Done, or not done after all. Says which with `done`; without it, as the undo does, the other way round."""
    done = request.POST.get("done", "0" if step.done_on else "1") == "1"
    operations.tick_group_step(step=step, done=done, by=request.user)
    undo = reverse("group_step_tick", args=[step.pk])
    messages.success(request, _("Ticked off.") if done else _("Open again."), extra_tags=f"undo:{undo}")
    return redirect("group_goal", step.goal_id)


@allowed(rules.team_group_step)
@require_POST
@once
def group_step_remove(request: HttpRequest, step: GroupStep) -> HttpResponse:
    """Out of sight, with an undo."""
    operations.remove_of_goal(record=step, by=request.user)
    undo = reverse("group_step_put_back", args=[step.pk])
    messages.success(request, _("The action is removed."), extra_tags=f"undo:{undo}")
    return redirect("group_goal", step.goal_id)


@allowed(rules.team_removed_step)
@require_POST
@once
def group_step_put_back(request: HttpRequest, step: GroupStep) -> HttpResponse:
    """Undoes a removal."""
    operations.put_back_of_goal(record=step, by=request.user)
    messages.success(request, _("The action is back."))
    return redirect("group_goal", step.goal_id)


def _status(request: HttpRequest) -> int:
    return 422 if request.method == "POST" else 200
