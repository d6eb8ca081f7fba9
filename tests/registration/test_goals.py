"""Pages of a goal."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organisation.models import User
from registration.models import Goal, GoalScore, Plan
from shared.back import LONGEST
from tests.makers import GoalFactory, StepFactory
from tests.makers_people import days_ago
from tests.registration.pages import address, fill, send, stored, told, undo


def plan_page(goal: Goal) -> str:
    """Where most of these lead."""
    return f"{address('plan', goal.plan_id)}#goal-{goal.pk}"


def order(plan: Plan) -> list[int]:
    """The keys of the goals in their order, as places in the order in which they were made."""
    made = sorted(plan.goals.values_list("pk", flat=True))
    return [made.index(pk) for pk in plan.goals.filter(removed_at=None).values_list("pk", flat=True)]


class TestGoal:
    """goal"""

    def test_goal_with_its_steps(self, browser: Client, goal: Goal, professional: User) -> None:
        """Words, actions, and every score that stands, with voice and day."""
        StepFactory(goal=goal, by=professional, value=4, voice="professional", scored_on=days_ago(3))
        page = browser.get(address("goal", goal))
        assert [score.value for score in page.context["steps"]] == [4]
        for text in (goal.own_words, goal.actions.all()[0].text, "professional"):
            assert text in page.content.decode()

    def test_goal_that_was_removed_is_still_a_page(self, browser: Client, goal: Goal) -> None:
        """Who still has it open is not met with an error."""
        send(browser, "goal_remove", goal)
        assert browser.get(address("goal", goal)).status_code == 200

    @pytest.mark.parametrize(("length", "says"), [(90, False), (91, True)])
    def test_goal_too_long_for_the_sheet(self, browser: Client, goal: Goal, length: int, says: bool) -> None:
        """Ninety characters fit; a longer one is kept whole, and said not to fit without a script."""
        fill(browser, "goal_edit", goal, own_words="é" * length)
        page = browser.get(address("goal", goal)).content.decode()
        assert "é" * length in page
        assert ('<p class="muted">Te lang voor het blad</p>' in page) is says


class TestGoalEdit:
    """goal_edit"""

    def test_goal_edit_keeps_the_former_words(self, browser: Client, goal: Goal) -> None:
        """Redirect to the goal, with a message; the former words stand there with date and author."""
        former = goal.own_words
        response = fill(browser, "goal_edit", goal, own_words="Ik wil naar de markt", life_domain="social_network")
        assert response.url == address("goal", goal)
        page = told(browser, response)
        assert "Ik wil naar de markt" in page and "Bewaard" in page
        assert f"“{former}”" in page and "Amir Voorbeeld" in page
        goal.refresh_from_db()
        assert (goal.own_words, goal.life_domain_id, goal.version) == ("Ik wil naar de markt", "social_network", 2)

    def test_goal_edit_of_nothing_changes_nothing(self, browser: Client, goal: Goal) -> None:
        """Saving what stood there makes no new version."""
        assert fill(browser, "goal_edit", goal).status_code == 302
        goal.refresh_from_db()
        assert goal.version == 1 and not goal.former_wordings.exists()

    def test_goal_edit_needs_words(self, browser: Client, goal: Goal) -> None:
        """Without words it says what is expected; what else was typed stays."""
        before = stored()
        page = fill(browser, "goal_edit", goal, own_words="  ", obstacle="De trap is steil")
        assert page.status_code == 422
        assert "De trap is steil" in page.content.decode()
        assert "Schrijf op wat de inwoner wil." in page.content.decode()
        assert stored() == before


class TestGoalScore:
    """goal_score"""

    def test_goal_score_by_one_press(self, browser: Client, goal: Goal) -> None:
        """A step pressed on the plan is the resident's, today."""
        response = send(browser, "goal_score", goal, value="3")
        assert response.url == plan_page(goal)
        score = goal.scores.get()
        assert (score.value, score.voice, score.scored_on) == (3, "resident", timezone.localdate())
        assert "Trede 3" in told(browser, response)

    def test_goal_score_with_voice_and_day(self, browser: Client, goal: Goal) -> None:
        """On its own page somebody else may speak, about another day."""
        fill(browser, "goal_score", goal, value="2", voice="carer", scored_on=days_ago(5).isoformat())
        score = goal.scores.get()
        assert (score.value, score.voice, score.scored_on) == (2, "carer", days_ago(5))

    def test_goal_score_can_be_undone(self, browser: Client, goal: Goal) -> None:
        """The undo in the message takes it back with an event of its own; nothing is deleted."""
        undone = undo(browser, send(browser, "goal_score", goal, value="3"))
        assert undone.url == plan_page(goal)
        assert [(s.value, s.replaces_id is None) for s in goal.scores.order_by("recorded_at")] == [
            (3, True),
            (None, False),
        ]

    @pytest.mark.parametrize("value", ["", "0", "6", "-1", "3.5", "drie", "999999999999999999999"])
    def test_goal_score_of_another_number(self, browser: Client, goal: Goal, value: str) -> None:
        """Five steps, no others."""
        before = stored()
        assert send(browser, "goal_score", goal, value=value).status_code == 422
        assert stored() == before

    def test_goal_score_goes_back_to_where_it_was_pressed(self, browser: Client, goal: Goal) -> None:
        """To a page of this site only, and to an address of a sensible length."""
        here = reverse("residents")
        assert send(browser, "goal_score", goal, value="3", next=here).url == here
        for elsewhere in ("//evil.example/", "https://evil.example/", "javascript:x", "/" + "é" * 190, "\r\nX: y"):
            assert send(browser, "goal_score", goal, value="3", next=elsewhere).url == plan_page(goal)

    @pytest.mark.parametrize("length", [LONGEST, LONGEST + 1, 20_000])
    def test_goal_score_goes_back_to_a_long_address(self, browser: Client, goal: Goal, length: int) -> None:
        """The longest answer that is kept; a longer one becomes the page of the plan; once is once."""
        long, key = f"/?{'a' * (length - 2)}", str(uuid4())
        expected = long if length == LONGEST else plan_page(goal)
        for _time in range(2):
            assert send(browser, "goal_score", goal, key=key, value="3", next=long).url == expected
        assert goal.scores.count() == 1


