"""Signals of the demo: what was seen in the neighbourhoods, who answered, and two things that many saw at once."""

from datetime import date, timedelta
from itertools import cycle

from exchange.demo.activities import ANSWERED, SEEN
from exchange.demo.outside import QUARTERS, Streets
from exchange.demo.rows import event
from exchange.demo.town import TEAMS
from organisation.models import User
from signals.models import AgendaPoint, NeighbourhoodSignal, Route, SameSignal, SignalReply, SignalText

# (theme, kind, seriousness, words, the provision that does not fit)
SAID = [
    ("finance", "worry", 2, "Steeds meer mensen komen met een stapel ongeopende post.", ""),
    ("finance", "does_not_fit", 2, "Het spreekuur is alleen overdag. Wie werkt kan niet komen.", "Spreekuur geldzaken"),
    ("finance", "need", 3, "Gezinnen slaan maaltijden over om de rekening te betalen.", ""),
    ("finance", "worry", 2, "Na de nieuwe jaarafrekening kan een hele portiek niet betalen.", ""),
    ("housing", "worry", 2, "Schimmel in bijna alle woningen aan de achterkant.", ""),
    ("housing", "does_not_fit", 2, "Het loket van de verhuurder neemt niet op.", "Loket van de verhuurder"),
    ("social_network", "need", 2, "Oudere bewoners zien de hele week niemand.", ""),
    ("social_network", "chance", 1, "Een portiek eet nu elke maand samen.", ""),
    ("physical_health", "does_not_fit", 2, "De bus naar het ziekenhuis stopt hier niet meer.", "Wijkbus"),
    ("mental_health", "worry", 2, "Veel jongeren zeggen dat ze niet slapen.", ""),
    ("work_education", "need", 1, "Mensen vragen om een taalles in de avond.", ""),
    ("children", "worry", 2, "Kinderen zijn tot laat alleen op het plein.", ""),
    ("participation", "chance", 1, "Bewoners willen zelf de kas opknappen.", ""),
    ("substance_use", "nuisance", 2, "Elke ochtend liggen er lege gasflessen bij de speeltuin.", ""),
    ("justice", "nuisance", 3, "Fietsen worden op klaarlichte dag weggehaald.", ""),
    ("day_activity", "need", 1, "Het buurthuis is in de zomer zes weken dicht.", ""),
    ("practical_living", "does_not_fit", 1, "Grof vuil kan alleen nog met een app.", "Ophalen van grof vuil"),
]  # fmt: skip
ANSWERS = {
    "working": "We bespreken dit deze week en nemen contact op met wie dit kan veranderen.",
    "done": "Dit is opgelost. Dank voor het doorgeven.",
    "not_now": "We kunnen hier nu niets mee. We houden het bij.",
    "seen": "",
}
# (theme, area, days for an answer, person, team)
ROUTES = [
    ("finance", "BU99010101", 7, "Ruud Proefman", ""),
    ("housing", None, 14, "Joke Voorbeeld", ""),
    ("mental_health", None, 10, "Els Zorgzaam", ""),
    ("justice", None, 14, "", "havenkwartier"),
    ("participation", None, 21, "Nadia Zomaar", ""),
]
LEADS = {"oosterveen": "Ruud Proefman", "lindepark": "Joke Voorbeeld"}
# What many saw at once: (theme, area, quarters ago, how many).
MONEY = ("finance", "BU99010101", 1, 15)
ALONE = ("social_network", "BU99010301", ANSWERED, SEEN)
# Of so many there is none yet that answered.
LEFT = 9


def write_signals(streets: Streets) -> None:
    """Keeps routes and signals with their answers, what is the same, and the agenda of a team."""
    _routes(streets)
    sent: list[NeighbourhoodSignal] = []
    said = cycle(SAID)
    codes = [area.code for team in TEAMS for area in streets.town.neighbourhoods(team)]
    for back in range(QUARTERS - 1, -1, -1):
        period = streets.quarter(back)
        for turn in range(22 if back else 12):
            sent.append(_signal(streets, next(said), codes[turn * 5 % len(codes)], streets.day_in(period)))
        for theme, code, when, how_many in (MONEY, ALONE):
            words = [one for one in SAID if one[0] == theme and one[1] != "chance"]
            # Something was seen there before as well.
            for turn in range(how_many if back == when else 2):
                sent.append(_signal(streets, words[turn % len(words)], code, streets.day_in(period)))
    sent.sort(key=lambda one: one.observed_on)
    _replies(streets, sent)
    _corrected(streets, sent[-6])
    _same(streets, sent)
    _agenda(streets, sent)


