"""The same counts by another engine: DuckDB over a Parquet export of the registrations, from the definitions in docs.

Nothing here reads a fact. Each table below gives its records with plan, day, what they are about and the cell in which
they fall; whose they are and for which places they count is worked out once, for all of them.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from benchmarks.large.exported import FILES
from shared.period import Period

# What was said of goals up to the end: of one day what was recorded last, and of the voices the first that was heard.
SCORES = """
CREATE OR REPLACE TEMP TABLE spoken AS
WITH standing AS (
  SELECT g.plan_id, s.goal_id, s.scale, s.voice, s.scored_on, coalesce(g.importance, 1) AS weight,
    arg_max(s.value, (s.recorded_at, s.id)) AS value
  FROM goalscore s JOIN goal g ON g.id = s.goal_id
  WHERE g.removed_at IS NULL AND s.value IS NOT NULL AND s.scored_on < $end
    AND s.id NOT IN (SELECT replaces_id FROM goalscore WHERE replaces_id IS NOT NULL)
  GROUP BY ALL),
heard AS (
  SELECT goal_id, scale, arg_min(voice, CASE voice WHEN 'resident' THEN 1 WHEN 'professional' THEN 2 ELSE 3 END) AS
    voice
  FROM standing GROUP BY ALL)
SELECT plan_id, goal_id, scale, weight, min(scored_on) AS first_on, max(scored_on) AS last_on,
  arg_min(value, scored_on) AS first, arg_max(value, scored_on) AS last
