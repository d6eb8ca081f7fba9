"""Pages of an action."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from registration.models import Action, Goal, Plan
from tests.makers import ActionFactory
from tests.registration.pages import address, fill, send, stored, told, undo


def plan_page(action: Action) -> str:
    """Where most of these lead."""
    return f"{address('plan', action.goal.plan_id)}#goal-{action.goal_id}"


class TestTick:
    """tick"""

    def test_tick_and_back(self, browser: Client, action: Action) -> None:
        """Done today, and not done after all; each leaves an event with its author."""
        for done, expected in (("1", timezone.localdate()), ("0", None)):
            assert send(browser, "tick", action, done=done).url == plan_page(action)
            action.refresh_from_db()
            assert action.done_on == expected
        assert [(tick.done, tick.recorded_by.name) for tick in action.ticks.all()] == [
            (True, "Amir Voorbeeld"),
            (False, "Amir Voorbeeld"),
        ]

    def test_tick_twice_is_once(self, browser: Client, action: Action) -> None:
        """Ticking what is ticked adds nothing."""
        for _time in range(3):
            send(browser, "tick", action, done="1")
        assert action.ticks.count() == 1

    def test_tick_without_saying_which(self, browser: Client, action: Action) -> None:
        """The other way round than it was."""
        for expected in (True, False):
            send(browser, "tick", action)
            action.refresh_from_db()
            assert (action.done_on is not None) is expected

    @pytest.mark.parametrize(("before", "says"), [(None, "Afgevinkt."), ("2026-03-02", "Weer open.")])
    def test_tick_and_undo(self, browser: Client, action: Action, before: str | None, says: str) -> None:
        """The message says which it was and takes it back; the undo pressed twice with one key is one undo."""
        Action.objects.filter(pk=action.pk).update(done_on=before)
        page = told(browser, send(browser, "tick", action, done="0" if before else "1"))
        assert says in page
        found = re.search(r'<div class="toast .*?action="([^"]+)".*?name="submission_key" value="([^"]+)"', page, re.S)
        assert found and found[1] == address("tick", action)
        for _time in range(2):
            assert browser.post(found[1], {"submission_key": found[2]}).status_code == 302
        action.refresh_from_db()
        assert (action.done_on is not None) is (before is not None)
        assert action.ticks.count() == 2

    def test_tick_shows_on_the_plan(self, browser: Client, action: Action) -> None:
        """With a word for who does not see the mark."""
        assert f"Toch niet gedaan: {action.text}" in told(browser, send(browser, "tick", action, done="1"))

    def test_tick_keeps_version_and_wordings(self, browser: Client, action: Action) -> None:
        """A tick does not stand in the way of somebody who is rewording."""
        send(browser, "tick", action, done="1")
        action.refresh_from_db()
        assert action.version == 1 and not action.former_wordings.exists()


class TestActionEdit:
    """action_edit"""

    def test_action_edit_keeps_the_former_words(self, browser: Client, action: Action) -> None:
        """Text, who, when; the former text stands on the page with date and author."""
        former = action.text
        response = fill(
            browser, "action_edit", action, text="Naar de zus gaan", who="carer", who_name="Oma", due_on_1="2026-12-24"
        )
        assert response.url == plan_page(action)
        assert "Naar de zus gaan" in told(browser, response)
        page = browser.get(address("action_edit", action)).content.decode()
        assert former in page and "Amir Voorbeeld" in page
        action.refresh_from_db()
        assert (action.who, action.who_name, str(action.due_on), action.version) == ("carer", "Oma", "2026-12-24", 2)

    def test_action_edit_together_with(self, browser: Client, goal: Goal) -> None:
        """Another action of the same goal; it then follows that one on the plan."""
        first, _second = goal.actions.all()
        third = ActionFactory(goal=goal, by=goal.recorded_by, text="Samen erheen")
        response = fill(browser, "action_edit", third, together_with=str(first.pk))
        page = told(browser, response)
        assert page.index(first.text) < page.index("Samen erheen") < page.index(_second.text)

    def test_action_edit_together_with_one_of_another_goal(self, browser: Client, plan: Plan, action: Action) -> None:
        """Is refused."""
        other = plan.goals.all()[1].actions.get()
        before = stored()
        assert fill(browser, "action_edit", action, together_with=str(other.pk)).status_code == 422
        assert stored() == before

    @pytest.mark.parametrize(("length", "says"), [(70, False), (71, True)])
    def test_action_edit_too_long_for_the_sheet(self, browser: Client, action: Action, length: int, says: bool) -> None:
        """Seventy characters fit; a longer one is kept whole, and said not to fit without a script."""
        fill(browser, "action_edit", action, text="é" * length)
        page = browser.get(address("goal", action.goal)).content.decode()
        assert "é" * length in page
        assert ("Te lang voor het blad</span>" in page) is says


class TestActionMove:
    """action_move"""

    def test_action_move_and_back(self, browser: Client, goal: Goal) -> None:
        """One place, never off the end."""
        first, second = goal.actions.all()
        for to, expected in (("down", [second, first]), ("down", [second, first]), ("up", [first, second])):
            response = send(browser, "action_move", first, to=to)
            assert response.url == f"{address('goal', goal)}#action-{first.pk}"
            assert list(goal.actions.all()) == expected

    def test_action_move_of_a_removed_action(self, browser: Client, goal: Goal) -> None:
        """Nothing moves, and it is no error."""
        first, second = goal.actions.all()
        send(browser, "action_remove", first)
        assert send(browser, "action_move", first, to="down").status_code == 302
        assert list(goal.actions.filter(removed_at=None)) == [second]


class TestActionRemove:
    """action_remove and action_put_back"""

    def test_action_remove_and_action_put_back(self, browser: Client, action: Action) -> None:
        """Out of sight, and back by the undo in the message."""
        response = send(browser, "action_remove", action)
        assert response.url == plan_page(action)
        assert action.text not in told(browser, response)
        assert action.text in told(browser, undo(browser, send(browser, "action_remove", action)))

    def test_action_put_back_of_one_that_was_not_removed(self, browser: Client, action: Action) -> None:
        """Is no error."""
        assert send(browser, "action_put_back", action).url == plan_page(action)
