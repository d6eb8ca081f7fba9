"""What holds for every indicator, by walking the folder: each has its line in `one_more.py`, or the walk fails."""

from collections.abc import Iterator
from types import ModuleType

import pytest

from catalogue.models import Question
from organisation.models import User
from organisation.scope import Scope, co_worked
from outcomes.disclosure import FEWEST, FEWEST_COLLEAGUES
from outcomes.figures import Events, Figure, Measure, Spread, Spreads, Tally, Uses, Withheld
from outcomes.indicators import INDICATORS
from outcomes.models import ActivityFact, Fact, GroupMetFact, GroupSeenFact, SignalFact
from registration.models import Plan
from shared.period import Period
from tests.makers import AssignmentFactory, ResidentFactory
from tests.outcomes.one_more import ONE_MORE
from tests.outcomes.worlds import LAST, PERIOD, QUARTER, World

pytestmark = pytest.mark.usefixtures("facts_at_once")
# Figures of the whole organisation are of quarters that are over.
PERIODS = {"question_use": QUARTER}
# Statements for a caseload, where it is not one.
FEW = {"referrals": 2, "signals": 2}
SCOPED = sorted(key for key, indicator in INDICATORS.items() if "own" in indicator.SCOPES)
OF_A_TEAM = sorted(key for key, indicator in INDICATORS.items() if "team" in indicator.SCOPES)
# Nobody lives behind a group, an activity or a signal: of these nothing is withheld inside.
OUTSIDE = sorted(key for key in OF_A_TEAM if not getattr(INDICATORS[key], "OF_RESIDENTS", True))
OF_RESIDENTS = sorted(set(OF_A_TEAM) - set(OUTSIDE))


def period_of(indicator: ModuleType) -> Period:
    """The period in which an indicator is tried."""
    return PERIODS.get(indicator.KEY, PERIOD)


def scope_of(indicator: ModuleType, world: World) -> Scope:
    """The first scope for which it is made."""
    return world.scope if "own" in indicator.SCOPES else world.organisation


def is_withheld(figure: Figure) -> bool:
    """The whole figure, or every part of it."""
    return isinstance(figure, Withheld) or (
        isinstance(figure, Spreads) and all(isinstance(group, Withheld) for group in figure.groups)
    )


def cells_of(figure: Figure) -> Iterator[tuple[str, int]]:
    """Each cell as `records` wants it named, with its count."""
    assert isinstance(figure, Spread | Spreads | Tally | Measure | Events)
    if isinstance(figure, Events):
        # Participants, and partners, are not the activities behind them.
        counts = (cell for cell in figure.cells if not cell.key.endswith(("participants", "partners")))
        yield from ((cell.key, cell.count) for cell in counts)
        yield from ((value.key, figure.count("answered")) for value in figure.values)
    elif isinstance(figure, Measure):
        yield from ((value.key, figure.known) for value in figure.values)
    elif isinstance(figure, Tally):
        yield from ((cell.key, cell.count) for cell in figure.cells)
    else:
        for group in [figure] if isinstance(figure, Spread) else figure.groups:
            assert isinstance(group, Spread)
            within = "" if group is figure else f"{group.key}/"
            yield from ((within + cell.key, cell.count) for cell in (*group.cells, *group.outside))


@pytest.fixture(params=sorted(INDICATORS))
def indicator(request: pytest.FixtureRequest) -> ModuleType:
    """Each indicator of the folder."""
    return INDICATORS[request.param]


@pytest.fixture
def world(professional: User) -> World:
    """Amir's."""
    return World(professional)


@pytest.fixture
def colleagues(world: World, colleague: User, former: User) -> list[World]:
    """Three of one team who coordinated a plan in the period: just enough for figures of the team."""
    made = [world, World(colleague), World(former)]
    for one in made:
        one.plan()
    return made


def crowd(indicator: ModuleType, worlds: list[World], residents: int) -> None:
    """So many residents behind a figure of the team; the plans that everybody has count in one of them."""
    has = len(worlds) if indicator.KEY == "plans" else 0
    for turn in range(residents - has):
        ONE_MORE[indicator.KEY](worlds[turn % len(worlds)], LAST)


def colleague_plans(person: User) -> list[Plan]:
    """Plans that somebody recorded."""
    return list(Plan.objects.filter(recorded_by=person))


