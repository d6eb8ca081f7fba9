"""One action: ticking, rewording, ordering, removing."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from organisation.access import allowed
from organisation.drafts import posted_or_draft
from organisation.offline import made_on
from organisation.submission import once
from registration import rules
from registration.forms.goal import ActionForm
from registration.forms.stale import mind
from registration.forms.who import Around
from registration.models import Action
from registration.operations import actions as operations
from registration.operations.removing import put_back, remove
from registration.operations.stale import Stale
from registration.views.leave_out import ask_to_leave_out
from shared.back import back


def _plan_page(action: Action) -> str:
    return reverse("plan", args=[action.goal.plan_id]) + f"#goal-{action.goal_id}"


@allowed(rules.own_open_action)
@require_POST
@once
def tick(request: HttpRequest, action: Action) -> HttpResponse:
    """Done, or not done after all. Says which with `done`; without it, as the undo does, the other way round."""
    done = request.POST.get("done", "0" if action.done_on else "1") == "1"
    operations.tick_action(action=action, done=done, day=made_on(request), by=request.user)
    undo = reverse("tick", args=[action.pk])
    messages.success(request, _("Ticked off.") if done else _("Open again."), extra_tags=f"undo:{undo}")
    return redirect(back(request, _plan_page(action)))


@allowed(rules.own_open_action)
@once
def action_edit(request: HttpRequest, action: Action) -> HttpResponse:
    """Other words, somebody else, another day."""
    around = Around(action.goal.plan, request.user.first_name, action.resident_id)
    others = action.goal.actions.filter(removed_at__isnull=True).exclude(pk=action.pk)
    form = ActionForm(
        posted_or_draft(request),
        initial=ActionForm.initial_of(action, around),
        others=others,
        around=around,
    )
    if request.method == "POST" and form.is_valid():
        try:
            operations.change_action(action=action, by=request.user, **form.values())
        except Stale as stale:
            mind(form, stale, "text")
        else:
            messages.success(request, _("Saved. The former words can still be read."))
            ask_to_leave_out(request, form, to=reverse("action_edit", args=[action.pk]))
            return redirect(_plan_page(action))
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "action": action, "wordings": action.former_wordings.select_related("changed_by")}
    return render(request, "registration/action_edit.html", context, status=status)


@allowed(rules.own_open_action)
@require_POST
@once
def action_move(request: HttpRequest, action: Action) -> HttpResponse:
    """One place up or down."""
    operations.move_action(action=action, up=request.POST.get("to") == "up", by=request.user)
    return redirect(reverse("goal", args=[action.goal_id]) + f"#action-{action.pk}")


@allowed(rules.own_open_action)
@require_POST
@once
def action_remove(request: HttpRequest, action: Action) -> HttpResponse:
    """Out of sight, with an undo."""
    remove(record=action, by=request.user)
    undo = reverse("action_put_back", args=[action.pk])
    messages.success(request, _("The action is removed."), extra_tags=f"undo:{undo}")
    return redirect(_plan_page(action))


@allowed(rules.own_open_action)
@require_POST
@once
def action_put_back(request: HttpRequest, action: Action) -> HttpResponse:
    """Undoes a removal."""
    put_back(record=action, by=request.user)
    messages.success(request, _("The action is back."))
    return redirect(_plan_page(action))
