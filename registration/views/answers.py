"""Own questions outside the forms of other records: those of the beginning, and correcting one answer."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from catalogue.models import Moment
from organisation.access import allowed
from organisation.drafts import posted_or_draft
from organisation.submission import once
from registration import rules, rules_for_answers
from registration.answered import in_words
from registration.forms.own_questions import OwnQuestions
from registration.models import Plan, QuestionAnswer
from registration.operations import answers as operations


def _on_plan(plan_id: object) -> HttpResponse:
    return redirect(reverse("plan", args=[plan_id]) + "#answers")


@allowed(rules.own_open_plan)
@once
def opening_questions(request: HttpRequest, plan: Plan) -> HttpResponse:
    """What is asked when a plan begins; it stays reachable, and an answer that changes keeps the former one."""
    own = OwnQuestions(moment=Moment.OPENING, plan=plan, by=request.user, sent=posted_or_draft(request))
    if request.method == "POST" and own.is_valid() and _saved(own, plan):
        messages.success(request, _("Saved."))
        return _on_plan(plan.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "registration/opening_questions.html", {"own": own, "plan": plan}, status=status)


@allowed(rules_for_answers.own_answer)
@once
def answer_edit(request: HttpRequest, answer: QuestionAnswer) -> HttpResponse:
    """A correction: a new answer that names the old one, which stays readable."""
    plan, record = answer.plan, answer.note or answer.closing or answer.assessment
    sent = posted_or_draft(request)
    own = OwnQuestions(moment=Moment(answer.moment), plan=plan, by=request.user, sent=sent, record=record, only=answer)
    if request.method == "POST" and own.is_valid() and _saved(own, record, answered_on=answer.answered_on):
        messages.success(request, _("Saved. The former answer can still be read."))
        return _on_plan(plan.pk)
    status = 422 if request.method == "POST" else 200
    context = {"own": own, "plan": plan, "answer": answer, "said": in_words(answer)}
    return render(request, "registration/answer_edit.html", context, status=status)


@allowed(rules_for_answers.own_answer)
@require_POST
@once
def answer_take_back(request: HttpRequest, answer: QuestionAnswer) -> HttpResponse:
    """Takes an answer back by an empty one that names it."""
    operations.take_back_answer(answer=answer, by=request.user)
    messages.success(request, _("The answer is taken back. It can still be read."))
    return _on_plan(answer.plan_id)


def _saved(own: OwnQuestions, record: Any, **when: Any) -> bool:
    """Keeps the answers; False when somebody else answered meanwhile, which the form then says."""
    try:
        own.save(record=record, **when)
    except operations.AnsweredMeanwhile as error:
        own.mind(error)
        return False
    return True
