"""Wiping words that name somebody."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from organisation import scope as scopes
from organisation.access import allowed
from organisation.submission import once
from signals import rules_for_signals as rules
from signals.forms.cleaning import CleaningForm, said_at, said_in
from signals.models import AgendaPoint, NeighbourhoodSignal, SignalReply
from signals.operations import cleaning as operations
from signals.signal_page import Page


@allowed(rules.cleans_signal)
@once
def signal_wipe(request: HttpRequest, signal: NeighbourhoodSignal) -> HttpResponse:
    """What of a signal is wiped; the signal itself stays."""
    form = CleaningForm(request.POST or None, said=said_in(signal))
    if form.is_valid():
        operations.wipe_signal(signal=signal, what=form.cleaned_data["what"], by=request.user)
        messages.success(request, _("The words are wiped. The signal itself stays."))
        return redirect("signal", signal.first_pk)
    page = Page.of(signal, scopes.outside(request.user), timezone.localdate())
    status = 422 if form.is_bound else 200
    return render(request, "signals/signal_wipe.html", {"form": form, "page": page}, status=status)


@allowed(rules.cleans_reply)
@once
def signal_reply_wipe(request: HttpRequest, reply: SignalReply) -> HttpResponse:
    """The words of an answer; what it says stays."""
    if request.method == "POST":
        operations.wipe_reply(reply=reply, by=request.user)
        messages.success(request, _("The words are wiped. The answer itself stays."))
        return redirect("signal", reply.signal_id)
    return render(request, "signals/signal_reply_wipe.html", {"reply": reply})


@allowed(rules.point_of_own_team)
@once
def agenda_wipe(request: HttpRequest, point: AgendaPoint) -> HttpResponse:
    """What of a point on the agenda is wiped; the point itself stays."""
    form = CleaningForm(request.POST or None, said=said_at(point))
    if form.is_valid():
        operations.wipe_point(point=point, what=form.cleaned_data["what"], by=request.user)
        messages.success(request, _("The words are wiped. The point itself stays."))
        return redirect(f"{reverse('agenda')}?team={point.team_id}")
    context = {"form": form, "point": point}
    return render(request, "signals/agenda_wipe.html", context, status=422 if form.is_bound else 200)
