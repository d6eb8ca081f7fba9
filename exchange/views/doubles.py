"""Residents that are there twice: likely ones, two beside each other, and making one of them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from exchange import queries, rules
from exchange.forms.merging import MergeForm
from exchange.models import Merge
from exchange.operations import merging as operations
from organisation.access import allowed
from organisation.submission import once
from registration.queries.doubles import Compared


@allowed(rules.merges)
@require_safe
def doubles(request: HttpRequest, pairs: list[Compared]) -> HttpResponse:
    """Pairs that may be one person, and what was merged lately."""
    return render(request, "exchange/doubles.html", {"pairs": pairs, "merges": queries.merges_of()})


@allowed(rules.merges_two)
@once
def double(request: HttpRequest, pair: Compared) -> HttpResponse:
    """Two beside each other; which values stay, and then they are one."""
    form = MergeForm(request.POST or None, pair=pair)
    if request.method == "POST" and form.is_valid():
        ids = {"kept": pair.kept.resident.pk, "other": pair.other.resident.pk}
        try:
            made = operations.merge(**ids, **form.chosen(), by=request.user)
        except operations.CannotMerge:
            messages.error(request, _("A colleague merged one of these two meanwhile. Nothing was changed."))
            return redirect("doubles")
        tags = f"undo:{reverse('merge_undo', args=[made.pk])}"
        messages.success(request, _("The two are one now."), extra_tags=tags)
        return redirect("doubles")
    status = 422 if request.method == "POST" else 200
    return render(request, "exchange/double.html", {"form": form, "pair": pair}, status=status)


@allowed(rules.merges_two)
@require_POST
@once
def double_apart(request: HttpRequest, pair: Compared) -> HttpResponse:
    """They are two people after all."""
    operations.say_two_people(one=pair.kept.resident.pk, other=pair.other.resident.pk, by=request.user)
    messages.success(request, _("Kept as two people. They do not come back in this list."))
    return redirect("doubles")


@allowed(rules.merged_two)
@require_POST
@once
def merge_undo(request: HttpRequest, merge: Merge) -> HttpResponse:
    """Two again, as long as nobody worked on it."""
    try:
        operations.undo(merge=merge, by=request.user)
        messages.success(request, _("They are two again."))
    except operations.CannotUndo:
        messages.error(request, _("This cannot be undone: somebody worked on it since, or it was undone already."))
    return redirect("doubles")
