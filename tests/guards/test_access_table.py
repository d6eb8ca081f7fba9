"""Every page of ours, for every kind of person, with an open and a closed plan, against the table written by hand."""

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest
import yaml
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from organisation.models import User
from tests.guards.addresses import Address, own_addresses
from tests.guards.tree import ROOT

TABLE = yaml.safe_load((ROOT / "tests/access_table.yaml").read_text())
OWN = {address.name: address for address in own_addresses()}
# A visitor is led to the page for logging in; what was typed is kept on a page that says that the session has ended.
LOG_IN = {"get": 302, "post": 401}
PROVE = os.environ.get("KEUKENTAFEL_PROVE") == "1"
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
    """The answer to a GET, or to a POST with a submission key; what it did is undone."""
    with transaction.atomic():
        response = client.get(url) if verb == "get" else client.post(url, {"submission_key": str(uuid4())})
        transaction.set_rollback(True)
    return response


def tries(
    line: Line, people: dict[str, User | AnonymousUser], client_of: Callable[[User], Client]
) -> Iterator[tuple[str, str, Client]]:
    """(person, verb, browser) for everybody and both verbs."""
    for name, person in people.items():
        client = client_of(person) if isinstance(person, User) else Client()
        for verb in ("get", "post"):
            yield name, verb, client


def wrong(line: Line, state: str, known: dict[str, object], browsers: Any) -> list[str]:
    """Answers that are not as written; and refusals that tell an existing thing from an unknown one."""
    address = OWN[line.name]
    unknown = {key: uuid4() for key in known}
    faults, not_there = [], {}
    for person, verb, client in browsers:
        response = sent(client, verb, address.url(known))
        if response.status_code not in line.expected(person, state, verb):
            faults.append(
                f"{state}, {verb}, {person}: {response.status_code}, not {line.expected(person, state, verb)}"
            )
        # An ordinary run compares this for one of those kept out; the full counts for everybody.
        if response.status_code == 404 and address.arguments and (PROVE or not not_there or person in not_there):
            if person not in not_there:
                not_there[person] = plain(sent(client, "get", address.url(unknown)))
            if plain(response) != not_there[person]:
                faults.append(f"{state}, {verb}, {person}: 404 looks different for an unknown one")
    return faults


def plain(response: HttpResponse) -> str:
    """The status and page without what differs each time."""
    return f"{response.status_code} {CHANGES.sub('', response.content.decode())}"


LINES = [Line(name, says) for name, says in TABLE["pages"].items()]


def test_table_is_complete() -> None:
    """Every page of ours stands in the table, and nothing else."""
    assert sorted(TABLE["pages"]) == sorted(OWN)


@pytest.mark.django_db
@pytest.mark.parametrize("line", [line for line in LINES if line.name in OWN], ids=lambda line: line.name)
def test_open(
    line: Line, things: dict[str, object], people: dict[str, Any], client_of: Callable[[User], Client]
) -> None:
    """With an open plan."""
    known = {"closing": uuid4(), **things}
    assert wrong(line, "open", known, tries(line, people, client_of)) == []


PLAN_ARGUMENTS = {
    *("plan", "goal", "action", "score", "note", "appointment", "resident", "closing", "assignment", "act"),
    *("household", "member", "strength", "person"),
}
ABOUT_PLANS = [line for line in LINES if line.name in OWN and PLAN_ARGUMENTS & set(OWN[line.name].arguments)]


@pytest.mark.django_db
@pytest.mark.parametrize("line", ABOUT_PLANS, ids=lambda line: line.name)
def test_closed(
    line: Line, closed: dict[str, object], people: dict[str, Any], client_of: Callable[[User], Client]
) -> None:
    """With the plan closed since yesterday."""
    assert wrong(line, "closed", closed, tries(line, people, client_of)) == []


@pytest.mark.django_db
def test_guard_sees(things: dict[str, object], people: dict[str, Any], client_of: Callable[[User], Client]) -> None:
    """A table that gives the plan to nobody is contradicted by the page, once for each verb."""
    people = {"professional": people["professional"]}
    planted = Line("plan", {"who": "arranger", "open": {"get": 200, "post": 200}})
    assert len(wrong(planted, "open", things, tries(planted, people, client_of))) == 2
    assert isinstance(OWN["plan"], Address)
