"""The kitchen-table page."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from catalogue.models import Moment
from organisation.access import allowed
from organisation.drafts import posted_or_draft
from organisation.submission import once
from registration import queries, rules
from registration.forms.own_questions import OwnQuestions
from registration.forms.table import TableForm
from registration.models import Plan
from registration.operations.answers import AnsweredMeanwhile
from registration.operations.stale import Stale
from registration.operations.table import Foreign, Press, save_table
from registration.overview import overview
from registration.queries.phrases import of_somebody
from registration.views.leave_out import ask_to_leave_out
from shared.ids import is_uuid

STEPS = {str(value) for value in range(-3, 6)}


@allowed(rules.own_open_plan)
@once
def table(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Everything of the conversation on one page, in any order; whatever button is pressed saves all that was typed."""
    queries.gather(plan)
    page = TableForm(plan, request.user.first_name, posted_or_draft(request), request.GET.get("at", ""))
    own = OwnQuestions(moment=Moment.OPENING, plan=plan, by=request.user, sent=page.posted)
    if request.method == "POST" and all([page.is_valid(), own.is_valid()]):
        try:
            save_table(plan=plan, typed=page.typed(), press=pressed(request.POST), by=request.user)
            own.save(record=plan)
        except Stale as stale:
            page.mind(stale)
        except AnsweredMeanwhile as error:
            own.mind(error)
        except Foreign:
            raise Http404 from None
        else:
            _ask_to_leave_out(request, plan, page)
            return redirect(_next_page(request, plan))
    context = {"plan": plan, "page": page, "own": own, "still_open": overview(plan).still_open}
    context["phrases"] = of_somebody(request.user)
    return render(request, "registration/table.html", context, status=422 if request.method == "POST" else 200)


def _ask_to_leave_out(request: HttpRequest, plan: Plan, page: TableForm) -> None:
    ask_to_leave_out(request, page.story, to=reverse("table", args=[plan.pk]))
    for form in (block.form for block in page.blocks if block.form.is_bound):
        ask_to_leave_out(request, form, to=reverse("goal", args=[form.id]))


def pressed(posted: QueryDict) -> Press | None:
    """The button by its name: `score-<goal>` with a step, `tick-<action>` with 1 or 0. Others save and no more."""
    for name, value in posted.items():
        kind, _dash, id = name.partition("-")
        if kind in {"score", "tick"} and value in STEPS and is_uuid(id):
            return Press(kind, UUID(id), int(value))  # type: ignore[arg-type]  # one of the two, as just checked
    return None


def _next_page(request: HttpRequest, plan: Plan) -> str:
    if "done" in request.POST:
        messages.success(request, _("Saved."))
        return reverse("plan", args=[plan.pk])
    at = request.POST.get("at", "")
    here = reverse("table", args=[plan.pk])
    return f"{here}?at={at}#goal-{at}" if is_uuid(at) and at in request.POST.getlist("goal") else f"{here}?at=next"
