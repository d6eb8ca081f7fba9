"""Which record each row is: one that an earlier bundle brought, one that was here already, or a new one."""

from exchange.bundle.columns import File
from exchange.bundle.database import one, rows, run
from exchange.bundle.shape import BY_NAME, FILES
from exchange.bundle.shape_asked import INSTRUMENT
from exchange.bundle.statements import TYPES, UUID_LIKE, joins, known_here, natural

SCORED_PARTS, PARTS = BY_NAME["assessment_items"], BY_NAME["instrument_parts"]
# In whose name comes in what nobody is named for. Whoever starts a run never is: who recorded a plan may put oneself on
# it as long as nobody else is.
MOVER = "inlezen@keukentafel.invalid"
MOVER_NAME = "Ingelezen"


def name_the_mover() -> None:
    """Finds the account in whose name rows come in, or takes an id for it; `write_the_mover` makes it."""
    run("DROP TABLE IF EXISTS the_mover")
    run("CREATE TEMP TABLE the_mover AS SELECT id, true AS here FROM organisation_user WHERE email = %s", [MOVER])
    run("INSERT INTO the_mover SELECT uuid_of_now(), false WHERE NOT EXISTS (SELECT FROM the_mover)")


def write_the_mover() -> None:
    """Makes that account: nobody can log in with it."""
    fixed = BY_NAME["people"].fixed
    run(
        f"""INSERT INTO organisation_user (id, email, name, discipline, is_active, language, phone,
            {", ".join(n for n, _ in fixed)})
        SELECT id, %s, %s, '', false, 'nl', '', {", ".join(value for _, value in fixed)} FROM the_mover
        WHERE NOT here""",
        [MOVER, MOVER_NAME],
    )


def spread_people() -> None:
    """A person stands in a line for each membership: makes one row of the person and one of each membership."""
    names = "_line, _bad, _key, _print, _compared, person, team, role, since, until"
    run(
        f"""INSERT INTO in_memberships ({names})
        SELECT min(_line), false, key, md5(key || max(until)), '', person, team, role, since, max(until) FROM (
            SELECT _line, person, team, since, until, coalesce(nullif(role, ''), 'professional') AS role,
                concat_ws('|', person, team, role, since) AS key
            FROM in_people WHERE NOT _bad AND (role <> '' OR team <> '')) s
        GROUP BY key, person, team, role, since"""
    )
    run(
        """DELETE FROM in_people s USING in_people o WHERE o.person = s.person AND o._line < s._line AND lower(o.email)
        = lower(s.email) AND (o.name, o.discipline, o.active, o.language, o.phone, o.quiet_weeks)
        = (s.name, s.discipline, s.active, s.language, s.phone, s.quiet_weeks)"""
    )
    own = "email, name, discipline, active, language, phone, quiet_weeks"
    run(f"UPDATE in_people SET _print = md5(concat_ws('|', {own}))")


def spread_households() -> None:
    """Members are the residents that name a household, from the day its first plan opened or as the bundle says."""
    names = "_line, _bad, _key, _print, _compared, household, resident, since, until, recorded_at, recorded_by"
    run(
        f"""INSERT INTO in_household_members ({names})
        SELECT s._line, false, concat_ws('|', s.household, s.resident, ''),
            md5(concat_ws('|', s.household, s.resident)), '', s.household, s.resident,
            coalesce(o.opened_on, left(nullif(s.recorded_at, ''), 10), current_date::text), '', '', ''
        FROM in_residents s
        LEFT JOIN (SELECT household, min(opened_on) AS opened_on FROM in_plans WHERE opened_on <> '' GROUP BY 1) o
            ON o.household = s.household
        WHERE s.household <> '' AND NOT s._bad AND NOT EXISTS (
            SELECT FROM in_household_members m WHERE m.household = s.household AND m.resident = s.resident)"""
    )


# A UUID of version 7 that rises with `turn`: of two events of one moment the later row is the last one.
ID_IN_TURN = """encode(overlay(overlay(uuid_send(gen_random_uuid())
    PLACING substring(int8send(floor(extract(epoch FROM statement_timestamp()) * 1000)::bigint + turn / 4096) FROM 3)
    FROM 1 FOR 6) PLACING substring(int4send((28672 + turn % 4096)::int) FROM 3) FROM 7 FOR 2), 'hex')::uuid"""


