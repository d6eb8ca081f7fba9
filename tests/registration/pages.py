"""Pages as a browser has them: the forms with everything that stands in them, sent back with a few things changed."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from django.apps import apps
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

Fields = dict[str, list[str]]


@dataclass
class Form:
    """A form on a page: where it goes, what stands in it, its buttons as (name, value), and all that can be chosen."""

    action: str
    fields: Fields = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)
    choices: Fields = field(default_factory=dict)

    def add(self, name: str | None, value: str | None) -> None:
        """What a browser would send for one field."""
        if name:
            self.fields.setdefault(name, []).append(value or "")


class Reader(HTMLParser):
    """Reads all forms of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.inside = False
        self.text: str | None = None
        self.name: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Fields and buttons of the form around them."""
        said = dict(attrs)
        if tag == "form":
            self.forms.append(Form(said.get("action") or ""))
            self.inside = True
        if not self.inside:
            return
        form = self.forms[-1]
        if said.get("type") in {"radio", "checkbox"} and said.get("name"):
            form.choices.setdefault(said["name"] or "", []).append(said.get("value") or "on")
        if tag == "input" and (said.get("type") not in {"radio", "checkbox"} or "checked" in said):
            # A browser sends "on" for a box without a value.
            form.add(said.get("name"), said.get("value", "on" if said.get("type") == "checkbox" else ""))
        elif tag == "button":
            form.buttons.append((said.get("name") or "", said.get("value") or ""))
        elif tag == "textarea":
            self.text, self.name = "", said.get("name")
        elif tag == "select":
            self.name = said.get("name")
        elif tag == "option":
            form.choices.setdefault(self.name or "", []).append(said.get("value") or "")
            if "selected" in said:
                form.add(self.name, said.get("value"))

    def handle_data(self, text: str) -> None:
        """The text of a textarea."""
        if self.text is not None:
            self.text += text

    def handle_endtag(self, tag: str) -> None:
        """What was gathered belongs to the form."""
        if tag == "textarea" and self.text is not None:
            # A browser leaves out the line end that directly follows the tag.
            self.forms[-1].add(self.name, re.sub(r"^\r?\n", "", self.text))
            self.text = None
        if tag == "form":
            self.inside = False


def forms(response: HttpResponse) -> list[Form]:
    """All forms of a page."""
    reader = Reader()
    reader.feed(response.content.decode())
    return reader.forms


def form_to(response: HttpResponse, address: str = "") -> Form:
    """The form of a page that goes to this address (without one: to the page itself)."""
    return next(form for form in forms(response) if form.action == address)


def address(name: str, *of: Any) -> str:
    """The address of the page `name` for things or ids."""
    return reverse(name, args=[getattr(thing, "pk", thing) for thing in of])


def fill(browser: Client, name: str, /, *of: Any, **changes: Any) -> HttpResponse:
    """Opens the page `name`, changes some fields of its form, and sends it. A value None leaves the field out."""
    here = address(name, *of)
    page = browser.get(here)
    own = [form for form in forms(page) if form.action in {"", here} and "submission_key" in form.fields]
    return post(browser, here, own[0].fields, **changes)


def post(browser: Client, here: str, fields: Fields, **changes: Any) -> HttpResponse:
    """Sends these fields, changed."""
    sent = {**fields, **changes}
    return browser.post(here, {name: value for name, value in sent.items() if value is not None})


def send(browser: Client, name: str, /, *of: Any, key: str | None = None, **fields: Any) -> HttpResponse:
    """Sends nothing but these fields and a submission key."""
    return browser.post(address(name, *of), {"submission_key": key or str(uuid4()), **fields})


def told(browser: Client, response: HttpResponse) -> str:
    """The page after a redirect, as text; its messages are in it."""
    assert response.status_code == 302, response.status_code
    return browser.get(urlsplit(response.url)._replace(fragment="").geturl()).content.decode()


def undo(browser: Client, response: HttpResponse) -> HttpResponse:
    """Presses "undo" in the message on the page after a redirect."""
    page = told(browser, response)
    found = re.search(r'<div class="toast .*?<form method="post" action="([^"]+)"', page, re.DOTALL)
    assert found, "no undo in a message"
    return browser.post(found[1], {"submission_key": str(uuid4())})


def stored() -> dict[str, list[dict[str, Any]]]:
    """Everything that is stored about residents, to compare before and after."""
    models = [model for model in apps.get_app_config("registration").get_models()]
    return {model.__name__: list(model._default_manager.order_by("pk").values()) for model in models}
