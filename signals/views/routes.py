"""Arranging to whom signals go."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from organisation.access import allowed
from organisation.operations.stale import Stale
from organisation.submission import once
from organisation.views.undo import undo
from signals import rules_for_signals as rules
from signals.forms.routes import RouteForm
from signals.models import Route
from signals.operations import routes as operations
from signals.queries.routes import routes as routes_that_stand


@allowed(rules.arranges_routes)
@require_safe
def routes(request: HttpRequest) -> HttpResponse:
    """Where signals go, by theme and area."""
    return render(request, "signals/routes.html", {"routes": routes_that_stand()})


@allowed(rules.arranges_routes)
@once
def route_new(request: HttpRequest) -> HttpResponse:
    """Another one."""
    form = RouteForm(request.POST or None)
    if form.is_valid():
        made = operations.add_route(by=request.user, **form.values())
        messages.success(request, _("The route is saved."), extra_tags=undo("route_remove", made))
        return redirect("routes")
    return render(request, "signals/route_new.html", {"form": form}, status=422 if form.is_bound else 200)


@allowed(rules.arranges_route)
@once
def route_edit(request: HttpRequest, route: Route) -> HttpResponse:
    """Another addressee, theme, area or time; what was sent before stays where it went."""
    form = RouteForm(request.POST or None, known=route, initial=RouteForm.initial_of(route))
    if form.is_valid():
        try:
            version = form.cleaned_data["version"] or 0
            operations.change_route(route=route, version=version, by=request.user, **form.values())
        except Stale as stale:
            said = _("%(name)s changed this route meanwhile. It is not saved; look and choose again.")
            form.add_error(None, said % {"name": stale.current.changed_by})
        else:
            messages.success(request, _("Saved."))
            return redirect("routes")
    found = {"form": form, "route": route}
    return render(request, "signals/route_edit.html", found, status=422 if form.is_bound else 200)


@allowed(rules.arranges_route)
@require_POST
@once
def route_remove(request: HttpRequest, route: Route) -> HttpResponse:
    """Nothing goes along it any more; can be undone."""
    operations.remove_route(route=route, by=request.user)
    messages.success(request, _("The route is removed."), extra_tags=undo("route_put_back", route))
    return redirect("routes")


@allowed(rules.arranges_route)
@require_POST
@once
def route_put_back(request: HttpRequest, route: Route) -> HttpResponse:
    """Undoes the removal."""
    if operations.put_route_back(route=route, by=request.user):
        messages.success(request, _("The route is back."))
    else:
        messages.warning(request, _("There is another route for the same now. Remove that one first."))
    return redirect("routes")
