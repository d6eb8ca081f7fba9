"""The talk about questions: saying something, taking it away, answering."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from catalogue import rules_for_questions as rules
from catalogue.forms.remarks import AnswerForm, RemarkForm
from catalogue.models import Question, QuestionRemark
from catalogue.operations import remarks as operations
from catalogue.operations.remarks import AnsweredMeanwhile
from catalogue.views.question_page import about
from organisation.access import allowed
from organisation.roles import Right
from organisation.scope import standing
from organisation.submission import once
from organisation.views.undo import undo


def _there(remark: QuestionRemark) -> str:
    return reverse("question", args=[remark.question_id]) + f"#remark-{remark.pk}"


@allowed(rules.reads_question)
@require_POST
@once
def remark_new(request: HttpRequest, question: Question) -> HttpResponse:
    """Something about a question, for everybody to read; from who may propose changes also a proposal."""
    form = RemarkForm(request.POST, proposes=standing(request.user).may(Right.PROPOSE_CHANGES))
    if form.is_valid():
        made = operations.say_about(question=question, by=request.user, **form.said())
        messages.success(request, _("Everybody can read it now."), extra_tags=undo("remark_remove", made))
        return redirect(_there(made))
    return render(request, "catalogue/question.html", about(request, question, said=form), status=422)


@allowed(rules.own_remark)
@require_POST
@once
def remark_remove(request: HttpRequest, remark: QuestionRemark) -> HttpResponse:
    """Takes one's own remark away, with an undo."""
    operations.remove_remark(remark=remark, by=request.user)
    messages.success(request, _("Your remark is gone."), extra_tags=undo("remark_put_back", remark))
    return redirect("question", remark.question_id)


@allowed(rules.own_remark)
@require_POST
@once
def remark_put_back(request: HttpRequest, remark: QuestionRemark) -> HttpResponse:
    """Undoes that."""
    operations.put_back_remark(remark=remark, by=request.user)
    messages.success(request, _("Your remark is back."))
    return redirect(_there(remark))


@allowed(rules.answers_remark)
@once
def remark_answer(request: HttpRequest, remark: QuestionRemark) -> HttpResponse:
    """An answer for everybody to read; to a proposal also whether it is taken over."""
    form = AnswerForm(request.POST or None, remark=remark)
    if request.method == "POST" and form.is_valid():
        try:
            operations.answer_remark(remark=remark, by=request.user, **form.said())
        except AnsweredMeanwhile as meanwhile:
            _mind(form, meanwhile.current)
        else:
            messages.success(request, _("Answered. Everybody can read it."))
            return redirect(_there(remark))
    context = {"form": form, "remark": remark}
    return render(request, "catalogue/remark_answer.html", context, status=422 if form.errors else 200)


def _mind(form: AnswerForm, current: QuestionRemark) -> None:
    who = current.answered_by.first_name if current.answered_by else _("Somebody")
    words = {"name": who, "text": current.answer}
    form.add_error("answer", _("%(name)s answered meanwhile: “%(text)s”. Save again to keep yours.") % words)
    form.data = form.data.copy()
    form.data["was"] = current.answer
