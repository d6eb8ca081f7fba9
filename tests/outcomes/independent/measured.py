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


def main_voice(world: World, assessment: Row) -> str:
    """Whose scores an instrument goes by: of the board the resident's, of the others the professional's."""
    is_board = world.forms.get((assessment["instrument"], assessment["version"])) == "board"
    return "resident" if is_board else "professional"


def filled_in(world: World, period: Period) -> dict[Part, dict[tuple[str, str], list[Row]]]:
    """Per item and per pair of plan and resident what was filled in up to the end of the period, in the main voice."""
    found: dict[Part, dict[tuple[str, str], list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in world.assessments:
        if not period.knows(date.fromisoformat(row["assessed_on"])):
            continue
        if (row["voice"] or "professional") != main_voice(world, row):
            continue
        for item in world.items[row["assessment"]]:
            part = (row["instrument"], row["version"], item["item"])
            found[part][row["plan"], world.resident_of(row)].append({**row, **item, "_place": row["_place"]})
    return found


def domain_change(world: World, scope: str, period: Period) -> Counted:
    """Per item of an instrument: the last score against the first, of each resident in each plan."""
    counted = Counted()
    for part, pairs in sorted(filled_in(world, period).items()):
        name, tally = ":".join(part), Counter()
        for (plan, resident), rows in pairs.items():
            said = by_day(rows, "assessed_on")
            on, row = said[-1]
            if row["state"] != "scored" and period.holds(on) and world.belongs(scope, plan, on):
                tally[row["state"]] += 1
            scores = by_day([row for row in rows if row["state"] == "scored" and row["score"]], "assessed_on")
            if not scores or not period.holds(scores[-1][0]) or not world.belongs(scope, plan, scores[-1][0]):
                continue
            if len(scores) == 1:
                tally["once"] += 1
                continue
            more = int(scores[-1][1]["score"]) - int(scores[0][1]["score"])
            more = -more if part in world.lower_is_better else more
            tally["up" if more > 0 else "down" if more < 0 else "same"] += 1
            counted.behind[name].add(resident)
        known = sum(tally[change] for change in CHANGES)
        beside = {"known": known, "total": known + tally["once"]}
        if tally:
            counted.cells += [Cell(f"{name}:{change}", tally[change], known, None, name, beside) for change in CHANGES]
            counted.cells += [
                Cell(f"{name}:{state}", tally[state], None, None, name, beside)
                for state in ("once", "not_applicable", "not_asked")
            ]
    return counted


def experience(world: World, scope: str, period: Period) -> Counted:
    """Answers of residents to the questions about our help, per question."""
    counted, known, total = Counted(0, 0), Counter(), Counter()
    tally: dict[str, Counter[str]] = defaultdict(Counter)
    for row in world.answers:
        what, _colon, record = row["record"].partition(":")
        if what != "experiences":
            continue
        asked = world.experiences[record]
        on = date.fromisoformat(row["answered_on"])
        if not period.holds(on) or not world.belongs(scope, asked["plan"], on):
            continue
        total[row["question"]] += row["state"] in {"filled", "empty"}
        if row["state"] == "filled":
            known[row["question"]] += 1
            counted.behind[row["question"]].add(world.resident_of(asked))
            for said in row["value"].split():
                tally[row["question"]][said] += 1
    for question, answers in sorted(tally.items()):
        for said, count in sorted(answers.items()):
            counted.cells.append(Cell(f"{question}:{said}", count, known[question], None, question))
    counted.known, counted.total = sum(known.values()), sum(total.values())
    return counted
