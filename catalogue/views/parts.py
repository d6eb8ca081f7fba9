"""The parts of an own instrument, and own texts for the levels of any part."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from catalogue import levels, queries
from catalogue import rules_for_instruments as rules
from catalogue.forms.instruments import PartForm, TextsForm
from catalogue.forms.lists import RetireForm
from catalogue.models import Instrument, InstrumentPart
from catalogue.operations import instruments as operations
from organisation.access import allowed
from organisation.operations.stale import Stale
from organisation.submission import once
from organisation.views.undo import undo


def _changed_meanwhile(form: forms.Form, stale: Stale) -> None:
    """Says so, and lets what was typed be saved once more."""
    words = _("%(name)s changed this instrument meanwhile. Save again to keep what you typed.")
    form.add_error(None, words % {"name": stale.current.changed_by.first_name})
    form.data = form.data.copy()
    form.data["version"] = str(stale.current.version)


def _place(part: InstrumentPart) -> str:
    return reverse("instrument", args=[part.instrument_id]) + f"#part-{part.pk}"


@allowed(rules.arranges_own_instrument)
@once
def part_new(request: HttpRequest, instrument: Instrument) -> HttpResponse:
    """One more part, at the end."""
    form = PartForm(request.POST or None, version=instrument.version)
    if request.method == "POST" and form.is_valid():
        try:
            made = operations.add_part(instrument=instrument, by=request.user, **form.cleaned_data)
        except Stale as stale:
            _changed_meanwhile(form, stale)
        else:
            messages.success(request, _("%(name)s is added.") % {"name": made}, extra_tags=undo("part_retire", made))
            return redirect(_place(made))
    found = {"form": form, "instrument": instrument}
    return render(request, "catalogue/part_new.html", found, status=422 if form.is_bound else 200)


@allowed(rules.arranges_own_part)
@once
def part_edit(request: HttpRequest, part: InstrumentPart) -> HttpResponse:
    """Other words for a part, or another part of life; scores keep pointing at it."""
    form = PartForm(request.POST or None, part=part, version=part.instrument.version)
    if request.method == "POST" and form.is_valid():
        try:
            operations.change_part(part=part, by=request.user, **form.cleaned_data)
        except Stale as stale:
            _changed_meanwhile(form, stale)
        else:
            messages.success(request, _("Changed."))
            return redirect(_place(part))
    found = {"form": form, "part": part}
    return render(request, "catalogue/part_edit.html", found, status=422 if form.is_bound else 200)


@allowed(rules.arranges_texts)
@once
def part_texts(request: HttpRequest, part: InstrumentPart) -> HttpResponse:
    """Own texts for the levels of a part, for an organisation that may use them."""
    if not part.instrument.holds_licence:
        return redirect("instrument_licence", part.instrument_id)
    form = TextsForm(request.POST or None, part=part, labels=levels.labels(part.scale))
    if request.method == "POST" and form.is_valid():
        try:
            version = form.cleaned_data["version"]
            operations.write_texts(part=part, version=version, texts=form.texts(), by=request.user)
        except Stale as stale:
            _changed_meanwhile(form, stale)
        else:
            messages.success(request, _("Saved."))
            return redirect(_place(part))
    found = {"form": form, "part": part}
    return render(request, "catalogue/part_texts.html", found, status=422 if form.is_bound else 200)


@allowed(rules.arranges_own_part)
@require_POST
@once
def part_move(request: HttpRequest, part: InstrumentPart) -> HttpResponse:
    """One place up or down."""
    among = [one.pk for one in queries.parts(part.instrument, timezone.localdate())]
    operations.move_part(part=part, up=request.POST.get("to") == "up", among=among, by=request.user)
    return redirect(_place(part))


@allowed(rules.arranges_own_part)
@once
def part_retire(request: HttpRequest, part: InstrumentPart) -> HttpResponse:
    """From which day on it is not asked any more; can be undone."""
    form = RetireForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        operations.retire_part(part=part, until=form.cleaned_data["until"], by=request.user)
        messages.success(request, _("%(name)s is retired.") % {"name": part}, extra_tags=undo("part_put_back", part))
        return redirect("instrument", part.instrument_id)
    found = {"form": form, "part": part}
    return render(request, "catalogue/part_retire.html", found, status=422 if form.errors else 200)


@allowed(rules.arranges_own_part)
@require_POST
@once
def part_put_back(request: HttpRequest, part: InstrumentPart) -> HttpResponse:
    """Asks it again; can be undone."""
    operations.put_back_part(part=part, by=request.user)
    messages.success(request, _("%(name)s is offered again.") % {"name": part}, extra_tags=undo("part_retire", part))
    return redirect(_place(part))
