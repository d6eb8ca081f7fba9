"""Looking together: the page turned to the resident, and the way back for the professional."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from organisation.access import allowed
from organisation.forms.unlocking import UnlockForm
from organisation.operations.unlocking import unlocks
from organisation.rules import logged_in
from organisation.submission import once
from registration import queries, rules, rules_for_residents, talking
from registration.forms.goal import ScoreForm
from registration.models import Action, Goal, GoalScore, Plan
from registration.operations import actions, goals
from registration.overview import overview
from registration.sheet_words import said_when
from shared.numbers import signed


@allowed(rules.own_open_plan)
def talk(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Goals, actions and stairs, large; a POST turns the page. Without that there is nothing here."""
    if request.method == "POST":
        talking.begin(request, plan)
        return redirect("talk", plan.pk)
    if talking.plan_in_talk(request) != str(plan.pk):
        return redirect("plan", plan.pk)
    page = overview(queries.gather(plan))
    context = {
        "plan": plan,
        "goals": talking.goals_together(page),
        "appointment": page.appointment,
        "when": said_when(page.appointment.starts_at) if page.appointment else None,
        "caller": queries.coordinator(plan, timezone.localdate()),
    }
    return render(request, "registration/talk.html", context)


@allowed(rules_for_residents.action_in_talk)
@require_POST
@once
def talk_tick(request: HttpRequest, plan: Plan, action: Action) -> HttpResponse:
    """Done, or not after all, pressed together."""
    done = request.POST.get("done", "0" if action.done_on else "1") == "1"
    actions.tick_action(action=action, done=done, day=timezone.localdate(), by=request.user)
    undo = reverse("talk_tick", args=[plan.pk, action.pk])
    said = pgettext("resident", "Ticked off.") if done else pgettext("resident", "Open again.")
    messages.success(request, said, extra_tags=f"undo:{undo}")
    return redirect(reverse("talk", args=[plan.pk]) + f"#goal-{action.goal_id}")


@allowed(rules_for_residents.goal_in_talk)
@require_POST
@once
def talk_score(request: HttpRequest, plan: Plan, goal: Goal) -> HttpResponse:
    """A step of the ladder, said by the resident today. What is no step changes nothing."""
    stood = queries.stood(goal)
    form = ScoreForm({"value": request.POST.get("value", "")}, stood=stood)
    if form.is_valid():
        score = goals.score_goal(goal=goal, by=request.user, **form.said())
        undo = reverse("talk_score_back", args=[plan.pk, score.pk])
        number = signed(score.value, stood.values[0])
        said = pgettext("resident", "You stand on step {number} now.").format(number=number)
        messages.success(request, said, extra_tags=f"undo:{undo}")
    return redirect(reverse("talk", args=[plan.pk]) + f"#goal-{goal.pk}")


@allowed(rules_for_residents.score_in_talk)
@require_POST
@once
def talk_score_back(request: HttpRequest, plan: Plan, score: GoalScore) -> HttpResponse:
    """Undoes a step by an event of its own."""
    goals.take_back_score(score=score, by=request.user)
    messages.success(request, pgettext("resident", "The step is taken back."))
    return redirect(reverse("talk", args=[plan.pk]) + f"#goal-{score.goal_id}")


@sensitive_post_parameters("code")
@allowed(logged_in)
def talk_unlock(request: HttpRequest) -> HttpResponse:
    """The way back to the rest of Keukentafel, for whoever logged in. After five wrong codes it is logging in again."""
    if talking.plan_in_talk(request) is None:
        return redirect("home")
    form = UnlockForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        left = talking.counted(request)
        if left >= 0 and unlocks(request.user, form.cleaned_data["code"]):
            plan_id = talking.end(request)
            return redirect("plan", plan_id) if rules.own_plan(request.user, plan_id) else redirect("home")
        if left <= 0:
            logout(request)
            messages.warning(request, _("Five wrong codes: log in again."))
            return redirect("account_login")
        form.add_error("code", _("This is not right. Try again."))
    context = {"form": form, "plan_id": talking.plan_in_talk(request)}
    return render(request, "registration/talk_unlock.html", context, status=422 if form.is_bound else 200)
