"""What a device needs to go on without a network: the worker, the manifest, empty pages, and who is logged in."""

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from organisation.access import allowed
from organisation.offline import mark_of, secrets_of
from organisation.rules import anybody, logged_in
from organisation.shell import icons, shortcuts, worker
from shared.ids import is_uuid

DEVICE = "X-Device"


@allowed(logged_in)
@require_safe
def session_now(request: HttpRequest) -> HttpResponse:
    """Who is logged in, the token to send forms with and, for a device that says its number, what opens its key."""
    device = request.headers.get(DEVICE, "")
    told = {"person": mark_of(request.user), "token": get_token(request)}  # type: ignore[arg-type]  # behind the log-in
    secrets = secrets_of(request.user, UUID(device)) if is_uuid(device) else []  # type: ignore[arg-type]
    return JsonResponse({**told, "secrets": secrets})


@login_not_required
@allowed(anybody)
@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """The script that gives pages without a network. A browser must ask for it anew each time."""
    headers = {"Cache-Control": "no-cache"}
    return HttpResponse(worker(), "text/javascript; charset=utf-8", headers=headers)


@login_not_required
@allowed(anybody)
@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """What makes this a sign on the home screen of a phone."""
    about = {
        "name": "Keukentafel",
        "short_name": "Keukentafel",
        "description": _("Goals and steps, together at the table."),
        "lang": request.LANGUAGE_CODE,
        "id": "/",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": "#ffffff",
        "icons": icons(),
        "shortcuts": shortcuts(),
    }
    return JsonResponse(about, content_type="application/manifest+json")


@login_not_required
@allowed(anybody)
@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """What can be done without a network. Shows nobody's name: a device keeps this page."""
    return render(request, "organisation/offline.html")


@login_not_required
@allowed(anybody)
@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """What waits on this device; the page itself is empty, and a script fills it in from what the device keeps."""
    return render(request, "organisation/outbox.html")
