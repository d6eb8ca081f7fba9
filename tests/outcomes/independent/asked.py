"""How often questions about work outside are filled in: of each record that counts, what it asked and what was said."""

from collections import Counter, defaultdict
from pathlib import Path

from tests.outcomes.independent.days import Period
from tests.outcomes.independent.outside import Outside
from tests.outcomes.independent.reading import Row, day, rows_of, standing

# Of each kind of record: its key, its day, and in which column each built-in question is answered.
COLUMNS = {
    "group_met": ("met", "met_on", {
        **{f"group_met.{name}": name for name in (
            "group", "met_on", "size", "mood", "own_words", "characteristics", "interventions")},
        "group.area": "area",
    }),
    "activity": ("activity", "held_on", {
        f"activity.{name}": name for name in (
            "title", "held_on", "count", "volunteers", "own_words", "service", "area", "theme", "partners", "hours")
    }),
    "signal": ("signal", "observed_on", {
        **{f"signal.{name}": name for name in (
            "place", "seriousness", "kind", "provision", "observed_on", "area", "team")},
        "signal.words": "text",
    }),
}  # fmt: skip


def asked(folder: Path, period: Period) -> dict[str, Counter[str]]:
    """By question: `offered`, and how many were `filled`, `not_asked` and `not_applicable`."""
    outside = Outside(folder)
    sets = {row["offered_set"]: row["questions"].split() for row in rows_of(folder, "offered_sets")}
    own = {row["question"] for row in rows_of(folder, "questions") if row["answer_type"]}
    hours = {row["activity"] for row in rows_of(folder, "hours")}
    # Here a signal counts that is the same as another: its form was filled in too.
    signals = [row for row in standing(rows_of(folder, "signals"), "signal") if row.get("taken_back") != "yes"]
    records = {"group_met": outside.met, "activity": outside.activities, "signal": signals}
    found: dict[str, Counter[str]] = defaultdict(Counter)
    answers = _answers(folder)
    for kind, rows in records.items():
        key, on, columns = COLUMNS[kind]
        for row in rows:
            if not period.holds(day(row[on])):
                continue
            told = {**row, "hours": "yes" if row.get("activity") in hours else ""}
            told["text"] = row.get("text") or row.get("wiped_at", "")
            for question in sets.get(row["offered"], []):
                if question in own:
                    found[question].update(["offered", answers.get((kind, row[key], question), "empty")])
                elif question in columns:
                    found[question].update(["offered", "filled" if told[columns[question]] else "empty"])
    return found


def _answers(folder: Path) -> dict[tuple[str, str, str], str]:
    """The state of each answer that stands, by the record and the question."""
    rows: list[Row] = standing(rows_of(folder, "outside_answers"), "answer")
    return {(kind, row[kind], row["question"]): row["state"] for row in rows for kind in COLUMNS if row[kind]}
