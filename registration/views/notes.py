"""Notes of conversations, and appointments."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from catalogue.models import Moment
from catalogue.operations.offered import offered_set
from organisation import scope
from organisation.access import Grant, allowed
from organisation.drafts import posted_or_draft
from organisation.submission import once
from registration import queries, rules
from registration.forms.note import AppointmentForm, NoteForm, SharedNoteForm
from registration.forms.own_questions import OwnQuestions
from registration.forms.stale import mind
from registration.models import Appointment, Note, Plan
from registration.operations import notes as operations
from registration.operations.answers import AnsweredMeanwhile
from registration.operations.removing import put_back, remove
from registration.operations.stale import Stale
from registration.views.leave_out import ask_to_leave_out
from shared.ids import is_uuid
from shared.text import typed
from shared.unfinished import Unfinished

# So many names are shown when somebody is looked for by name.
FOUND = 5


@allowed(rules.own_open_plan)
@once
def note_new(request: HttpRequest, plan: Plan) -> HttpResponse:
    """What was said; the day of the talk is today unless said otherwise. It may be about several people."""
    looking = "look" in request.POST and bool(request.POST.get("somebody", "").strip())
    sent = Unfinished.of(dict(request.POST.lists())) if looking else posted_or_draft(request)
    others = _others(request, plan, sent or QueryDict())
    form = SharedNoteForm(sent, plans=others, initial={"held_on": timezone.localdate()})
    own = OwnQuestions(moment=Moment.CONTACT, plan=plan, by=request.user, sent=sent)
    if request.method == "POST" and all([form.is_valid(), own.is_valid()]):
        plans = [plan, *form.others()]
        typed = {name: form.cleaned_data[name] for name in ("held_on", "kind", "text")}
        offered = offered_set(form.offered_keys(), own.offered_keys())
        note = operations.add_note(plans=plans, by=request.user, offered=offered, **typed)
        own.save(record=note, answered_on=note.held_on)
        request.also_looked = [Grant(files=rules.files(plans[1:]), ground=rules.ASSIGNED)]
        undo = reverse("note_remove", args=[note.pk])
        messages.success(request, _("The note is saved."), extra_tags=f"undo:{undo}")
        ask_to_leave_out(request, form, to=reverse("note_edit", args=[note.pk]))
        return redirect(reverse("plan", args=[plan.pk]) + "#notes")
    status = 422 if request.method == "POST" and not looking else 200
    context = {"form": form, "plan": plan, "looked": looking, "own": own}
    return render(request, "registration/note_new.html", context, status=status)


@allowed(rules.own_open_note)
@once
def note_edit(request: HttpRequest, note: Note) -> HttpResponse:
    """Other words or another day; the former text stays readable."""
    sent, plan = posted_or_draft(request), note.plans.all()[0]
    form = NoteForm(sent, initial=NoteForm.initial_of(note))
    own = OwnQuestions(moment=Moment.CONTACT, plan=plan, by=request.user, sent=sent, record=note)
    if request.method == "POST" and all([form.is_valid(), own.is_valid()]):
        try:
            typed = form.cleaned_data
            operations.change_note(note=note, by=request.user, **typed | {"version": typed["version"] or 0})
            own.save(record=note, answered_on=note.held_on)
        except Stale as stale:
            mind(form, stale, "text")
        except AnsweredMeanwhile as error:
            own.mind(error)
        else:
            messages.success(request, _("Saved. The former words can still be read."))
            ask_to_leave_out(request, form, to=reverse("note_edit", args=[note.pk]))
            return redirect(reverse("plan", args=[plan.pk]) + "#notes")
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "own": own, "note": note, "plan": plan}
    context["wordings"] = note.former_wordings.select_related("changed_by")
    return render(request, "registration/note_edit.html", context, status=status)


@allowed(rules.own_open_note)
@require_POST
@once
def note_remove(request: HttpRequest, note: Note) -> HttpResponse:
    """Out of sight, with an undo."""
    remove(record=note, by=request.user)
    undo = reverse("note_put_back", args=[note.pk])
    messages.success(request, _("The note is removed."), extra_tags=f"undo:{undo}")
    return redirect(reverse("plan", args=[note.plans.all()[0].pk]) + "#notes")


@allowed(rules.own_open_note)
@require_POST
@once
def note_put_back(request: HttpRequest, note: Note) -> HttpResponse:
    """Undoes a removal."""
    put_back(record=note, by=request.user)
    messages.success(request, _("The note is back."))
    return redirect(reverse("plan", args=[note.plans.all()[0].pk]) + "#notes")


@allowed(rules.own_open_plan)
@once
def appointment_new(request: HttpRequest, plan: Plan) -> HttpResponse:
    """The next time to meet."""
    form = AppointmentForm(posted_or_draft(request))
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        made = operations.plan_appointment(
            plan=plan,
            starts_at=form.starts_at(),
            place=typed["place"],
            with_whom=typed["with_whom"],
            offered=offered_set(form.offered_keys()),
            by=request.user,
        )
        undo = reverse("appointment_cancel", args=[made.pk])
        messages.success(request, _("The appointment is saved."), extra_tags=f"undo:{undo}")
        return redirect("plan", plan.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "registration/appointment_new.html", {"form": form, "plan": plan}, status=status)


@allowed(rules.own_open_appointment)
@require_POST
@once
def appointment_cancel(request: HttpRequest, appointment: Appointment) -> HttpResponse:
    """It does not take place."""
    operations.cancel_appointment(appointment=appointment, by=request.user)
    undo = reverse("appointment_put_back", args=[appointment.pk])
    messages.success(request, _("The appointment is cancelled."), extra_tags=f"undo:{undo}")
    return redirect("plan", appointment.plan_id)


@allowed(rules.own_open_appointment)
@require_POST
@once
def appointment_put_back(request: HttpRequest, appointment: Appointment) -> HttpResponse:
    """It does take place after all."""
    operations.put_back_appointment(appointment=appointment, by=request.user)
    messages.success(request, _("The appointment is back."))
    return redirect("plan", appointment.plan_id)


def _others(request: HttpRequest, plan: Plan, sent: QueryDict) -> list[Plan]:
    """Who can be chosen beside this plan: the household, whom was looked for by name, and who was chosen already."""
    own, day = scope.own(request.user), timezone.localdate()
    chosen = [UUID(text) for text in sent.getlist("also") if is_uuid(text)]
    found = list(queries.beside(own, plan, day)) + list(queries.own_open(own, day, ids=chosen))
    if typed(sent.get("somebody", "")):
        found += queries.own_open(own, day, words=typed(sent["somebody"])[:80])[:FOUND]
    return list({other.pk: other for other in found if other.pk != plan.pk}.values())
