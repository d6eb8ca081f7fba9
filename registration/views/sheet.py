"""The sheet for the fridge: choose, look, print."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST, require_safe

from catalogue.queries import sheet_languages
from organisation.access import allowed
from organisation.submission import once
from registration import queries, rules
from registration.forms.sheet import SheetForm
from registration.models import Plan, Resident
from registration.operations import plans
from registration.paper import Sheet
from registration.sheet import Choice, Languages, Source, fill, goal_on_sheet, others_on_sheet, spoken_in


@allowed(rules.own_plan)
@require_safe
def sheet(request: HttpRequest, plan: Plan) -> HttpResponse:
    """The sheet as it will be printed, with the choice of what stands on it."""
    choice, day = Choice.read(request.GET), timezone.localdate()
    queries.gather(plan)
    people = plan.people_on(day)
    languages = Languages(sheet_languages(), spoken_in(people))
    return _page(request, plan, people, SheetForm(plan, day, choice, languages))


@allowed(rules.own_open_plan)
@require_POST
@once
def sheet_choice(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Keeps which goal and which actions stand on the sheet."""
    before, day = Choice.read(request.GET), timezone.localdate()
    queries.gather(plan)
    people = plan.people_on(day)
    languages = Languages(sheet_languages(), spoken_in(people))
    form = SheetForm(plan, day, before, languages, request.POST)
    if not form.is_valid():
        return _page(request, plan, people, form, status=422)
    plans.choose_sheet(
        plan=plan, goal=form.chosen_goal, others=form.other_goals, on_sheet=form.on_sheet, by=request.user
    )
    return redirect(reverse("sheet", args=[plan.pk]) + form.choice.query)


@allowed(rules.own_plan)
@require_POST
@once
def sheet_printed(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Leaves the print in the log of looks, which the rule at the door does. Nothing else is kept."""
    return redirect("sheet", plan.pk)


def _page(
    request: HttpRequest, plan: Plan, people: list[Resident], form: SheetForm, status: int | None = None
) -> HttpResponse:
    filled = _filled(plan, people, form)
    context = {
        "plan": plan,
        "form": form,
        "sheet": filled,
        "paper": _drawn(filled) if filled else "",
        "query": form.before.query,
        "no_number": filled and filled.caller and not filled.caller.phone,
    }
    return render(request, "registration/sheet.html", context, status=status)


def _filled(plan: Plan, people: list[Resident], form: SheetForm) -> Sheet | None:
    """The sheet in its own language, whatever the language of the page; None for a plan without goals."""
    today = timezone.localdate()
    goal = goal_on_sheet(plan, today)
    if goal is None:
        return None
    source = Source(
        plan=plan,
        people=people,
        goal=goal,
        day=today,
        language=form.languages.chosen(form.before),
        choice=form.before,
        appointment=queries.next_appointment(plan, timezone.now()),
        coordinator=queries.coordinator(plan, today),
        others=others_on_sheet(plan, goal, today, form.before.also),
    )
    with translation.override(source.language):
        return fill(source)


def _drawn(filled: Sheet) -> SafeString:
    """The paper, from nothing but what stands on it."""
    with translation.override(filled.language):
        return render_to_string("registration/sheet_paper.html", {"sheet": filled})
