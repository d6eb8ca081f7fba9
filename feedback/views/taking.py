"""Figures taken along: as a file, and on paper. One question, or every one of one's own residents or a team."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from feedback import rules
from feedback.asked import Asked, Reader
from feedback.insight import Page
from feedback.insights import QUESTIONS
from feedback.models import Form
from feedback.opened import Look, noted
from feedback.taking import FILES
from feedback.taking.lines import as_csv
from feedback.taking.pages import file_name, pages
from feedback.taking.workbook import as_xlsx
from feedback.views.insights import asked_of
from organisation.access import allowed

MAKES = {"xlsx": as_xlsx, "csv": as_csv}


@noted
@allowed(rules.takes_file)
@require_safe
def insights_file(request: HttpRequest, reader: Reader, form: str) -> HttpResponse:
    """What the pages show, as a workbook or as lines of text."""
    found = _asked_for(request, reader)
    if found is None:
        return _back(request)
    asked, shown = found
    response = HttpResponse(MAKES[form](shown, timezone.localdate()), content_type=FILES[form])
    response["Content-Disposition"] = f'attachment; filename="{file_name(shown, asked)}.{form}"'
    request.looked_at = Look([page.key for page in shown], asked, Form(form))
    return response


@noted
@allowed(rules.figures)
@require_safe
def insights_print(request: HttpRequest, reader: Reader) -> HttpResponse:
    """One question on each sheet of paper, with room for notes."""
    found = _asked_for(request, reader)
    if found is None:
        return _back(request)
    asked, shown = found
    request.looked_at = Look([page.key for page in shown], asked, Form.PRINT)
    context = {"asked": asked, "pages": shown, "today": timezone.localdate()}
    return render(request, "feedback/insights_print.html", context)


def _asked_for(request: HttpRequest, reader: Reader) -> tuple[Asked, list[Page]] | None:
    """The pages; None where a team or another period must be chosen first. 404 for a question that there is not."""
    question = request.GET.get("question", "")
    asked = asked_of(request, reader, question if question in QUESTIONS else "")
    if asked is None or asked.problem:
        return None
    try:
        return asked, pages(asked, question)
    except LookupError:
        raise Http404 from None


def _back(request: HttpRequest) -> HttpResponse:
    """To the page that says what must be chosen: figures of another period than was asked are not taken along."""
    return redirect(f"{reverse('insights')}?{request.GET.urlencode()}")
