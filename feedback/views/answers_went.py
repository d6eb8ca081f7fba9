"""Where answers went: of one question, and which questions nothing comes back of."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from catalogue import rules
from catalogue import rules_for_questions as of_questions
from catalogue.models import Question
from feedback import answers_went as reads
from organisation.access import allowed
from organisation.roles import Right
from organisation.scope import standing


@allowed(of_questions.reads_question)
@require_safe
def answers_went(request: HttpRequest, question: Question) -> HttpResponse:
    """The figures that read the answers, the pages that show them and what came of these; as a part of another page."""
    context = {
        "question": question,
        "went": reads.went(question, timezone.localdate()),
        "has_own": standing(request.user).may(Right.OWN_FILES),
    }
    part = request.headers.get("HX-Request") and request.GET.get("part")
    return render(request, "feedback/answers_went.html#went" if part else "feedback/answers_went.html", context)


@allowed(rules.reads_questions)
@require_safe
def answers_nowhere(request: HttpRequest) -> HttpResponse:
    """Questions that were asked for a year and of which nothing came back."""
    return render(request, "feedback/answers_nowhere.html", {"found": reads.nowhere(timezone.localdate())})
