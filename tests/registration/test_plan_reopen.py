"""Going on with a closed plan: both days stay readable, and figures count the plan once."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from organisation.models import User
from organisation.scope import Scope
from outcomes.populations import coordinated_plans
from registration.models import Closing, Plan
from registration.operations.plans import NotClosed, reopen_plan
from tests.makers import ClosingFactory, PlanFactory
from tests.makers_people import days_ago
from tests.registration.pages import address, fill, stored, told


@pytest.fixture
def closing(professional: User) -> Closing:
    """A plan of two months that was closed ten days ago."""
    return ClosingFactory(plan=PlanFactory(by=professional), by=professional, closed_on=days_ago(10))


def counted(person: User, plan: Plan, ago: int) -> int:
    """How often the figures of a day count the plan."""
    found = coordinated_plans(Scope("own", person.pk, days_ago(ago)), days_ago(ago))
    return found.filter(pk=plan.pk).count()


def test_plan_reopen(browser: Client, closing: Closing, professional: User) -> None:
    """Open again from that day on; the history shows both days, who and why; each day counts it once or not at all."""
    plan = closing.plan
    why = "Er kwam een nieuwe brief van de bank."
    response = fill(browser, "plan_reopen", plan, reopened_on=days_ago(4).isoformat(), because=why)
    page = told(browser, response)
    assert why in page and "Afgesloten op" in page and "Heropend op" in page and "Samen invullen" in page
    assert [counted(professional, plan, ago) for ago in (11, 10, 5, 4, 0)] == [1, 0, 0, 1, 1]
    closing.refresh_from_db()
    assert (closing.reopened_by, closing.closed_on) == (professional, days_ago(10))


def test_closed_once_more(browser: Client, closing: Closing, professional: User) -> None:
    """Not before the day on which it went on; then both closings stay."""
    plan = closing.plan
    fill(browser, "plan_reopen", plan, reopened_on=days_ago(4).isoformat(), because="Het ging weer mis.")
    refused = fill(browser, "plan_close", plan, closed_on=days_ago(5).isoformat())
    assert refused.status_code == 422 and plan.closings.count() == 1
    fill(browser, "plan_close", plan, closed_on=days_ago(2).isoformat())
    assert [counted(professional, plan, ago) for ago in (5, 4, 3, 2)] == [0, 1, 1, 0]
    page = browser.get(address("plan", plan)).content.decode()
    assert page.count("Afgesloten op") == 2 and "Het ging weer mis." in page


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"reopened_on": days_ago(11).isoformat()}, "Het plan is afgesloten op"),
        ({"reopened_on": days_ago(-1).isoformat()}, "Deze dag moet nog komen"),
        ({"because": ""}, "Zeg in een paar woorden waarom."),
        ({"reopened_on": "31-02-2026"}, "Typ bijvoorbeeld 3-12-2026."),
    ],
)
def test_plan_reopen_refused(browser: Client, closing: Closing, typed: dict[str, str], says: str) -> None:
    """A plain sentence; what was typed is still there; nothing changed."""
    before = stored()
    page = fill(browser, "plan_reopen", closing.plan, **{"because": "Toch verder.", **typed})
    assert page.status_code == 422 and says in page.content.decode() and stored() == before


def test_of_an_open_plan(browser: Client, plan: Plan) -> None:
    """Is said, and changes nothing."""
    before = stored()
    page = fill(browser, "plan_reopen", plan, because="Toch verder.")
    assert page.status_code == 422 and "Dit plan is al open." in page.content.decode() and stored() == before


def test_an_undone_closing_is_no_history(browser: Client, plan: Plan, professional: User) -> None:
    """It was a slip of the finger, and the page does not show it."""
    ClosingFactory(plan=plan, by=professional, closed_on=days_ago(1), reopened_on=days_ago(1))
    assert "Heropend op" not in browser.get(address("plan", plan)).content.decode()


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_moment(closing: Closing, professional: User, colleague: User) -> None:
    """One opens it, the other is told that it is open."""
    wall = threading.Barrier(2)

    def reopen(by: User) -> bool:
        wall.wait()
        try:
            reopen_plan(plan=closing.plan, reopened_on=timezone.localdate(), because=by.name, by=by)
        except NotClosed:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(2) as pool:
        results = [one.result() for one in [pool.submit(reopen, by) for by in (professional, colleague)]]
    assert sorted(results) == [False, True]
