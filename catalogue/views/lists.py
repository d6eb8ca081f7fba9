"""The lists of the catalogue (see `catalogue/lists.py`), in one set of pages."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from catalogue import rules_for_lists as rules
from catalogue.forms.lists import RetireForm, form_of
from catalogue.lists import ALWAYS, LISTS, Listing
from catalogue.models import Service
from catalogue.models.worded import Named
from catalogue.operations import lists as operations
from catalogue.queries import lists as queries
from organisation.access import allowed
from organisation.forms.stale import mind
from organisation.operations.stale import Stale
from organisation.submission import once


@allowed(rules.arranges_list)
@require_safe
def listing(request: HttpRequest, listing: Listing) -> HttpResponse:
    """What is offered, in order, and what is not offered any more."""
    today = timezone.localdate()
    rows = queries.in_use(listing, today)
    found = {"listing": listing, "lists": LISTS.values(), "rows": rows, "retired": queries.retired(listing, today)}
    if listing.is_services:
        found |= _under_headings(rows, request.GET.get("in", ""))
    return render(request, "catalogue/listing.html", found)


def _under_headings(rows: list[Named], chosen: str) -> dict[str, Any]:
    """Services under their categories; with one chosen only that one, to put in order."""
    headings = queries.headings(rows)
    one = next((heading for heading in headings if heading.key == chosen), None)
    return {"headings": headings, "chosen": one, "rows": one.services if one else []}


@allowed(rules.arranges_list)
@once
def listing_new(request: HttpRequest, listing: Listing) -> HttpResponse:
    """Something new at the end of the list."""
    form = form_of(listing)(request.POST or None, listing=listing)
    if request.method == "POST" and form.is_valid():
        made = operations.add_to_list(listing.model, by=request.user, **form.said())
        messages.success(
            request, _("%(name)s is added.") % {"name": made}, extra_tags=_undo("listed_retire", listing, made)
        )
        return redirect(_place(listing, made))
    found = {"form": form, "listing": listing}
    return render(request, "catalogue/listing_new.html", found, status=422 if form.is_bound else 200)


@allowed(rules.arranges_list)
@require_POST
@once
def listing_order(request: HttpRequest, listing: Listing) -> HttpResponse:
    """The order in which the rows were dragged; with buttons it goes one place at a time."""
    order = request.POST.getlist("action")
    operations.order_listed(listing.model, order=order, by=request.user)
    moved = listing.model._default_manager.filter(key__in=order[:1]).first()
    return redirect(_place(listing, moved) if moved else reverse("listing", args=[listing.kind]))


@allowed(rules.arranges_listed)
@once
def listed(request: HttpRequest, listing: Listing, listed: Named) -> HttpResponse:
    """Other words, another icon, another category; records keep pointing at it."""
    form = form_of(listing)(request.POST or None, listing=listing, listed=listed)
    if request.method == "POST" and form.is_valid():
        try:
            version = form.cleaned_data["version"] or 0
            operations.change_listed(listed=listed, version=version, by=request.user, **form.said())
        except Stale as stale:
            mind(form, stale, "name_nl")
        else:
            messages.success(request, _("Changed."))
            return redirect(_place(listing, listed))
    found = {"form": form, "listing": listing, "listed": listed, "can_retire": listed.key != ALWAYS}
    return render(request, "catalogue/listed.html", found, status=422 if form.is_bound else 200)


@allowed(rules.arranges_listed)
@require_POST
@once
def listed_move(request: HttpRequest, listing: Listing, listed: Named) -> HttpResponse:
    """One place up or down."""
    among = queries.beside(listed, timezone.localdate())
    operations.move_listed(listed=listed, up=request.POST.get("to") == "up", among=among, by=request.user)
    return redirect(_place(listing, listed))


@allowed(rules.arranges_listed)
@once
def listed_retire(request: HttpRequest, listing: Listing, listed: Named) -> HttpResponse:
    """From which day on it is not offered any more; can be undone."""
    form = RetireForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        until = form.cleaned_data["until"]
        try:
            operations.retire_listed(listed=listed, until=until, by=request.user)
        except operations.AlwaysThere:
            form.add_error(None, _("What fits nowhere else needs a place: this one stays."))
        else:
            words = _("%(name)s is retired.") % {"name": listed}
            messages.success(request, words, extra_tags=_undo("listed_put_back", listing, listed))
            return redirect("listing", listing.kind)
    found = {"form": form, "listing": listing, "listed": listed}
    return render(request, "catalogue/listed_retire.html", found, status=422 if form.errors else 200)


@allowed(rules.arranges_listed)
@require_POST
@once
def listed_put_back(request: HttpRequest, listing: Listing, listed: Named) -> HttpResponse:
    """Offers it again; can be undone."""
    operations.put_back_listed(listed=listed, by=request.user)
    messages.success(
        request, _("%(name)s is offered again.") % {"name": listed}, extra_tags=_undo("listed_retire", listing, listed)
    )
    return redirect(_place(listing, listed))


def _undo(name: str, listing: Listing, listed: Named) -> str:
    return "undo:" + reverse(name, args=[listing.kind, listed.pk])


def _place(listing: Listing, listed: Named) -> str:
    """The list, at the place of one of its rows; of a service the order of its category."""
    address = reverse("listing", args=[listing.kind])
    if isinstance(listed, Service):
        address += f"?in={listed.category_id or 'none'}"
    return f"{address}#row-{listed.pk}"