class TestScoreTakeBack:
    """score_take_back"""

    def test_score_take_back_twice_is_once(self, browser: Client, goal: Goal, professional: User) -> None:
        """The second one changes nothing."""
        score = StepFactory(goal=goal, by=professional)
        for _time in range(2):
            response = send(browser, "score_take_back", score)
            assert response.url == plan_page(goal)
        assert GoalScore.objects.filter(replaces=score).count() == 1
        assert "teruggenomen" in told(browser, response)


class TestGoalEnd:
    """goal_end"""

    def test_goal_end_with_result(self, browser: Client, goal: Goal) -> None:
        """It moves to the finished goals of the plan, with its result, and stays readable."""
        day = days_ago(2)
        response = fill(browser, "goal_end", goal, result="partly", ended_on=day.isoformat(), obstacle="De lift")
        goal.refresh_from_db()
        assert (goal.result, goal.ended_on, goal.obstacle) == ("partly", day, "De lift")
        page = told(browser, response)
        assert page.index("h-ended") < page.index(goal.own_words)

    def test_goal_end_can_be_undone(self, browser: Client, goal: Goal) -> None:
        """Open again, without end and result; what stood in the way stays."""
        response = fill(browser, "goal_end", goal, result="reached", obstacle="De lift")
        assert undo(browser, response).url == plan_page(goal)
        goal.refresh_from_db()
        assert (goal.result, goal.ended_on, goal.obstacle) == ("", None, "De lift")

    def test_goal_end_without_anything_is_today(self, browser: Client, goal: Goal) -> None:
        """Nothing is needed."""
        fill(browser, "goal_end", goal)
        goal.refresh_from_db()
        assert (goal.result, goal.ended_on) == ("", timezone.localdate())

    def test_goal_end_before_it_was_set(self, browser: Client, goal: Goal) -> None:
        """Says on which day it was set, keeps what was typed, changes nothing."""
        before = stored()
        early = (goal.set_on - timedelta(days=1)).isoformat()
        page = fill(browser, "goal_end", goal, ended_on=early, result="not", obstacle="Weet ik niet")
        text = page.content.decode()
        assert page.status_code == 422 and "Het doel begon op" in text
        assert early in text and "Weet ik niet" in text
        assert stored() == before


