"""What the frame of every page shows: navigation, the demo banner, who is logged in."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from organisation.navigation import navigation
from organisation.offline import mark_of


def frame(request: HttpRequest) -> dict[str, Any]:
    """Values for `base.html`."""
    # A page that stops somebody at the door comes before anybody is known.
    user = getattr(request, "user", None)
    return {
        "navigation": navigation(request),
        "demo": settings.DEMO,
        "languages": settings.LANGUAGES,
        "mark": mark_of(user) if user and user.is_authenticated else "",
    }
