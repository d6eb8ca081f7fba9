"""Who is asked how much, and what comes back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from catalogue import rules
from feedback import coming_back
from organisation.access import allowed


@allowed(rules.reads_questions)
@require_safe
def questions_by_role(request: HttpRequest) -> HttpResponse:
    """Questions beside figures, by kind of work and by role."""
    lines = coming_back.lines(timezone.localdate())
    return render(request, "feedback/questions_by_role.html", {"lines": lines})
