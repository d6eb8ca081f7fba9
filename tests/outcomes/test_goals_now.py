"""Goals now, in worlds small enough to count by hand."""

import pytest
from django.utils import timezone

from organisation.models import User
from outcomes.indicators import goals_now
from registration.models import GoalScore
from registration.operations.goals import take_back_score
from tests.makers import AssignmentFactory, ClosingFactory, PlanFactory
from tests.makers_people import days_ago
from tests.outcomes.worlds import END, LAST, PERIOD, World, before


@pytest.fixture
def world(professional: User) -> World:
    """Amir's."""
    return World(professional)


def counts(world: World) -> dict[str, int]:
    """The cells that are not zero."""
    figure = goals_now.compute(world.scope, PERIOD)
    return {cell.key: cell.count for cell in (*figure.cells, *figure.outside) if cell.count}


def test_by_hand(world: World) -> None:
    """Seven goals of four residents: two on 1, one on 3, two on 5, two without a step."""
    first, second = world.plan(), world.plan()
    world.goal((1, "resident", before(40)), plan=first)
    world.goal((4, "resident", before(40)), (1, "resident", before(2)), plan=first)
    world.goal((3, "professional", before(9)), plan=second)
    world.goal((5, "resident", LAST), plan=second)
    world.goal((2, "resident", before(40)), (5, "resident", before(1)), (1, "professional", LAST))
    world.goal(plan=second)
    world.goal()
    figure = goals_now.compute(world.scope, PERIOD)
    assert [(cell.key, cell.count, cell.of) for cell in figure.cells] == [
        ("1", 2, 5),
        ("2", 0, 5),
        ("3", 1, 5),
        ("4", 0, 5),
        ("5", 2, 5),
    ]
    assert [(cell.key, cell.count, cell.of) for cell in figure.outside] == [("not_scored", 2, None)]
    assert (figure.known, figure.total, figure.residents) == (5, 7, 4)
    assert figure.count("5") == 2


@pytest.mark.parametrize(
    ("voices", "stands_on"),
    [
        (("resident", "professional", "carer"), "1"),
        (("professional", "carer"), "2"),
        (("carer",), "3"),
    ],
)
def test_voices_are_not_mixed(world: World, voices: tuple[str, ...], stands_on: str) -> None:
    """The resident's word counts, however old; then the professional's; then the carer's."""
    values = {"resident": 1, "professional": 2, "carer": 3}
    world.goal(*[(values[voice], voice, before(30 - values[voice])) for voice in voices])
    assert counts(world) == {stands_on: 1}


def test_two_on_one_day(world: World) -> None:
    """The one recorded last counts."""
    world.goal((2, "resident", LAST), (4, "resident", LAST))
    assert counts(world) == {"4": 1}


def test_correction_replaces(world: World) -> None:
    """A corrected score is no score; one that was taken back without another leaves the one before."""
    goal = world.goal((2, "resident", before(10)), (5, "resident", before(1)))
    wrong = goal.scores.get(value=5)
    GoalScore.objects.create(
        goal=goal, value=3, voice="resident", scored_on=before(1), replaces=wrong, recorded_by=world.person
    )
    assert counts(world) == {"3": 1}
    take_back_score(score=goal.scores.get(value=3), by=world.person)
    assert counts(world) == {"2": 1}


def test_later_does_not_exist(world: World) -> None:
    """Scores, goals and endings after the last day are not there yet."""
    world.goal((2, "resident", LAST), (5, "resident", END))
    world.goal((1, "resident", before(3)), ended_on=END, result="reached")
    world.goal((4, "resident", END), set_on=END)
    assert counts(world) == {"1": 1, "2": 1}


def test_ended_and_removed_goals(world: World) -> None:
    """Ended on the last day is ended; removed is as if it had never been."""
    world.goal((5, "resident", before(3)), ended_on=LAST, result="reached")
    world.goal((5, "resident", before(3)), removed_at=timezone.now())
    assert counts(world) == {}


def test_closed_plans(world: World) -> None:
    """A plan that is closed on the last day has no open goals; one that was reopened by then has them again."""
    closed, later, reopened = world.plan(), world.plan(), world.plan()
    world.goal((1, "resident", before(9)), plan=closed)
    world.goal((2, "resident", before(9)), plan=later)
    world.goal((3, "resident", before(9)), plan=reopened)
    ClosingFactory(plan=closed, by=world.person, closed_on=LAST)
    ClosingFactory(plan=later, by=world.person, closed_on=END)
    ClosingFactory(plan=reopened, by=world.person, closed_on=before(5), reopened_on=LAST)
    assert counts(world) == {"2": 1, "3": 1}


def test_who_coordinates_on_the_last_day(world: World, colleague: User) -> None:
    """A hand-over after the last day moves nothing; a co-worker's plans are counted by who coordinates them."""
    handed_over = PlanFactory(by=colleague, opened_on=days_ago(100), coordinated_since=END)
    AssignmentFactory(plan=handed_over, by=world.person, since=days_ago(100), until=LAST)
    world.goal((2, "resident", before(9)), plan=handed_over)
    helped = PlanFactory(by=colleague, opened_on=days_ago(100))
    AssignmentFactory(plan=helped, by=world.person, since=days_ago(90), kind="co_worker")
    world.goal((5, "resident", before(9)), plan=helped)
    assert counts(world) == {"2": 1}
    assert counts(World(colleague)) == {"5": 1}


def test_nothing(world: World) -> None:
    """No plans, no figures: zeros that say so."""
    figure = goals_now.compute(world.scope, PERIOD)
    assert (figure.known, figure.total) == (0, 0)
