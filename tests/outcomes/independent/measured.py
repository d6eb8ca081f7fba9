"""Figures of instruments, and of what residents say about our help."""

from collections import Counter, defaultdict
from datetime import date

from tests.outcomes.independent.days import Period
from tests.outcomes.independent.goals import by_day
from tests.outcomes.independent.reading import Row
from tests.outcomes.independent.shape import Cell, Counted
from tests.outcomes.independent.world import World

Part = tuple[str, str, str]
CHANGES = ("up", "same", "down")


def filled_in(world: World, period: Period) -> dict[Part, dict[tuple[str, str], list[Row]]]:
    """Per item and per pair of plan and resident what was filled in up to the end of the period, in the main voice."""
    found: dict[Part, dict[tuple[str, str], list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in world.assessments:
        if not period.knows(date.fromisoformat(row["assessed_on"])):
            continue
        if row["voice"] != world.main_voices[row["instrument"], row["version"]]:
            continue
        for said in world.parts[row["assessment"]]:
            part = (row["instrument"], row["version"], said["item"])
            if said["score"] or said["state"] != "scored":
                whom = row["resident"] or world.one_of(row["plan"])
                found[part][row["plan"], whom].append({**row, **said, "_place": row["_place"]})
    return found


def domain_change(world: World, scope: str, period: Period) -> Counted:
    """Per item of an instrument: the last score against the first, of each resident in each plan."""
    counted = Counted()
    for part, pairs in sorted(filled_in(world, period).items()):
        name = ":".join(part)
        tally: Counter[str] = Counter()
        for (plan, _whom), rows in pairs.items():
            said = by_day(rows, "assessed_on")
            on, row = said[-1]
            if row["state"] != "scored" and period.holds(on) and world.belongs(scope, plan, on):
                tally[row["state"]] += 1
            scores = by_day([row for row in rows if row["state"] == "scored"], "assessed_on")
            if not scores or not period.holds(scores[-1][0]) or not world.belongs(scope, plan, scores[-1][0]):
                continue
            if len(scores) == 1:
                tally["once"] += 1
                continue
            more = int(scores[-1][1]["score"]) - int(scores[0][1]["score"])
            more = -more if part in world.lower_is_better else more
            tally["up" if more > 0 else "down" if more < 0 else "same"] += 1
            counted.behind[name].add(world.one_of(plan))
        known = sum(tally[change] for change in CHANGES)
        beside = {"known": known, "total": known + tally["once"]}
        if tally:
            counted.cells += [Cell(f"{name}:{change}", tally[change], known, None, name, beside) for change in CHANGES]
            counted.cells += [
                Cell(f"{name}:{state}", tally[state], None, None, name, beside)
                for state in ("once", "not_applicable", "not_asked")
            ]
    return counted


def answer_of(world: World, row: Row) -> str:
    """In which cell an answer falls; what cannot be told apart by keys was filled in, and no more."""
    if world.types[row["question"]] in {"choice", "yes_no"} and row["value"]:
        return row["value"]
    if world.types[row["question"]] == "smiley" and row["value"]:
        return "sad" if float(row["value"]) < 34 else "between" if float(row["value"]) < 67 else "glad"
    return "filled"


def rounds(world: World) -> dict[tuple[str, str], list[Row]]:
    """What stands of each question (round, question) that was asked about our help; an empty list: nothing."""
    said: dict[tuple[str, str], list[Row]] = {}
    for key, row in world.experiences.items():
        for question in world.offered.get(row["offered"], []):
            if world.types.get(question):
                said[key, question] = []
    corrected = {row["replaces"] for row in world.answers}
    for row in world.answers:
        what, _colon, key = row["record"].partition(":")
        if what == "experiences":
            stands = said.setdefault((key, row["question"]), [])
            stands += [row] if row["answer"] not in corrected else []
    return said


def experience(world: World, scope: str, period: Period) -> Counted:
    """Answers of residents to the questions about our help, per question, and how often none came."""
    counted = Counted()
    tally: dict[str, Counter[str]] = defaultdict(Counter)
    for (key, question), stands in rounds(world).items():
        asked = world.experiences[key]
        filled = [row for row in stands if row["state"] == "filled"]
        found = [(answer_of(world, row), row["answered_on"]) for row in filled]
        if not filled and not any(row["state"] == "not_asked" for row in stands):
            found = [("no_answer", asked["asked_on"])]
        for said, text in found:
            on = date.fromisoformat(text)
            if period.holds(on) and world.belongs(scope, asked["plan"], on):
                tally[question][said] += 1
                counted.behind[question] |= {world.one_of(asked["plan"])} if said != "no_answer" else set()
    for question, answers in sorted(tally.items()):
        none = answers.pop("no_answer", 0)
        known, beside = sum(answers.values()), {"known": sum(answers.values()), "total": sum(answers.values()) + none}
        counted.cells += [Cell(f"{question}:{said}", n, known, None, question, beside) for said, n in answers.items()]
        counted.cells.append(Cell(f"{question}:no_answer", none, None, None, question, beside))
    return counted
