"""Pages that everybody may read, at the bottom of every page."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from organisation.access import allowed
from organisation.rules import anybody


@login_not_required
@allowed(anybody)
@require_safe
def why_we_record(request: HttpRequest) -> HttpResponse:
    """Why things are written down, who sees them and what one can do about it."""
    return render(request, "organisation/why_we_record.html")


@login_not_required
@allowed(anybody)
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What was done so that everybody can use this, and what to do when something does not work."""
    return render(request, "organisation/accessibility.html")
