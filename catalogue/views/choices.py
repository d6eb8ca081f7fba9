"""The choices of an own question: adding, rewording, ordering, offering no more."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from catalogue import rules_for_questions as rules
from catalogue.forms.questions import ChoiceForm
from catalogue.models import Question, QuestionChoice
from catalogue.operations import choices as operations
from catalogue.operations.choices import AT_MOST, ChangedMeanwhile, NoRoom, TooFew, Twice
from catalogue.views.dragged import dragged
from organisation.access import allowed
from organisation.submission import once
from organisation.views.undo import undo


def _twice(twin: QuestionChoice) -> str:
    if twin.until:
        return _("This choice was offered before. Put it back below the list.")
    return _("This choice stands in the list already.")


def _no_room() -> str:
    return _("A question has room for %(number)s choices. Take one away first.") % {"number": AT_MOST}


@allowed(rules.arranges_own_question)
@once
def question_choices(request: HttpRequest, question: Question) -> HttpResponse:
    """What can be chosen, in order, and room for one more."""
    form = ChoiceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        words = {name: form.cleaned_data[name] for name in ("label_nl", "label_en")}
        try:
            made = operations.add_choice(question=question, by=request.user, **words)
        except Twice as twice:
            form.add_error("label_nl", _twice(twice.choice))
        except NoRoom:
            form.add_error(None, _no_room())
        else:
            messages.success(request, _("Added to the choices."), extra_tags=undo("choice_remove", made))
            return redirect("question_choices", question.pk)
    row = list(question.choices.all())
    context = {
        "form": form,
        "gone": [one for one in row if one.until],
        "offered": [one for one in row if not one.until],
        "question": question,
    }
    return render(request, "catalogue/question_choices.html", context, status=422 if form.errors else 200)


@allowed(rules.arranges_choice)
@once
def choice_edit(request: HttpRequest, choice: QuestionChoice) -> HttpResponse:
    """Other words for the same choice; answers given with it read in the new words."""
    first = {"label_nl": choice.label_nl, "label_en": choice.label_en, "was": operations.wording_of(choice)}
    form = ChoiceForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        # A browser sends line ends of its own.
        values = {**form.cleaned_data, "was": form.cleaned_data["was"].replace("\r\n", "\n")}
        try:
            operations.change_choice(choice=choice, by=request.user, **values)
        except ChangedMeanwhile as meanwhile:
            _mind(form, meanwhile.current)
        except Twice as twice:
            form.add_error("label_nl", _twice(twice.choice))
        else:
            messages.success(request, _("Changed."))
            return redirect("question_choices", choice.question_id)
    context = {"choice": choice, "form": form}
    return render(request, "catalogue/choice_edit.html", context, status=422 if form.errors else 200)


def _mind(form: ChoiceForm, current: QuestionChoice) -> None:
    said = _("This was changed meanwhile: “%(text)s”. Save again to keep yours.")
    form.add_error("label_nl", said % {"text": current.label_nl})
    form.data = form.data.copy()
    form.data["was"] = operations.wording_of(current)


@allowed(rules.arranges_choice)
@require_POST
@once
def choice_move(request: HttpRequest, choice: QuestionChoice) -> HttpResponse:
    """One place up or down."""
    operations.move_choice(choice=choice, up=request.POST.get("to") == "up", by=request.user)
    return redirect(reverse("question_choices", args=[choice.question_id]) + f"#choice-{choice.pk}")


@allowed(rules.arranges_own_question)
@require_POST
@once
def choice_order(request: HttpRequest, question: Question) -> HttpResponse:
    """The choices in the order in which they were dragged."""
    order = dragged(request)
    operations.order_choices(question=question, order=order, by=request.user)
    return redirect("question_choices", question.pk)


@allowed(rules.arranges_choice)
@require_POST
@once
def choice_remove(request: HttpRequest, choice: QuestionChoice) -> HttpResponse:
    """Offered no more; answers given with it stay readable."""
    try:
        operations.remove_choice(choice=choice, by=request.user)
    except TooFew:
        messages.warning(request, _("Two choices must remain while the question is asked. First add another one."))
    else:
        said = _("“%(choice)s” is not offered any more. Answers with it stay.") % {"choice": choice.label}
        messages.success(request, said, extra_tags=undo("choice_put_back", choice))
    return redirect("question_choices", choice.question_id)


@allowed(rules.arranges_choice)
@require_POST
@once
def choice_put_back(request: HttpRequest, choice: QuestionChoice) -> HttpResponse:
    """Offered again."""
    try:
        operations.put_back_choice(choice=choice, by=request.user)
    except NoRoom:
        messages.warning(request, _no_room())
    else:
        said = _("“%(choice)s” is offered again.") % {"choice": choice.label}
        messages.success(request, said, extra_tags=undo("choice_remove", choice))
    return redirect("question_choices", choice.question_id)
