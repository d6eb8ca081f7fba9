"""Which questions are asked, and why: the list of all, and one of them."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from catalogue import rules
from catalogue import rules_for_questions as of_questions
from catalogue.forms.questions import WantedForm
from catalogue.models import Question
from catalogue.queries import questions as queries
from catalogue.views.question_page import about
from organisation.access import allowed
from organisation.roles import Right
from organisation.scope import standing

ON_A_PAGE = 30
# So many remarks that wait for an answer stand above the list.
WAITING = 3


@allowed(rules.reads_questions)
@require_safe
def questions(request: HttpRequest) -> HttpResponse:
    """Every question with its reason, or those that somebody looks for."""
    today, form = timezone.localdate(), WantedForm(request.GET)
    wanted = form.wanted(request.GET.get("in", ""))
    arranges = standing(request.user).may(Right.ARRANGE_CATALOGUE)
    waiting = queries.unanswered() if arranges else []
    context = {
        "arranges": arranges,
        "chips": [(key, queries.PARTS[key].label) for key in queries.parts_in_use(wanted.state, today)],
        "form": form,
        "page": Paginator(queries.listed(wanted, today), ON_A_PAGE).get_page(request.GET.get("page")),
        "people": queries.people_to_ask(today),
        "tally": queries.tally(today),
        "today": today,
        "waiting": waiting[:WAITING],
        "waiting_number": len(waiting),
        "wanted": wanted,
    }
    return render(request, "catalogue/questions.html", context)


@allowed(of_questions.reads_question)
@require_safe
def question(request: HttpRequest, question: Question) -> HttpResponse:
    """One question: its reason, how it is asked, and what colleagues say about it."""
    return render(request, "catalogue/question.html", about(request, question))
