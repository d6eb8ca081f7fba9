"""The seven steps from the results that an organisation wants to its questions."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from catalogue import rules_for_guides as rules
from catalogue.forms.guides import GuideForm, ResultEditForm, ResultForm, StepForm
from catalogue.models import SetupGuide, WantedResult
from catalogue.operations import guides as operations
from catalogue.queries import guides as queries
from catalogue.steps import BY_NUMBER, STEPS, Step
from organisation.access import allowed
from organisation.drafts import posted_or_draft
from organisation.forms.stale import mind
from organisation.operations.stale import Stale
from organisation.submission import once
from organisation.views.undo import undo


@allowed(rules.walks_guides)
@require_safe
def guides(request: HttpRequest) -> HttpResponse:
    """The walks that were begun, to go on with."""
    return render(request, "catalogue/guides.html", {"guides": queries.guides(), "steps": STEPS})


@allowed(rules.walks_guides)
@once
def guide_new(request: HttpRequest) -> HttpResponse:
    """Begins a walk; a name is enough."""
    form = GuideForm(posted_or_draft(request))
    if request.method == "POST" and form.is_valid():
        return redirect("guide_step", operations.begin_guide(by=request.user, **form.cleaned_data).pk, 1)
    return render(request, "catalogue/guide_new.html", {"form": form}, status=422 if request.method == "POST" else 200)


@allowed(rules.walks_guide)
@require_safe
def guide(request: HttpRequest, guide: SetupGuide) -> HttpResponse:
    """All seven steps on one page, to read and to print."""
    written = [(step, getattr(guide, step.field)) for step in STEPS if step.field]
    context = {"guide": guide, "results": queries.results_of(guide), "first": STEPS[:2], "written": written}
    return render(request, "catalogue/guide.html", context)


@allowed(rules.walks_step)
@once
def guide_step(request: HttpRequest, guide: SetupGuide, step: Step) -> HttpResponse:
    """One step: the wanted results at the first two, notes at the others. Saving leads to the next."""
    form = StepForm(posted_or_draft(request), guide=guide, step=step) if step.field else None
    if request.method == "POST" and form is None:
        return redirect("guide_step", guide.pk, step.number)
    if request.method == "POST" and form and form.is_valid():
        try:
            operations.change_guide(guide=guide, by=request.user, **form.words())
        except Stale as stale:
            mind(form, stale, step.field)
        else:
            messages.success(request, _("Saved."))
            on = step.number + 1
            return redirect("guide_step", guide.pk, on) if on in BY_NUMBER else redirect("guide", guide.pk)
    context = {"guide": guide, "step": step, "steps": STEPS, "form": form, "results": queries.results_of(guide)}
    context |= {"adding": ResultForm(), "following": step.number + 1, "last": STEPS[-1].number}
    return render(request, "catalogue/guide_step.html", context, status=422 if request.method == "POST" else 200)


@allowed(rules.walks_guide)
@require_POST
@once
def guide_remove(request: HttpRequest, guide: SetupGuide) -> HttpResponse:
    """Out of sight, with an undo."""
    operations.remove_guided(one=guide, by=request.user)
    messages.success(request, _("Removed."), extra_tags=undo("guide_put_back", guide))
    return redirect("guides")


@allowed(rules.walks_guide)
@require_POST
@once
def guide_put_back(request: HttpRequest, guide: SetupGuide) -> HttpResponse:
    """Undoes the removal."""
    operations.put_back_guided(one=guide, by=request.user)
    messages.success(request, _("Put back."), extra_tags=undo("guide_remove", guide))
    return redirect("guide", guide.pk)


@allowed(rules.walks_guide)
@require_POST
@once
def result_new(request: HttpRequest, guide: SetupGuide) -> HttpResponse:
    """One more wanted result."""
    form = ResultForm(request.POST)
    if form.is_valid():
        made = operations.add_result(guide=guide, by=request.user, **form.cleaned_data)
        messages.success(request, _("The result is added."), extra_tags=undo("result_remove", made))
        return redirect("guide_step", guide.pk, 1)
    context = {"guide": guide, "step": STEPS[0], "steps": STEPS, "form": None, "results": queries.results_of(guide)}
    context |= {"adding": form, "following": 2, "last": STEPS[-1].number}
    return render(request, "catalogue/guide_step.html", context, status=422)


@allowed(rules.wants_result)
@once
def result_edit(request: HttpRequest, result: WantedResult) -> HttpResponse:
    """For what and for whom a result is wanted, and by what it is seen."""
    form = ResultEditForm(posted_or_draft(request), result=result)
    if request.method == "POST" and form.is_valid():
        try:
            operations.change_result(result=result, by=request.user, **form.wanted())
        except Stale as stale:
            mind(form, stale, "words")
        else:
            messages.success(request, _("Saved."))
            return redirect("guide_step", result.guide_id, 2)
    context = {"form": form, "result": result}
    return render(request, "catalogue/result_edit.html", context, status=422 if request.method == "POST" else 200)


@allowed(rules.wants_result)
@require_POST
@once
def result_remove(request: HttpRequest, result: WantedResult) -> HttpResponse:
    """Out of sight, with an undo; questions made from it stay."""
    operations.remove_guided(one=result, by=request.user)
    messages.success(request, _("Removed."), extra_tags=undo("result_put_back", result))
    return redirect("guide_step", result.guide_id, 1)


@allowed(rules.wants_result)
@require_POST
@once
def result_put_back(request: HttpRequest, result: WantedResult) -> HttpResponse:
    """Undoes the removal."""
    operations.put_back_guided(one=result, by=request.user)
    messages.success(request, _("Put back."), extra_tags=undo("result_remove", result))
    return redirect("guide_step", result.guide_id, 1)


@allowed(rules.wants_result)
@require_POST
@once
def result_question(request: HttpRequest, result: WantedResult) -> HttpResponse:
    """A question in the making whose reason is this result; its words are next."""
    made = operations.ask_for_result(result=result, by=request.user)
    messages.success(request, _("The question is kept. It is not asked yet."))
    return redirect("question_edit", made.pk)
