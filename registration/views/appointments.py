"""One's appointments in order of time, and moving one."""

from datetime import date, datetime

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from organisation.access import allowed
from organisation.drafts import posted_or_draft
from organisation.scope import Scope
from organisation.submission import once
from registration import queries, rules
from registration.forms.note import AppointmentForm
from registration.forms.stale import mind
from registration.models import Appointment
from registration.operations import notes as operations
from registration.operations.stale import Stale
from registration.views.residents import ON_A_PAGE
from shared.layout import end_of_week

TODAY, WEEK, LATER = gettext_lazy("Today"), gettext_lazy("This week"), gettext_lazy("Later")


@allowed(rules.may_have_caseload)
@require_safe
def appointments(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Today, this week, later; of today the cancelled ones as well."""
    today = timezone.localdate()
    page = Paginator(queries.agenda(scope, today), ON_A_PAGE).get_page(request.GET.get("page"))
    parts: dict[str | Promise, list[Appointment]] = {}
    for one in page:
        parts.setdefault(_part(one, today), []).append(one)
    context = {"page": page, "parts": list(parts.items()), "today": TODAY}
    return render(request, "registration/appointments.html", context)


@allowed(rules.own_open_appointment)
@once
def appointment_edit(request: HttpRequest, appointment: Appointment) -> HttpResponse:
    """Another moment or place; the message says when it was and takes it back."""
    form = AppointmentForm(posted_or_draft(request), initial=AppointmentForm.initial_of(appointment))
    if request.method == "POST" and form.is_valid():
        typed, former = form.cleaned_data, timezone.localtime(appointment.starts_at)
        texts = {name: typed[name] for name in ("place", "with_whom")}
        try:
            operations.change_appointment(
                appointment=appointment,
                version=typed["version"] or 0,
                by=request.user,
                starts_at=form.starts_at(),
                **texts,
            )
        except Stale as stale:
            mind(form, stale, "day")
        else:
            _say_moved(request, appointment, former)
            return redirect("plan", appointment.plan_id)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "plan": appointment.plan, "appointment": appointment}
    return render(request, "registration/appointment_edit.html", context, status=status)


@allowed(rules.own_open_appointment)
@require_POST
@once
def appointment_move_back(request: HttpRequest, appointment: Appointment) -> HttpResponse:
    """Undoes a move: `?to=` is the moment that there was before."""
    try:
        former = parse_datetime(request.GET.get("to", ""))
    except ValueError:
        former = None
    if former:
        moment = former if timezone.is_aware(former) else timezone.make_aware(former)
        operations.change_appointment(
            appointment=appointment, version=appointment.version, by=request.user, starts_at=moment
        )
    messages.success(request, _("The appointment is when it was."))
    return redirect("plan", appointment.plan_id)


def _part(one: Appointment, today: date) -> Promise:
    day = timezone.localtime(one.starts_at).date()
    if day == today:
        return TODAY
    return WEEK if day <= end_of_week(today) else LATER


def _say_moved(request: HttpRequest, appointment: Appointment, former: datetime) -> None:
    """What it was, with the way back, where the moment is another one."""
    if former == appointment.starts_at:
        messages.success(request, _("Saved."))
        return
    back = reverse("appointment_move_back", args=[appointment.pk])
    said = _("The appointment is moved. It was %(day)s, %(time)s.")
    words = {"day": date_format(former, "l j F"), "time": date_format(former, "H.i")}
    messages.success(request, said % words, extra_tags=f"undo:{back}?to={former:%Y-%m-%dT%H:%M}")
