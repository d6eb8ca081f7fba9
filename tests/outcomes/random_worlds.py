"""Random bundles in which everything happens that makes counting hard: corrections, hand-overs, gaps, reopenings,
several voices, several scores on one day, edges of quarters, households. The same seed makes the same bundle.
"""

import csv
from collections import defaultdict
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

from tests.outcomes.random_outside import work_outside

FIRST, LAST = date(2025, 4, 1), date(2026, 1, 2)
EDGES = [date(2025, month, 1) for month in (4, 7, 10)] + [date(2026, 1, 1)]
DAY = timedelta(days=1)
# So many residents, of whom the first belong to the five households.
RESIDENTS, MEMBERS = 60, 11
VOICES = ("resident", "professional", "carer")
SCALES = {"ladder": (1, 5), "gas": (-2, 2), "gas_start": (-3, 2), "gas_psw": (-1, 2)}
THEMES = ("finance", "housing", "")
# person -> teams; the third team has too few people for figures.
PEOPLE = {
    "p1": "noord",
    "p2": "noord",
    "p3": "noord noord zuid",
    "p4": "zuid",
    "p5": "zuid west",
    "p6": "noord zuid west",
}
# instrument, version, items with lowest and highest, voices that fill it in.
INSTRUMENTS = (
    ("zrm", "2017", {"finance": (1, 5), "housing": (1, 5)}),
    ("omaha", "2005", {"abuse.status": (1, 5)}),
    ("wat_telt", "1", {"children": (0, 100)}),
    ("positive_health", "1", {"meaningfulness": (0, 10)}),
    ("own_burden", "1", {"load": (1, 4)}),
)
TYPES = {"experience.access": "choice", "experience.quality": "smiley", "own.verhaal": "text"}


