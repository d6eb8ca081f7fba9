"""A list of services out of a sheet, for who arranges them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from exchange import rules, storage
from exchange.forms.services_in import ServicesForm
from exchange.operations.services_in import try_services
from exchange.sheets.reading import Unreadable
from exchange.sheets.services_in import MOST, NoNames, TooMany
from organisation.access import allowed
from organisation.submission import once


@allowed(rules.brings_services_in)
@once
def services_in(request: HttpRequest) -> HttpResponse:
    """A sheet with services: tried first, and brought in from the page of that try."""
    form = ServicesForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        place = storage.new_place()
        storage.keep(place, f"sheet.{form.ending}", form.cleaned_data["file"].chunks())
        try:
            return redirect("run", try_services(source=form.source, stored_as=place, by=request.user).pk)
        except Unreadable as error:
            form.add_error("file", str(error))
        except NoNames:
            form.add_error("file", _("No column is called “naam”. Write above each column what stands in it."))
        except TooMany:
            form.add_error("file", _("There are more than %(most)s rows. Send them in parts.") % {"most": MOST})
    status = 422 if request.method == "POST" else 200
    return render(request, "exchange/services_in.html", {"form": form}, status=status)
