"""Every page of ours, for every kind of person, with an open and a closed plan, against the table written by hand."""

import os
import re
import time
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import pytest
import yaml
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import resolve

from organisation.access import allowed
from organisation.actor import acting
from organisation.middleware import BEGAN, SEEN
from organisation.models import User
from tests.guards.addresses import Address, own_addresses
from tests.guards.tree import ROOT

TABLE = yaml.safe_load((ROOT / "tests/access_table.yaml").read_text())
OWN = {address.name: address for address in own_addresses()}
# A visitor is led to the page for logging in; what was typed is kept on a page that says that the session has ended.
LOG_IN = {"get": 302, "post": 401}
PROVE = os.environ.get("KEUKENTAFEL_PROVE") == "1"
# What runs when a view marked with `allowed` is asked for, whatever its rule.
DOOR = allowed(lambda _user: None)(lambda _request: HttpResponse()).__code__
# Differs from one answer to the next without saying anything: ids and tokens.
CHANGES = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[A-Za-z0-9]{64}")


@dataclass(frozen=True)
class Line:
    """One line of the table."""

    name: str
    says: dict[str, Any]

    def expected(self, person: str, state: str, verb: str) -> set[int]:
        """The answers that are right."""
        if person == "anonymous":
            return {self.says.get("anonymous", LOG_IN)[verb]}
        if person not in TABLE["groups"][self.says["who"]]:
            return {404}
        answers = self.says.get(state, self.says["open"])
        if person in self.says.get("instead", {}) and answers["get"] != 404:
            answers = self.says["instead"][person]
        # A page that takes no POST may say so or show itself; it must not answer as if it had saved something.
        return {answers[verb]} if verb in answers else {200, 405}


def sent(client: Client, verb: str, url: str) -> HttpResponse:
    """The answer to a GET, or to a POST with a submission key; what it did is undone, in the browser as well."""
    cookies = deepcopy(client.cookies)
    with transaction.atomic():
        response = client.get(url) if verb == "get" else client.post(url, {"submission_key": str(uuid4())})
        transaction.set_rollback(True)
    client.cookies = cookies
    return response


@dataclass
class Walk:
    """Everybody with a browser, made for who needs one, over addresses that name these things."""

    people: dict[str, User | AnonymousUser]
    client_of: Callable[[User], Client]
    known: dict[str, object]
    state: str = "open"
    browsers: dict[str, Client] = field(default_factory=dict)
    # Whom a rule lets in depends on the person and on what it is asked for: pages that ask the same share the answer.
    let_in: dict[tuple[object, ...], set[str]] = field(default_factory=dict)
    not_there: dict[str, str] = field(default_factory=dict)

    def browser(self, name: str) -> Client:
        """The browser of somebody, whose session has begun."""
        if name not in self.browsers:
            person = self.people[name]
            self.browsers[name] = begun(self.client_of(person)) if isinstance(person, User) else Client()
        return self.browsers[name]

    def unknown(self) -> dict[str, object]:
        """Things that nobody knows."""
        return {key: 10**12 if isinstance(one, int) else uuid4() for key, one in self.known.items()}

    def enter(self, address: Address) -> set[str] | None:
        """Everybody whom the rule of a page lets in; None where the page has another door than `allowed`."""
        if not is_allowed(address.view):
            return None
        rule, named = address.view.allowed_by, resolve(address.url(self.known)).kwargs
        asked = (rule, *named.values())
        if asked not in self.let_in:
            everybody = {name: one for name, one in self.people.items() if isinstance(one, User)}
            self.let_in[asked] = {name for name, one in everybody.items() if grants(rule, one, named)}
        return self.let_in[asked]

    def faults(self, line: Line) -> Iterator[str]:
        """Answers that are not as written; and refusals that tell an existing thing from an unknown one."""
        address = OWN[line.name]
        enter = self.enter(address)
        for person, verb in tries(line, list(self.people), enter):
            response = sent(self.browser(person), verb, address.url(self.known))
            about, right = f"{line.name}, {self.state}, {verb}, {person}", line.expected(person, self.state, verb)
            if response.status_code not in right:
                yield f"{about}: {response.status_code}, not {right}"
            # An ordinary run asks for one unknown thing as one of those kept out; the full counts for each page.
            if (
                response.status_code == 404
                and address.arguments
                and (PROVE or not self.not_there or person in self.not_there)
            ):
                if PROVE or person not in self.not_there:
                    self.not_there[person] = plain(sent(self.browser(person), "get", address.url(self.unknown())))
                if plain(response) != self.not_there[person]:
                    yield f"{about}: 404 looks different for an unknown one"
        if enter is not None:
            yield from self.ruled(line, enter)

    def ruled(self, line: Line, enter: set[str]) -> Iterator[str]:
        """Where the rule of a page and its line contradict each other, whoever asks: who is not let in gets 404."""
        for person in (name for name, one in self.people.items() if isinstance(one, User) and name not in enter):
            for verb in ("get", "post"):
                if 404 not in (right := line.expected(person, self.state, verb)):
                    yield f"{line.name}, {self.state}, {verb}, {person}: not let in, and not {right}"


