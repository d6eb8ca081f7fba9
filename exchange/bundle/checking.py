"""What rows say about each other, checked in the database; all that is wrong is noted, with file, line and column."""

from difflib import get_close_matches
from typing import Any

from exchange.bundle.columns import Column, File
from exchange.bundle.database import one, rows, run
from exchange.bundle.problems import Findings
from exchange.bundle.shape import BY_NAME, FILES, columns
from exchange.bundle.statements import joins
from exchange.models.import_run import KEPT

# Keys of longer lists are not compared for the nearest: nobody types those.
NEAR_AMONG = 3_000
CATALOGUE = {
    "life_domains", "themes", "services", "areas", "teams", "people", "questions", "characteristics", "interventions",
}  # fmt: skip


# Which group it was, and what it was about, can be what was wrong.
SEEN_OTHERWISE = (("groups_met", ""), ("signals", ""))
# What is replaced is about the same as what replaces it.
ABOUT_THE_SAME = (
    ("goal_scores", "goal"),
    ("assessments", "plan"),
    ("answers", "question"),
    ("outside_answers", "question"),
    *SEEN_OTHERWISE,
)


class Checks:
    """Goes through the files of a bundle; `parts` says how each is called."""

    def __init__(self, findings: Findings, parts: dict[str, str]) -> None:
        self.findings, self.parts = findings, parts

    def all(self) -> None:
        """Every check."""
        for file in FILES:
            if one(f"SELECT EXISTS (SELECT FROM in_{file.name})"):
                self._doubles(file)
                for column in columns(file):
                    if column.type in {"reference", "references"}:
                        self._known(file, column)
                for rule in file.rules:
                    self.where(file.name, rule.column, rule.when, rule.code, **dict(rule.params))

    def where(self, file: str, column: str, when: str, code: str, more: str = "", **params: Any) -> None:
        """Notes the rows `s` of a file for which something holds, `more` being further tables that this takes."""
        self.found(file, column, f"FROM in_{file} s {more} WHERE NOT s._bad AND ({when})", code, **params)

    def found(self, file: str, column: str, source: str, code: str, other: str = "", **params: Any) -> None:
        """Notes what a query finds; `other` is a column of it that becomes the parameter of this name."""
        extra = f", {other}" if other else ""
        hits = rows(f'SELECT DISTINCT s._line, s."{column}"{extra} {source} ORDER BY 1 LIMIT {KEPT}')
        count = len(hits)
        if count == KEPT:
            count = one(f"SELECT count(DISTINCT s._line) {source}")
        name = self.parts.get(file, f"{file}.csv")

        def add(hit: Any) -> None:
            self.findings.wrong(
                name, hit[0], column, hit[1] or "", code, **params, **({"other": hit[2]} if other else {})
            )

        self.findings.counted(hits, count, add)

    def _doubles(self, file: File) -> None:
        name, column = file.name, file.key[-1] if file.keyless else file.key[0]
        if file.inner:
            return
        first = f"(SELECT _key, min(_line) AS line FROM in_{name} GROUP BY _key HAVING count(*) > 1)"
        source = f"FROM in_{name} s JOIN {first} f ON f._key = s._key AND s._line > f.line"
        self.found(name, column, f"{source} AND s._key <> ''", "double", other="f.line")

    def _known(self, file: File, column: Column) -> None:
        name = column.name
        if file.inner or (file.name == "answers" and name == "record"):
            return
        cell = column.each("x") if column.type == "references" else f'x."{name}"'
        source = f"""FROM (SELECT x._line, {cell} AS "{name}" FROM in_{file.name} x
                WHERE NOT x._bad AND x."{name}" <> '') s
            LEFT JOIN known_{column.to} k ON k.key = s."{name}" WHERE k.key IS NULL"""
        hits = rows(f'SELECT s._line, s."{name}" {source} ORDER BY 1 LIMIT {KEPT}')
        count = len(hits) if len(hits) < KEPT else one(f"SELECT count(*) {source}")
        near = self._near(column.to) if hits and column.to in CATALOGUE else []
        part = self.parts.get(file.name, file.name)

        def add(hit: Any) -> None:
            self._unknown(part, hit[0], name, hit[1], near, of=f"{column.to}.csv")

        self.findings.counted(hits, count, add)

    def _unknown(self, part: str, line: int, column: str, value: str, near: list[str], **params: Any) -> None:
        close = get_close_matches(value.lower(), near, n=3, cutoff=0.5)
        code = params.pop("code", "unknown")
        if close:
            code, params["near"] = f"{code}_near", ", ".join(close)
        self.findings.wrong(part, line, column, value, code, **params)

    def _near(self, kind: str) -> list[str]:
        return [row[0] for row in rows(f"SELECT key FROM known_{kind} ORDER BY key LIMIT {NEAR_AMONG}")]

    def parts_of_instruments(self) -> None:
        """Instruments that are not here, parts that they do not have, and scores that lie beside the scale."""
        known = ", ".join(
            key.replace("|", " ") for (key,) in rows(f"SELECT key FROM known_instruments ORDER BY 1 LIMIT {NEAR_AMONG}")
        )
        of = joins(BY_NAME["assessments"])
        self.where("assessments", "instrument", "i.target IS NULL", "instrument", more=of, near=known or "-")
        for file in ("instrument_scales", "instrument_parts"):
            of = joins(BY_NAME[file])
            self.where(file, "instrument", "oi.target IS NULL", "instrument", more=of, near=known or "-")
        self.where("instrument_parts", "scale", "oi.target IS NOT NULL AND oc.target IS NULL", "scale", more=of)
        of = joins(BY_NAME["assessment_items"])
        known_parts = [row[0] for row in rows(f"SELECT DISTINCT key FROM known_items LIMIT {NEAR_AMONG}")]
        source = f"FROM in_assessment_items s {of} WHERE NOT s._bad AND p.id IS NULL AND a.target IS NOT NULL"
        hits = rows(f"SELECT s._line, s.item {source} ORDER BY 1 LIMIT {KEPT}")
        count = len(hits) if len(hits) < KEPT else one(f"SELECT count(*) {source}")
        part = self.parts.get("assessment_items", "")
        self.findings.counted(
            hits, count, lambda hit: self._unknown(part, hit[0], "item", hit[1], known_parts, code="part")
        )
        off = "s.score <> '' AND s.score::int NOT BETWEEN p.lowest AND p.highest"
        self.where("assessment_items", "score", off, "off_scale", more=of)

    def answers(self) -> None:
        """Answers to questions that are none of our own, in records that are not there, or that do not fit."""
        files = "plans, notes, closings, assessments, experiences"
        self.where("answers", "record", "w.plan_id IS NULL", "record", more=joins(BY_NAME["answers"]), files=files)
        for file in ("answers", "outside_answers"):
            self._answers_of(file)

    def _answers_of(self, file: str) -> None:
        of = joins(BY_NAME[file])
        own = [row[0] for row in rows("SELECT key FROM own_questions ORDER BY key")]
        hits = rows(f"SELECT s._line, s.question FROM in_{file} s {of} WHERE NOT s._bad AND q.key IS NULL ORDER BY 1")
        part = self.parts.get(file, "")
        self.findings.counted(
            hits, len(hits), lambda hit: self._unknown(part, hit[0], "question", hit[1], own, code="question")
        )
        fits = """CASE q.answer_type
            WHEN 'number' THEN s.value ~ '^-?[0-9]{1,12}([.][0-9]{1,6})?$'
            WHEN 'smiley' THEN s.value ~ '^[0-9]{1,2}$' OR s.value = '100'
            WHEN 'yes_no' THEN s.value IN ('yes', 'no')
            WHEN 'date' THEN CASE WHEN s.value ~ '^(19|20)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$' THEN
                right(s.value, 2)::int <= extract(day FROM (left(s.value, 7) || '-01')::date
                    + interval '1 month - 1 day') ELSE false END
            WHEN 'choice' THEN EXISTS (
                SELECT FROM own_choices c WHERE c.question = q.key AND c.key = s.value)
            WHEN 'choices' THEN NOT EXISTS (SELECT FROM regexp_split_to_table(s.value, ' +') v WHERE v NOT IN (
                SELECT c.key FROM own_choices c WHERE c.question = q.key))
            ELSE true END"""
        self.where(file, "value", f"q.key IS NOT NULL AND s.value <> '' AND NOT ({fits})", "answer", more=of)

    def people(self) -> None:
        """Two people with one address."""
        source = """FROM in_people s JOIN in_people o ON lower(o.email) = lower(s.email) AND o._line < s._line
            AND o.person <> s.person WHERE s.email <> ''"""
        self.found("people", "email", source, "email_twice", other="o._line")

    def days(self) -> None:
        """Coordinators, households and closings that overlap, in the bundle and with what is here."""
        overlap = """daterange(s.since::date, nullif(s.until, '')::date, '[]')
            && daterange({0}::date, {1}, '[]') AND NOT s._bad"""
        right = "(s.until = '' OR s.until >= s.since)"
        both = overlap.format("o.since", "nullif(o.until, '')::date")
        for file, same, code in (
            (
                "assignments",
                "o.plan = s.plan AND o.kind = 'coordinator' AND s.kind = 'coordinator'",
                "two_coordinators",
            ),
            ("household_members", "o.resident = s.resident", "two_households"),
        ):
            fine = f"{right} AND s.since <> '' AND NOT s._bad"
            run(f"CREATE TEMP TABLE fine_{file} AS SELECT * FROM in_{file} s WHERE {fine}")
            source = f"FROM fine_{file} s JOIN fine_{file} o ON {same} AND o._line < s._line WHERE {both}"
            self.found(file, "since", source, code, other="o._line" if file == "assignments" else "")
        here = overlap.format("t.since", "t.until")
        source = f"""FROM fine_assignments s JOIN known_plans k ON k.key = s.plan AND NOT k.is_new
            JOIN registration_assignment t ON t.plan_id = k.target AND t.kind = 'coordinator' AND s.kind = 'coordinator'
            WHERE NOT EXISTS (SELECT FROM in_assignments m WHERE m._target = t.id) AND {here}"""
        self.found("assignments", "since", source, "two_coordinators_here")
        source = f"""FROM fine_household_members s JOIN known_residents k ON k.key = s.resident AND NOT k.is_new
            JOIN registration_householdmember t ON t.resident_id = k.target
            WHERE NOT EXISTS (SELECT FROM in_household_members m WHERE m._target = t.id) AND {here}"""
        self.found("household_members", "since", source, "two_households")
        source = "FROM in_closings s JOIN in_closings o ON o.plan = s.plan AND o._line < s._line WHERE NOT s._bad"
        self.found("closings", "closed_on", f"{source} AND s.reopened_on = '' AND o.reopened_on = ''", "two_closings")
        source = """FROM in_closings s JOIN known_plans k ON k.key = s.plan AND NOT k.is_new
            JOIN registration_closing t ON t.plan_id = k.target AND t.reopened_on IS NULL
            WHERE s.reopened_on = '' AND NOT s._bad AND NOT EXISTS (SELECT FROM in_closings m WHERE m._target = t.id)"""
        self.found("closings", "closed_on", source, "two_closings")

    def circles(self) -> None:
        """Corrections of corrections, and areas within areas, that lead back to themselves."""
        for file, column in (("goal_scores", "replaces"), ("assessments", "replaces"), ("answers", "replaces"),
                             ("outside_answers", "replaces"),
                             ("groups_met", "replaces"), ("signals", "replaces"), ("areas", "parent")):  # fmt: skip
            source = f"""FROM in_{file} s WHERE s.{column} <> '' AND NOT s._bad AND s._key NOT IN (
                WITH RECURSIVE reached AS (
                    SELECT o._key FROM in_{file} o LEFT JOIN in_{file} p ON p._key = o.{column} AND p.{column} <> ''
                    WHERE o.{column} <> '' AND p._key IS NULL
                  UNION SELECT o._key FROM in_{file} o JOIN reached r ON r._key = o.{column})
                SELECT _key FROM reached)"""
            if one(f"SELECT EXISTS (SELECT FROM in_{file} WHERE {column} <> '')"):
                self.found(file, column, source, "cycle", along=column)

    def corrections(self) -> None:
        """A row that is replaced twice, or by one about something else."""
        for file, what in ABOUT_THE_SAME:
            table = BY_NAME[file].table
            if not one(f"SELECT EXISTS (SELECT FROM in_{file} WHERE replaces <> '')"):
                continue
            source = f"""FROM in_{file} s JOIN in_{file} o ON o.replaces = s.replaces AND o._line < s._line
                WHERE s.replaces <> '' AND NOT s._bad"""
            self.found(file, "replaces", source, "replaced_twice")
            source = f"""FROM in_{file} s JOIN known_{file} k ON k.key = s.replaces AND NOT k.is_new
                JOIN {table} t ON t.replaces_id = k.target AND t.id <> s._target WHERE NOT s._bad"""
            self.found(file, "replaces", source, "replaced_twice")
            if not what:
                continue
            source = f"""FROM in_{file} s JOIN in_{file} o ON o._key = s.replaces WHERE NOT s._bad AND NOT o._bad
                AND o.{what} <> s.{what}"""
            self.found(file, "replaces", source, "other_record", what=what)


