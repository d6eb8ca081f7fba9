"""Pages with which teams are added, changed and closed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from organisation.access import allowed
from organisation.forms.teams import TeamAreaForm, TeamForm, TeamNameForm
from organisation.models import Area, Team
from organisation.operations import teams as operations
from organisation.queries import people as queries
from organisation.rules import arranges_people, arranges_team, arranges_team_area
from organisation.submission import once
from organisation.views.undo import undo


@allowed(arranges_people)
def teams(request: HttpRequest) -> HttpResponse:
    """Open teams by name, and those that are closed."""
    found = {"open_teams": queries.teams(), "closed_teams": queries.teams(closed=True)}
    return render(request, "organisation/teams.html", found)


@allowed(arranges_people)
@once
def team_new(request: HttpRequest) -> HttpResponse:
    """A new team with its first area."""
    form = TeamForm(request.POST or None)
    if form.is_valid():
        team = operations.add_team(by=request.user, **form.cleaned_data)
        messages.success(request, _("%(name)s is added.") % {"name": team})
        return redirect("team", team.pk)
    return render(request, "organisation/team_new.html", {"form": form}, status=422 if form.is_bound else 200)


@allowed(arranges_team)
def team(request: HttpRequest, team: Team) -> HttpResponse:
    """One team: for which areas it works and who is in it."""
    found = {
        "team": team,
        "areas": team.areas.select_related("parent__parent"),
        "members": queries.members(team, timezone.localdate()),
    }
    return render(request, "organisation/team.html", found)


@allowed(arranges_team)
@once
def team_edit(request: HttpRequest, team: Team) -> HttpResponse:
    """Another name."""
    form = TeamNameForm(request.POST or None, initial={"name": team.name})
    if form.is_valid():
        operations.change_team(team=team, name=form.cleaned_data["name"], by=request.user)
        messages.success(request, _("Changed."))
        return redirect("team", team.pk)
    found = {"form": form, "team": team}
    return render(request, "organisation/team_edit.html", found, status=422 if form.is_bound else 200)


@allowed(arranges_team)
@require_POST
@once
def team_close(request: HttpRequest, team: Team) -> HttpResponse:
    """Closes a team; can be undone."""
    operations.close_team(team=team, by=request.user)
    messages.success(request, _("%(name)s is closed.") % {"name": team}, extra_tags=undo("team_reopen", team))
    return redirect("team", team.pk)


@allowed(arranges_team)
@require_POST
@once
def team_reopen(request: HttpRequest, team: Team) -> HttpResponse:
    """Opens a team again; can be undone."""
    operations.reopen_team(team=team, by=request.user)
    messages.success(request, _("%(name)s is open again.") % {"name": team}, extra_tags=undo("team_close", team))
    return redirect("team", team.pk)


@allowed(arranges_team)
@once
def team_area_new(request: HttpRequest, team: Team) -> HttpResponse:
    """One more area."""
    form = TeamAreaForm(request.POST or None)
    if form.is_valid():
        area = form.cleaned_data["area"]
        operations.add_area(team=team, area=area, by=request.user)
        said = _("%(team)s works for %(area)s.") % {"team": team, "area": area}
        messages.success(request, said, extra_tags=undo("team_area_remove", team, area))
        return redirect("team", team.pk)
    found = {"form": form, "team": team}
    return render(request, "organisation/team_area_new.html", found, status=422 if form.is_bound else 200)


@allowed(arranges_team_area)
@require_POST
@once
def team_area_remove(request: HttpRequest, team: Team, area: Area) -> HttpResponse:
    """One area less; can be undone."""
    operations.remove_area(team=team, area=area, by=request.user)
    said = _("%(team)s no longer works for %(area)s.") % {"team": team, "area": area}
    messages.success(request, said, extra_tags=undo("team_area_put_back", team, area))
    return redirect("team", team.pk)


@allowed(arranges_team_area)
@require_POST
@once
def team_area_put_back(request: HttpRequest, team: Team, area: Area) -> HttpResponse:
    """Undoes the removal of an area."""
    operations.add_area(team=team, area=area, by=request.user)
    return redirect("team", team.pk)
