"""After saving, who has no JavaScript is told what better stays out; see also tests/journeys/test_nudge.py."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from registration.models import Action, Goal, Note, Plan
from tests.makers import NoteFactory
from tests.registration.pages import fill

NUMBER, ADDRESS = "06-12345678", "mieke@voorbeeld.example"
SAYS = {"phone": "lijkt een telefoonnummer te staan", "email": "lijkt een e-mailadres te staan"}


def told(browser: Client, response: object) -> str:
    """The messages on the next page."""
    page = browser.get(response.url).content.decode()
    return page[page.index('id="toasts"') : page.index("<main")]


@pytest.mark.parametrize(
    ("view", "typed"),
    [
        ("goal_edit", {"own_words": f"Bel {NUMBER}"}),
        ("goal_edit", {"obstacle": f"Bel {NUMBER}"}),
        ("goal_end", {"obstacle": f"Bel {NUMBER}"}),
    ],
)
def test_goal(browser: Client, goal: Goal, view: str, typed: dict[str, str]) -> None:
    """In its words and in what stands in the way; the way leads to the page where both can be changed."""
    said = told(browser, fill(browser, view, goal, **typed))
    assert SAYS["phone"] in said and f'href="{reverse("goal_edit", args=[goal.pk])}"' in said
    assert NUMBER not in said and "<noscript>" in said


def test_action(browser: Client, action: Action) -> None:
    """In a step."""
    said = told(browser, fill(browser, "action_edit", action, text=f"Mail {ADDRESS}"))
    assert SAYS["email"] in said and f'href="{reverse("action_edit", args=[action.pk])}"' in said


@pytest.mark.parametrize("view", ["note_new", "note_edit"])
def test_note(browser: Client, plan: Plan, professional: object, view: str) -> None:
    """In a note, with both things in it."""
    note = NoteFactory(plan=plan, by=professional)
    thing = plan if view == "note_new" else note
    said = told(browser, fill(browser, view, thing, text=f"{ADDRESS}, {NUMBER}"))
    saved = Note.objects.get(text__contains=NUMBER)
    assert SAYS["phone"] in said and SAYS["email"] in said
    assert said.count(f'href="{reverse("note_edit", args=[saved.pk])}"') == 2


@pytest.mark.parametrize(
    ("field", "page"),
    [
        (lambda goal: "plan-own_words", lambda plan, goal: reverse("table", args=[plan.pk])),
        (lambda goal: f"goal-{goal.pk}-own_words", lambda plan, goal: reverse("goal", args=[goal.pk])),
        (lambda goal: f"goal-{goal.pk}-action", lambda plan, goal: reverse("goal", args=[goal.pk])),
    ],
)
def test_table(
    browser: Client, plan: Plan, goal: Goal, field: Callable[[Goal], str], page: Callable[[Plan, Goal], str]
) -> None:
    """In the story, a goal or a step of the kitchen-table page; and what is saved is saved."""
    said = told(browser, fill(browser, "table", plan, **{field(goal): f"Bel {NUMBER}"}))
    assert SAYS["phone"] in said and f'href="{page(plan, goal)}"' in said


def test_nothing_to_say(browser: Client, plan: Plan, goal: Goal) -> None:
    """A date, a time and an amount are no reason for a word; neither is a text without any."""
    said = told(browser, fill(browser, "note_new", plan, text="12-03-2026 om 10.30 uur: € 1.234,56"))
    assert "<noscript>" not in said
    assert "<noscript>" not in told(browser, fill(browser, "goal_edit", goal))
