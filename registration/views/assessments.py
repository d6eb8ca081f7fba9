"""Filling in an instrument with a resident, correcting it, and seeing how it went from begin until now."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from catalogue.models import Instrument
from catalogue.operations.offered import offered_set
from organisation.access import allowed
from organisation.drafts import posted_or_draft
from organisation.submission import once
from registration import rules, rules_for_assessments
from registration.assessed import assessed
from registration.forms.assessment import AssessmentForm
from registration.forms.board import BoardForm
from registration.forms.filling import asking, correcting, filling, voice_of
from registration.forms.own_questions import OwnQuestions
from registration.models import Assessment, AssessmentPart, Plan
from registration.operations import assessments as operations
from registration.operations.answers import AnsweredMeanwhile, carry_answers
from registration.views.leave_out import ask_to_leave_out

Form = AssessmentForm | BoardForm


@allowed(rules_for_assessments.seen_instrument)
@require_safe
def assessment(request: HttpRequest, plan: Plan, instrument: Instrument) -> HttpResponse:
    """Begin, last and now of each part, by voice; low parts can become a goal here."""
    is_open = rules.own_open_plan(request.user, plan.pk) is not None
    context = {"plan": plan, "instrument": instrument, "page": assessed(plan, instrument), "is_open": is_open}
    return render(request, "registration/assessment.html", context)


@allowed(rules_for_assessments.own_instrument)
@once
def assessment_new(request: HttpRequest, plan: Plan, instrument: Instrument) -> HttpResponse:
    """One page with every part; partial by nature. Of one that was switched off only what stood is shown."""
    if request.method == "GET" and not instrument.is_on:
        return redirect("assessment", plan.pk, instrument.pk)
    sent = posted_or_draft(request)
    form, own = filling(sent, plan, instrument, request.user), asking(sent, plan, instrument, request.user)
    if request.method == "POST" and all([form.is_valid(), own.is_valid()]):
        made = _saved(request, form, own, plan, instrument)
        own.save(record=made, answered_on=made.assessed_on, voice=voice_of(own, made))
        _tell(request, form, made)
        return redirect("assessment", plan.pk, instrument.pk)
    context = {"form": form, "own": own, "plan": plan, "instrument": instrument}
    status = 422 if request.method == "POST" else 200
    return render(request, "registration/assessment_new.html", context, status=status)


@allowed(rules_for_assessments.own_assessment)
@once
def assessment_edit(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    """Correcting: what was filled in stays, and what is right takes its place."""
    plan, instrument = assessment.plan, assessment.instrument
    sent = posted_or_draft(request)
    form, own = correcting(sent, assessment, request.user), asking(sent, plan, instrument, request.user, assessment)
    if request.method == "POST" and all([form.is_valid(), own.is_valid()]):
        try:
            made = _saved(request, form, own, plan, instrument, replaces=assessment)
            day, voice = made.assessed_on, voice_of(own, made)
            own.save(record=made, answered_on=day, voice=voice, stood_with=assessment)
            carry_answers(former=assessment, to=made, by=request.user)
        except operations.Replaced:
            form.add_error(None, _("A colleague corrected this meanwhile. What you filled in is not saved."))
        except AnsweredMeanwhile as error:
            own.mind(error)
        else:
            _tell(request, form, made)
            return redirect("assessment", plan.pk, instrument.pk)
    context = {"form": form, "own": own, "plan": plan, "instrument": instrument, "corrects": assessment}
    status = 422 if request.method == "POST" else 200
    return render(request, "registration/assessment_edit.html", context, status=status)


@allowed(rules_for_assessments.own_assessment)
@require_POST
@once
def assessment_take_back(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    """Out of every picture, by an event of its own; with an undo."""
    try:
        empty = operations.take_back_assessment(assessment=assessment, by=request.user)
    except operations.Replaced:
        messages.warning(request, _("A colleague corrected this meanwhile. Look at it again."))
    else:
        undo = reverse("assessment_put_back", args=[empty.pk])
        messages.success(request, _("What was filled in is taken back."), extra_tags=f"undo:{undo}")
    return redirect("assessment", assessment.plan_id, assessment.instrument_id)


@allowed(rules_for_assessments.own_assessment)
@require_POST
@once
def assessment_put_back(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    """Undoes a taking back."""
    try:
        operations.put_back_assessment(assessment=assessment, by=request.user)
    except operations.Replaced:
        messages.warning(request, _("A colleague corrected this meanwhile. Look at it again."))
    else:
        messages.success(request, _("What was filled in is back."))
    return redirect("assessment", assessment.plan_id, assessment.instrument_id)


@allowed(rules_for_assessments.own_assessed_part)
@require_POST
@once
def assessment_goal(request: HttpRequest, answer: AssessmentPart) -> HttpResponse:
    """A goal about what a part is about; from here to where its words are typed."""
    goal = operations.goal_of_part(answer=answer, by=request.user)
    undo = reverse("goal_remove", args=[goal.pk])
    messages.success(request, _("There is a goal now. What does the resident want?"), extra_tags=f"undo:{undo}")
    return redirect("goal_edit", goal.pk)


def _saved(
    request: HttpRequest, form: Form, own: OwnQuestions, plan: Plan, instrument: Instrument, **replaces: Assessment
) -> Assessment:
    """Keeps each sheet; the first is the one with which own questions are asked, and it comes back."""
    sheets, asked = form.sheets(rest_not_asked="rest" in request.POST), [form.offered_keys(), own.offered_keys()]
    made = [
        operations.add_assessment(
            plan=plan,
            instrument=instrument,
            sheet=sheet,
            parts=parts,
            by=request.user,
            offered=offered_set(*asked) if number == 0 else None,
            **replaces,
        )
        for number, (sheet, parts) in enumerate(sheets)
    ]
    return made[0]


def _tell(request: HttpRequest, form: Form, made: Assessment) -> None:
    undo = reverse("assessment_take_back", args=[made.pk])
    messages.success(request, _("Saved. Everything that was skipped may stay so."), extra_tags=f"undo:{undo}")
    if form.gone:
        words = {"parts": ", ".join(form.gone)}
        messages.warning(request, _("Not asked any more, and not saved: %(parts)s.") % words)
    ask_to_leave_out(request, form, to=reverse("assessment_edit", args=[made.pk]))
