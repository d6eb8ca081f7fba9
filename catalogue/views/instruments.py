"""Instruments: which there are, who owns them, on or off; and those of the organisation itself."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from catalogue import levels
from catalogue import rules_for_instruments as rules
from catalogue.forms.instruments import InstrumentForm, LicenceForm, NewInstrumentForm
from catalogue.models import Instrument
from catalogue.operations import instruments as operations
from catalogue.queries.instruments import parts, retired_parts, subjects
from organisation.access import allowed
from organisation.forms.stale import mind
from organisation.operations.stale import Stale
from organisation.submission import once
from organisation.views.undo import undo
from shared.ids import is_uuid


@allowed(rules.reads_instruments)
@require_safe
def instruments(request: HttpRequest, may_arrange: bool) -> HttpResponse:
    """Every instrument, with who owns it and whether it is offered."""
    found = {"instruments": Instrument.objects.all(), "may_arrange": may_arrange}
    return render(request, "catalogue/instruments.html", found)


@allowed(rules.makes_instruments)
@once
def instrument_new(request: HttpRequest) -> HttpResponse:
    """An own instrument; it is off until somebody turns it on."""
    form = NewInstrumentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = operations.make_instrument(by=request.user, **form.said())
        messages.success(request, _("Made. Look at it, and turn it on when it is right."))
        return redirect("instrument", made.pk)
    return render(request, "catalogue/instrument_new.html", {"form": form}, status=422 if form.is_bound else 200)


@allowed(rules.reads_instrument)
@require_safe
def instrument(request: HttpRequest, instrument: Instrument, may_arrange: bool) -> HttpResponse:
    """One instrument: its levels, its parts, and under which terms it is used."""
    today = timezone.localdate()
    scales = [(scale, levels.labels(scale)) for scale in instrument.scales.all()]
    found = {
        "instrument": instrument,
        "may_arrange": may_arrange,
        "may_change": may_arrange and instrument.origin == "own",
        "may_write_texts": may_arrange and instrument.holds_licence and instrument.form == "levels",
        "retired": retired_parts(instrument, today),
        "scales": scales,
        "subjects": subjects(parts(instrument, today)),
    }
    return render(request, "catalogue/instrument.html", found)


@allowed(rules.arranges_instrument)
@require_POST
@once
def instrument_on(request: HttpRequest, instrument: Instrument) -> HttpResponse:
    """Offers it with every plan; can be undone."""
    operations.switch_instrument(instrument=instrument, on=True, by=request.user)
    messages.success(
        request, _("%(name)s is on.") % {"name": instrument}, extra_tags=undo("instrument_off", instrument)
    )
    return redirect("instrument", instrument.pk)


@allowed(rules.arranges_instrument)
@require_POST
@once
def instrument_off(request: HttpRequest, instrument: Instrument) -> HttpResponse:
    """Offers it no longer; can be undone. What was filled in stays readable."""
    operations.switch_instrument(instrument=instrument, on=False, by=request.user)
    messages.success(
        request, _("%(name)s is off.") % {"name": instrument}, extra_tags=undo("instrument_on", instrument)
    )
    return redirect("instrument", instrument.pk)


@allowed(rules.arranges_instrument)
@once
def instrument_licence(request: HttpRequest, instrument: Instrument) -> HttpResponse:
    """The organisation says that it may use texts of others; only then they can be pasted in."""
    form = LicenceForm(request.POST or None, initial={"holds": instrument.holds_licence})
    if request.method == "POST" and form.is_valid():
        operations.say_licence(instrument=instrument, holds=form.cleaned_data["holds"], by=request.user)
        messages.success(request, _("Saved."))
        return redirect("instrument", instrument.pk)
    found = {"form": form, "instrument": instrument}
    return render(request, "catalogue/instrument_licence.html", found)


@allowed(rules.arranges_own_instrument)
@once
def instrument_edit(request: HttpRequest, instrument: Instrument) -> HttpResponse:
    """Other words for an own instrument and its levels; once it was filled in, none can come or go."""
    form = InstrumentForm(request.POST or None, initial=InstrumentForm.initial_of(instrument, instrument.scales.get()))
    if request.method == "POST" and form.is_valid():
        try:
            version = form.cleaned_data["version"] or 0
            operations.change_instrument(instrument=instrument, version=version, by=request.user, **form.said())
        except Stale as stale:
            mind(form, stale, "name_nl")
        except operations.WasUsed:
            words = _("This was filled in already: levels can get other words, but none can come, go or turn round.")
            form.add_error("levels_nl", words)
        else:
            messages.success(request, _("Changed."))
            return redirect("instrument", instrument.pk)
    found = {"form": form, "instrument": instrument}
    return render(request, "catalogue/instrument_edit.html", found, status=422 if form.is_bound else 200)


@allowed(rules.arranges_own_instrument)
@require_POST
@once
def instrument_order(request: HttpRequest, instrument: Instrument) -> HttpResponse:
    """The parts in the order in which they were dragged; with buttons it goes one place at a time."""
    order = [UUID(text) for text in request.POST.getlist("action") if is_uuid(text)]
    operations.order_parts(instrument=instrument, order=order, by=request.user)
    return redirect("instrument", instrument.pk)
