"""What becomes of rows whose record is here already: the same, to be changed, or left as it is here and reported."""

from exchange.bundle.columns import File
from exchange.bundle.database import one, rows, run
from exchange.bundle.outside import SPREAD
from exchange.bundle.problems import Findings
from exchange.bundle.shape import FILES
from exchange.bundle.statements import differs, joins, mark
from exchange.models.import_run import KEPT

COUNTED = {"n": "new", "u": "changed", "s": "same", "k": "kept_ours"}
# Somebody with one of these can give others their rights; whoever moves registrations may not do that by the way.
BY_HAND = "('information_manager', 'privacy_officer')"


def decide(present: dict[str, list[str]], parts: dict[str, str], findings: Findings) -> dict[str, dict[str, int]]:
    """Fills in `_todo` of all rows; how many of each there are, by file."""
    run("CREATE TEMP TABLE item_rows (_line int, assessment uuid, part uuid, score text, state text, own_words text,"
        " works_on text, _todo \"char\")")  # fmt: skip
    counts = {}
    for file in FILES:
        if file.name == "assessment_items":
            _decide_parts(parts, findings)
        else:
            _decide(file, present.get(file.name, []), parts, findings)
        if file.whole and file.name in parts:
            _gone(file)
        table = "item_rows" if file.name == "assessment_items" else f"in_{file.name}"
        found = dict(rows(f"SELECT _todo::text, count(*) FROM {table} GROUP BY 1"))
        if found and not file.inner and file.name in parts:
            counts[file.name] = {name: found.get(todo, 0) for todo, name in COUNTED.items()}
    return counts


def give_by_hand(parts: dict[str, str], findings: Findings) -> None:
    """Leaves out roles that let somebody give rights to others."""
    hits = rows(f"SELECT _line, role FROM in_memberships WHERE _todo = 'n' AND role IN {BY_HAND} ORDER BY 1")
    for line, role in hits:
        findings.remark(parts.get("people", ""), line, "role", role, "by_hand")
    run(f"DELETE FROM in_memberships WHERE _todo = 'n' AND role IN {BY_HAND}")


def _decide(file: File, present: list[str], parts: dict[str, str], findings: Findings) -> None:
    name = file.name
    if not one(f"SELECT EXISTS (SELECT FROM in_{name} WHERE _todo IS NULL)"):
        return
    here = f"JOIN {file.table} t ON t.{file.pk_name} = s._target"
    if name == "memberships":
        present = ["person", "team", "role", "since", "until"]
    elif name == "household_members" and not present:
        present = ["household", "resident"]
    elif name == "signal_replies" and not present:
        present = ["replied_on"]
    other, unmoved = differs(file, present), "false" if file.event else f"s._mark = {mark(file)}"
    # What every organisation starts with, and nobody has arranged yet.
    unmoved = f"({unmoved} OR (s._old IS NULL AND {file.untouched}))"
    here += _linked(file, present)
    if file.links():
        other = f"({other} OR l.moved)"
    run(
        f"""UPDATE in_{name} u SET _todo = d.todo FROM (
            SELECT s._line, (CASE WHEN NOT ({other}) THEN 's' WHEN {unmoved} THEN 'u' ELSE 'k' END)::"char" AS todo
            FROM in_{name} s {joins(file)} {here} WHERE s._todo IS NULL) d
        WHERE d._line = u._line AND u._todo IS NULL"""
    )
    # Whose record was joined to another one, or is gone.
    run(f"UPDATE in_{name} SET _todo = 's' WHERE _todo IS NULL")
    if name == "residents":
        run("""UPDATE in_residents s SET _todo = 'k' FROM registration_resident t
            WHERE t.id = s._target AND t.merged_into_id IS NOT NULL AND s._todo = 'u'""")
    _report(file, parts, findings)


def _gone(file: File) -> None:
    """Parts that every organisation gets and that a whole of the bundle has no more."""
    whole = file.column(file.whole)
    run(f"""CREATE TEMP TABLE gone_{file.name} AS SELECT t.{file.pk_name} AS target FROM {file.table} t
        JOIN in_{whole.to} w ON w._target = t.{whole.target} AND w._todo IN ('u', 's')
        WHERE {file.untouched} AND NOT EXISTS (SELECT FROM in_{file.name} s WHERE s._target = t.{file.pk_name})""")


