"""Which questions are asked, and why."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from catalogue import queries, rules
from organisation.access import allowed

# Where a question is asked, in the order of the work; only those with a question become a chip.
ASKED_IN = {
    "resident": _("Resident"),
    "plan": _("Plan and goal"),
    "note": _("Notes"),
    "closing": _("Closing"),
}


@allowed(rules.reads_questions)
@require_safe
def questions(request: HttpRequest) -> HttpResponse:
    """Every question with its reason, or those of one part of the work."""
    asked = list(queries.questions(timezone.localdate()))
    present = {question.asked_in for question in asked}
    chosen = request.GET.get("in", "")
    chosen = chosen if chosen in present else ""
    context = {
        "chips": [(key, label) for key, label in ASKED_IN.items() if key in present],
        "chosen": chosen,
        "questions": [question for question in asked if chosen in ("", question.asked_in)],
        "total": len(asked),
    }
    return render(request, "catalogue/questions.html", context)
