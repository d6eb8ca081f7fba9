"""Forms of a plan that are refused, in a real browser, keep nobody out. Every page: test_every_page.py."""

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