def _routes(streets: Streets) -> None:
    rows, town, by = streets.rows, streets.town, streets.town.people["Ilse Ordening"]
    for theme, code, days, person, team in ROUTES:
        rows.add(
            Route(
                theme_id=theme, area=town.areas[code] if code else None, answer_within_days=days,
                to_person=town.people.get(person), to_team=town.teams.get(team), changed_by=by,
            )
        )  # fmt: skip


def _team_of(streets: Streets, code: str) -> str:
    return next(team for team in TEAMS if code in {area.code for area in streets.town.neighbourhoods(team)})


def _to(streets: Streets, theme: str, code: str, team: str) -> tuple[User | None, str, int]:
    """To whom it goes: as the narrowest route says, else who leads the team, else the team itself."""
    fits = [route for route in ROUTES if route[0] == theme and route[1] in (code, None)]
    for _theme, _area, days, person, to_team in sorted(fits, key=lambda route: route[1] is None):
        return streets.town.people.get(person), to_team, days
    return (streets.town.people[LEADS[team]], "", 14) if team in LEADS else (None, team, 14)


def _signal(streets: Streets, said: tuple[str, str, int, str, str], code: str, day: date) -> NeighbourhoodSignal:
    rows, town = streets.rows, streets.town
    theme, kind, seriousness, words, provision = said
    team = _team_of(streets, code)
    by = streets.person(team)
    to_person, to_team, days = _to(streets, theme, code, team)
    made = rows.add(
        NeighbourhoodSignal(
            theme_id=theme, kind=kind, seriousness=seriousness, provision=provision, observed_on=day,
            to_person=to_person, to_team=town.teams.get(to_team), answer_by=day + timedelta(days=days),
            professional=by, team=town.teams[team], area=town.areas[code], **event(day, by),
        )
    )  # fmt: skip
    rows.add(SignalText(signal=made, text=words))
    return made


def _replies(streets: Streets, sent: list[NeighbourhoodSignal]) -> None:
    luck = streets.luck
    for number, signal in enumerate(sent):
        by = signal.to_person or streets.town.people["Joris van Nergens"]
        day = signal.observed_on + timedelta(days=luck.randint(1, 18))
        # Of late ones some wait, and a few wait too long.
        if number % LEFT == 4 or day > streets.today:
            continue
        if luck.random() < 0.4:
            _reply(streets, signal, by, signal.observed_on + timedelta(days=1), "seen")
        says = luck.choices(["working", "done", "not_now"], [50, 35, 15])[0]
        _reply(streets, signal, by, day, says)
        later = day + timedelta(days=luck.randint(10, 40))
        if says == "working" and later <= streets.today and luck.random() < 0.7:
            _reply(streets, signal, by, later, "done")


def _reply(streets: Streets, signal: NeighbourhoodSignal, by: User, day: date, says: str) -> None:
    streets.rows.add(SignalReply(signal=signal, replied_on=day, says=says, text=ANSWERS[says], **event(day, by)))


def _corrected(streets: Streets, signal: NeighbourhoodSignal) -> None:
    """It was more serious than somebody said at first."""
    kept = ("theme_id", "kind", "provision", "observed_on", "to_person", "to_team", "answer_by", "professional",
            "team", "area")  # fmt: skip
    same = {name: getattr(signal, name) for name in kept}
    day = min(signal.observed_on + timedelta(days=1), streets.today)
    made = streets.rows.add(
        NeighbourhoodSignal(seriousness=3, replaces=signal, first=signal, **same, **event(day, signal.professional))
    )
    streets.rows.add(SignalText(signal=made, text="Het gaat om meer mensen dan ik eerst schreef."))


def _same(streets: Streets, sent: list[NeighbourhoodSignal]) -> None:
    """Two saw one thing, a year ago."""
    older = [one for one in sent if streets.quarters_back(one.observed_on) == ANSWERED and one.theme_id == "housing"]
    for one, other in zip(older[:1], older[1:2], strict=False):
        stamp = event(one.observed_on, one.professional)
        streets.rows.add(SameSignal(signal=other, other=one, **stamp))


def _agenda(streets: Streets, sent: list[NeighbourhoodSignal]) -> None:
    rows, town = streets.rows, streets.town
    lead = town.people["Ruud Proefman"]
    ours = [one for one in sent if one.team == town.teams["oosterveen"]]
    for signal, outcome in ((ours[-1], ""), (ours[-3], ""), (ours[-12], "Lina belt met de energiewinkel.")):
        day = min(signal.observed_on + timedelta(days=2), streets.today)
        handled = min(day + timedelta(days=7), streets.today) if outcome else None
        rows.add(AgendaPoint(team=signal.team, signal=signal, handled_on=handled, outcome=outcome, **event(day, lead)))
    words, day = "Wie gaat er vrijdagavond mee naar het Kersenplein?", rows.ago(2)
    rows.add(AgendaPoint(team=town.teams["oosterveen"], words=words, **event(day, town.people["Sem Pleinstra"])))
