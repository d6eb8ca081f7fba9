"""How often questions about work outside are filled in: built-in ones and own ones, counted by hand."""

from datetime import timedelta

import pytest
from django.utils import timezone

from catalogue.operations.offered import offered_set
from organisation.models import User
from outcomes.figures import Withheld
from outcomes.indicators import question_use
from outcomes.question_fields import COUNTED
from signals.models import HoursSpent, OutsideAnswer, SignalText
from tests.makers_catalogue import ServiceFactory
from tests.makers_people import AreaFactory
from tests.makers_questions import OwnQuestionFactory
from tests.outcomes.outside import group, held, met, signalled
from tests.outcomes.test_question_use import OUTSIDE, use_of
from tests.outcomes.worlds import QUARTER, World

LAST = QUARTER.last_day
KEYS = {record: sorted(key for key, kept in COUNTED.items() if kept.record == record) for record in OUTSIDE}
# What is always there: chosen beforehand, or the row is nothing without it.
ALWAYS = {
    "group_met.group", "group_met.met_on", "activity.title", "activity.held_on", "signal.observed_on", "signal.team"
}  # fmt: skip


@pytest.fixture
def world(professional: User) -> World:
    """Amir's."""
    return World(professional)


def full(by: User) -> None:
    """One of each, everything filled in."""
    asked = {record: offered_set(keys) for record, keys in KEYS.items()}
    area = AreaFactory()
    met(group(by), by, LAST, "gas", "did:talked", size=4, mood="calm", own_words="Rustig", area=area,
        offered=asked["group_met"])  # fmt: skip
    made = held(by, LAST, 0, "Buurthuis", volunteers=2, own_words="Druk", area=area, theme_id="finance",
                service=ServiceFactory(), offered=asked["activity"])  # fmt: skip
    HoursSpent.objects.create(activity=made, kind="outreach", minutes=90)
    said = {"place": "Plein", "provision": "Taxi", "kind": "does_not_fit", "seriousness": 2, "area": area}
    SignalText.objects.create(signal=signalled(by, LAST, offered=asked["signal"], **said), text="Te duur")


def empty(by: User) -> None:
    """One of each with as little as there can be."""
    asked = {record: offered_set(keys) for record, keys in KEYS.items()}
    met(group(by), by, LAST, offered=asked["group_met"])
    held(by, LAST, offered=asked["activity"])
    SignalText.objects.create(signal=signalled(by, LAST, offered=asked["signal"]), text="")


def test_each_field(world: World) -> None:
    """Five of each filled in, and five empty."""
    for _turn in range(5):
        full(world.person)
    uses = [use_of(world, key) for keys in KEYS.values() for key in keys]
    assert [(use.key, use.offered, use.filled) for use in uses if (use.offered, use.filled) != (5, 5)] == []
    for _turn in range(5):
        empty(world.person)
    uses = [use_of(world, key) for keys in KEYS.values() for key in keys]
    assert {use.key for use in uses if use.filled == 10} == ALWAYS
    assert {(use.offered, use.filled) for use in uses if use.key not in ALWAYS} == {(10, 5)}


def test_own_questions(world: World) -> None:
    """Each record as it stands counts once, with the answer that stands; what is wiped was filled in."""
    by, keys = world.person, [OwnQuestionFactory(at=at).pk for at in ("group_met", "activity", "signal")]
    asked = offered_set(keys)
    makers = {
        "group_met": lambda day: met(group(by), by, day, offered=asked),
        "activity": lambda day: held(by, day, offered=asked),
        "signal": lambda day: signalled(by, day, offered=asked),
    }
    for key, (moment, make) in zip(keys, makers.items(), strict=True):
        made = [make(LAST) for _turn in range(10)]
        make(QUARTER.end)
        make(QUARTER.start - timedelta(days=1))
        for one in made[:5]:
            answer(by, key, "filled", moment, one)
    assert [(use_of(world, key).offered, use_of(world, key).filled) for key in keys] == [(30, 5)] * 3
    wiped = OutsideAnswer.objects.filter(moment="signal").first()
    assert wiped
    OutsideAnswer.objects.filter(pk=wiped.pk).update(value=None, own_words="", wiped_at=timezone.now(), wiped_by=by)
    assert use_of(world, keys[2]).filled == 5


def test_what_stands(world: World) -> None:
    """A correction takes the place of what it corrects; what is taken back, removed or replaced counts no more."""
    by, key = world.person, OwnQuestionFactory(at="activity").pk
    asked = offered_set([key, "group_met.size", "signal.place", "activity.count"])
    for _turn in range(6):
        first = met(group(by), by, LAST, size=3, offered=asked)
        met(first.group, by, LAST, offered=asked, replaces=first)
        signal = signalled(by, LAST, place="Plein", offered=asked)
        signalled(by, LAST, offered=asked, replaces=signal)
        activity = held(by, LAST, 4, offered=asked)
        former = answer(by, key, "not_applicable", "activity", activity)
        answer(by, key, "filled", "activity", activity, replaces=former)
    gone = met(group(by), by, LAST, size=3, offered=asked)
    met(gone.group, by, LAST, offered=asked, replaces=gone, is_taken_back=True)
    held(by, LAST, 4, offered=asked, removed_at=timezone.now())
    for name, filled in (("group_met.size", 0), ("signal.place", 0), ("activity.count", 6), (key, 6)):
        assert (use_of(world, name).offered, use_of(world, name).filled) == (18 if name == key else 6, filled)


def test_few(world: World) -> None:
    """Each of these records counts as one person: of four nothing is told."""
    for _turn in range(4):
        met(group(world.person), world.person, LAST, offered=offered_set(["group_met.mood"]))
    found = question_use.compute(world.organisation, QUARTER).of("group_met.mood")
    assert isinstance(found, Withheld)


def answer(by: User, key: str, state: str, moment: str, record: object, **more: object) -> OutsideAnswer:
    """An answer with a record of work outside."""
    value = "Ja" if state == "filled" else None
    return OutsideAnswer.objects.create(
        question_id=key, state=state, value=value, moment=moment, answered_on=LAST, recorded_by=by,
        **{moment: record, **more},
    )  # fmt: skip