def test_each_says_what_it_is(indicator: ModuleType) -> None:
    """Key, kind, what it reads, its words and its two functions."""
    assert INDICATORS[indicator.KEY] is indicator
    assert indicator.KIND and indicator.LABEL and indicator.NUMERATOR and indicator.DENOMINATOR
    assert callable(indicator.compute)
    # What is counted over everybody opens no records.
    assert callable(getattr(indicator, "records", None)) is bool(indicator.READS) is ("own" in indicator.SCOPES)


def test_each_reads_what_is_asked(indicator: ModuleType) -> None:
    """Every question that it reads is in the catalogue, so that its page can tell where answers go."""
    known = Question.objects.values_list("key", flat=True)
    assert [key for key in indicator.READS if key not in known] == []


def test_each_is_tried() -> None:
    """No indicator without a record for the tests below."""
    assert sorted(ONE_MORE) == sorted(INDICATORS)


def test_own_rows_change_something(indicator: ModuleType, world: World) -> None:
    """A record on the last day counts."""
    scope, period = scope_of(indicator, world), period_of(indicator)
    was = indicator.compute(scope, period)
    ONE_MORE[indicator.KEY](world, period.last_day)
    assert indicator.compute(scope, period) != was


def test_first_day_is_inside(indicator: ModuleType, world: World) -> None:
    """A record on the first day counts."""
    scope, period = scope_of(indicator, world), period_of(indicator)
    was = indicator.compute(scope, period)
    ONE_MORE[indicator.KEY](world, period.start)
    assert indicator.compute(scope, period) != was


def test_end_day_is_outside(indicator: ModuleType, world: World) -> None:
    """A record on the end day does not count."""
    scope, period = scope_of(indicator, world), period_of(indicator)
    was = indicator.compute(scope, period)
    ONE_MORE[indicator.KEY](world, period.end)
    assert indicator.compute(scope, period) == was


@pytest.mark.parametrize("who", ["stranger", "colleague"])
def test_other_rows_change_nothing(
    indicator: ModuleType, world: World, who: str, request: pytest.FixtureRequest
) -> None:
    """Neither those of another team nor those of a colleague; in a figure of everybody all count alike."""
    last, period = period_of(indicator).last_day, period_of(indicator)
    ONE_MORE[indicator.KEY](world, last)
    was = indicator.compute(scope_of(indicator, world), period)
    ONE_MORE[indicator.KEY](World(request.getfixturevalue(who)), last)
    assert (indicator.compute(scope_of(indicator, world), period) == was) is ("own" in indicator.SCOPES)


@pytest.mark.parametrize("key", SCOPED)
def test_counts_open_their_records(key: str, world: World) -> None:
    """Every cell leads to as many records as it says, and a cell that there is not is refused."""
    indicator = INDICATORS[key]
    ONE_MORE[key](world, LAST)
    counted = dict(cells_of(indicator.compute(world.scope, PERIOD)))
    assert any(counted.values())
    assert {name: indicator.records(world.scope, PERIOD, name).count() for name in counted} == counted
    for wrong in ("no such cell", "finance/no such cell", "mean:finance"):
        assert not counted.get(wrong)
        try:
            assert not indicator.records(world.scope, PERIOD, wrong).exists()
        except ValueError as refused:
            assert "no cell" in str(refused)


@pytest.mark.parametrize("key", OF_A_TEAM)
def test_team(key: str, colleagues: list[World], stranger: User) -> None:
    """What colleagues did counts, what another team did does not, and the end day is outside."""
    indicator, scope = INDICATORS[key], colleagues[0].team
    crowd(indicator, colleagues, FEWEST)
    was = indicator.compute(scope, PERIOD)
    assert not is_withheld(was)
    ONE_MORE[key](World(stranger), LAST)
    ONE_MORE[key](colleagues[1], PERIOD.end)
    assert indicator.compute(scope, PERIOD) == was
    counted = dict(cells_of(was))
    assert {name: indicator.records(scope, PERIOD, name).count() for name in counted} == counted
    ONE_MORE[key](colleagues[1], LAST)
    assert indicator.compute(scope, PERIOD) != was


@pytest.mark.parametrize("key", OUTSIDE)
def test_one_is_enough(key: str, world: World) -> None:
    """Of work outside a single record of a single colleague is shown to the team, which has the record itself."""
    indicator = INDICATORS[key]
    ONE_MORE[key](world, LAST)
    figure = indicator.compute(world.team, PERIOD)
    assert not is_withheld(figure) and figure == indicator.compute(world.scope, PERIOD)


