"""Goals of a group or a series, and their steps over quarters."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from organisation import scope as scopes
from organisation.access import allowed
from organisation.drafts import posted_or_draft
from organisation.forms.stale import mind
from organisation.operations.stale import Stale
from organisation.submission import once
from signals import rules_for_groups as rules
from signals.forms.groups import GroupGoalEndForm, GroupGoalForm
from signals.models import Group, GroupGoal, Series
from signals.operations import group_goals as operations
from signals.queries import group_goals as queries
from signals.rules_for_cleaning import may_clean


@allowed(rules.team_group_or_series)
@once
def group_goal_new(request: HttpRequest, of: Group | Series) -> HttpResponse:
    """What is wanted with a group or a series of activities."""
    form = GroupGoalForm(posted_or_draft(request))
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["own_words"]
        made = operations.set_group_goal(of=of, own_words=words, set_on=timezone.localdate(), by=request.user)
        undo = reverse("group_goal_remove", args=[made.pk])
        messages.success(request, _("The goal is saved."), extra_tags=f"undo:{undo}")
        return redirect("group_goal", made.pk)
    context = {"form": form, "of": of, "up": up(of)}
    return render(request, "signals/group_goal_new.html", context, status=_status(request))


@allowed(rules.team_group_goal)
@require_safe
def group_goal(request: HttpRequest, goal: GroupGoal) -> HttpResponse:
    """The goal with its steps by quarter, and its former words."""
    steps = queries.group_steps(scopes.outside(request.user)).filter(goal=goal, removed_at__isnull=True)
    context = {
        "goal": goal,
        "up": up(goal.group or goal.series),
        "quarters": queries.by_quarter(list(steps)),
        "wordings": goal.former_wordings.exclude(own_words="").select_related("changed_by"),
        "cleans": may_clean(request.user, goal),
    }
    return render(request, "signals/group_goal.html", context)


@allowed(rules.team_group_goal)
@once
def group_goal_edit(request: HttpRequest, goal: GroupGoal) -> HttpResponse:
    """Other words; the former ones stay readable."""
    form = GroupGoalForm(posted_or_draft(request), known=goal)
    if request.method == "POST" and form.is_valid():
        try:
            words, version = form.cleaned_data["own_words"], form.cleaned_data["version"] or 0
            operations.change_group_goal(goal=goal, version=version, own_words=words, by=request.user)
        except Stale as stale:
            mind(form, stale, "own_words")
        else:
            messages.success(request, _("Saved. The former words can still be read."))
            return redirect("group_goal", goal.pk)
    return render(request, "signals/group_goal_edit.html", {"form": form, "goal": goal}, status=_status(request))


@allowed(rules.team_group_goal)
@once
def group_goal_end(request: HttpRequest, goal: GroupGoal) -> HttpResponse:
    """How it ended; without a result it is just over."""
    form = GroupGoalEndForm(posted_or_draft(request), goal=goal)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            version, end = said["version"] or goal.version, {name: said[name] for name in ("ended_on", "result")}
            operations.end_group_goal(goal=goal, version=version, by=request.user, **end)
        except Stale as stale:
            mind(form, stale, "result")
        else:
            undo = reverse("group_goal_reopen", args=[goal.pk])
            messages.success(request, _("The goal is finished. It stays readable."), extra_tags=f"undo:{undo}")
            return redirect("group_goal", goal.pk)
    return render(request, "signals/group_goal_end.html", {"form": form, "goal": goal}, status=_status(request))


@allowed(rules.team_group_goal)
@require_POST
@once
def group_goal_reopen(request: HttpRequest, goal: GroupGoal) -> HttpResponse:
    """Takes it up again."""
    operations.reopen_group_goal(goal=goal, by=request.user)
    messages.success(request, _("The goal is open again."))
    return redirect("group_goal", goal.pk)


@allowed(rules.team_group_goal)
@require_POST
@once
def group_goal_remove(request: HttpRequest, goal: GroupGoal) -> HttpResponse:
    """Out of sight, with an undo."""
    operations.remove_of_goal(record=goal, by=request.user)
    undo = reverse("group_goal_put_back", args=[goal.pk])
    messages.success(request, _("The goal is removed."), extra_tags=f"undo:{undo}")
    return redirect(up(goal.group or goal.series)[0])


@allowed(rules.team_removed_goal)
@require_POST
@once
def group_goal_put_back(request: HttpRequest, goal: GroupGoal) -> HttpResponse:
    """Undoes a removal."""
    operations.put_back_of_goal(record=goal, by=request.user)
    messages.success(request, _("The goal is back."))
    return redirect("group_goal", goal.pk)


def up(of: Group | Series | None) -> tuple[str, str]:
    """The address and the name of the page above a goal."""
    return reverse("group" if isinstance(of, Group) else "series", args=[of.pk] if of else []), str(of)


def _status(request: HttpRequest) -> int:
    return 422 if request.method == "POST" else 200