def same_signals(checks: Checks) -> None:
    """A signal that is the same as itself, as two others, or round in a circle, also through its corrections."""
    if not one("SELECT EXISTS (SELECT FROM in_same_signals)"):
        return
    run(
        """CREATE TEMP TABLE same AS
        WITH RECURSIVE first_of (key, first) AS (
            SELECT k.key, coalesce(h.first_id, h.id)::text FROM known_signals k
                JOIN signals_neighbourhoodsignal h ON h.id = k.target WHERE NOT k.is_new
          UNION ALL SELECT s._key, s._key FROM in_signals s JOIN known_signals k ON k.key = s._key AND k.is_new
                WHERE s.replaces = ''
          UNION ALL SELECT s._key, f.first FROM in_signals s JOIN known_signals k ON k.key = s._key AND k.is_new
                JOIN first_of f ON f.key = s.replaces),
        told AS (SELECT s._line AS line, a.first AS signal, b.first AS other FROM in_same_signals s
            JOIN first_of a ON a.key = s.signal JOIN first_of b ON b.key = s.other WHERE NOT s._bad)
        SELECT * FROM told
        UNION ALL SELECT NULL, t.signal_id::text, t.other_id::text FROM signals_samesignal t
            WHERE t.signal_id::text NOT IN (SELECT signal FROM told)"""
    )
    pairs = "FROM in_same_signals s JOIN same t ON t.line = s._line"
    checks.found("same_signals", "other", f"{pairs} WHERE t.signal = t.other", "not_itself")
    twice = f"{pairs} JOIN same o ON o.signal = t.signal AND o.line < t.line AND o.other <> t.other"
    checks.found("same_signals", "signal", twice, "one_other")
    circle = f"""{pairs} WHERE t.signal <> t.other AND t.signal IN (
        WITH RECURSIVE reached (other) AS (
            SELECT t.other UNION SELECT n.other FROM reached r JOIN same n ON n.signal = r.other)
        SELECT other FROM reached)"""
    checks.found("same_signals", "other", circle, "cycle", along="other")
    run("DROP TABLE same")


