"""How often questions about work outside are filled in: built-in ones and own ones, counted by hand."""

import os
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.utils import timezone

from catalogue.operations.offered import offered_set
from exchange.bundle.exporting import export_bundle
from organisation.models import User
from outcomes import populations
from outcomes.figures import Withheld
from outcomes.indicators import question_use
from outcomes.question_fields import COUNTED
from signals.models import HoursSpent, OutsideAnswer, SignalText
from tests.makers_catalogue import ServiceFactory
from tests.makers_people import AreaFactory
from tests.makers_questions import OwnQuestionFactory
from tests.outcomes.independent import days
from tests.outcomes.independent.asked import asked
from tests.outcomes.outside import group, held, met, signalled
from tests.outcomes.test_question_use import OUTSIDE, use_of
from tests.outcomes.worlds import QUARTER, World

WORLDS = 50 if os.environ.get("KEUKENTAFEL_PROVE") == "1" else 2
LAST = QUARTER.last_day
STATES = ("offered", "filled", "not_asked", "not_applicable")
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


@pytest.mark.parametrize("seed", range(WORLDS))
def test_the_second_program_counts_the_same(seed: int, world: World, tmp_path: Path) -> None:
    """Every question of a random world, from what it leaves behind in a bundle."""
    random = Random(seed)
    by, own = world.person, [OwnQuestionFactory(at=at).pk for at in ("group_met", "activity", "signal")]
    for _turn in range(40):
        record = random.choice(sorted(OUTSIDE))
        keys = random.sample([*KEYS[record], *own], k=random.randint(1, 8))
        made = some(random, record, by, random.choice((LAST, QUARTER.start, QUARTER.end)), keys)
        for key in set(own) & set(keys):
            if random.random() < 0.7:
                said = answer(by, key, random.choice(("filled", "not_asked", "not_applicable")), record, made)
                if record == "activity" and random.random() < 0.4:
                    answer(by, key, random.choice(("filled", "empty")), record, made, replaces=said)
    export_bundle(tmp_path / "out", by=None)
    theirs = asked(tmp_path / "out", days.Period(str(QUARTER.quarter)))
    kept_in = [{"key": key, "record": kept.record, "column": kept.column} for key, kept in COUNTED.items()]
    ours = populations.asked_questions(world.organisation, QUARTER, kept_in)
    told = {row["key"]: {name: row[name] for name in STATES if row[name]} for row in ours}
    assert told and told == {key: {name: of[name] for name in STATES if of[name]} for key, of in theirs.items()}


def some(random: Random, record: str, by: User, day: date, keys: list[str]) -> Any:
    """A record with some of it filled in; now and then it is corrected, taken back or removed."""
    asked_set, now = offered_set(keys), timezone.now()
    if record == "activity":
        made = held(by, day, random.choice((None, 0, 4)), *random.choice(((), ("Buurthuis",))), offered=asked_set,
                    volunteers=random.choice((None, 2)), removed_at=random.choice((None, None, None, now)))  # fmt: skip
        if random.random() < 0.5:
            HoursSpent.objects.create(activity=made, kind="outreach", minutes=30)
        return made
    words = (
        {"own_words": random.choice(("", "Druk"))} if record == "group_met" else {"place": random.choice(("", "Hier"))}
    )
    of, former = group(by), None
    for turn in range(random.choice((1, 1, 2, 3))):
        more = {
            "replaces": former,
            "is_taken_back": bool(former) and random.random() < 0.3,
            "offered": asked_set,
            **words,
        }
        if record == "group_met":
            former = met(of, by, day, *random.choice(((), ("gas",))), size=random.choice((None, turn + 1)), **more)
        else:
            former = signalled(by, day, kind=random.choice(("", "worry")), **more)
            SignalText.objects.create(signal=former, text=random.choice(("", "Iets")))
        if former.is_taken_back:
            break
    return former


def answer(by: User, key: str, state: str, moment: str, record: object, **more: object) -> OutsideAnswer:
    """An answer with a record of work outside."""
    value = "Ja" if state == "filled" else None
    return OutsideAnswer.objects.create(
        question_id=key, state=state, value=value, moment=moment, answered_on=LAST, recorded_by=by,
        **{moment: record, **more},
    )  # fmt: skip
