"""Every page of a plan looked at in a real browser: nothing that keeps anybody out, also with errors on it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from organisation.models import User
from registration.models import Action, Plan
from tests.journeys.walk import block
from tests.makers import AppointmentFactory, HelpRequestFactory, NoteFactory, StepFactory

Opener = Callable[..., Page]


@pytest.fixture
def full(plan: Plan, professional: User) -> Plan:
    """A plan with something in every corner."""
    goal, action = plan.goals.all()[0], plan.goals.all()[0].actions.all()[0]
    HelpRequestFactory(plan=plan, by=professional)
    HelpRequestFactory(plan=plan, by=professional, theme_id="finance", own_words="")
    NoteFactory(plan=plan, by=professional)
    AppointmentFactory(plan=plan, by=professional)
    StepFactory(goal=goal, by=professional, value=2, scored_on=timezone.localdate() - timedelta(days=9))
    StepFactory(goal=goal, by=professional, value=3)
    Action.objects.filter(pk=action.pk).update(text="Een veel te lange stap " * 5, due_on=plan.opened_on)
    return plan


PAGES: dict[str, Callable[[Plan], str]] = {
    "new": lambda plan: "/plans/new/",
    "plan": lambda plan: f"/plans/{plan.pk}/",
    "table": lambda plan: f"/plans/{plan.pk}/table/",
    "close": lambda plan: f"/plans/{plan.pk}/close/",
    "note": lambda plan: f"/plans/{plan.pk}/notes/new/",
    "note_edit": lambda plan: f"/notes/{plan.notes.get().pk}/edit/",
    "appointment": lambda plan: f"/plans/{plan.pk}/appointments/new/",
    "resident": lambda plan: f"/residents/{plan.resident_id}/edit/",
    "goal": lambda plan: f"/goals/{plan.goals.all()[0].pk}/",
    "goal_edit": lambda plan: f"/goals/{plan.goals.all()[0].pk}/edit/",
    "goal_score": lambda plan: f"/goals/{plan.goals.all()[0].pk}/score/",
    "goal_end": lambda plan: f"/goals/{plan.goals.all()[0].pk}/end/",
    "action_edit": lambda plan: f"/actions/{plan.goals.all()[0].actions.all()[0].pk}/edit/",
}


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("size", ["phone", "tablet", "desktop"])
def test_pages_are_accessible(
    open_page: Opener, accessible: Callable[[Page], None], professional: User, full: Plan, size: str, language: str
) -> None:
    """Every page of a plan, at three sizes and in both languages."""
    page = open_page(professional, size=size, language=language)
    for name, address in PAGES.items():
        page.goto(address(full))
        assert page.locator("html").get_attribute("lang") == language, name
        accessible(page)


@pytest.mark.parametrize("size", ["phone", "narrow"])
def test_refused_forms_are_accessible(
    open_page: Opener, accessible: Callable[[Page], None], professional: User, full: Plan, size: str
) -> None:
    """With errors on them too, and with the focus on what is wrong; what was typed is still there."""
    page = open_page(professional, size=size)
    page.goto(f"/goals/{full.goals.all()[0].pk}/edit/")
    page.locator("[name=own_words]").fill("x" * 2001)
    page.locator(".form__end button").tap()
    expect(page.locator(".wrong")).to_be_focused()
    expect(page.locator("[name=own_words]")).to_have_value("x" * 2001)
    accessible(page)
    page.goto(f"/plans/{full.pk}/table/")
    page.locator(f"[name={block(page, 0)}-action]").fill("y" * 2001)
    page.locator("button[name=done]").tap()
    expect(page.locator(f"#{block(page, 0)} .wrong")).to_be_visible()
    expect(page.locator(f"[name={block(page, 0)}-action]")).to_have_value("y" * 2001)
    accessible(page)
