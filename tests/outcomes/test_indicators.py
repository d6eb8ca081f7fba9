"""What holds for every indicator, by walking the folder: each has its line here, or the walk fails."""

from collections.abc import Callable
from types import ModuleType

import pytest

from organisation.models import User
from organisation.scope import Scope
from outcomes.figures import Spread
from outcomes.indicators import INDICATORS
from tests.outcomes.worlds import END, LAST, PERIOD, World

# key -> adds one record that counts for this person on the given day.
ONE_MORE: dict[str, Callable[[World, object], object]] = {
    "goals_now": lambda world, day: world.goal((3, "resident", day), plan=world.plan(opened_on=day), set_on=day),
}


@pytest.fixture(params=sorted(INDICATORS))
def indicator(request: pytest.FixtureRequest) -> ModuleType:
    """Each indicator of the folder."""
    return INDICATORS[request.param]


@pytest.fixture
def world(professional: User) -> World:
    """Amir's."""
    return World(professional)


def test_each_says_what_it_is(indicator: ModuleType) -> None:
    """Key, kind, what it reads, its words and its two functions."""
    assert INDICATORS[indicator.KEY] is indicator
    assert indicator.KIND and indicator.READS and indicator.LABEL and indicator.NUMERATOR and indicator.DENOMINATOR
    assert callable(indicator.compute) and callable(indicator.records)


def test_each_is_tried() -> None:
    """No indicator without a record for the three tests below."""
    assert sorted(ONE_MORE) == sorted(INDICATORS)


def test_own_rows_change_something(indicator: ModuleType, world: World) -> None:
    """A record on the last day counts."""
    before = indicator.compute(world.scope, PERIOD)
    ONE_MORE[indicator.KEY](world, LAST)
    assert indicator.compute(world.scope, PERIOD) != before


def test_end_day_is_outside(indicator: ModuleType, world: World) -> None:
    """A record on the end day does not count."""
    before = indicator.compute(world.scope, PERIOD)
    ONE_MORE[indicator.KEY](world, END)
    assert indicator.compute(world.scope, PERIOD) == before


@pytest.mark.parametrize("who", ["stranger", "colleague"])
def test_other_rows_change_nothing(
    indicator: ModuleType, world: World, who: str, request: pytest.FixtureRequest
) -> None:
    """Neither those of another team nor those of a colleague."""
    ONE_MORE[indicator.KEY](world, LAST)
    before = indicator.compute(world.scope, PERIOD)
    ONE_MORE[indicator.KEY](World(request.getfixturevalue(who)), LAST)
    assert indicator.compute(world.scope, PERIOD) == before


def test_small_groups(indicator: ModuleType, world: World) -> None:
    """One resident is shown in one's own caseload, where everybody is known by name; elsewhere too few are withheld.

    An indicator that is offered for one's own caseload only refuses every other scope.
    """
    ONE_MORE[indicator.KEY](world, LAST)
    assert isinstance(indicator.compute(world.scope, PERIOD), Spread)
    wider = Scope("teams", world.person.pk, world.scope.day)
    assert list(indicator.SCOPES) == ["own"]
    with pytest.raises(ValueError, match="own caseload"):
        indicator.compute(wider, PERIOD)


def test_counts_open_their_records(indicator: ModuleType, world: World) -> None:
    """Every cell leads to as many records as it says, and a cell that there is not is refused."""
    ONE_MORE[indicator.KEY](world, LAST)
    figure = indicator.compute(world.scope, PERIOD)
    for cell in (*figure.cells, *figure.outside):
        assert indicator.records(world.scope, PERIOD, cell.key).count() == cell.count
    with pytest.raises(ValueError, match="no cell"):
        indicator.records(world.scope, PERIOD, "no such cell")


def test_one_statement(indicator: ModuleType, world: World, django_assert_num_queries: object) -> None:
    """The counting happens in PostgreSQL, in one go."""
    ONE_MORE[indicator.KEY](world, LAST)
    scope = world.scope
    with django_assert_num_queries(1):  # type: ignore[operator]  # a fixture of pytest-django
        indicator.compute(scope, PERIOD)
