"""What holds for every indicator, by walking the folder: each has its line here, or the walk fails."""

from collections.abc import Callable
from types import ModuleType

import pytest

from organisation.models import User
from organisation.scope import Scope
from outcomes.figures import Spread, Uses, Withheld
from outcomes.indicators import INDICATORS
from shared.period import Period
from tests.outcomes.worlds import LAST, PERIOD, QUARTER, World

# key -> adds one record that counts for this person on the given day.
ONE_MORE: dict[str, Callable[[World, object], object]] = {
    "goals_now": lambda world, day: world.goal((3, "resident", day), plan=world.plan(opened_on=day), set_on=day),
    "question_use": lambda world, day: [world.asked_note(day) for _resident in range(5)],
}
# Figures of the whole organisation are of quarters that are over.
PERIODS = {"question_use": QUARTER}


def period_of(indicator: ModuleType) -> Period:
    """The period in which an indicator is tried."""
    return PERIODS.get(indicator.KEY, PERIOD)


def scope_of(indicator: ModuleType, world: World) -> Scope:
    """The scope for which it is made."""
    return world.scope if "own" in indicator.SCOPES else world.organisation


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
    assert indicator.KIND and indicator.LABEL and indicator.NUMERATOR and indicator.DENOMINATOR
    assert callable(indicator.compute)
    # What is counted over everybody opens no records.
    assert callable(getattr(indicator, "records", None)) is bool(indicator.READS) is ("own" in indicator.SCOPES)


def test_each_is_tried() -> None:
    """No indicator without a record for the three tests below."""
    assert sorted(ONE_MORE) == sorted(INDICATORS)


def test_own_rows_change_something(indicator: ModuleType, world: World) -> None:
    """A record on the last day counts."""
    scope, period = scope_of(indicator, world), period_of(indicator)
    before = indicator.compute(scope, period)
    ONE_MORE[indicator.KEY](world, period.last_day)
    assert indicator.compute(scope, period) != before


def test_first_day_is_inside(indicator: ModuleType, world: World) -> None:
    """A record on the first day counts, and one of the day before is of another period or stands as it stood."""
    scope, period = scope_of(indicator, world), period_of(indicator)
    before = indicator.compute(scope, period)
    ONE_MORE[indicator.KEY](world, period.start)
    assert indicator.compute(scope, period) != before


def test_end_day_is_outside(indicator: ModuleType, world: World) -> None:
    """A record on the end day does not count."""
    scope, period = scope_of(indicator, world), period_of(indicator)
    before = indicator.compute(scope, period)
    ONE_MORE[indicator.KEY](world, period.end)
    assert indicator.compute(scope, period) == before


@pytest.mark.parametrize("who", ["stranger", "colleague"])
def test_other_rows_change_nothing(
    indicator: ModuleType, world: World, who: str, request: pytest.FixtureRequest
) -> None:
    """Neither those of another team nor those of a colleague; in a figure of everybody all count alike."""
    last, period = period_of(indicator).last_day, period_of(indicator)
    ONE_MORE[indicator.KEY](world, last)
    before = indicator.compute(scope_of(indicator, world), period)
    ONE_MORE[indicator.KEY](World(request.getfixturevalue(who)), last)
    assert (indicator.compute(scope_of(indicator, world), period) == before) is ("own" in indicator.SCOPES)


def test_small_groups(indicator: ModuleType, world: World) -> None:
    """One resident is shown in one's own caseload, where everybody is known by name; elsewhere too few are withheld.

    An indicator that is offered for one's own caseload only refuses every other scope.
    """
    if "own" not in indicator.SCOPES:
        world.asked_note(period_of(indicator).last_day)
        figure = indicator.compute(world.organisation, period_of(indicator))
        assert isinstance(figure, Uses) and [type(use) for use in figure.questions] == [Withheld]
        with pytest.raises(ValueError, match="whole organisation"):
            indicator.compute(world.scope, period_of(indicator))
        return
    ONE_MORE[indicator.KEY](world, LAST)
    assert isinstance(indicator.compute(world.scope, PERIOD), Spread)
    for kind in ("teams", "organisation"):
        wider = Scope(kind, world.person.pk, world.scope.day)
        with pytest.raises(ValueError, match="own caseload"):
            indicator.compute(wider, PERIOD)


def test_counts_open_their_records(indicator: ModuleType, world: World) -> None:
    """Every cell leads to as many records as it says, and a cell that there is not is refused."""
    if "own" not in indicator.SCOPES:
        assert not hasattr(indicator, "records")
        return
    ONE_MORE[indicator.KEY](world, LAST)
    figure = indicator.compute(world.scope, PERIOD)
    for cell in (*figure.cells, *figure.outside):
        assert indicator.records(world.scope, PERIOD, cell.key).count() == cell.count
    with pytest.raises(ValueError, match="no cell"):
        indicator.records(world.scope, PERIOD, "no such cell")


def test_one_statement(indicator: ModuleType, world: World, django_assert_num_queries: object) -> None:
    """The counting happens in PostgreSQL, in one go."""
    scope, period = scope_of(indicator, world), period_of(indicator)
    ONE_MORE[indicator.KEY](world, period.last_day)
    with django_assert_num_queries(1):  # type: ignore[operator]  # a fixture of pytest-django
        indicator.compute(scope, period)
