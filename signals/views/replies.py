"""Answering a signal."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from organisation import scope as scopes
from organisation.access import allowed
from organisation.submission import once
from signals import rules_for_signals as rules
from signals.forms.replies import ReplyForm
from signals.models import NeighbourhoodSignal, Reply
from signals.operations import replies as operations
from signals.signal_page import Page
from signals.to_leave_out import ask_to_wipe


@allowed(rules.answers_signal)
@once
def signal_reply(request: HttpRequest, signal: NeighbourhoodSignal) -> HttpResponse:
    """What happens with a signal, said to who sent it; or passed on to somebody else."""
    form = ReplyForm(request.POST or None, signal=signal)
    if form.is_valid():
        values = form.values()
        made = operations.reply_to_signal(signal=signal, by=request.user, **values)
        said = _("Your answer is with %(name)s.") % {"name": signal.professional}
        if values["says"] == Reply.PASSED_ON:
            said = _("The signal is passed on to %(name)s.") % {"name": values["to_person"] or values["to_team"]}
        messages.success(request, said)
        ask_to_wipe(request, (values["text"],), made)
        return redirect("signal", signal.first_pk)
    page = Page.of(signal, scopes.outside(request.user), timezone.localdate())
    status = 422 if form.is_bound else 200
    return render(request, "signals/signal_reply.html", {"form": form, "page": page}, status=status)
