"""Instruments that were filled in for plans of the demo, boards, and goals on a scale of their own."""

from datetime import date, timedelta

from catalogue.models import Instrument, InstrumentPart
from exchange.demo.rows import Rows, event, wording, workday
from organisation.models import User
from registration.models import Assessment, AssessmentPart, Assignment, Goal, GoalLevel, GoalScore, Plan
from registration.models.goal import Scale

# Of the showcase: (part, begin, later).
SJAAN = [
    ("finance", 2, 3), ("day_activity", 3, 3), ("housing", 4, 4), ("mental_health", 2, 3), ("social_network", 2, 3),
    ("participation", 2, 2), ("physical_health", 4, None), ("substance_use", 5, None),
]  # fmt: skip
# (part, resident's token, professional's, star)
BOARD = [
    ("social_network", 25, 45, True),
    ("finance", 30, 15, True),
    ("mental_health", 45, 25, False),
    ("housing", 90, None, False),
]
# A goal on the scale from -2 to +2: words for its levels, from the lowest to the highest.
LEVELS = {
    -2: "Ik kom de deur niet uit.",
    -1: "Ik ga één keer in de week naar buiten.",
    0: "Ik ga drie keer in de week naar buiten.",
    1: "Ik ga elke dag naar buiten.",
    2: "Ik ga elke dag naar buiten en spreek iemand.",
}
# One plan in so many has the matrix, one in so many a board, one goal in so many a scale of its own.
MATRIX, BOARDS, SCALED = 3, 12, 11


def write_measured(rows: Rows) -> None:
    """Adds to the plans that are kept so far, the showcase first; nothing without the packs."""
    matrix = Instrument.objects.filter(key="zrm", origin="pack").first()
    board = Instrument.objects.filter(key="wat_telt", origin="pack").first()
    if matrix is None or board is None:
        return
    parts, lines = ({p.key: p for p in one.parts.all() if p.key != "other"} for one in (matrix, board))
    who = {one.plan_id: one.professional for one in reversed(rows.kept[Assignment])}
    for number, plan in enumerate(rows.kept[Plan]):
        by = who[plan.pk]
        if number == 0:
            _sjaan(rows, plan, by, parts, lines)
        elif number % MATRIX == 0:
            _matrix(rows, plan, by, list(parts.values()))
        elif number % BOARDS == 1:
            _board(rows, plan, by, list(lines.values()))
    _goals(rows)


def _sheet(
    rows: Rows, plan: Plan, part: InstrumentPart, by: User, day: date, voice: str = "professional"
) -> Assessment:
    made = Assessment(plan=plan, instrument=part.instrument, assessed_on=day, voice=voice, **event(day, by))
    return rows.add(made)


def _score(rows: Rows, to: Assessment, part: InstrumentPart, score: int, *, star: bool = False) -> None:
    rows.add(AssessmentPart(assessment=to, part=part, score=score, works_on=star))


def _matrix(rows: Rows, plan: Plan, by: User, parts: list[InstrumentPart]) -> None:
    luck = rows.luck
    asked = luck.sample(parts, k=luck.randint(3, 10))
    begin = {part: luck.choice([1, 2, 2, 3, 3, 4]) for part in asked}
    first = _sheet(rows, plan, asked[0], by, plan.opened_on)
    for part, score in begin.items():
        _score(rows, first, part, score)
    day = workday(plan.opened_on + timedelta(days=luck.randint(60, 120)))
    if day > rows.today or luck.random() < 0.25:
        return
    later = _sheet(rows, plan, asked[0], by, day)
    for part, score in begin.items():
        if luck.random() < 0.8 or part is asked[0]:
            _score(rows, later, part, min(5, max(1, score + luck.choice([0, 0, 1, 1, 1, 2, -1]))))


def _board(rows: Rows, plan: Plan, by: User, lines: list[InstrumentPart]) -> None:
    luck, day = rows.luck, max(plan.opened_on, rows.ago(rows.luck.randint(2, 30)))
    picked = luck.sample(lines, k=luck.randint(2, 5))
    own, other = _sheet(rows, plan, picked[0], by, day, "resident"), _sheet(rows, plan, picked[0], by, day)
    for number, part in enumerate(picked):
        value = luck.randrange(5, 96, 5)
        _score(rows, own, part, value, star=number == 0)
        _score(rows, other, part, min(100, max(0, value + luck.choice([-20, -10, 0, 10, 15]))))


def _sjaan(
    rows: Rows, plan: Plan, by: User, parts: dict[str, InstrumentPart], lines: dict[str, InstrumentPart]
) -> None:
    part, line, later = parts["finance"], lines["finance"], rows.ago(4)
    first, second = _sheet(rows, plan, part, by, plan.opened_on), _sheet(rows, plan, part, by, later)
    for key, begin, now in SJAAN:
        _score(rows, first, parts[key], begin)
        if now is not None:
            _score(rows, second, parts[key], now)
    own, other = _sheet(rows, plan, line, by, later, "resident"), _sheet(rows, plan, line, by, later)
    for key, mine, theirs, star in BOARD:
        _score(rows, own, lines[key], mine, star=star)
        if theirs is not None:
            _score(rows, other, lines[key], theirs)


def _goals(rows: Rows) -> None:
    """Some goals about taking part get a scale of their own; the third step of the ladder is what was expected."""
    chosen = [one for one in rows.kept[Goal] if one.life_domain_id == "participation"][::SCALED]
    for goal in chosen:
        goal.scale, goal.importance = Scale.GAS, rows.luck.randint(1, 4)
        for value, text in LEVELS.items():
            rows.add(GoalLevel(goal=goal, value=value, text=text, **wording(goal.set_on, goal.recorded_by)))
    ids = {goal.pk for goal in chosen}
    for score in rows.kept[GoalScore]:
        if score.goal_id in ids:
            score.scale, score.value = Scale.GAS, score.value - 3
