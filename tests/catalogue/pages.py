"""Sending the forms of questions."""

from uuid import uuid4

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse


def send(client: Client, name: str, *of: object, **fields: object) -> HttpResponse:
    """Posts to the page `name` about the objects with these ids."""
    return client.post(reverse(name, args=of), {"submission_key": str(uuid4()), **fields})


def told(client: Client, response: HttpResponse) -> str:
    """The page that a redirect leads to."""
    assert response.status_code == 302, response.content.decode()
    return client.get(response.url).content.decode()
