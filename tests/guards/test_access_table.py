"""Every page of ours, for every kind of person, with an open and a closed plan, against the table written by hand."""

import os
import re
from collections.abc import Callable
from copy import deepcopy
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
    """The answer to a GET, or to a POST with a submission key; what it did is undone, in the browser as well."""
    cookies = deepcopy(client.cookies)
    with transaction.atomic():
        response = client.get(url) if verb == "get" else client.post(url, {"submission_key": str(uuid4())})
        transaction.set_rollback(True)
    client.cookies = cookies
    return response


Browsers = dict[str, Client]


def browsers_of(people: dict[str, User | AnonymousUser], client_of: Callable[[User], Client]) -> Browsers:
    """A browser for everybody."""
    return {name: client_of(person) if isinstance(person, User) else Client() for name, person in people.items()}


def tries(line: Line, people: list[str]) -> list[tuple[str, str]]:
    """With the full counts everybody asks and sends. In an ordinary run a visitor does both; of those let in, the first
    of the line, who gets another answer and two more, others for each page; of those kept out a third asks, others for
    each page, and one of them sends.
    """
    if PROVE:
        return [(person, verb) for verb in ("get", "post") for person in people]
    group = TABLE["groups"][line.says["who"]]
    let_in = turned([person for person in group if person in people], len(line.name))
    out = turned([person for person in people if person not in {"anonymous", *group}], len(line.name))
    tried = {"anonymous", group[0], *let_in[:2], *line.says.get("instead", {})}
    asks = [person for person in people if person in tried or person in out[: (len(out) + 2) // 3]]
    sends = [person for person in people if person in tried or person in out[:1]]
    return [(person, "get") for person in asks] + [(person, "post") for person in sends]


def turned(people: list[str], by: int) -> list[str]:
    """The same people, beginning with another one."""
    first = by % max(len(people), 1)
    return people[first:] + people[:first]


def wrong(line: Line, state: str, known: dict[str, object], browsers: Browsers) -> list[str]:
    """Answers that are not as written; and refusals that tell an existing thing from an unknown one."""
    address = OWN[line.name]
    unknown = {key: 10**12 if isinstance(one, int) else uuid4() for key, one in known.items()}
    faults, not_there = [], {}
    for person, verb in tries(line, list(browsers)):
        client = browsers[person]
        response = sent(client, verb, address.url(known))
        about, right = f"{line.name}, {state}, {verb}, {person}", line.expected(person, state, verb)
        if response.status_code not in right:
            faults.append(f"{about}: {response.status_code}, not {right}")
        # An ordinary run compares this for one of those kept out; the full counts for everybody.
        if response.status_code == 404 and address.arguments and (PROVE or not not_there or person in not_there):
            if person not in not_there:
                not_there[person] = plain(sent(client, "get", address.url(unknown)))
            if plain(response) != not_there[person]:
                faults.append(f"{about}: 404 looks different for an unknown one")
    return faults


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


def at_a_time(lines: list[Line], size: int = 8) -> list[Any]:
    """The lines in parts, each with a name: one world and one log-in of everybody serves a part."""
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
    known, browsers = {"closing": uuid4(), **things}, browsers_of(people, client_of)
    assert [fault for line in lines for fault in wrong(line, "open", known, browsers)] == []


@pytest.mark.django_db
@pytest.mark.parametrize("lines", at_a_time(ABOUT_PLANS))
def test_closed(
    lines: list[Line], closed: dict[str, object], people: dict[str, Any], client_of: Callable[[User], Client]
) -> None:
    """With the plan closed since yesterday."""
    browsers = browsers_of(people, client_of)
    assert [fault for line in lines for fault in wrong(line, "closed", closed, browsers)] == []


@pytest.mark.django_db
def test_guard_sees(things: dict[str, object], people: dict[str, Any], client_of: Callable[[User], Client]) -> None:
    """A table that gives the plan to nobody is contradicted by the page, once for each verb."""
    browsers = {"professional": client_of(people["professional"])}
    planted = Line("plan", {"who": "arranger", "open": {"get": 200, "post": 200}})
    assert len(wrong(planted, "open", things, browsers)) == 2
    assert isinstance(OWN["plan"], Address)
