"""Questions that figures answer, of one's residents, one's teams and places; and the records behind a number."""

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from feedback import behind, rules
from feedback.agreed import agreements
from feedback.asked import Asked, Reader, Whose, asked
from feedback.forms import AgreementForm
from feedback.insight import Page, has_years, is_of_residents
from feedback.insights import QUESTIONS
from feedback.opened import Look, noted
from feedback.way_on import is_of_few, last_with_figures
from organisation.access import allowed

# So many questions stand on the first page with their answer and a small picture.
ANSWERED = 3


def whose_asked(reader: Reader, wanted: str) -> Whose | None:
    """Of whom figures are asked; None when a team must be chosen. 404 for what one may not see."""
    try:
        return reader.whose(wanted)
    except LookupError:
        raise Http404 from None


def asked_of(request: HttpRequest, reader: Reader, key: str = "") -> Asked | None:
    """Whose figures are asked, of which period; None when a team must be chosen. 404 for what one may not see."""
    whose = whose_asked(reader, request.GET.get("scope", ""))
    if whose is None:
        return None
    told = {"has_years": has_years(QUESTIONS[key]), "of_residents": is_of_residents(QUESTIONS[key])} if key else {}
    return asked(reader, whose, request.GET, timezone.localdate(), **told)


@allowed(rules.figures)
@require_safe
def insights(request: HttpRequest, reader: Reader) -> HttpResponse:
    """All questions; the first ones with their answer."""
    found = asked_of(request, reader)
    brief = replace(found, is_brief=True) if found else None
    pages = [Page(key, question, brief) for key, question in QUESTIONS.items()] if brief else []
    context: dict[str, Any] = {"reader": reader, "asked": found}
    context |= {"answered": pages[:ANSWERED], "others": pages[ANSWERED:], **_way_on(found)}
    return render(request, "feedback/insights.html", context)


def _way_on(found: Asked | None) -> dict[str, Any]:
    """For a team that has no figures of this period: where there are."""
    return {"is_of_few": is_of_few(found), "way_on": last_with_figures(found)} if found else {}


@noted
@allowed(rules.insight)
@require_safe
def insight(request: HttpRequest, reader: Reader, key: str) -> HttpResponse:
    """One question: the answer in a sentence, the picture, the table, what it rests on, and what we are going to do."""
    found = asked_of(request, reader, key)
    context: dict[str, Any] = {"reader": reader, "asked": found, "question": QUESTIONS[key], "key": key}
    if found:
        request.looked_at = Look([key], found)
        context |= {"page": Page(key, QUESTIONS[key], found), **_way_on(found)}
    if found and not found.whose.is_published:
        earlier, these = agreements(key, found.whose, found.day)
        context |= {"form": AgreementForm(), "earlier": earlier, "these": these}
    return render(request, "feedback/insight.html", context)


@allowed(rules.insight_records)
@require_safe
def insight_records(request: HttpRequest, reader: Reader, key: str, figure: str, cell: str) -> HttpResponse:
    """Exactly the records behind a number: one's own, also where the number is of a team."""
    found = asked_of(request, reader)
    if found is None or found.whose.is_published or reader.own is None:
        raise Http404
    try:
        page = behind.page(QUESTIONS[key], found, reader, reader.own, figure, cell)
    except ValueError:
        raise Http404 from None
    number = behind.number_said(Page(key, QUESTIONS[key], found), figure, cell)
    context = {"page": page, "key": key, "asked": found, "number": number}
    return render(request, "feedback/insight_records.html", context)
