"""What residents think of our help: put to them on the tablet, later, or not at all."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from catalogue.models import Moment
from catalogue.operations.offered import offered_set
from organisation.access import allowed
from organisation.submission import once
from registration import rules, talking
from registration.forms.own_questions import OwnQuestions
from registration.models import Plan
from registration.models.question_answer import Way
from registration.operations.experience import ask_experience
from registration.queries.answers import latest_experience


@allowed(rules.own_plan)
@once
def experience_new(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Now, on the tablet; later; or the resident would rather not. At a closing, or any time before it."""
    way = request.POST.get("way", "")
    if way == Way.HERE:
        talking.begin(request, plan, talking.EXPERIENCE)
        return redirect("talk_experience", plan.pk)
    if way in (Way.LATER, Way.NOT):
        ask_experience(plan=plan, way=way, asked_on=timezone.localdate(), by=request.user)
        said = _("It stands on the plan, and on your first page.") if way == Way.LATER else _("Saved.")
        messages.success(request, said)
        return redirect(reverse("plan", args=[plan.pk]) + "#answers")
    own = OwnQuestions(moment=Moment.EXPERIENCE, plan=plan, by=request.user)
    people = [one.professional for one in plan.assignments.on(timezone.localdate()).select_related("professional")]
    context = {"plan": plan, "own": own, "latest": latest_experience(plan), "people": people}
    context["is_unknown"] = request.method == "POST"
    status = 422 if request.method == "POST" else 200
    return render(request, "registration/experience_new.html", context, status=status)


@sensitive_post_parameters()
@allowed(rules.own_plan)
@once
def talk_experience(request: HttpRequest, plan: Plan) -> HttpResponse:
    """The questions about our help, large, for the resident alone; then the lock. Without a talk nothing is here."""
    if talking.plan_in_talk(request) != str(plan.pk) or talking.page_of(request) != talking.EXPERIENCE:
        return redirect("plan", plan.pk)
    sent = request.POST if request.method == "POST" else None
    own = OwnQuestions(moment=Moment.EXPERIENCE, plan=plan, by=request.user, sent=sent, asks_voice=False)
    if request.method == "POST" and own.is_valid():
        today, offered = timezone.localdate(), offered_set(own.offered_keys())
        made = ask_experience(plan=plan, way=Way.HERE, asked_on=today, offered=offered, by=request.user)
        own.save(record=made, answered_on=today)
        return redirect("talk_unlock")
    people = [one.professional for one in plan.assignments.on(timezone.localdate()).select_related("professional")]
    context = {"plan": plan, "own": own, "people": people}
    status = 422 if request.method == "POST" else 200
    return render(request, "registration/talk_experience.html", context, status=status)