@pytest.mark.parametrize("key", OF_RESIDENTS)
def test_too_few_residents(key: str, colleagues: list[World], professional: User) -> None:
    """Four residents are too few for a figure of a team, in one's own caseload one is enough."""
    indicator = INDICATORS[key]
    crowd(indicator, colleagues, FEWEST - 1)
    assert is_withheld(indicator.compute(colleagues[0].team, PERIOD))
    assert not is_withheld(indicator.compute(World(professional).scope, PERIOD))


@pytest.mark.parametrize("key", sorted(set(OF_RESIDENTS) - {"plans"}))
def test_one_resident_is_one(key: str, colleagues: list[World]) -> None:
    """Five records of one resident are of one resident."""
    twice = ResidentFactory(by=colleagues[0].person)
    crowd(INDICATORS[key], [World(one.person, twice) for one in colleagues], FEWEST)
    assert is_withheld(INDICATORS[key].compute(colleagues[0].team, PERIOD))


@pytest.mark.parametrize("key", OF_RESIDENTS)
def test_too_few_colleagues(key: str, world: World, colleague: User) -> None:
    """Where two people coordinated, each would see the other: nothing is shown, however many residents there are."""
    indicator = INDICATORS[key]
    crowd(indicator, [world, World(colleague)], FEWEST + 1)
    assert isinstance(indicator.compute(world.team, PERIOD), Withheld)
    # Who comes after the period does not make three of two.
    third = World(colleague).plan(opened_on=PERIOD.end)
    assert FEWEST_COLLEAGUES == 3 and third
    assert isinstance(indicator.compute(world.team, PERIOD), Withheld)


@pytest.mark.parametrize("key", sorted(set(OF_RESIDENTS) - {"plans"}))
def test_co_worked(key: str, world: World, colleague: User) -> None:
    """Plans that somebody worked on beside their coordinator stand apart from those somebody coordinates."""
    indicator, beside = INDICATORS[key], co_worked(world.person)
    nothing = indicator.compute(beside, PERIOD)
    ONE_MORE[key](World(colleague), LAST)
    assert indicator.compute(beside, PERIOD) == nothing
    for plan in colleague_plans(colleague):
        AssignmentFactory(plan=plan, by=world.person, since=plan.opened_on, kind="co_worker")
    assert indicator.compute(beside, PERIOD) != nothing
    assert indicator.compute(world.scope, PERIOD) == nothing


def test_beyond_their_scopes(world: World) -> None:
    """A figure of one's own caseload refuses every other scope, and one of everybody refuses a caseload."""
    for kind in ("teams", "team", "organisation"):
        with pytest.raises(ValueError, match="own caseload"):
            INDICATORS["goals_now"].compute(Scope(kind, world.person.pk, world.scope.day), PERIOD)
    with pytest.raises(ValueError, match="whole organisation"):
        INDICATORS["question_use"].compute(world.scope, QUARTER)
    world.asked_note(QUARTER.last_day)
    figure = INDICATORS["question_use"].compute(world.organisation, QUARTER)
    assert isinstance(figure, Uses) and [type(use) for use in figure.questions] == [Withheld]


def test_beyond_every_scope(indicator: ModuleType, world: World) -> None:
    """Without a scope, and for readers of what was published, there is no fact at all."""
    ONE_MORE[indicator.KEY](world, period_of(indicator).last_day)
    for scope in (None, world.organisation, Scope("teams", world.person.pk, world.scope.day)):
        for one in (Fact, GroupMetFact, GroupSeenFact, ActivityFact, SignalFact):
            assert not one.objects.within(scope).exists()
    with pytest.raises(ValueError):
        indicator.compute(Scope("teams", world.person.pk, world.scope.day), period_of(indicator))


def test_few_statements(indicator: ModuleType, world: World, django_assert_num_queries: object) -> None:
    """The counting happens in PostgreSQL, in one go; referrals are counted twice, by theme and by whose they were."""
    scope, period = scope_of(indicator, world), period_of(indicator)
    ONE_MORE[indicator.KEY](world, period.last_day)
    with django_assert_num_queries(FEW.get(indicator.KEY, 1)):  # type: ignore[operator]  # a fixture of pytest-django
        indicator.compute(scope, period)