class TestGoalReopen:
    """goal_reopen"""

    def test_goal_reopen_from_the_page_of_the_goal(self, browser: Client, goal: Goal) -> None:
        """The page of a finished goal offers it; an open goal stays as it is."""
        fill(browser, "goal_end", goal, result="reached")
        assert f'action="{address("goal_reopen", goal)}"' in browser.get(address("goal", goal)).content.decode()
        for _time in range(2):
            response = send(browser, "goal_reopen", goal)
        assert "weer open" in told(browser, response)
        goal.refresh_from_db()
        assert (goal.ended_on, goal.version) == (None, 3)


class TestGoalMove:
    """goal_move"""

    def test_goal_move_and_back(self, browser: Client, plan: Plan, goal: Goal) -> None:
        """One place, never off the end."""
        for to, expected in (("down", [1, 0]), ("down", [1, 0]), ("up", [0, 1]), ("up", [0, 1])):
            assert send(browser, "goal_move", goal, to=to).url == plan_page(goal)
            assert order(plan) == expected

    def test_goal_move_skips_what_is_out_of_sight(self, browser: Client, plan: Plan, professional: User) -> None:
        """A finished goal between two open ones is no place to move to."""
        first, ended = plan.goals.all()
        last = GoalFactory(plan=plan, by=professional)
        fill(browser, "goal_end", ended)
        send(browser, "goal_move", last, to="up")
        assert list(plan.goals.filter(ended_on=None)) == [last, first]

    def test_goal_move_of_a_removed_goal(self, browser: Client, plan: Plan, goal: Goal) -> None:
        """Nothing moves."""
        send(browser, "goal_remove", goal)
        assert send(browser, "goal_move", goal, to="down").status_code == 302
        assert order(plan) == [1]


class TestGoalOrder:
    """goal_order"""

    def test_goal_order_as_dragged(self, browser: Client, goal: Goal, plan: Plan) -> None:
        """In the order sent; ids of other goals, unknown ones and no ids at all are passed over."""
        one, two = goal.actions.all()
        other = plan.goals.all()[1].actions.get()
        sent = [two.pk, other.pk, "x", "00000000-0000-7000-8000-000000000000"]
        assert send(browser, "goal_order", goal, action=sent).url == address("goal", goal)
        assert list(goal.actions.all()) == [two, one]
        other.refresh_from_db()
        assert (other.rank, other.goal_id) == (1, plan.goals.all()[1].pk)


class TestGoalRemove:
    """goal_remove and goal_put_back"""

    def test_goal_remove_and_goal_put_back(self, browser: Client, plan: Plan, goal: Goal) -> None:
        """Out of sight, and back by the undo in the message."""
        response = send(browser, "goal_remove", goal)
        assert goal.own_words not in told(browser, response)
        response = send(browser, "goal_put_back", goal)
        assert response.url == plan_page(goal)
        assert goal.own_words in told(browser, response)

    def test_goal_remove_is_undone_by_its_message(self, browser: Client, plan: Plan, goal: Goal) -> None:
        """The message itself offers it."""
        undo(browser, send(browser, "goal_remove", goal))
        goal.refresh_from_db()
        assert goal.removed_at is None


def test_goal_score_shows_where_it_stood(browser: Client, goal: Goal, professional: User) -> None:
    """Nobody says a step without seeing the earlier ones."""
    for value, ago in ((1, 20), (2, 10), (3, 5)):
        StepFactory(goal=goal, by=professional, value=value, voice="resident", scored_on=days_ago(ago))
    page = browser.get(address("goal_score", goal)).content.decode()
    assert [f"stair__flag--{flag}" in page for flag in ("begin", "previous", "now")] == [True, True, True]
