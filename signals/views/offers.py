"""Offers for many: all of them, other words, ending, removing and putting back. How one goes on: `feedback`."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from organisation.access import allowed
from organisation.drafts import posted_or_draft
from organisation.forms.stale import mind
from organisation.operations.stale import Stale
from organisation.scope import Scope, outside
from organisation.submission import once
from organisation.views.undo import undo
from registration.views.leave_out import ask_to_leave_out
from signals import rules_for_offers as rules
from signals.forms.offers import OfferForm
from signals.models import CollectiveOffer
from signals.operations import offers as operations
from signals.queries import offers as queries
from signals.rules_for_activities import may_record
from signals.rules_for_cleaning import may_clean

ON_A_PAGE = 25


@allowed(may_record)
@require_safe
def offers(request: HttpRequest, scope: Scope) -> HttpResponse:
    """What is offered to many, by all teams; what ended stays readable."""
    shown = "ended" if request.GET.get("show") == "ended" else "open"
    found = queries.of_state(queries.offers(scope, scope.day), scope.day, has_ended=shown == "ended")
    context = {"page": Paginator(found, ON_A_PAGE).get_page(request.GET.get("page")), "shown": shown}
    return render(request, "signals/offers.html", context)


@allowed(rules.team_offer)
@once
def offer_edit(request: HttpRequest, offer: CollectiveOffer) -> HttpResponse:
    """Another title, aim or first day; where it came from stays as it was."""
    form = OfferForm(
        posted_or_draft(request), scope=outside(request.user), known=offer, initial=OfferForm.initial_of(offer)
    )
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            operations.change_offer(offer=offer, version=version, by=request.user, **form.values())
        except Stale as stale:
            mind(form, stale, "title")
        else:
            messages.success(request, _("Saved."))
            ask_to_leave_out(request, form, to=reverse("offer_edit", args=[offer.pk]))
            return redirect("offer", offer.pk)
    context = {"form": form, "offer": offer, "cleans": may_clean(request.user, offer)}
    return render(request, "signals/offer_edit.html", context, status=422 if request.method == "POST" else 200)


@allowed(rules.team_offer)
@require_POST
@once
def offer_end(request: HttpRequest, offer: CollectiveOffer) -> HttpResponse:
    """It is offered no more from today on; with an undo."""
    operations.end_offer(offer=offer, ended_on=timezone.localdate(), by=request.user)
    messages.success(
        request, _("The offer has ended. Everything stays readable."), extra_tags=undo("offer_reopen", offer)
    )
    return redirect("offer", offer.pk)


@allowed(rules.team_offer)
@require_POST
@once
def offer_reopen(request: HttpRequest, offer: CollectiveOffer) -> HttpResponse:
    """It goes on."""
    operations.reopen_offer(offer=offer, by=request.user)
    messages.success(request, _("The offer goes on."))
    return redirect("offer", offer.pk)


@allowed(rules.team_offer)
@require_POST
@once
def offer_remove(request: HttpRequest, offer: CollectiveOffer) -> HttpResponse:
    """Out of sight, with an undo; its activities stay."""
    operations.remove_offer(offer=offer, by=request.user)
    messages.success(request, _("The offer is removed."), extra_tags=undo("offer_put_back", offer))
    return redirect("offers")


@allowed(rules.removed_offer)
@require_POST
@once
def offer_put_back(request: HttpRequest, offer: CollectiveOffer) -> HttpResponse:
    """Undoes a removal."""
    operations.put_back_offer(offer=offer, by=request.user)
    messages.success(request, _("The offer is back."))
    return redirect("offer", offer.pk)
