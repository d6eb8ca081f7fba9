"""Goals of a group or a series: setting, rewording, ending, removing."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from organisation.models import User
from signals.models import GroupGoal
from tests.makers_activities import SeriesFactory
from tests.makers_groups import GroupFactory, GroupGoalFactory
from tests.makers_people import days_ago
from tests.registration.pages import address, fill, form_to, post, send, told, undo

ClientOf = Callable[[User], Client]


@pytest.fixture
def browser(client_of: ClientOf, youth_worker: User) -> Client:
    """Sam's, of Team Oost."""
    return client_of(youth_worker)


@pytest.fixture
def goal(youth_worker: User) -> GroupGoal:
    """Of the group at the square, since a week ago."""
    group = GroupFactory(by=youth_worker, name="Plein")
    return GroupGoalFactory(by=youth_worker, group=group, own_words="Een eigen plek")


def test_group_goal_new(browser: Client, youth_worker: User) -> None:
    """Of a group and of a series, from today; with an undo. Nothing is no goal."""
    group, series = GroupFactory(by=youth_worker), SeriesFactory(by=youth_worker)
    for of in (group, series):
        page = told(browser, fill(browser, "group_goal_new", of, own_words="Samen <koken>"))
        assert "Samen &lt;koken&gt;" in page and str(of) in page
    assert {(one.group, one.series, one.team) for one in GroupGoal.objects.all()} == {
        (group, None, group.team),
        (None, series, series.team),
    }
    assert set(GroupGoal.objects.values_list("set_on", flat=True)) == {timezone.localdate()}
    assert fill(browser, "group_goal_new", group, own_words=" ").status_code == 422
    undo(browser, fill(browser, "group_goal_new", group, own_words="Vergissing"))
    assert "Vergissing" not in browser.get(address("group", group)).content.decode()


def test_group_goal_edit(browser: Client, goal: GroupGoal) -> None:
    """The former words stay readable; of two at the same moment the second is told."""
    here = address("group_goal_edit", goal)
    fields = form_to(browser.get(here)).fields
    page = told(browser, post(browser, here, fields, submission_key=str(uuid4()), own_words="Een eigen hok"))
    assert "Een eigen hok" in page and "Een eigen plek" in page
    refused = post(browser, here, fields, submission_key=str(uuid4()), own_words="Een eigen tent")
    assert refused.status_code == 422
    assert all(words in refused.content.decode() for words in ("Een eigen hok", "Een eigen tent"))


def test_group_goal_end_and_group_goal_reopen(browser: Client, goal: GroupGoal) -> None:
    """With how it ended, or without; never before it was set; and back with one tap."""
    response = fill(browser, "group_goal_end", goal, result="reached", ended_on=days_ago(1).isoformat())
    assert "Afgerond op" in told(browser, response)
    goal.refresh_from_db()
    assert (goal.result, goal.ended_on) == ("reached", days_ago(1))
    undo(browser, fill(browser, "group_goal_end", goal))
    goal.refresh_from_db()
    assert (goal.result, goal.ended_on) == ("", None)
    early = fill(browser, "group_goal_end", goal, ended_on=days_ago(8).isoformat())
    assert early.status_code == 422 and "Het doel begon op" in early.content.decode()
    assert send(browser, "group_goal_end", goal, version="1").status_code == 422


def test_group_goal_remove_and_group_goal_put_back(browser: Client, goal: GroupGoal) -> None:
    """Out of sight, and back with one tap; that of a series leads back to the series."""
    response = send(browser, "group_goal_remove", goal)
    assert response.url == address("group", goal.group)
    assert browser.get(address("group_goal", goal)).status_code == 404
    undo(browser, response)
    assert "Een eigen plek" in browser.get(address("group", goal.group)).content.decode()
    of_series = GroupGoalFactory(by=goal.recorded_by, series=SeriesFactory(by=goal.recorded_by))
    assert send(browser, "group_goal_remove", of_series).url == address("series", of_series.series)


def test_group_goal_of_another_team(client_of: ClientOf, stranger: User, goal: GroupGoal) -> None:
    """As if it did not exist, and nothing changes."""
    other = client_of(stranger)
    for name in ("group_goal", "group_goal_edit", "group_goal_end"):
        assert other.get(address(name, goal)).status_code == 404
    for name in ("group_goal_edit", "group_goal_end", "group_goal_reopen", "group_goal_remove", "group_goal_put_back"):
        assert send(other, name, goal, own_words="Weg", version="1").status_code == 404
    assert send(other, "group_goal_new", goal.group, own_words="Van West").status_code == 404
    assert [(one.own_words, one.removed_at) for one in GroupGoal.objects.all()] == [("Een eigen plek", None)]
