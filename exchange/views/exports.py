"""Taking everything out."""

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from exchange import queries, rules
from exchange.forms.taking_out import TakeOutForm
from exchange.models import ExportRun, ExportState
from exchange.operations import taking_out as operations
from organisation.access import allowed
from organisation.submission import once


@allowed(rules.moves)
@once
def move_out(request: HttpRequest) -> HttpResponse:
    """Says what is taken out, and asks what for."""
    form = TakeOutForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = operations.start_export(because=form.cleaned_data["because"], by=request.user)
        return redirect("export", made.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "exchange/move_out.html", {"form": form}, status=status)


@allowed(rules.moves_own_export)
@require_safe
def export(request: HttpRequest, export: ExportRun) -> HttpResponse:
    """How far it is; the file can be fetched once."""
    asked = [export.created_at] if export.state in {ExportState.WAITING, ExportState.WRITING} else []
    still = queries.stands_still(*asked)
    context = {"export": export, "old": operations.is_old(export), "stands_still": still}
    part = request.headers.get("HX-Request") and request.GET.get("part")
    return render(request, "exchange/export.html#state" if part else "exchange/export.html", context)


@allowed(rules.moves_own_export)
@require_POST
def export_file(request: HttpRequest, export: ExportRun) -> HttpResponseBase:
    """The file itself, once."""
    try:
        file = operations.fetch_export(export=export, by=request.user, now=timezone.now())
    except operations.NotThere:
        messages.error(request, _("The file is gone: it was fetched, or a day has passed."))
        return redirect("export", export.pk)
    name = f"keukentafel-{export.created_at:%Y-%m-%d}.zip"
    return FileResponse(file, as_attachment=True, filename=name, content_type="application/zip")
