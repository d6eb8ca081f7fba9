"""The order of own questions at a moment, a look at what somebody would be asked, and hiding what is nice to know."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from catalogue import rules_for_questions as rules
from catalogue.forms.questions import LookForm
from catalogue.models import Moment, QuestionPlace
from catalogue.operations import questions as operations
from catalogue.queries import questions as queries
from catalogue.queries.own_questions import own_questions
from catalogue.views.dragged import dragged
from organisation.access import allowed
from organisation.submission import once


@allowed(rules.arranges_moment)
@once
def questions_order(request: HttpRequest, moment: str) -> HttpResponse:
    """The questions of a moment in order, beside what somebody is asked there; takes the order that was dragged."""
    if request.method == "POST":
        order = dragged(request)
        operations.order_questions(moment=moment, order=order, by=request.user)
        return redirect("questions_order", moment)
    today, look = timezone.localdate(), LookForm(request.GET)
    asked = own_questions(moment, day=today, **look.of_whom())
    context = {
        "asked": [(question, [one for one in question.choices.all() if one.until is None]) for question in asked],
        "hides_nice": queries.hides_nice(),
        "look": look,
        "moment": Moment(moment),
        "moments": Moment.choices,
        "places": queries.placed(moment, today),
        "today": today,
    }
    return render(request, "catalogue/questions_order.html", context)


@allowed(rules.arranges_place)
@require_POST
@once
def question_move(request: HttpRequest, place: QuestionPlace) -> HttpResponse:
    """One place up or down at its moment."""
    operations.move_question(place=place, up=request.POST.get("to") == "up", by=request.user)
    return redirect(reverse("questions_order", args=[place.moment]) + f"#place-{place.pk}")


@allowed(rules.arranges_questions)
@require_POST
@once
def nice_hide(request: HttpRequest) -> HttpResponse:
    """Hides all questions that are nice to know, with an undo."""
    operations.hide_nice(hide=True, by=request.user)
    left = queries.tally(timezone.localdate()).asked
    said = ngettext("%(number)s question is still asked.", "%(number)s questions are still asked.", left)
    messages.success(request, said % {"number": left}, extra_tags="undo:" + reverse("nice_show"))
    return redirect("questions")


@allowed(rules.arranges_questions)
@require_POST
@once
def nice_show(request: HttpRequest) -> HttpResponse:
    """Asks them again, with an undo."""
    operations.hide_nice(hide=False, by=request.user)
    messages.success(request, _("All questions are asked again."), extra_tags="undo:" + reverse("nice_hide"))
    return redirect("questions")