FROM standing JOIN heard USING (goal_id, scale, voice) GROUP BY ALL
"""
CLOSED = (
    "SELECT plan_id, closed_on AS day, '' AS about, {leaf} AS leaf, NULL::DOUBLE AS value FROM closing WHERE {held}"
)
HELD = "closed_on >= $start AND closed_on < $end AND (reopened_on IS NULL OR reopened_on >= $end)"
ANSWERED = "CASE WHEN {column} IN ('yes', 'partly', 'no') THEN {column} ELSE 'no_answer' END"
NOTHING = "NULL::DOUBLE AS value"


def closed(column: str) -> str:
    """What was answered at closings that still held."""
    return CLOSED.format(leaf=ANSWERED.format(column=column), held=HELD)


RECORDS = {
    "goals_reached": f"""SELECT plan_id, ended_on AS day, '' AS about,
      CASE WHEN coalesce(result, '') = '' THEN 'no_result' ELSE result END AS leaf, {NOTHING}
    FROM goal WHERE removed_at IS NULL AND ended_on >= $start AND ended_on < $end""",
    "goal_progress": f"""SELECT plan_id, last_on AS day, '' AS about, CASE WHEN last_on = first_on THEN 'once'
      WHEN last > first THEN 'up' WHEN last < first THEN 'down' ELSE 'same' END AS leaf, {NOTHING}
    FROM spoken WHERE scale = 'ladder' AND last_on >= $start""",
    "gas_t_score": """SELECT plan_id, max(last_on) AS day, scale AS about, 'known' AS leaf,
      50 + 10 * sum(weight * last) / sqrt(0.7 * sum(weight * weight) + 0.3 * sum(weight) * sum(weight)) AS value
    FROM spoken WHERE scale <> 'ladder' GROUP BY plan_id, scale HAVING max(last_on) >= $start""",
    "domain_change": f"""WITH standing AS (
      SELECT a.plan_id, coalesce(a.resident_id, p.resident_id, p.household_id) AS who, a.instrument_id, i.part_id,
        a.assessed_on,
        arg_max(i.score, (a.recorded_at, a.id)) AS score
      FROM assessment a JOIN plan p ON p.id = a.plan_id JOIN instrument m ON m.id = a.instrument_id AND
        m.main_voice = a.voice
      JOIN item i ON i.assessment_id = a.id
      WHERE i.state = 'scored' AND i.score IS NOT NULL AND a.assessed_on < $end
        AND a.id NOT IN (SELECT replaces_id FROM assessment WHERE replaces_id IS NOT NULL)
      GROUP BY ALL),
    pairs AS (
      SELECT plan_id, who, instrument_id, part_id, min(assessed_on) AS first_on, max(assessed_on) AS day,
        arg_min(score, assessed_on) AS first, arg_max(score, assessed_on) AS last
      FROM standing GROUP BY ALL HAVING max(assessed_on) >= $start)
    SELECT plan_id, day, m.key || ':' || m.edition || ':' || t.key AS about, CASE WHEN day = first_on THEN 'once'
      WHEN last = first THEN 'same' WHEN (last > first) = (t.direction = 'higher') THEN 'up' ELSE 'down' END AS
        leaf, {NOTHING}
    FROM pairs JOIN part t ON t.id = pairs.part_id JOIN instrument m ON m.id = pairs.instrument_id""",
    "continues_independently": closed("continues_independently"),
    "helped": closed("helped_resident"),
    "helped_professional": closed("helped_professional"),
    "plan_duration": f"""SELECT c.plan_id, c.closed_on AS day, '' AS about, 'known' AS leaf,
      (c.closed_on - p.opened_on)::DOUBLE AS value FROM closing c JOIN plan p ON p.id = c.plan_id WHERE {HELD}""",
    "plans:closed": CLOSED.format(leaf="'known'", held=HELD),
    "plans:opened": f"""SELECT id AS plan_id, opened_on AS day, '' AS about, 'known' AS leaf, {NOTHING}
    FROM plan WHERE opened_on >= $start AND opened_on < $end""",
    "time_to_first_goal": """SELECT p.id AS plan_id, p.opened_on AS day, '' AS about,
      CASE WHEN min(g.set_on) < $end THEN 'known' ELSE 'no_goal' END AS leaf,
        (min(g.set_on) - p.opened_on)::DOUBLE AS value
    FROM plan p LEFT JOIN goal g ON g.plan_id = p.id AND g.removed_at IS NULL
    WHERE p.opened_on >= $start AND p.opened_on < $end GROUP BY p.id, p.opened_on""",
    "actions_done": f"""SELECT g.plan_id, a.due_on AS day, '' AS about,
      CASE WHEN a.cancelled_on < $end THEN 'cancelled'
      WHEN a.done_on < $end THEN 'done' ELSE 'open' END AS leaf, {NOTHING}
    FROM action a JOIN goal g ON g.id = a.goal_id
    WHERE a.removed_at IS NULL AND g.removed_at IS NULL AND a.due_on >= $start AND a.due_on < $end""",
    "help_requests": f"""SELECT plan_id, asked_on AS day, theme_id AS about, 'known' AS leaf, {NOTHING}
    FROM helprequest WHERE removed_at IS NULL AND theme_id IS NOT NULL AND asked_on >= $start AND asked_on < $end""",
    "referrals": f"""SELECT plan_id, referred_on AS day, coalesce(theme_id, 'none') AS about,
      CASE WHEN coalesce(line, '') = '' THEN 'none' ELSE line END AS leaf, {NOTHING}
    FROM referral WHERE removed_at IS NULL AND referred_on >= $start AND referred_on < $end""",
    "referrals:ours": f"""SELECT plan_id, referred_on AS day, '' AS about,
      CASE WHEN could_have_been_ours = 'yes' THEN 'yes' ELSE 'other' END AS leaf, {NOTHING}
    FROM referral WHERE removed_at IS NULL AND referred_on >= $start AND referred_on < $end""",
    "experience": f"""WITH standing AS (
      SELECT * FROM answer WHERE moment = 'experience'
        AND id NOT IN (SELECT replaces_id FROM answer WHERE replaces_id IS NOT NULL)),
    asked AS (
      SELECT e.id, o.key FROM experience e JOIN offered o ON o.id = e.offered_id
      UNION SELECT experience_id, question_id FROM answer WHERE experience_id IS NOT NULL)
    SELECT s.plan_id, s.answered_on AS day, s.question_id AS about,
      coalesce(CASE q.answer_type WHEN 'choice' THEN s.said
      WHEN 'yes_no' THEN s.said WHEN 'smiley' THEN CASE WHEN s.said::DOUBLE < 34 THEN 'sad' WHEN s.said::DOUBLE < 67
        THEN 'between' WHEN s.said IS NOT NULL THEN 'glad' END END, 'filled') AS leaf, {NOTHING}
    FROM standing s JOIN question q ON q.key = s.question_id
    WHERE s.state = 'filled' AND s.answered_on >= $start AND s.answered_on < $end
    UNION ALL SELECT e.plan_id, e.asked_on, a.key, 'no_answer', NULL
    FROM asked a JOIN experience e ON e.id = a.id JOIN question q ON q.key = a.key AND q.answer_type <> ''
    WHERE e.asked_on >= $start AND e.asked_on < $end
      AND NOT EXISTS (SELECT 1 FROM standing s WHERE s.experience_id = a.id AND s.question_id = a.key
        AND s.state IN ('filled', 'not_asked'))""",
}
# Cells outside what is known; and in which way things are told apart: not at all, each by itself, or with a total.
OUTSIDE = {
    "goals_reached": ("dropped", "no_result"), "goal_progress": ("once",), "domain_change": ("once",),
    "actions_done": ("cancelled",), "time_to_first_goal": ("no_goal",), "experience": ("no_answer",),
    "continues_independently": ("no_answer",), "helped": ("no_answer",), "helped_professional": ("no_answer",),
}  # fmt: skip
APART, TOGETHER = {"domain_change", "gas_t_score", "experience"}, {"help_requests", "referrals"}
MEASURED = {"gas_t_score": "avg", "plan_duration": "median", "time_to_first_goal": "median"}

# The places of an area: itself (and of one with others inside it the part of which no more is known), and those
# around it.
PLACES = """
CREATE OR REPLACE TEMP TABLE place AS
WITH RECURSIVE around (id, key, above) AS (
  SELECT id, code, parent_id FROM area
  UNION ALL SELECT around.id, a.code, a.parent_id FROM around JOIN area a ON a.id = around.above)
