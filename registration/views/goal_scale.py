"""The scale of a goal: the ladder, or one of the ways of goal attainment scaling, with words for each level."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from organisation.access import allowed
from organisation.drafts import posted_or_draft
from organisation.submission import once
from registration import queries, rules
from registration.forms.goal_scale import GoalScaleForm, mind_scale
from registration.models import Goal
from registration.operations import goal_scale as operations
from registration.operations.stale import Stale
from registration.views.leave_out import ask_to_leave_out


@allowed(rules.own_open_goal)
@once
def goal_scale(request: HttpRequest, goal: Goal) -> HttpResponse:
    """Chosen before the first score; the words of the levels can be changed later on."""
    form = GoalScaleForm(posted_or_draft(request), goal=goal, is_kept=queries.is_scored(goal))
    if request.method == "POST" and form.is_valid():
        try:
            operations.set_scale(goal=goal, by=request.user, **form.values())
        except Stale as stale:
            mind_scale(form, stale)
        except operations.Scored:
            form.add_error(None, _("A step was said meanwhile, so this goal keeps its scale. Nothing was saved."))
        else:
            messages.success(request, _("Saved."))
            ask_to_leave_out(request, form, to=request.path)
            return redirect("goal", goal.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "registration/goal_scale.html", {"form": form, "goal": goal}, status=status)
