"""What we are going to do after looking at a figure."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from feedback import operations, rules
from feedback.asked import Reader
from feedback.forms import AgreementForm
from feedback.insights import QUESTIONS
from feedback.models import Agreement
from feedback.views.insights import asked_of
from organisation.access import allowed
from organisation.submission import once
from organisation.views.undo import undo


@allowed(rules.agrees)
@once
def agreement_new(request: HttpRequest, reader: Reader, key: str) -> HttpResponse:
    """A new one, about the figures that stand above it."""
    asked = asked_of(request, reader)
    if asked is None or asked.whose.is_published:
        raise Http404
    form = AgreementForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        whose = asked.whose
        of_whom = {"kind": whose.kind, "team": whose.team, "key": whose.scope.key}
        operations.agree(question=key, by=request.user, **of_whom, **form.cleaned_data)
        messages.success(request, _("Agreed. In the next quarter it stands on top of this page."))
        return redirect(f"{reverse('insight', args=[key])}?{asked.address}#h-do")
    context = {"form": form, "asked": asked, "key": key, "question": QUESTIONS[key]}
    return render(request, "feedback/agreement_new.html", context, status=422 if request.method == "POST" else 200)


@allowed(rules.agreed)
@require_POST
@once
def agreement_tick(request: HttpRequest, agreement: Agreement) -> HttpResponse:
    """It was done."""
    operations.tick_agreement(agreement=agreement, by=request.user)
    messages.success(request, _("Ticked off."), extra_tags=undo("agreement_untick", agreement))
    return _back(agreement)


@allowed(rules.agreed)
@require_POST
@once
def agreement_untick(request: HttpRequest, agreement: Agreement) -> HttpResponse:
    """It was not done after all."""
    operations.untick_agreement(agreement=agreement, by=request.user)
    messages.success(request, _("It is open again."))
    return _back(agreement)


@allowed(rules.agreed)
@require_POST
@once
def agreement_remove(request: HttpRequest, agreement: Agreement) -> HttpResponse:
    """Out of sight."""
    operations.remove_agreement(agreement=agreement, by=request.user)
    messages.success(request, _("Removed."), extra_tags=undo("agreement_put_back", agreement))
    return _back(agreement)


@allowed(rules.agreed)
@require_POST
@once
def agreement_put_back(request: HttpRequest, agreement: Agreement) -> HttpResponse:
    """In sight again."""
    operations.put_back_agreement(agreement=agreement, by=request.user)
    messages.success(request, _("It is back."))
    return _back(agreement)


def _back(agreement: Agreement) -> HttpResponse:
    """To the page on which it was made; of a team that has gone since, or a question, to all questions."""
    if agreement.question not in QUESTIONS:
        return redirect("insights")
    whose = f"team:{agreement.team.key}" if agreement.team else "own"
    return redirect(f"{reverse('insight', args=[agreement.question])}?scope={whose}")