def about_whom(checks: Checks) -> None:
    """Goals and the like that are of a resident whom their plan is not about."""
    run(
        """CREATE TEMP TABLE about AS
        SELECT p.target AS plan, r.target AS resident FROM in_plans s JOIN known_plans p ON p.key = s.plan
            JOIN known_residents r ON r.key = s.resident
        UNION ALL SELECT k.target, t.resident_id FROM known_plans k JOIN registration_plan t ON t.id = k.target
            WHERE NOT k.is_new AND t.resident_id IS NOT NULL
        UNION ALL SELECT p.target, r.target FROM in_plans s JOIN known_plans p ON p.key = s.plan
            JOIN in_household_members m ON m.household = s.household JOIN known_residents r ON r.key = m.resident
            WHERE s.household <> ''
        UNION ALL SELECT k.target, m.resident_id FROM known_plans k JOIN registration_plan t ON t.id = k.target
            JOIN registration_householdmember m ON m.household_id = t.household_id WHERE NOT k.is_new
        UNION ALL SELECT p.target, m.resident_id FROM in_plans s JOIN known_plans p ON p.key = s.plan
            JOIN known_households h ON h.key = s.household AND NOT h.is_new
            JOIN registration_householdmember m ON m.household_id = h.target"""
    )
    run("ANALYZE about")
    for file in ("goals", "assessments", "experiences", "referrals", "applications", "strengths"):
        source = f"""FROM in_{file} s JOIN known_plans p ON p.key = s.plan JOIN known_residents r ON r.key = s.resident
            LEFT JOIN about a ON a.plan = p.target AND a.resident = r.target
            WHERE NOT s._bad AND s.resident <> '' AND a.plan IS NULL"""
        checks.found(file, "resident", source, "not_of_plan")
