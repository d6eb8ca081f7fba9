"""Nice questions hidden: their fields go along unseen in every form, and what is stored stays."""

import re
from datetime import date
from typing import Any

import pytest
from django import forms
from django.test import Client

from catalogue.models import Asking, LifeDomain, Question
from catalogue.operations import load_builtin
from catalogue.queries.own_questions import ESSENTIAL
from catalogue.why import Hidden, WithReasons, sent_by
from organisation.models import User
from registration.models import Goal, Plan
from shared.layout import DayWidget, PastDayWidget
from tests.makers import AppointmentFactory, NetworkPersonFactory, NoteFactory, StrengthFactory
from tests.makers_people import AreaFactory, days_ago
from tests.registration.pages import address, fill, form_to, stored

FORMS = sorted(
    {form for form in [*WithReasons.__subclasses__()] for form in [form, *form.__subclasses__()] if form.asks},
    key=lambda form: form.__qualname__,
)


@pytest.fixture
def hidden(db: None) -> None:
    """All nice questions are hidden."""
    load_builtin()
    Asking.objects.update_or_create(pk=1, defaults={"hides_nice": True})


def pages(plan: Plan, professional: User) -> dict[str, Any]:
    """Every page with a form that asks built-in questions: its name, and what it is about."""
    goal = plan.goals.all()[0]
    return {
        "plan_new": (),
        "plan_edit": (plan,),
        "plan_close": (plan,),
        "resident_edit": (plan.resident,),
        "goal_edit": (goal,),
        "goal_end": (goal,),
        "goal_score": (goal,),
        "action_edit": (goal.actions.all()[0],),
        "note_new": (plan,),
        "note_edit": (NoteFactory(plan=plan, by=professional),),
        "appointment_new": (plan,),
        "appointment_edit": (AppointmentFactory(plan=plan, by=professional),),
        "strength_new": (plan,),
        "strength_edit": (StrengthFactory(plan=plan, by=professional),),
        "network_new": (plan,),
        "network_edit": (NetworkPersonFactory(plan=plan, by=professional, phone="06", helps_with="Alles"),),
        "table": (plan,),
        "household_new": (),
        "referral_new": (plan,),
        "application_new": (plan,),
    }


def reasons_on(page: str) -> list[str]:
    """The reasons that stand on a page."""
    return re.findall(r'<details class="why field__why".*?<p>(.*?)(?: Voor:.*?)?</p>', page, re.DOTALL)


def test_no_nice_question_stands_in_any_form(browser: Client, plan: Plan, professional: User, hidden: None) -> None:
    """On every page that asks; what a record is nothing without still stands there."""
    nice = {q.why: q.key for q in Question.objects.filter(need="nice", answer_type="").exclude(key__in=ESSENTIAL)}
    needed = {q.why for q in Question.objects.all()} - nice.keys()
    required = {"action.text", "goal.own_words"}
    assert required <= ESSENTIAL
    seen = set()
    for name, about in pages(plan, professional).items():
        response = browser.get(address(name, *about))
        assert response.status_code == 200, name
        asked = set(reasons_on(response.content.decode()))
        assert {nice[why] for why in asked & nice.keys()} == set(), name
        seen |= asked & needed
    assert len(seen) > 5


def test_without_hiding_they_do(browser: Client, plan: Plan, professional: User) -> None:
    """The same pages, with nothing hidden: the check above sees them."""
    load_builtin()
    nice = {q.why for q in Question.objects.filter(need="nice", answer_type="").exclude(key__in=ESSENTIAL)}
    found = {
        name
        for name, about in pages(plan, professional).items()
        if nice & set(reasons_on(browser.get(address(name, *about)).content.decode()))
    }
    assert {"plan_new", "plan_edit", "plan_close", "goal_edit", "goal_end", "action_edit", "network_new"} <= found


def test_what_is_stored_stays(browser: Client, plan: Plan, professional: User, hidden: None) -> None:
    """Every form that changes something, sent as it stands: nothing is lost."""
    goal = plan.goals.all()[0]
    Goal.objects.filter(pk=goal.pk).update(importance=3, obstacle="Geld", life_domain=LifeDomain.objects.all()[0])
    goal.actions.update(due_on=date(2026, 12, 24), who="carer", who_name="Buur")
    plan.law, plan.area = "wmo", AreaFactory()
    plan.save()
    resident = plan.resident
    resident.last_name, resident.birth_year, resident.birth_month, resident.language = "Bedacht", 1950, 4, "uk"
    resident.save()
    every = pages(plan, professional)
    before = stored()
    for name in ("plan_edit", "resident_edit", "goal_edit", "action_edit", "network_edit", "strength_edit", "table"):
        response = fill(browser, name, *every[name])
        assert response.status_code == 302, (name, response.content.decode())
    assert stored() == before


def test_a_hidden_question_is_not_offered(browser: Client, plan: Plan, hidden: None) -> None:
    """The record says that it was not asked."""
    fill(browser, "plan_close", plan)
    assert plan.closings.get().offered.keys == ["closing.closed_on"]


def test_a_retired_one_goes_as_well(browser: Client, plan: Plan) -> None:
    """By its day, without hiding anything else."""
    load_builtin()
    Question.objects.filter(pk="closing.reason").update(until=days_ago(0))
    page = form_to(browser.get(address("plan_close", plan)))
    response = browser.get(address("plan_close", plan)).content.decode()
    assert "Waarom stopt het plan?" not in response and "Kan de inwoner zelf verder?" in response
    assert "reason" not in page.fields


def test_what_was_typed_before_is_kept(browser: Client, plan: Plan) -> None:
    """Somebody had the form open when the questions were hidden."""
    load_builtin()
    page = form_to(browser.get(address("plan_close", plan)))
    Asking.objects.update_or_create(pk=1, defaults={"hides_nice": True})
    browser.post(address("plan_close", plan), {**page.fields, "reason": "moved"})
    assert plan.closings.get().reason == "moved"


def test_what_must_be_mended_is_seen(browser: Client, plan: Plan, hidden: None) -> None:
    """A wrong value in a field that is hidden by now shows the field again."""
    page = form_to(browser.get(address("resident_edit", plan.resident)))
    response = browser.post(address("resident_edit", plan.resident), {**page.fields, "birth_year": "abc"})
    assert response.status_code == 422 and 'name="birth_year"' in response.content.decode()
    assert "Gebruik alleen cijfers" in response.content.decode()


@pytest.mark.parametrize(
    ("widget", "value", "sent"),
    [
        (forms.TextInput(), "a\nb", [("n", "a\nb")]),
        (forms.CheckboxSelectMultiple(), ["a", "b"], [("n", "a"), ("n", "b")]),
        (forms.RadioSelect(), None, []),
        (PastDayWidget(), date(2026, 3, 2), [("n", "2026-03-02")]),
        (DayWidget(), date(2001, 3, 2), [("n_0", "pick"), ("n_1", "2001-03-02")]),
    ],
)
def test_hidden_sends_what_the_other_would(widget: forms.Widget, value: object, sent: list[tuple[str, str]]) -> None:
    """And reads it back as the other does."""
    assert sent_by(widget, "n", value) == sent
    drawn = Hidden(widget).render("n", value)
    assert drawn.count('type="hidden"') == len(sent) and Hidden(widget).is_hidden


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__qualname__)
def test_every_asked_field_is_there(form: type[WithReasons]) -> None:
    """A name in `asks` that is no field would hide nothing."""
    assert set(form.asks) <= set(form.base_fields)