def resolve() -> None:
    """Fills in for all rows which record they are, and for all keys where they lead."""
    run("CREATE TEMP TABLE in_scale_of AS SELECT goal, min(scale) AS scale FROM in_goal_scores GROUP BY goal")
    run("CREATE TEMP TABLE instrument_of (target uuid, instrument_id uuid)")
    run("CREATE TEMP TABLE in_stands_in (_line int, plan_id uuid, note_id uuid, closing_id uuid, assessment_id uuid,"
        " experience_id uuid)")  # fmt: skip
    for file in FILES:
        if file is not SCORED_PARTS:
            _targets(file)
            _known(file)
    for file in FILES:
        for column in file.links():
            run(known_here(column, file))
    _asked()
    _instruments()


def _targets(file: File) -> None:
    name, kind = file.name, TYPES[file.pk]
    new_id = ID_IN_TURN if file.event and file.pk == "uuid" else file.new_id
    if not one(f"SELECT EXISTS (SELECT FROM in_{name})"):
        return
    run(f"ANALYZE in_{name}")
    run(
        f"""UPDATE in_{name} s SET _target = i.target::{kind}, _old = i.fingerprint, _mark = i.mark
        FROM exchange_importedkey i WHERE i.kind = '{name}' AND i.key = s._key"""
    )
    for column in file.references():
        # What a file says of itself is known in a moment.
        if column.to != name:
            run(known_here(column, file))
    if file.pk == "uuid" and len(file.key) == 1:
        run(
            f"""UPDATE in_{name} s SET _target = t.id FROM {file.table} t
            WHERE s._target IS NULL AND t.id = CASE WHEN s._key ~ {UUID_LIKE} THEN s._key::uuid END"""
        )
    if file.match:
        of = joins(file) if len(file.key) > 1 or "r_" in file.match else ""
        run(
            f"""UPDATE in_{name} u SET _target = m.target FROM (SELECT s._line, t.{file.pk_name} AS target
            FROM in_{name} s {of} JOIN {file.table} t ON {file.match}
            WHERE s._target IS NULL AND NOT s._bad) m WHERE m._line = u._line AND u._target IS NULL"""
        )
    run(
        f"""UPDATE in_{name} s SET _todo = 'n', _target = {new_id}
        FROM (SELECT ctid AS row, row_number() OVER (ORDER BY _line) AS turn FROM in_{name}) o
        WHERE s._target IS NULL AND o.row = s.ctid"""
    )
    run(f"UPDATE in_{name} SET _todo = 's' WHERE _todo IS NULL AND _old = _print::uuid")


def _known(file: File) -> None:
    name = file.name
    run(
        f"""INSERT INTO known_{name} SELECT DISTINCT ON (_key) _key, _target, _todo = 'n'
        FROM in_{name} ORDER BY _key, _line"""
    )
    if file.out_key:
        run(
            f"""INSERT INTO known_{name} SELECT {natural(file)}, t.{file.pk_name}, false FROM {file.table} t
            WHERE NOT EXISTS (SELECT FROM known_{name} k WHERE k.key = {natural(file)})"""
        )
    for column in file.references():
        if column.to == name and one(f"SELECT EXISTS (SELECT FROM in_{name})"):
            run(known_here(column, file))
    if name == "residents":
        run(
            """UPDATE known_residents k SET target = t.merged_into_id FROM registration_resident t
            WHERE t.id = k.target AND t.merged_into_id IS NOT NULL"""
        )
    run(f"ANALYZE known_{name}")


def _asked() -> None:
    """Own questions with their choices, and parts of instruments with their levels: of the bundle, else as here."""
    run("""CREATE TEMP TABLE own_questions AS
        SELECT DISTINCT ON (s._target) s._target AS key, s.answer_type FROM in_questions s
        WHERE NOT s._bad AND s.answer_type <> ''
        UNION ALL SELECT t.key, t.answer_type FROM catalogue_question t
        WHERE t.answer_type <> '' AND NOT EXISTS (SELECT FROM in_questions s WHERE s._target = t.key)""")
    run("""CREATE TEMP TABLE own_choices AS
        SELECT q.target AS question, s.choice AS key FROM in_question_choices s
        JOIN known_questions q ON q.key = s.question
        UNION SELECT t.question_id, t.key FROM catalogue_questionchoice t""")
    run(f"""CREATE TEMP TABLE known_items AS
        SELECT * FROM (SELECT DISTINCT ON (s._target) oi.target AS instrument_id, s.item AS key, s._target AS id,
            coalesce(nullif(n.lowest, '')::int, h.lowest) AS lowest,
            coalesce(nullif(n.highest, '')::int, h.highest) AS highest
        FROM in_instrument_parts s {PARTS.joins}
        LEFT JOIN in_instrument_scales n ON n._target = oc.target
        LEFT JOIN catalogue_instrumentscale h ON h.id = oc.target WHERE NOT s._bad) came
        UNION ALL SELECT t.instrument_id, t.key, t.id, coalesce(nullif(n.lowest, '')::int, c.lowest),
            coalesce(nullif(n.highest, '')::int, c.highest)
        FROM catalogue_instrumentpart t JOIN catalogue_instrumentscale c ON c.id = t.scale_id
        LEFT JOIN in_instrument_scales n ON n._target = c.id
        WHERE NOT EXISTS (SELECT FROM in_instrument_parts s WHERE s._target = t.id)""")
    run("ANALYZE own_questions, own_choices, known_items")


