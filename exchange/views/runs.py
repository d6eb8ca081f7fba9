"""Bringing registrations in: the list of runs, sending files, how far a run is, its report, and its undo."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from exchange import queries, report, rules, storage
from exchange.bundle.undoing import Obstacle
from exchange.forms.files import FilesForm
from exchange.models import ImportRun, RunState
from exchange.operations import runs as operations
from exchange.operations.sheets import send_sheet
from exchange.progress import Progress
from organisation.access import allowed
from organisation.submission import once

ON_A_PAGE, LINES = 25, 50


@allowed(rules.moves)
@require_safe
def moves(request: HttpRequest) -> HttpResponse:
    """What was brought in and taken out, and the ways to do so."""
    page = Paginator(queries.runs(), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "exports": list(queries.exports(request.user)[:5]), "now": timezone.now()}
    waiting = [one.created_at for one in [*page, *context["exports"]] if one.state == RunState.WAITING]
    context["stands_still"] = queries.stands_still(*waiting)
    return render(request, "exchange/moves.html", context)


@allowed(rules.moves)
@once
def move_in(request: HttpRequest) -> HttpResponse:
    """Files to bring in: a bundle is tried at once; a sheet is matched first."""
    form = FilesForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        place = storage.new_place()
        for name, file in form.kept_as():
            storage.keep(place, name, file.chunks())
        if form.kind == "sheet":
            return redirect("sheet_page", send_sheet(name=form.source, stored_as=place, by=request.user).pk)
        run = operations.start_run(source=form.source, stored_as=place, dry_run=True, by=request.user)
        return redirect("run", run.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "exchange/move_in.html", {"form": form}, status=status)


@allowed(rules.moves_run)
@require_safe
def run(request: HttpRequest, run: ImportRun) -> HttpResponse:
    """How far it is, and what came of it; htmx asks for the part that changes."""
    own, undoing = run.started_by_id == request.user.pk, run.undoings.first()
    found, progress = report.lines(run, run.problems or run.remarks, values=own), Progress.of(run)
    asked = [run.created_at] if progress.busy and run.started_by_id else []
    asked += [undoing.asked_at] if undoing and not undoing.ended_at else []
    context = {
        "run": run,
        "own": own,
        "progress": progress,
        "stands_still": queries.stands_still(*asked),
        "undoing": undoing,
        "in_the_way": [Obstacle(**one) for one in undoing.in_the_way.get("obstacles", [])] if undoing else [],
        "can_undo": operations.can_undo(run),
        "groups": report.grouped(found)[:ON_A_PAGE],
        "page": Paginator(found, LINES).get_page(request.GET.get("page")),
    }
    part = request.headers.get("HX-Request") and request.GET.get("part")
    return render(request, "exchange/run.html#state" if part else "exchange/run.html", context)


@allowed(rules.moves_own_run)
@require_safe
def run_report(request: HttpRequest, run: ImportRun) -> HttpResponse:
    """Everything that was found, as a CSV file."""
    found = report.lines(run, [*run.problems, *run.remarks], values=True)
    response = HttpResponse(b"".join(report.as_csv(found)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="report-{run.created_at:%Y-%m-%d}.csv"'
    return response


@allowed(rules.moves_own_run)
@require_POST
@once
def run_start(request: HttpRequest, run: ImportRun) -> HttpResponse:
    """After a good try: bring in for real."""
    try:
        return redirect("run", operations.start_for_real(run=run, by=request.user).pk)
    except operations.NotNow:
        messages.error(request, _("These files are gone. Send them again."))
        return redirect("run", run.pk)


@allowed(rules.moves_own_run)
@require_POST
@once
def run_drop(request: HttpRequest, run: ImportRun) -> HttpResponse:
    """After a try: leave it, and remove the files."""
    try:
        operations.drop_run(run=run, by=request.user)
        messages.success(request, _("The files are removed. Nothing was brought in."))
    except operations.NotNow:
        messages.error(request, _("These files are gone already."))
    return redirect("moves")


@allowed(rules.moves_run)
@require_POST
@once
def run_undo(request: HttpRequest, run: ImportRun) -> HttpResponse:
    """Undo a whole run, as far as nobody worked on its records."""
    try:
        operations.ask_undo(run=run, by=request.user)
    except operations.NotNow:
        messages.error(request, _("This cannot be undone now."))
    return redirect("run", run.pk)