class Maker:
    """A bundle that is being made."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.files: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self.numbers = count(1)

    def add(self, file: str, key: str = "", **cells: Any) -> str:
        """A row; its key rises with each row, so that the later row is also the later one once it came out again."""
        name = f"{file[:3]}{next(self.numbers):05}" if key else ""
        self.files[file].append(({key: name} if key else {}) | cells)
        return name

    def chance(self, share: float) -> bool:
        """True in so many of a hundred hundredths."""
        return self.random.random() < share

    def day(self, first: date = FIRST, last: date = LAST) -> date:
        """A day in between, in three of ten times at or around the edge of a quarter."""
        if self.chance(0.3):
            edges = [edge + DAY * self.random.choice((-1, 0)) for edge in EDGES]
            edges = [edge for edge in edges if first <= edge <= last]
            if edges:
                return self.random.choice(edges)
        return first + DAY * self.random.randint(0, max((last - first).days, 0))

    def moment(self) -> str:
        """When something was recorded: apart from the day on which it happened; sometimes nobody says."""
        if self.chance(0.1):
            return ""
        return f"2026-02-{self.random.randint(1, 28):02}T{self.random.randint(0, 23):02}:00:00Z"

    def answer(self) -> str:
        """What was answered to a question of the review, if anything."""
        return self.random.choice(("yes", "yes", "partly", "no", "", "not_asked", "not_applicable"))

    def removed(self) -> str:
        """Now and then somebody removed it."""
        return "2026-02-01T10:00:00Z" if self.chance(0.1) else ""

    def written(self, folder: Path) -> Path:
        """The bundle as a folder of CSV files."""
        folder.mkdir(parents=True)
        for file, rows in self.files.items():
            columns = list(dict.fromkeys(column for row in rows for column in row))
            with (folder / f"{file}.csv").open("w", encoding="utf-8", newline="") as stream:
                writer = csv.DictWriter(stream, columns, restval="")
                writer.writeheader()
                writer.writerows(rows)
        return folder


def random_bundle(folder: Path, seed: int) -> Path:
    """Writes the bundle of a seed."""
    maker = Maker(seed)
    organisation(maker)
    asking(maker)
    for turn in range(5):
        maker.add("households", household=f"h{turn}", name="Gezin Verzonnen")
    for turn in range(RESIDENTS):
        home = f"h{turn % 5}" if turn < MEMBERS else ""
        maker.add("residents", resident=f"r{turn:02}", first_name="Iemand", household=home)
    for _turn in range(maker.random.randint(40, 130)):
        plan(maker)
    work_outside(maker, PEOPLE, [f"r{turn:02}" for turn in range(RESIDENTS)])
    return maker.written(folder)


def organisation(maker: Maker) -> None:
    """Teams and people."""
    for team in ("noord", "zuid", "west"):
        maker.add("teams", team=team, name=f"Team {team}")
    for person, teams in PEOPLE.items():
        for team in dict.fromkeys(teams.split()):
            said = {"email": f"{person}@voorbeeld.example", "name": f"{person} Verzonnen", "since": "2024-01-01"}
            maker.add("people", person=person, team=team, role="professional", **said)


def asking(maker: Maker) -> None:
    """An instrument of which lower is better, an own question about our help, and forms in which questions stood."""
    of = {"instrument": "own_burden", "version": "1"}
    voice = maker.random.choice((*VOICES[:2], ""))
    maker.add("instruments", **of, name="Hoe zwaar is het", on="yes", holds_licence="yes", main_voice=voice)
    maker.add("instrument_scales", **of, scale="level", lowest=1, highest=4, direction="lower")
    maker.add("instrument_parts", **of, item="load", scale="level", name="Zwaarte")
    why = {"why": "Om te leren", "for_whom": "ons", "purpose": "learn", "need": "nice", "result_kind": "experience"}
    days = {"since": "2025-01-01", "review_on": "2027-01-01"}
    maker.add("questions", question="own.verhaal", label="Vertel eens", answer_type="text", **why, **days)
    maker.add("question_places", question="own.verhaal", moment="experience", rank=9)
    for name, keys in (("o1", list(TYPES)), ("o2", ["experience.access"]), ("o3", ["note.text"])):
        maker.add("offered_sets", offered_set=name, questions=" ".join(keys))


def plan(maker: Maker) -> None:
    """A plan from its opening on, with everything in it."""
    household = f"h{maker.random.randrange(5)}" if maker.chance(0.2) else ""
    resident = "" if household else f"r{maker.random.randrange(RESIDENTS):02}"
    opened = maker.day(date(2025, 2, 1), date(2025, 12, 31))
    name = maker.add("plans", "plan", resident=resident, household=household, opened_on=opened)
    members = [f"r{turn:02}" for turn in range(MEMBERS) if household == f"h{turn % 5}"]
    walking_along(maker, name, opened)
    closings = closed(maker, name, opened)
    for _turn in range(maker.random.randint(0, 3)):
        goal(maker, name, opened, maker.random.choice([*members, ""]))
    for _turn in range(maker.random.randint(0, 3)):
        asked = {"asked_on": maker.day(), "removed_at": maker.removed(), "own_words": "Ik zoek hulp."}
        maker.add("help_requests", "help_request", plan=name, theme=maker.random.choice(THEMES), **asked)
    for _turn in range(maker.random.choice((0, 0, 1, 2))):
        line, ours = maker.random.choice(("first", "second", "")), maker.random.choice(("yes", "no", ""))
        said = {"theme": maker.random.choice(THEMES), "line": line, "could_have_been_ours": ours}
        whom = {"resident": maker.random.choice([*members, ""]), "removed_at": maker.removed()}
        maker.add("referrals", "referral", plan=name, referred_on=maker.day(), to="Iemand anders", **said, **whom)
    for about in maker.random.sample([*members, ""], k=min(2, len(members) + 1)):
        measured(maker, name, about)
    for _turn in range(maker.random.choice((0, 1, 2))):
        experience(maker, name, maker.random.choice([*members, ""]), maker.random.choice([*closings, ""]))


def walking_along(maker: Maker, name: str, opened: date) -> None:
    """Coordinators in turn, with gaps in between, sometimes late, sometimes ended; and co-workers and covers."""
    since = opened + DAY * maker.random.choice((0, 0, 0, 0, 9, -20))
    for _turn in range(maker.random.choice((0, 1, 1, 2, 2, 3, 4))):
        person = maker.random.choice(list(PEOPLE))
        until = None if maker.chance(0.4) else maker.day(since, since + 150 * DAY)
        who = {"person": person, "team": maker.random.choice(PEOPLE[person].split())}
        maker.add("assignments", plan=name, **who, since=since, until=until or "", kind="coordinator")
        if until is None:
            break
        since = until + DAY * maker.random.choice((1, 1, 1, 2, 30))
    for person in maker.random.sample(list(PEOPLE), k=maker.random.choice((0, 1, 2, 3))):
        since = maker.day(opened, opened + 100 * DAY)
        last = maker.day(since, since + 200 * DAY) if maker.chance(0.5) else ""
        who = {
            "person": person,
            "team": PEOPLE[person].split()[0],
            "kind": maker.random.choice(("co_worker", "co_worker", "cover")),
        }
        maker.add("assignments", plan=name, **who, since=since, until=last)


def closed(maker: Maker, name: str, opened: date) -> list[str]:
    """Closings one after the other, each but the last reopened; sometimes on the very day or at an edge."""
    found, since = [], opened
    while since < LAST and maker.chance(0.7):
        on = maker.day(since, min(since + 300 * DAY, LAST))
        reopened = maker.random.choice((on, maker.day(on, LAST), maker.day(on, LAST))) if maker.chance(0.5) else None
        review = ("continues_independently", "helped_resident", "helped_professional")
        said = {column: maker.answer() for column in review}
        days = {"closed_on": on, "reopened_on": reopened or ""}
        found.append(maker.add("closings", "closing", plan=name, **days, reason="done", **said))
        if reopened is None:
            break
        since = reopened
    return found


def goal(maker: Maker, name: str, opened: date, resident: str) -> None:
    """A goal with scores and actions; it may be set before its plan was opened, and ended with a result or without."""
    set_on = maker.day(opened - 10 * DAY, LAST)
    ended = maker.day(set_on, max(set_on, LAST)) if maker.chance(0.5) else ""
    result = maker.random.choice(("reached", "reached", "partly", "not", "dropped", "")) if ended else ""
    scale = maker.random.choice(("ladder", "ladder", "ladder", "gas", "gas", "gas_start", "gas_psw"))
    said = {"set_on": set_on, "ended_on": ended, "result": result, "scale": scale, "removed_at": maker.removed()}
    weight = maker.random.choice(("", "", 0, 1, 2, 5))
    key = maker.add("goals", "goal", plan=name, resident=resident, own_words="Ik wil", importance=weight, **said)
    scores(maker, key, scale)
    for _turn in range(maker.random.randint(0, 3)):
        due = maker.day() if maker.chance(0.85) else ""
        done = maker.day() if maker.chance(0.5) else ""
        cancelled = maker.day() if maker.chance(0.2) else ""
        days = {"due_on": due, "done_on": done, "cancelled_on": cancelled, "removed_at": maker.removed()}
        maker.add("actions", "action", goal=key, text="Iets doen", **days)


def scores(maker: Maker, goal: str, scale: str) -> None:
    """Scores in up to three voices, several on one day, some corrected, and corrections corrected or emptied."""
    voices = maker.random.choice((["resident"], ["professional"], ["resident", "professional"], list(VOICES)))
    days = [maker.day() for _turn in range(maker.random.randint(1, 3))]
    made: list[str] = []
    for _turn in range(maker.random.randint(0, 6)):
        on = scale if maker.chance(0.93) else maker.random.choice(list(SCALES))
        said = {"goal": goal, "scale": on, "voice": maker.random.choice(voices), "recorded_at": maker.moment()}
        former = made.pop(maker.random.randrange(len(made))) if made and maker.chance(0.25) else ""
        value = "" if former and maker.chance(0.3) else maker.random.randint(*SCALES[on])
        day = maker.random.choice([*days, maker.day()])
        made.append(maker.add("goal_scores", "score", scored_on=day, value=value, replaces=former, **said))


def measured(maker: Maker, name: str, resident: str) -> None:
    """An instrument filled in several times: in several voices, partly, and corrected."""
    instrument, version, parts = maker.random.choice((*INSTRUMENTS, INSTRUMENTS[-1]))
    made: list[str] = []
    for _turn in range(maker.random.randint(0, 5)):
        of = {"plan": name, "resident": resident, "instrument": instrument, "version": version}
        former = made.pop() if made and maker.chance(0.2) else ""
        said = {"voice": maker.random.choice((*VOICES[:2], *VOICES)), "recorded_at": maker.moment()}
        day = maker.day()
        made.append(maker.add("assessments", "assessment", **of, **said, assessed_on=day, replaces=former))
        for part, ends in parts.items():
            state = maker.random.choice(("scored", "scored", "scored", "not_applicable", "not_asked", ""))
            score = maker.random.randint(*ends) if state == "scored" and maker.chance(0.95) else ""
            if state:
                maker.add("assessment_items", assessment=made[-1], item=part, score=score, state=state)
        if maker.chance(0.3):
            again = {**of, **said, "assessed_on": day, "recorded_at": maker.moment()}
            made.append(maker.add("assessments", "assessment", **again))
            for part, ends in parts.items():
                maker.add("assessment_items", assessment=made[-1], item=part, score=maker.random.randint(*ends))


def experience(maker: Maker, name: str, resident: str, closing: str) -> None:
    """A round of questions about our help, answered, left empty, not asked, and corrected."""
    on, offered = maker.day(), maker.random.choice(("o1", "o1", "o2", "o3", ""))
    about = {"plan": name, "resident": resident, "closing": closing, "asked_on": on, "offered": offered}
    key = maker.add("experiences", "experience", **about, way=maker.random.choice(("here", "here", "later")))
    values: dict[str, list[Any]] = {
        "choice": ["yes", "partly", "no"],
        "smiley": [0, 33, 34, 66, 67, 100],
        "text": ["Goed."],
    }
    for question, kind in TYPES.items():
        former = ""
        for _turn in range(maker.random.choice((0, 1, 1, 2))):
            state = maker.random.choice(("filled", "filled", "filled", "empty", "not_asked", "not_applicable"))
            value = maker.random.choice(values[kind]) if state == "filled" and maker.chance(0.9) else ""
            words = "In eigen woorden" if state == "filled" and value == "" else ""
            said = {"state": state, "value": value, "own_words": words, "voice": "resident", "replaces": former}
            day = on if maker.chance(0.7) else maker.day()
            about = {"record": f"experiences:{key}", "answered_on": day, "recorded_at": maker.moment()}
            former = maker.add("answers", "answer", question=question, **about, **said)