def _instruments() -> None:
    """Of which instrument an assessment is: those of the bundle, and those here that parts or answers come for."""
    run(f"ANALYZE in_{SCORED_PARTS.name}")
    run(known_here(SCORED_PARTS.references()[0], SCORED_PARTS))
    run("ANALYZE known_assessments")
    run(f"""INSERT INTO instrument_of SELECT DISTINCT ON (s._target) s._target, i.target FROM in_assessments s
        JOIN known_instruments i ON i.key = {INSTRUMENT}""")
    run("""INSERT INTO instrument_of SELECT t.id, t.instrument_id FROM known_assessments k
        JOIN registration_assessment t ON t.id = k.target AND NOT k.is_new
        WHERE NOT EXISTS (SELECT FROM instrument_of o WHERE o.target = t.id)""")
    run("ANALYZE instrument_of")


def place_answers() -> None:
    """In which record each answer stands, and of which plan that is."""
    run("CREATE TEMP TABLE named AS SELECT _line, split_part(record, ':', 1) AS file,"
        " substr(record, strpos(record, ':') + 1) AS key, plan FROM in_answers WHERE NOT _bad")  # fmt: skip
    if not rows("SELECT FROM named LIMIT 1"):
        return
    for file in ("plans", "notes", "closings", "assessments", "experiences"):
        run(f"CREATE INDEX IF NOT EXISTS in_{file}_by_key ON in_{file} (_key)")
        run(f"CREATE INDEX IF NOT EXISTS known_{file}_by_key ON known_{file} (key)")
    for file in ("plans", "notes", "closings", "assessments", "experiences"):
        run(f"""INSERT INTO known_{file} SELECT n.key, coalesce(i.target::uuid, t.id), false
            FROM (SELECT DISTINCT key FROM named WHERE file = '{file}') n
            LEFT JOIN known_{file} k ON k.key = n.key
            LEFT JOIN exchange_importedkey i ON i.kind = '{file}' AND i.key = n.key
            LEFT JOIN {BY_NAME[file].table} t ON t.id = CASE WHEN n.key ~ {UUID_LIKE} THEN n.key::uuid END
            WHERE k.key IS NULL AND (i.target IS NOT NULL OR t.id IS NOT NULL)""")
        column = "" if file == "plans" else f", {file.removesuffix('s')}_id"
        given = "(SELECT target FROM known_plans WHERE key = n.plan AND n.plan <> '' LIMIT 1)"
        run(f"""INSERT INTO in_stands_in (_line, plan_id{column})
            SELECT n._line, coalesce({given}, {_plan_of(file)}){", k.target" if column else ""}
            FROM named n JOIN known_{file} k ON k.key = n.key WHERE n.file = '{file}'""")


def _plan_of(file: str) -> str:
    """The plan of a record that answers stand in: as the bundle says, or as it is here; the first one of a note."""
    if file == "plans":
        return "k.target"
    cell = "split_part(x.plans, ' ', 1)" if file == "notes" else "x.plan"
    came = f"(SELECT p.target FROM in_{file} x JOIN known_plans p ON p.key = {cell} WHERE x._key = n.key LIMIT 1)"
    if file == "notes":
        here = "SELECT min(b.plan_id::text)::uuid FROM registration_note_plans b WHERE b.note_id = k.target"
    else:
        here = f"SELECT b.plan_id FROM {BY_NAME[file].table} b WHERE b.id = k.target"
    return f"{came}, ({here})"
