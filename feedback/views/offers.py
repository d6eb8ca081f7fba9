"""An offer made of a pattern, and what became of the pattern afterwards."""

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from feedback import rules
from feedback.forms import PatternOfferForm
from feedback.offers import after, origin
from organisation.access import allowed
from organisation.drafts import posted_or_draft
from organisation.scope import Scope
from organisation.submission import once
from organisation.views.undo import undo
from signals.operations.offers import make_offer
from signals.queries.activities import sums
from signals.queries.offers import of_offer


@allowed(rules.begins_offer)
@once
def offer_new(request: HttpRequest, mine: Scope, whole: Scope) -> HttpResponse:
    """Of a pattern that is named in the address; what was seen and expected is found again here, and sent by nobody."""
    sent = posted_or_draft(request)
    found = origin(whole, sent or request.GET)
    form = PatternOfferForm(sent, scope=mine, initial=PatternOfferForm.begins(found, timezone.localdate()))
    if request.method == "POST" and found and form.is_valid():
        seen, told = found.pattern, {"theme": found.theme, "area": found.area}
        told |= {"figure": seen.figure, "quarter": seen.quarter, "seen": seen.seen}
        whose = {"team": form.cleaned_data["team"], "professional": request.user, "by": request.user}
        made = make_offer(**told, expected=Decimal(str(seen.expected)), **whose, **form.values())
        messages.success(
            request, _("The offer is made. It keeps where it came from."), extra_tags=undo("offer_remove", made)
        )
        return redirect("offer", made.pk)
    context = {"form": form, "origin": found}
    return render(request, "feedback/offer_new.html", context, status=422 if request.method == "POST" else 200)


@allowed(rules.seen_offer)
@require_safe
def offer(request: HttpRequest, offer: Any, mine: Scope, whole: Scope | None) -> HttpResponse:
    """Where it came from, its activities, and the pattern quarter after quarter."""
    today, activities = timezone.localdate(), of_offer(offer, mine)
    context = {
        "offer": offer,
        "is_ours": offer.team_id in mine.team_ids,
        "has_ended": bool(offer.ended_on and offer.ended_on <= today),
        "activities": activities,
        "sums": sums(activities, today),
        "after": after(offer, whole, list(activities), today),
        "today": today,
    }
    return render(request, "feedback/offer.html", context)