SELECT id::VARCHAR AS id, key FROM around UNION ALL SELECT id::VARCHAR, '' FROM area
UNION ALL SELECT id::VARCHAR, code || '-' FROM area WHERE id IN (SELECT parent_id FROM area)
UNION ALL SELECT '', '-' UNION ALL SELECT '', ''
"""
TURNS = """
CREATE OR REPLACE TEMP TABLE turn AS
SELECT plan_id, professional_id, team_id, since, until, lead(since) OVER (PARTITION BY plan_id ORDER BY since) AS
  next_since
FROM assignment WHERE kind = 'coordinator'
"""
BELONGING = """
CREATE OR REPLACE TEMP TABLE belonging AS
SELECT r.about, r.leaf, r.value, coalesce(p.resident_id, p.household_id) AS who, coalesce(p.area_id::VARCHAR,
  '') AS area,
  coalesce(p.service_id, '') AS service, CASE WHEN t.until IS NULL OR t.until >= r.day THEN t.professional_id END
    AS person,
  t.team_id AS team
FROM ({records}) r JOIN plan p ON p.id = r.plan_id
LEFT JOIN turn t ON t.plan_id = r.plan_id AND t.since <= r.day AND (t.next_since IS NULL OR t.next_since > r.day)
"""
SPREAD = """
CREATE OR REPLACE TEMP TABLE counted AS
SELECT places.key, {about} AS about, cells.cell, b.who, b.person, b.team, b.value
FROM belonging b JOIN ({places}) places ON places.id = b.{over} JOIN ({cells}) cells ON cells.leaf = b.leaf
"""
AREAS = "SELECT id, key FROM place"
SERVICES = (
    "SELECT DISTINCT service AS id, CASE service WHEN '' THEN '-' ELSE service END AS key FROM belonging "
    "UNION ALL SELECT DISTINCT service, '' FROM belonging"
)


@dataclass
class Counted:
    """What was counted at each (key, about, cell), as `outcomes.publishing.counts.Counts` has it."""

    records: dict[tuple[str, str, str], int] = field(default_factory=dict)
    residents: dict[tuple[str, str, str], int] = field(default_factory=dict)
    largest: dict[tuple[str, str, str], int] = field(default_factory=dict)
    own: dict[str, dict[tuple[str, str, str], int]] = field(default_factory=lambda: defaultdict(dict))
    values: dict[tuple[str, str, str], float] = field(default_factory=dict)

    def as_rows(self) -> list[list[Any]]:
        """A row for each of them: what it is, of which team, where it stands and how much."""
        rows = [
            [what, "", *spot, round(number, 4)]
            for what in ("records", "residents", "largest", "values")
            for spot, number in getattr(self, what).items()
        ]
        return rows + [["own", team, *spot, number] for team, of in self.own.items() for spot, number in of.items()]


class Second:
    """DuckDB over a folder of Parquet files, read anew for each count."""

    def __init__(self, folder: Path) -> None:
        self.engine = duckdb.connect()
        self.folder = folder
        for name in FILES:
            self.engine.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet('{folder}/{name}.parquet')")

    def count(self, quarter: Period) -> Mapping[tuple[str, str], Counted]:
        """Every table of a quarter, over areas and over services."""
        of = {"start": quarter.start, "end": quarter.end}
        for statement in (PLACES, TURNS):
            self.engine.execute(statement)
        self.engine.execute(SCORES, {"end": quarter.end})
        found = {}
        for table, records in RECORDS.items():
            statement = BELONGING.format(records=records)
            self.engine.execute(statement, {name: day for name, day in of.items() if f"${name}" in statement})
            for over in ("area", "service"):
                found[table, over] = self._spread(table, over)
        return found

    def _spread(self, table: str, over: str) -> Counted:
        about = "b.about" if table in APART else "unnest([b.about, ''])" if table in TOGETHER else "''"
        places = AREAS if over == "area" else SERVICES
        self.engine.execute(SPREAD.format(about=about, places=places, cells=self._cells(table), over=over))
        counted = Counted()
        for key, thing, cell, records, residents in self.engine.execute(
            "SELECT key, about, cell, count(*), count(DISTINCT who) FROM counted GROUP BY ALL"
        ).fetchall():
            counted.records[key, thing, cell] = records
            counted.residents[key, thing, cell] = residents
        for key, thing, cell, largest in self.engine.execute(
            "SELECT key, about, cell, max(records) FROM ("
            "SELECT key, about, cell, person, count(*) AS records FROM counted GROUP BY ALL) GROUP BY ALL"
        ).fetchall():
            counted.largest[key, thing, cell] = largest
        for team, key, thing, cell, records in self.engine.execute(
            "SELECT coalesce(team::VARCHAR, ''), key, about, cell, count(*) FROM counted GROUP BY ALL"
        ).fetchall():
            counted.own[team][key, thing, cell] = records
        if table in MEASURED:
            measured = (
                f"SELECT key, about, cell, {MEASURED[table]}(value) FROM counted WHERE cell = 'known' GROUP BY ALL"
            )
            for key, thing, cell, value in self.engine.execute(measured).fetchall():
                counted.values[key, thing, cell] = value
        return counted

    def _cells(self, table: str) -> str:
        """From each cell to those in which it lies."""
        outside = ", ".join(f"'{cell}'" for cell in OUTSIDE.get(table, ()))
        found = "SELECT DISTINCT leaf, leaf AS cell FROM belonging UNION ALL SELECT DISTINCT leaf, '' FROM belonging"
        if outside:
            found += f" UNION ALL SELECT DISTINCT leaf, 'known' FROM belonging WHERE leaf NOT IN ({outside}, 'known')"
        return found
