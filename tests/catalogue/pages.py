"""Sending the forms of questions."""

from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from catalogue.models import Question


def send(client: Client, name: str, *of: object, **fields: object) -> HttpResponse:
    """Posts to the page `name` about the objects with these ids."""
    return client.post(reverse(name, args=of), {"submission_key": str(uuid4()), **fields})


def told(client: Client, response: HttpResponse) -> str:
    """The page that a redirect leads to."""
    assert response.status_code == 302, response.content.decode()
    return client.get(response.url).content.decode()


def fields_of(question: Question, **other: Any) -> dict[str, Any]:
    """What the form of an own question sends when nothing is changed."""
    names = ("label_nl", "label_en", "hint_nl", "why_nl", "why_en", "for_whom_nl", "visible_to_nl", "purpose", "need")
    sent = {name: getattr(question, name) for name in (*names, "result_kind", "disciplines", "version", "review_on")}
    return {**sent, "moments": [place.moment for place in question.places.all()], **other}
