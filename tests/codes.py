"""Codes for the resident's own phone, for tests: made as the page makes them, and opened as a phone does."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.test import Client

from organisation.models import User
from registration.models import PhoneCode, Plan, Resident
from registration.operations.phone_codes import code_of, make_phone_code

PIN = "40817"


@dataclass(frozen=True)
class Given:
    """A code as the resident has it."""

    row: PhoneCode
    code: str
    pin: str = PIN

    def phone(self, pin: str = "") -> tuple[Client, HttpResponse]:
        """A phone on which code and PIN were typed, and the answer to that."""
        browser = Client()
        return browser, browser.post("/my/", {"code": self.code, "pin": pin or self.pin})


def code_for(*, plan: Plan, by: User, resident: Resident | None = None, **other: Any) -> Given:
    """A code for the first goal of the plan with all its actions; `other` chooses differently."""
    goal = other.pop("goal", None) or plan.goals.all()[0]
    lines = {"shows_appointment": True, "shows_phone": True, "language": "nl", **other}
    lines.setdefault("action_ids", [action.pk for action in goal.actions.all()])
    row = make_phone_code(plan=plan, resident=resident or plan.resident, goal=goal, pin=PIN, by=by, **lines)
    return Given(row, code_of(row))


PLAN, LOOKS = "/my/plan/", "/my/looks/"
SENTENCE = "Dit werkt nu niet. Typ je code en je pincode."


def text(browser: Client, url: str = PLAN) -> str:
    """A page that opens."""
    answer = browser.get(url)
    assert answer.status_code == 200, answer.get("Location")
    return answer.content.decode()


def is_shut(browser: Client, url: str = PLAN) -> bool:
    """Led to the page for typing the code, with the one sentence there."""
    answer = browser.get(url)
    return answer.status_code == 302 and SENTENCE in browser.get(answer.url).content.decode()
