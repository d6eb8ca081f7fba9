"""Steps towards the goal of a group: planned for a quarter, changed, ticked, removed."""

from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from organisation.models import User
from shared.period import Period
from signals.forms.groups import quarters
from signals.models import GroupStep
from tests.makers_groups import GroupFactory, GroupGoalFactory, GroupStepFactory
from tests.registration.pages import address, fill, form_to, post, send, told, undo

ClientOf = Callable[[User], Client]


@pytest.fixture
def browser(client_of: ClientOf, youth_worker: User) -> Client:
    """Sam's, of Team Oost."""
    return client_of(youth_worker)


@pytest.fixture
def step(youth_worker: User) -> GroupStep:
    """For last year's last quarter, with the group at the square."""
    goal = GroupGoalFactory(by=youth_worker, group=GroupFactory(by=youth_worker))
    return GroupStepFactory(by=youth_worker, goal=goal, text="Samen opruimen", quarter=date(2025, 10, 1))


def test_quarters() -> None:
    """This one and four more, over the end of the year; and one that stands there already."""
    days = [date(2026, 10, 1), date(2027, 1, 1), date(2027, 4, 1), date(2027, 7, 1), date(2027, 10, 1)]
    assert quarters(date(2026, 11, 22)) == days
    assert quarters(date(2026, 11, 22), also=date(2026, 1, 1)) == [date(2026, 1, 1), *days]


def test_group_step_new(browser: Client, step: GroupStep) -> None:
    """For this quarter, or for later; the goal shows them under their quarters. With an undo."""
    start = Period.up_to(timezone.localdate()).start
    fill(browser, "group_step_new", step.goal, text="Bankje <plaatsen>", quarter=start.isoformat())
    page = told(browser, fill(browser, "group_step_new", step.goal, text="Feest"))
    order = ["4e kwartaal 2025", "Samen opruimen", "Bankje &lt;plaatsen&gt;", "later</h2>", "Feest"]
    places = [page.index(words) for words in order]
    assert places == sorted(places)
    assert set(GroupStep.objects.values_list("quarter", flat=True)) == {date(2025, 10, 1), start, None}
    undo(browser, fill(browser, "group_step_new", step.goal, text="Vergissing"))
    assert "Vergissing" not in browser.get(address("group_goal", step.goal)).content.decode()


@pytest.mark.parametrize("changes", [{"text": ""}, {"text": "x" * 201}, {"text": "Feest", "quarter": "2031-01-01"}])
def test_group_step_new_of_nothing_or_too_much(browser: Client, step: GroupStep, changes: dict[str, str]) -> None:
    """A plain sentence, and nothing is saved."""
    assert fill(browser, "group_step_new", step.goal, **changes).status_code == 422
    assert GroupStep.objects.count() == 1


def test_group_step_edit(browser: Client, step: GroupStep) -> None:
    """Other words; a quarter that is over stays where it was. Of two at once the second is told."""
    here = address("group_step_edit", step)
    fields = form_to(browser.get(here)).fields
    assert post(browser, here, fields, submission_key=str(uuid4()), text="Opruimen").status_code == 302
    step.refresh_from_db()
    assert (step.text, step.quarter) == ("Opruimen", date(2025, 10, 1))
    assert post(browser, here, fields, submission_key=str(uuid4()), text="Anders").status_code == 422


def test_group_step_tick(browser: Client, step: GroupStep) -> None:
    """Done, and not done after all by the undo; ticked twice is ticked once."""
    response = send(browser, "group_step_tick", step, done="1")
    step.refresh_from_db()
    assert step.done_on == timezone.localdate()
    send(browser, "group_step_tick", step, done="1")
    undo(browser, response)
    step.refresh_from_db()
    assert step.done_on is None


def test_group_step_remove_and_group_step_put_back(browser: Client, step: GroupStep) -> None:
    """Out of sight, and back with one tap."""
    response = send(browser, "group_step_remove", step)
    step.refresh_from_db()
    assert step.removed_at and browser.get(address("group_step_edit", step)).status_code == 404
    undo(browser, response)
    assert "Samen opruimen" in browser.get(address("group_goal", step.goal)).content.decode()


def test_group_step_of_another_team(client_of: ClientOf, stranger: User, step: GroupStep) -> None:
    """As if it did not exist, and nothing changes."""
    for name in ("edit", "tick", "remove", "put_back"):
        assert send(client_of(stranger), f"group_step_{name}", step, text="Weg", version="1").status_code == 404
    step.refresh_from_db()
    assert (step.text, step.done_on, step.removed_at) == ("Samen opruimen", None, None)
