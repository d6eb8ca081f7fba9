"""Work outside in random bundles: groups met, activities and signals, with corrections, gaps and edges of quarters."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.outcomes.random_worlds import Maker

AREAS = {"GM8888": "", "WK888801": "GM8888", "WK888802": "GM8888", "BU88880101": "WK888801", "BU88880102": "WK888801",
         "BU88880201": "WK888802"}  # fmt: skip
SERVICES = ("koffie", "inloop")
SEEN = ("alcohol", "nitrous_oxide", "sport", "noise")
DONE = ("contact", "talk", "police")
THEMES = ("finance", "housing", "substance_use")
# One of these is spelled in two ways.
PARTNERS = ("Buurthuis De Kers", "buurthuis de kers", "Woonbond", "School")


def work_outside(maker: "Maker", people: dict[str, str], residents: list[str]) -> None:
    """Adds all of it; `people` are {person: teams}."""
    for area, parent in AREAS.items():
        maker.add("areas", area=area, name=area, parent=parent, year=2025)
    for service in SERVICES:
        maker.add("services", service=service, name=service, scope="group")
    areas = [_where(maker) for _turn in range(6)]
    groups = {maker.add("groups", "group", name="Een groep", **area): area for area in areas}
    met: list[str] = []
    for _turn in range(maker.random.randint(20, 70)):
        _met(maker, people, groups, met)
    for _turn in range(maker.random.randint(10, 40)):
        _activity(maker, people, residents)
    lines: list[list[str]] = []
    for _turn in range(maker.random.randint(20, 60)):
        _signal(maker, people, lines)
    for one, other in zip(lines[::7], lines[3::7], strict=False):
        maker.add("same_signals", signal=maker.random.choice(one), other=maker.random.choice(other))


def _where(maker: "Maker") -> dict[str, str]:
    return {"area": maker.random.choice((*AREAS, ""))}


def _who(maker: "Maker", people: dict[str, str]) -> dict[str, str]:
    """Somebody for one of their teams; now and then nobody, or no team."""
    person = maker.random.choice(list(people))
    team = maker.random.choice(people[person].split())
    return {"person": "" if maker.chance(0.1) else person, "team": "" if maker.chance(0.1) else team}


def _some(maker: "Maker", keys: tuple[str, ...]) -> str:
    return ";".join(maker.random.sample(keys, k=maker.random.randint(0, len(keys) - 1)))


def _met(maker: "Maker", people: dict[str, str], groups: dict[str, dict[str, str]], met: list[str]) -> None:
    former = met.pop(maker.random.randrange(len(met))) if met and maker.chance(0.25) else ""
    taken_back = bool(former) and maker.chance(0.3)
    tapped: dict[str, Any] = {"taken_back": "yes" if taken_back else "", "characteristics": "", "interventions": ""}
    if not taken_back:
        tapped |= {"characteristics": _some(maker, SEEN), "interventions": _some(maker, DONE)}
    group = maker.random.choice(list(groups))
    # Now and then it was met somewhere else than where it is at home.
    where = _where(maker) if maker.chance(0.3) else groups[group]
    said = {"group": group, **where, "met_on": maker.day(), "recorded_at": maker.moment()}
    met.append(maker.add("groups_met", "met", **said, **tapped, **_who(maker, people), replaces=former))


def _activity(maker: "Maker", people: dict[str, str], residents: list[str]) -> None:
    key = maker.add(
        "activities", "activity", title="Samen", held_on=maker.day(), **_where(maker), **_who(maker, people),
        count="" if maker.chance(0.3) else maker.random.randint(0, 30), partners=_some(maker, PARTNERS),
        service=maker.random.choice((*SERVICES, "")), removed_at=maker.removed(),
    )  # fmt: skip
    if maker.chance(0.5):
        for resident in maker.random.sample(residents, k=maker.random.randint(1, 6)):
            state = maker.random.choice(("came", "came", "declined", "invited"))
            maker.add("attendances", activity=key, resident=resident, state=state, removed_at=maker.removed())


def _signal(maker: "Maker", people: dict[str, str], lines: list[list[str]]) -> None:
    line = maker.random.choice(lines) if lines and maker.chance(0.25) else []
    taken_back = bool(line) and maker.chance(0.2)
    on = maker.day()
    answered = maker.day(on) if maker.chance(0.2) and not line else ""
    key = maker.add(
        "signals", "signal", theme=maker.random.choice(THEMES), observed_on=on, place="Ergens", **_where(maker),
        **_who(maker, people), answered_on=answered, replaces=line[-1] if line else "",
        taken_back="yes" if taken_back else "", recorded_at=maker.moment(),
    )  # fmt: skip
    if not line:
        lines.append(line)
    line.append(key)
    for _turn in range(0 if answered else maker.random.choice((0, 1, 1, 2))):
        says = maker.random.choice(("seen", "seen", "working", "done", "not_now", "passed_on"))
        to = maker.random.choice(line)
        corrected = "yes" if says == "passed_on" and maker.chance(0.5) else ""
        maker.add("signal_replies", "reply", signal=to, replied_on=maker.day(on), says=says, of_correction=corrected)
