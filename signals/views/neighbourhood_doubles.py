"""Signals that are the same one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from organisation.access import allowed
from organisation.submission import once
from signals import rules_for_signals as rules
from signals.models import NeighbourhoodSignal, SameSignal
from signals.operations import neighbourhood_doubles as operations


@allowed(rules.two_signals)
@require_POST
@once
def signal_join(request: HttpRequest, signal: NeighbourhoodSignal, double: NeighbourhoodSignal) -> HttpResponse:
    """They are the same: from now on they count once. Can be undone."""
    made = operations.join_signals(signal=signal, other=double, by=request.user)
    if made:
        undo = reverse("signal_part", args=[made.signal_id])
        messages.success(request, _("These two count as one now."), extra_tags=f"undo:{undo}")
    return redirect("signal", made.other_id if made else signal.first_pk)


@allowed(rules.joined_signal)
@require_POST
@once
def signal_part(request: HttpRequest, signal: NeighbourhoodSignal, same: SameSignal) -> HttpResponse:
    """They are two after all; can be undone."""
    undo = reverse("signal_join", args=[signal.first_pk, same.other_id])
    operations.part_signals(same=same, by=request.user)
    messages.success(request, _("These are two signals again."), extra_tags=f"undo:{undo}")
    return redirect("signal", signal.first_pk)
