"""The agenda of a team meeting."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from organisation.access import allowed
from organisation.models import Team
from organisation.scope import Scope, outside
from organisation.submission import once
from organisation.views.undo import undo
from signals import rules_for_signals as rules
from signals.as_read import AsRead
from signals.forms.agenda import OutcomeForm, PointForm
from signals.models import AgendaPoint, NeighbourhoodSignal
from signals.operations import agenda as operations
from signals.queries import agenda as queries
from signals.to_leave_out import ask_to_wipe


@allowed(rules.works_outside)
@require_safe
def agenda(request: HttpRequest, scope: Scope) -> HttpResponse:
    """What the team talks about next, and what it talked about lately."""
    teams = queries.teams(scope)
    team = queries.chosen(teams, request.GET.get("team", ""))
    context = {"team": team, "teams": teams, "form": PointForm(), **queries.points(scope, team)}
    return render(request, "signals/agenda.html", context)


@allowed(rules.works_outside)
@require_safe
def agenda_print(request: HttpRequest, scope: Scope) -> HttpResponse:
    """The open points on one A4."""
    team = queries.chosen(queries.teams(scope), request.GET.get("team", ""))
    return render(request, "signals/agenda_print.html", {"team": team, **queries.points(scope, team)})


@allowed(rules.of_own_team)
@require_POST
@once
def agenda_new(request: HttpRequest, team: UUID) -> HttpResponse:
    """A few words on the agenda."""
    form = PointForm(request.POST)
    if form.is_valid():
        made = operations.put_on_agenda(
            team=Team.objects.get(pk=team), words=form.cleaned_data["words"], by=request.user
        )
        messages.success(request, _("It is on the agenda."), extra_tags=undo("agenda_remove", made))
        ask_to_wipe(request, (made.words,), made)
        return _to(team)
    found = {"form": form, "team": Team.objects.get(pk=team)}
    return render(request, "signals/agenda_new.html", found, status=422)


@allowed(rules.seen_signal_and_team)
@require_POST
@once
def agenda_signal(request: HttpRequest, signal: NeighbourhoodSignal, team: UUID) -> HttpResponse:
    """A signal on the agenda of one's team, in one tap."""
    made = operations.put_on_agenda(team=Team.objects.get(pk=team), signal=signal, by=request.user)
    messages.success(request, _("The signal is on the agenda."), extra_tags=undo("agenda_remove", made))
    return redirect("signal", signal.first_pk)


@allowed(rules.point_of_own_team)
@once
def agenda_handled(request: HttpRequest, point: AgendaPoint) -> HttpResponse:
    """It was talked about, and what came of it."""
    form = OutcomeForm(request.POST if request.method == "POST" else None, initial={"outcome": point.outcome})
    read = AsRead.of(point, request.POST.get("event"))
    if read.is_old and form.is_valid():
        form.add_error("outcome", _("Words of this point were wiped meanwhile. Leave out who it was about."))
    if form.is_valid():
        operations.handle_point(point=point, outcome=form.cleaned_data["outcome"], by=request.user)
        messages.success(request, _("Handled."), extra_tags=undo("agenda_reopen", point))
        ask_to_wipe(request, (point.outcome,), point)
        return _to(point.team_id)
    queries.look_up(outside(request.user), [point])
    found = {"form": form, "point": point, "read": read}
    return render(request, "signals/agenda_handled.html", found, status=422 if form.is_bound else 200)


@allowed(rules.point_of_own_team)
@require_POST
@once
def agenda_reopen(request: HttpRequest, point: AgendaPoint) -> HttpResponse:
    """It stands on the agenda again."""
    operations.reopen_point(point=point, by=request.user)
    messages.success(request, _("It is on the agenda again."))
    return _to(point.team_id)


@allowed(rules.point_of_own_team)
@require_POST
@once
def agenda_remove(request: HttpRequest, point: AgendaPoint) -> HttpResponse:
    """Off the agenda; can be undone."""
    operations.remove_point(point=point, by=request.user)
    messages.success(request, _("It is off the agenda."), extra_tags=undo("agenda_put_back", point))
    return _to(point.team_id)


@allowed(rules.point_of_own_team)
@require_POST
@once
def agenda_put_back(request: HttpRequest, point: AgendaPoint) -> HttpResponse:
    """Undoes that."""
    operations.put_point_back(point=point, by=request.user)
    messages.success(request, _("It is on the agenda again."))
    return _to(point.team_id)


def _to(team: object) -> HttpResponse:
    return redirect(f"{reverse('agenda')}?team={team}")
