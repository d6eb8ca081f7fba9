"""Sending forms as a browser does: with a key of their own."""

from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse


def send(browser: Client, name: str, /, *of: Any, key: str | None = None, **fields: Any) -> HttpResponse:
    """Posts a form to the page `name`; `of` are the things (or ids) in its address."""
    address = reverse(name, args=[getattr(thing, "pk", thing) for thing in of])
    return browser.post(address, {"submission_key": key or str(uuid4()), **fields})