def _linked(file: File, present: list[str]) -> str:
    """What tells whether the links of a record are other than its row says; a column that is missing says nothing."""
    said = " OR ".join(
        f"(SELECT string_agg(DISTINCT k.target::text, ' ' ORDER BY k.target::text) FROM {column.each('x')} e(key)"
        f" JOIN known_{column.to} k ON k.key = e.key) IS DISTINCT FROM {column.linked('x._target')}"
        for column in file.links()
        if column.name in present
    )
    if not file.links():
        return ""
    for column in file.links():
        run(f"CREATE INDEX IF NOT EXISTS known_{column.to}_by_key ON known_{column.to} (key)")
    run(f"CREATE TEMP TABLE linked_{file.name} AS SELECT x._line, {said or 'false'} AS moved"
        f" FROM in_{file.name} x WHERE x._todo IS NULL")  # fmt: skip
    return f" JOIN linked_{file.name} l ON l._line = s._line"


def _report(file: File, parts: dict[str, str], findings: Findings) -> None:
    column = file.key[0]
    kept = f"FROM in_{file.name} s WHERE s._todo = 'k'"
    # Not a row of that file: the answer that a signal carried.
    spread = f"s._compared = '{SPREAD}'" if file.name == "signal_replies" else "false"
    hits = rows(f'SELECT s._line, s."{column}", s._old IS NULL, {spread} {kept} ORDER BY 1 LIMIT {KEPT}')
    count = one(f"SELECT count(*) {kept}")
    part = parts.get(file.name) or parts.get("people" if file.name == "memberships" else "residents", "")

    def add(hit: tuple[int, str, bool, bool]) -> None:
        code = "kept_event" if file.event else "kept_here" if hit[2] else "kept"
        if hit[3]:
            findings.remark(parts.get("signals", ""), hit[0], "answered_on", "", code)
        else:
            findings.remark(part, hit[0], column, hit[1], code)

    findings.counted(hits, count, add, remarks=True)


def _decide_parts(parts: dict[str, str], findings: Findings) -> None:
    """Parts of an assessment stand and fall with it: those of a new one are new, of another they are what they were."""
    state = "coalesce(nullif(s.state, ''), CASE WHEN s.score = '' THEN 'not_asked' ELSE 'scored' END)"
    run(
        f"""INSERT INTO item_rows SELECT s._line, r.target, p.id, s.score, {state}, s.own_words, s.works_on,
            (CASE WHEN r.is_new THEN 'n' ELSE 'k' END)::"char"
        FROM in_assessment_items s JOIN known_assessments r ON r.key = s.assessment
        JOIN instrument_of a ON a.target = r.target
        JOIN known_items p ON p.instrument_id = a.instrument_id AND p.key = s.item"""
    )
    run("ANALYZE item_rows")
    if not one("SELECT EXISTS (SELECT FROM item_rows WHERE _todo = 'k')"):
        return
    same = """FROM item_rows s
        JOIN registration_assessmentpart t ON t.assessment_id = s.assessment AND t.part_id = s.part
        AND t.state = s.state AND t.score IS NOT DISTINCT FROM nullif(s.score, '')::smallint
        AND t.own_words = s.own_words AND t.works_on = (s.works_on = 'yes')"""
    other = f"SELECT _line FROM item_rows WHERE _todo = 'k' EXCEPT SELECT s._line {same}"
    hits = rows(f"SELECT _line, count(*) OVER () FROM ({other}) o ORDER BY 1 LIMIT {KEPT}")
    part = parts.get("assessment_items", "")
    findings.counted(
        hits,
        hits[0][1] if hits else 0,
        lambda hit: findings.remark(part, hit[0], "item", "", "kept_event"),
        remarks=True,
    )
    if hits:
        run(f"CREATE TEMP TABLE other_parts AS {other}")
        run("UPDATE item_rows SET _todo = 's' WHERE _todo = 'k' AND _line NOT IN (SELECT _line FROM other_parts)")
    else:
        # Nothing is written of them, so that saying so in each row would be in vain.
        run("DELETE FROM item_rows WHERE _todo = 'k'")
