"""What every answer carries so that a browser keeps visitors safe."""

import os
from collections.abc import Callable

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import Client

from organisation.models import User
from tests.guards.addresses import addresses

PROVE = os.environ.get("KEUKENTAFEL_PROVE") == "1"
PLAIN = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def faults(response: HttpResponse, logged_in: bool) -> list[str]:
    """Headers that are missing or too wide."""
    found = [name for name, value in PLAIN.items() if response.headers.get(name) != value]
    policy = response.headers.get("Content-Security-Policy", "")
    if "default-src 'self'" not in policy or "unsafe" in policy or "*" in policy or "http:" in policy:
        found.append("Content-Security-Policy")
    if logged_in and "no-store" not in response.headers.get("Cache-Control", ""):
        found.append("Cache-Control")
    found += [
        name for name, c in response.cookies.items() if name != settings.LANGUAGE_COOKIE_NAME and not c["samesite"]
    ]
    return found


@pytest.mark.django_db
def test_every_page(
    things: dict[str, object], people: dict[str, User | AnonymousUser], client_of: Callable[[User], Client]
) -> None:
    """Every address, for a professional, for who arranges people, and for a visitor; in an ordinary run each address
    for one of the three, in turn, and with the full counts for all.
    """
    clients = [(client_of(people[name]), True) for name in ("professional", "information_manager")] + [
        (Client(), False)
    ]
    wrong = []
    walked = [a for a in addresses() if (a.is_ours or not a.arguments) and "closing" not in a.arguments]
    for turn, address in enumerate(walked):
        for client, logged_in in clients if PROVE else [clients[turn % len(clients)]]:
            response = client.get(address.url(things))
            # Logging out in passing would make the rest of the walk one of a visitor.
            wrong += [(address.name, fault) for fault in faults(response, logged_in and "logout" not in address.name)]
    assert wrong == []


@pytest.mark.django_db
def test_unknown_page(professional: User, client_of: Callable[[User], Client]) -> None:
    """A page that does not exist as well."""
    response = client_of(professional).get("/bestaat-niet/")
    assert response.status_code == 404
    assert faults(response, logged_in=True) == []


def test_guard_sees() -> None:
    """A planted answer without any header, and one with a loose policy."""
    assert len(faults(HttpResponse("x"), logged_in=True)) == 6
    loose = HttpResponse("x", headers={**PLAIN, "Content-Security-Policy": "default-src 'self' 'unsafe-inline'"})
    assert faults(loose, logged_in=False) == ["Content-Security-Policy"]
