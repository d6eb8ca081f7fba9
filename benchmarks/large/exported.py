"""The registrations that figures read, taken out as Parquet: no facts, and no text of anybody."""

from pathlib import Path
from typing import Any

import duckdb
import psycopg

PART = """(
SELECT p.id, p.key, s.direction FROM catalogue_instrumentpart p JOIN catalogue_instrumentscale s ON s.id = p.scale_id
) AS parts"""
# Of each file: the table or statement behind it, and its columns with their types.
FILES = {
    "area": ("organisation_area", "id UUID, code VARCHAR, parent_id UUID"),
    "plan": (
        "registration_plan",
        "id UUID, resident_id UUID, household_id UUID, area_id UUID, service_id VARCHAR, opened_on DATE",
    ),
    "assignment": (
        "registration_assignment",
        "plan_id UUID, professional_id UUID, team_id UUID, since DATE, until DATE, kind VARCHAR",
    ),
    "closing": (
        "registration_closing",
        "plan_id UUID, closed_on DATE, reopened_on DATE, continues_independently VARCHAR, helped_resident VARCHAR, "
        "helped_professional VARCHAR",
    ),
    "goal": (
        "registration_goal",
        "id UUID, plan_id UUID, set_on DATE, ended_on DATE, result VARCHAR, importance INTEGER, removed_at TIMESTAMPTZ",
    ),
    "goalscore": (
        "registration_goalscore",
        "id UUID, goal_id UUID, scored_on DATE, recorded_at TIMESTAMPTZ, scale VARCHAR, value INTEGER, voice VARCHAR, "
        "replaces_id UUID",
    ),
    "action": (
        "registration_action",
        "goal_id UUID, due_on DATE, done_on DATE, cancelled_on DATE, removed_at TIMESTAMPTZ",
    ),
    "helprequest": (
        "registration_helprequest",
        "plan_id UUID, asked_on DATE, theme_id VARCHAR, removed_at TIMESTAMPTZ",
    ),
    "referral": (
        "registration_referral",
        "plan_id UUID, referred_on DATE, theme_id VARCHAR, line VARCHAR, could_have_been_ours VARCHAR, "
        "removed_at TIMESTAMPTZ",
    ),
    "experience": ("registration_experience", "id UUID, plan_id UUID, asked_on DATE, offered_id BIGINT"),
    "offered": ("(SELECT id, unnest(keys) AS key FROM catalogue_offeredset) AS offered", "id BIGINT, key VARCHAR"),
    "question": ("catalogue_question", "key VARCHAR, answer_type VARCHAR"),
    "answer": (
        "(SELECT a.*, a.value #>> '{}' AS said FROM registration_questionanswer a) AS answers",
        "id UUID, plan_id UUID, experience_id UUID, question_id VARCHAR, moment VARCHAR, state VARCHAR, "
        "answered_on DATE, said VARCHAR, replaces_id UUID",
    ),
    "assessment": (
        "registration_assessment",
        "id UUID, plan_id UUID, resident_id UUID, instrument_id UUID, assessed_on DATE, recorded_at TIMESTAMPTZ, "
        "voice VARCHAR, replaces_id UUID",
    ),
    "item": ("registration_assessmentpart", "assessment_id UUID, part_id UUID, state VARCHAR, score INTEGER"),
    "part": (PART, "id UUID, key VARCHAR, direction VARCHAR"),
    "instrument": ("catalogue_instrument", "id UUID, key VARCHAR, edition VARCHAR, main_voice VARCHAR"),
}


def export(owner: psycopg.Connection[Any], folder: Path) -> None:
    """Writes all files, in the name of the owner, who sees everything."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, (table, described) in FILES.items():
        columns = dict(column.split() for column in described.split(", "))
        plain = folder / f"{name}.csv"
        with owner.cursor().copy(f"COPY (SELECT {', '.join(columns)} FROM {table}) TO STDOUT (FORMAT csv)") as rows:
            with plain.open("wb") as file:
                for row in rows:
                    file.write(row)
        # An empty text is told apart from nothing: nothing has no quotation marks.
        read = f"read_csv('{plain}', header = false, columns = {columns}, allow_quoted_nulls = false)"
        duckdb.execute(f"COPY (SELECT * FROM {read}) TO '{folder}/{name}.parquet' (FORMAT parquet)")
        plain.unlink()
