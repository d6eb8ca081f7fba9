"""Groups that the demo meets in the street: invented, without names of anybody, over two years."""

from dataclasses import dataclass
from datetime import date, timedelta

from catalogue.models import State
from catalogue.operations.offered import offered_set
from exchange.demo.outside import Streets
from exchange.demo.rows import event, wording
from signals.models import Group, GroupGoal, GroupMet, GroupStep, OutsideAnswer

MET_BACK = 720
# The question of the demo's own that is asked with a group met, for so many days, and what groups said most.
WANTED, ASKED_FOR = "own.wat-willen-ze", 120
STOOD = [
    *(
        f"group_met.{name}"
        for name in ("group", "met_on", "size", "characteristics", "interventions", "mood", "own_words")
    ),
    WANTED,
]
THEY_WANT = (
    ["een-plek-om-te-zitten"],
    ["sport"],
    ["een-plek-om-te-zitten", "werk-of-stage"],
    ["met-rust-gelaten-worden"],
    ["een-plek-om-te-zitten", "sport"],
    ["weten-ze-nog-niet"],
)


@dataclass(frozen=True)
class Known:
    """A group: where, how old, how it was called before (days ago, colour), what is often seen, how large, how often.

    `gas`: from so many quarters ago on there is nitrous oxide.
    """

    name: str
    team: str
    area: str
    place: str
    age: str
    colours: tuple[tuple[int, str], ...]
    often: tuple[str, ...]
    size: int
    days: int
    gas: int = -1


GROUPS = [
    Known("Bankjes Kersenplein", "oosterveen", "BU99010101", "Kersenplein", "16-18",
          ((700, "green"), (420, "yellow"), (150, "orange")), ("hanging_out", "noise", "litter", "cannabis"), 9, 11, 6),
    Known("Onder de vaartbrug", "oosterveen", "BU99010102", "Brug bij de Hoge Vaart", "19-23",
          ((700, "orange"), (260, "red")), ("hanging_out", "alcohol", "dealing", "threatening"), 7, 13, 5),
    Known("Skatebaan", "oosterveen", "BU99010103", "Skatebaan aan het Lindepad", "12-15", ((700, "green"),),
          ("sport", "open_to_talk", "bored"), 12, 12),
    Known("Meiden van het Lindepad", "oosterveen", "BU99010103", "Speeltuin aan het Lindepad", "12-15",
          ((640, "green"),), ("open_to_talk", "bored", "smoking"), 5, 15),
    Known("Parkeerdek", "havenkwartier", "BU99010202", "Parkeerdek Pakhuizen", "19-23",
          ((700, "yellow"), (330, "orange")), ("hanging_out", "noise", "vandalism"), 8, 18, 4),
    Known("Havenhoofd", "havenkwartier", "BU99010201", "Havenhoofd", "16-18", ((700, "green"), (200, "yellow")),
          ("hanging_out", "litter", "smoking"), 10, 21, 1),
    Known("Werfkade", "havenkwartier", "BU99010203", "Trappen aan de Werfkade", "mixed",
          ((700, "orange"), (310, "yellow")), ("alcohol", "noise", "litter"), 6, 24),
    Known("Schoolplein Vlierhof", "lindepark", "BU99010301", "Schoolplein na vier uur", "12-15", ((560, "yellow"),),
          ("skips_school", "bored", "smoking"), 6, 20, 2),
    Known("Voetbalkooi Tuindorp", "lindepark", "BU99010302", "Voetbalkooi", "12-15", ((700, "yellow"), (380, "green")),
          ("sport", "open_to_talk"), 14, 19),
    Known("Bouwplaats Nieuwe Linden", "lindepark", "BU9901030A", "Hek van de bouwplaats", "16-18",
          ((450, "yellow"), (90, "orange")), ("hanging_out", "vandalism", "litter"), 7, 26),
]  # fmt: skip
DONE = (("contact", 70), ("talk", 55), ("agreement", 25), ("information", 18), ("activity", 15), ("mediated", 8),
        ("parents", 6), ("led_to_help", 6), ("police", 2), ("nothing", 6))  # fmt: skip
# What somebody wrote down beside the taps; most of the time nothing.
WORDS = [
    "Fijn gesprek over stages.",
    "Buurvrouw kwam erbij staan, dat liep goed.",
    "Ze vragen of de lamp weer gemaakt kan worden.",
    "Veel ballonnen op de grond.",
    "Afgesproken dat de muziek om tien uur uit gaat.",
    "Nieuwe jongens erbij, nog geen contact.",
    "Samen afval opgeruimd, kostte een kwartier.",
    "Ze zoeken een plek om te zitten als het regent.",
]
GOALS = [
    # (group, words, days ago set, (step, quarters from then, done))
    (0, "De bewoners van het Kersenplein slapen weer door.", 330, (
        ("Vaste avond op het plein: dinsdag en vrijdag", 0, True), ("Met bewoners en jongeren om tafel", 1, True),
        ("Een bak voor het afval", 2, True), ("Praten over lachgas, met de jongeren die gestopt zijn", 3, False))),
    (2, "De skatebaan blijft een plek waar iedereen kan zijn.", 200, (
        ("Kinderen uit de buurt krijgen les van de groep", 0, True), ("Een feest in de zomer", 2, False))),
    (4, "Niemand rijdt meer te hard op het parkeerdek.", 120, (
        ("Met de garage praten over de slagboom", 0, True), ("Andere plek zoeken voor de avonden", 1, False))),
]  # fmt: skip