def begun(client: Client) -> Client:
    """The browser with its session begun, which the first page would do; what a page does is undone each time."""
    session = client.session
    session[BEGAN] = session[SEEN] = int(time.time())
    session.save()
    return client


def is_allowed(view: Callable[..., Any] | None) -> bool:
    """Whether the door of a view is `allowed`, perhaps behind others."""
    while view is not None:
        if getattr(view, "__code__", None) is DOOR:
            return True
        view = getattr(view, "__wrapped__", None)
    return False


def grants(rule: Callable[..., object], person: User, named: dict[str, object]) -> bool:
    """Whether the rule lets this person in; what it did is undone."""
    with transaction.atomic():
        with acting(person):
            grant = rule(person, **named)
        transaction.set_rollback(True)
    return grant is not None


def tries(line: Line, people: list[str], enter: set[str] | None) -> list[tuple[str, str]]:
    """Who asks and who sends. With the full counts everybody does both.

    In an ordinary run the rule of the page is asked about everybody, and its answers go through the door for some: the
    first of the line and who gets another answer do both; a visitor asks at one page and sends at the next, and so does
    one of those kept out, a different one for each page; where a page has no such rule, both do both and a third of
    those kept out come. So does everybody whom the rule lets in though the line does not, for the page itself may still
    say no.
    """
    if PROVE:
        return [(person, verb) for verb in ("get", "post") for person in people]
    group = TABLE["groups"][line.says["who"]]
    out = turned([person for person in people if person not in {"anonymous", *group}], len(line.name))
    both = {group[0], *line.says.get("instead", {})} | set(out) & (enter or set())
    if enter is None:
        both |= {"anonymous", *out[: (len(out) + 2) // 3]}
    turn = sum(map(ord, line.name)) % 2
    one = {"anonymous": turn, **dict.fromkeys(out[:1], 1 - turn)}
    return [
        (person, verb)
        for number, verb in enumerate(("get", "post"))
        for person in people
        if person in both or one.get(person) == number
    ]


def turned(people: list[str], by: int) -> list[str]:
    """The same people, beginning with another one."""
    first = by % max(len(people), 1)
    return people[first:] + people[:first]


def plain(response: HttpResponse) -> str:
    """The status and page without what differs each time."""
    return f"{response.status_code} {CHANGES.sub('', response.content.decode())}"


LINES = [Line(name, says) for name, says in TABLE["pages"].items() if name in OWN]
PLAN_ARGUMENTS = {
    *("plan", "goal", "action", "score", "note", "appointment", "resident", "closing", "assignment", "act"),
    *("household", "member", "strength", "person", "phone_code", "answer", "referral", "application", "decision"),
    *("assessment", "attendance"),
}
ABOUT_PLANS = [line for line in LINES if PLAN_ARGUMENTS & set(OWN[line.name].arguments)]


def at_a_time(lines: list[Line], size: int = 10) -> list[Any]:
    """The lines in parts, each with a name: one world serves a part, and pages with one rule stand together."""
    lines = sorted(lines, key=lambda line: (getattr(OWN[line.name].view.allowed_by, "__qualname__", ""), line.name))
    parts = [lines[start : start + size] for start in range(0, len(lines), size)]
    return [pytest.param(part, id=f"{part[0].name} and on") for part in parts]


def test_table_is_complete() -> None:
    """Every page of ours stands in the table, and nothing else."""
    assert sorted(TABLE["pages"]) == sorted(OWN)


@pytest.mark.django_db
@pytest.mark.parametrize("lines", at_a_time(LINES))
def test_open(
    lines: list[Line], things: dict[str, object], people: dict[str, Any], client_of: Callable[[User], Client]
) -> None:
    """With an open plan."""
    walk = Walk(people, client_of, {"closing": uuid4(), **things})
    assert [fault for line in lines for fault in walk.faults(line)] == []


@pytest.mark.django_db
@pytest.mark.parametrize("lines", at_a_time(ABOUT_PLANS))
def test_closed(
    lines: list[Line], closed: dict[str, object], people: dict[str, Any], client_of: Callable[[User], Client]
) -> None:
    """With the plan closed since yesterday."""
    walk = Walk(people, client_of, closed, state="closed")
    assert [fault for line in lines for fault in walk.faults(line)] == []


@pytest.mark.django_db
def test_guard_sees(things: dict[str, object], people: dict[str, Any], client_of: Callable[[User], Client]) -> None:
    """A table that gives the plan to nobody is contradicted by the page, once for each verb and each who gets in; one
    that gives it to a stranger by the rule, and one that gives it to who takes no part in a walk by both.
    """
    walk = Walk({name: people[name] for name in ("professional", "glass", "stranger")}, client_of, things)
    nobody = Line("plan", {"who": "arranger", "open": {"get": 200, "post": 200}})
    assert len(list(walk.faults(nobody))) == 4
    stranger = Line("plan", {"who": "professionals", "open": {"get": 200}})
    assert [fault for fault in walk.faults(stranger) if "stranger: not let in" in fault]
    assert isinstance(OWN["plan"], Address) and is_allowed(OWN["plan"].view)
