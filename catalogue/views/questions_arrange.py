"""Making questions, rewording them, asking them and asking them no more."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from catalogue import rules_for_questions as rules
from catalogue.forms.questions import LiveForm, QuestionForm, RetireForm, WordsForm, in_year
from catalogue.models import Question
from catalogue.operations import questions as operations
from catalogue.operations.questions import WITH_CHOICES, NotReady, TooEarly, TypeStands
from catalogue.queries.questions import same_words
from catalogue.views.lacking import in_words
from catalogue.views.question_page import about
from organisation.access import allowed
from organisation.drafts import posted_or_draft
from organisation.forms.stale import mind
from organisation.operations.stale import Stale
from organisation.submission import once
from organisation.views.undo import undo


def _saved(request: HttpRequest, question: Question) -> HttpResponse:
    """Onwards to what is still to be done: the choices, or the page of the question."""
    if twin := same_words(question):
        same = _("Another question has the same words: “%(label)s”. Are both needed?")
        messages.warning(request, same % {"label": twin.label})
    chooses = question.answer_type in WITH_CHOICES and not question.choices.exists()
    return redirect("question_choices" if chooses else "question", question.pk)


@allowed(rules.arranges_questions)
@once
def question_new(request: HttpRequest) -> HttpResponse:
    """A question of our own; it is not asked before it has a reason and somebody says so."""
    form = QuestionForm(posted_or_draft(request), initial={"review_on": in_year(), "answer_type": "text"})
    if request.method == "POST" and form.is_valid():
        made = operations.make_question(by=request.user, **form.words())
        messages.success(request, _("The question is kept. It is not asked yet."))
        return _saved(request, made)
    status = 422 if request.method == "POST" else 200
    return render(request, "catalogue/question_new.html", {"form": form}, status=status)


@allowed(rules.arranges_question)
@once
def question_edit(request: HttpRequest, question: Question) -> HttpResponse:
    """Other words or another reason; of an own question also when and of whom it is asked."""
    form = _form_of(request, question)
    if request.method == "POST" and form.is_valid():
        change = operations.change_question if question.is_own else operations.reword_question
        try:
            change(question=question, version=form.cleaned_data["version"] or 0, by=request.user, **form.words())
        except Stale as stale:
            mind(form, stale, "label_nl")
        except NotReady as missing:
            form.add_error(None, in_words(missing.lacks, asked=True))
        except TypeStands:
            form.add_error(
                None, _("How it is answered cannot change any more: it was asked this way. Make a new question.")
            )
        else:
            messages.success(request, _("Changed."))
            question.refresh_from_db()
            return _saved(request, question)
    context = {"form": form, "question": question}
    return render(request, "catalogue/question_edit.html", context, status=422 if request.method == "POST" else 200)


def _form_of(request: HttpRequest, question: Question) -> WordsForm:
    sent = posted_or_draft(request)
    if not question.is_own:
        return WordsForm(sent, initial=WordsForm.initial_of(question))
    # Who opened the page before it was asked sends how it is answered along: the operation looks at that.
    is_fixed = question.since is not None and (sent is None or "answer_type" not in sent)
    return QuestionForm(sent, initial=QuestionForm.initial_of(question), is_fixed=is_fixed)


@allowed(rules.arranges_own_question)
@require_POST
@once
def question_live(request: HttpRequest, question: Question) -> HttpResponse:
    """Asks a question from a day on, if it has a reason."""
    form = LiveForm(request.POST, auto_id="live_%s")
    if form.is_valid():
        try:
            began = operations.go_live(question=question, by=request.user, since=form.cleaned_data["since"])
        except NotReady as missing:
            form.add_error(None, in_words(missing.lacks))
        except TooEarly:
            form.add_error("since", _("This day is behind us. Choose today or a day to come."))
        else:
            said = _("The question is asked from now on.") if began else _("This question was asked already.")
            messages.success(request, said, extra_tags=undo("question_retire", question) if began else "")
            return redirect("question", question.pk)
    return render(request, "catalogue/question.html", about(request, question, live=form), status=422)


def _ended(request: HttpRequest, question: Question, ended: bool) -> None:
    question.refresh_from_db()
    if not ended:
        messages.success(request, _("This question was not asked."))
    elif question.since is None:
        messages.success(request, _("The question is in the making again."))
    else:
        said = _("The end is kept. What was answered stays readable.")
        messages.success(request, said, extra_tags=undo("question_ask_again", question))


@allowed(rules.arranges_own_question)
@require_POST
@once
def question_retire(request: HttpRequest, question: Question) -> HttpResponse:
    """Asks a question no more; its answers stay readable."""
    form = RetireForm(request.POST, auto_id="retire_%s")
    if form.is_valid():
        try:
            ended = operations.retire_question(question=question, by=request.user, until=form.cleaned_data["until"])
        except TooEarly:
            form.add_error("until", _("This day is behind us. Choose today or a day to come."))
        else:
            _ended(request, question, ended)
            return redirect("question", question.pk)
    return render(request, "catalogue/question.html", about(request, question, retire=form), status=422)


@allowed(rules.arranges_own_question)
@require_POST
@once
def question_ask_again(request: HttpRequest, question: Question) -> HttpResponse:
    """Takes the end of a question back."""
    try:
        again = operations.ask_again(question=question, by=request.user)
    except NotReady as missing:
        messages.warning(request, in_words(missing.lacks))
    else:
        said = _("The question is asked again.") if again else _("This question has no end.")
        messages.success(request, said, extra_tags=undo("question_retire", question) if again else "")
    return redirect("question", question.pk)