def write_groups(streets: Streets) -> list[Group]:
    """Keeps the groups with every time they were met and what is wanted with some of them."""
    rows, town = streets.rows, streets.town
    made = []
    asked = offered_set(STOOD)
    for known in GROUPS:
        since = rows.ago(known.colours[0][0])
        group = rows.add(
            Group(
                team=town.teams[known.team], area=town.areas[known.area], name=known.name, place=known.place,
                colour=known.colours[0][1], age_band=known.age, **wording(since, streets.person(known.team)),
            )
        )  # fmt: skip
        _times(streets, known, group, since)
        made.append(group)
    met = rows.kept[GroupMet]
    for number, one in enumerate(one for one in met if (rows.today - one.met_on).days <= ASKED_FOR):
        one.offered = asked
        if number % 4 != 3 and not one.is_taken_back:
            _answer(streets, one, THEY_WANT[number % len(THEY_WANT)])
    for place, words, back, steps in GOALS:
        _goal(streets, made[place], words, rows.ago(back), steps)
    return made


def recolour(streets: Streets, made: list[Group]) -> None:
    """Gives each group its later colours, after it was saved: the database keeps the former ones."""
    for known, group in zip(GROUPS, made, strict=True):
        for version, (back, colour) in enumerate(known.colours[1:], start=2):
            stamp = wording(streets.rows.ago(back), streets.person(known.team))
            Group.objects.filter(pk=group.pk).update(
                colour=colour, version=version, changed_at=stamp["changed_at"], changed_by=stamp["changed_by"]
            )


def _times(streets: Streets, known: Known, group: Group, since: date) -> None:
    luck, rows = streets.luck, streets.rows
    with_gas: set[int] = set()
    day = max(since, rows.ago(MET_BACK)) + timedelta(days=luck.randint(0, known.days))
    number = 0
    while day <= streets.today:
        back = streets.quarters_back(day)
        seen = luck.sample(known.often, k=luck.randint(1, min(3, len(known.often))))
        # At least once in every quarter from then on.
        if known.gas >= back and (back not in with_gas or luck.random() < 0.55):
            seen.append("nitrous_oxide")
            with_gas.add(back)
        done = [key for key, chance in DONE if luck.random() * 100 < chance] or ["contact"]
        met = _met(streets, known, group, day, seen=seen, done=done)
        if number % 29 == 7:
            # Counted once more: a correction beside it, and now and then one that takes it back.
            _met(streets, known, group, day, seen=seen, done=done, replaces=met)
        elif number % 31 == 30 and "nitrous_oxide" not in seen:
            _met(streets, known, group, day, seen=[], done=[], replaces=met, is_taken_back=True)
        day += timedelta(days=max(3, int(luck.gauss(known.days, known.days / 4))))
        number += 1


def _met(streets: Streets, known: Known, group: Group, day: date, **more: object) -> GroupMet:
    luck, rows = streets.luck, streets.rows
    seen, done = more.pop("seen"), more.pop("done")
    by = more["replaces"].professional if more.get("replaces") else streets.person(known.team)  # type: ignore[attr-defined]
    said = {} if more.get("is_taken_back") else {
        "size": max(1, int(luck.gauss(known.size, 2.5))) if luck.random() < 0.93 else None,
        "mood": luck.choices(["good", "calm", "tense", "grim", ""], [30, 36, 16, 5, 13])[0],
        "own_words": luck.choice(WORDS) if luck.random() < 0.2 else "",
    }  # fmt: skip
    met = rows.add(
        GroupMet(
            group=group, met_on=day, professional=by, team_id=group.team_id, area_id=group.area_id, **said, **more,
            **event(day, by),
        )
    )  # fmt: skip
    for through, column, keys in (
        (GroupMet.characteristics.through, "characteristic_id", seen),
        (GroupMet.interventions.through, "intervention_id", done),
    ):
        for key in keys:  # type: ignore[attr-defined]
            rows.add(through(groupmet_id=met.pk, **{column: key}))
    return met


def _answer(streets: Streets, met: GroupMet, wanted: list[str]) -> None:
    given = {"moment": "group_met", "answered_on": met.met_on, **event(met.met_on, met.professional)}
    streets.rows.add(OutsideAnswer(group_met=met, question_id=WANTED, state=State.FILLED, value=wanted, **given))


def _goal(streets: Streets, group: Group, words: str, day: date, steps: tuple[tuple[str, int, bool], ...]) -> None:
    rows, by = streets.rows, streets.town.people["Sem Pleinstra"]
    goal = rows.add(GroupGoal(team_id=group.team_id, group=group, own_words=words, set_on=day, **wording(day, by)))
    for text, ahead, is_done in steps:
        quarter = streets.quarter(max(streets.quarters_back(day) - ahead, 0))
        done_on = min(quarter.start + timedelta(days=40), rows.ago(5)) if is_done else None
        rows.add(
            GroupStep(
                goal=goal, text=text, quarter=quarter.start, done_on=max(done_on, day) if done_on else None,
                **wording(day, by),
            )
        )  # fmt: skip
