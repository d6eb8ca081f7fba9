"""Signals from the neighbourhood: the lists, one of them, sending, correcting and taking back."""

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from catalogue.models import Moment
from catalogue.operations.offered import offered_set
from organisation import scope as scopes
from organisation.access import allowed
from organisation.drafts import posted_or_draft
from organisation.scope import Scope
from organisation.submission import once
from signals import rules_for_signals as rules
from signals.as_read import AsRead
from signals.forms.left_over import Noted, finds_its_place
from signals.forms.neighbourhood import SignalForm
from signals.forms.own_questions import OutsideQuestions
from signals.forms.replies import ReplyForm
from signals.models import NeighbourhoodSignal
from signals.operations.neighbourhood import (
    Overtaken,
    Seen,
    correct_signal,
    put_signal_back,
    send_signal,
    take_back_signal,
)
from signals.signal_list import Wish, wished
from signals.signal_page import Page
from signals.to_leave_out import ask_to_wipe

ON_A_PAGE = 25


@allowed(rules.works_outside)
def signals(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Signals for this person, of the team, or sent by oneself; open ones first.

    Looking for words is a POST, so that no words stand in an address or a log; it writes nothing.
    """
    wish = Wish.read(request.GET, request.POST.get("q", ""))
    pages = Paginator(wished(scope, wish), ON_A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    context = {"page": page, "wish": wish, "today": timezone.localdate(), "themes": wish.themes(scope)}
    return render(request, "signals/signals.html", context)


@allowed(rules.works_outside)
@once
def signal_new(request: HttpRequest, scope: Scope) -> HttpResponse:
    """What somebody saw, on its way to who must act."""
    sent = Noted.of(posted_or_draft(request))
    form = SignalForm(sent, team_ids=scope.team_ids)
    own = OutsideQuestions(moment=Moment.SIGNAL, by=request.user, sent=sent)
    if request.method == "POST" and all([form.is_valid(), own.is_valid(), finds_its_place(form)]):
        seen, offered = form.seen(own.answers()), offered_set(form.offered_keys(), own.offered_keys())
        made = send_signal(seen=seen, team=form.sent_for(), offered=offered, by=request.user)
        undo = reverse("signal_take_back", args=[made.pk])
        messages.success(request, _said_to(made, seen), extra_tags=f"undo:{undo}")
        ask_to_wipe(request, (seen.text, seen.place, seen.provision, *own.texts()), made)
        return redirect("signal", made.pk)
    return render(request, "signals/signal_new.html", {"form": form, "own": own}, status=_status(request))


@allowed(rules.seen_signal)
@require_safe
def signal(request: HttpRequest, signal: NeighbourhoodSignal) -> HttpResponse:
    """What was seen, whom it is with, and what is done with it."""
    form = ReplyForm(signal=signal) if rules.may_answer(request.user, signal) else None
    page = Page.of(signal, scopes.outside(request.user), timezone.localdate())
    return render(request, "signals/signal.html", {"page": page, "form": form})


@allowed(rules.own_signal)
@once
def signal_edit(request: HttpRequest, signal: NeighbourhoodSignal) -> HttpResponse:
    """The same signal in other words; the former ones stay behind it."""
    sent = Noted.of(posted_or_draft(request))
    form = SignalForm(sent, team_ids=(), known=signal, initial=SignalForm.initial_of(signal))
    own = OutsideQuestions(moment=Moment.SIGNAL, by=request.user, sent=sent, record=signal)
    read = AsRead.of(signal, sent.get("event", "") if sent else None)
    if request.method == "POST" and all([form.is_valid(), own.is_valid(), finds_its_place(form)]) and not read.is_old:
        known = signal.offered.keys if signal.offered else []
        seen, offered = form.seen(own.answers()), offered_set(form.offered_keys(), own.offered_keys(), known)
        if _is_done(request, correct_signal, signal=signal, seen=seen, offered=offered):
            messages.success(request, _("Your signal is corrected."))
            ask_to_wipe(request, (seen.text, seen.place, seen.provision, *own.texts()), signal)
        return redirect("signal", signal.first_pk)
    now = Page.of(signal, scopes.outside(request.user), timezone.localdate()) if read.is_old else None
    context = {"form": form, "own": own, "signal": signal, "now": now, "read": read}
    return render(request, "signals/signal_edit.html", context, status=_status(request))


@allowed(rules.own_signal)
@require_POST
@once
def signal_take_back(request: HttpRequest, signal: NeighbourhoodSignal) -> HttpResponse:
    """It was no signal after all; can be undone."""
    undo = reverse("signal_put_back", args=[signal.first_pk])
    if _is_done(request, take_back_signal, signal=signal):
        messages.success(request, _("Your signal is taken back."), extra_tags=f"undo:{undo}")
    return redirect("signals")


@allowed(rules.own_signal_taken_back)
@require_POST
@once
def signal_put_back(request: HttpRequest, signal: NeighbourhoodSignal) -> HttpResponse:
    """Undoes taking back."""
    if _is_done(request, put_signal_back, signal=signal):
        messages.success(request, _("Your signal is back."))
    return redirect("signal", signal.first_pk)


def _is_done(request: HttpRequest, act: Callable[..., object], **values: object) -> bool:
    """Does it, and says so where the same person did something else with it at the same moment on another device."""
    try:
        act(by=request.user, **values)
    except Overtaken:
        messages.warning(
            request, _("You changed this signal elsewhere at the same moment. Look what stands there now.")
        )
        return False
    return True


def _said_to(made: NeighbourhoodSignal, seen: Seen) -> str:
    """To whom it went, and that no area was found where that is so."""
    words = _("Your signal is on its way to %(name)s.") % {"name": made.to_person or made.to_team}
    if seen.place and not seen.area:
        return f"{words} " + _("We know no area by this place; the place is kept in your words.")
    return words


def _status(request: HttpRequest) -> int:
    return 422 if request.method == "POST" else 200
