"""Writing what was read and found right: one statement for each file, in one transaction."""

from collections.abc import Callable
from uuid import UUID

from exchange.bundle.columns import File
from exchange.bundle.database import many, one, rows, run
from exchange.bundle.outside import write_texts, write_the_team
from exchange.bundle.resolving import write_the_mover
from exchange.bundle.shape import FILES
from exchange.bundle.statements import insert, mark, update
from shared.text import comparable_name

# Of a row that was left as it is here: it is told again when the same bundle comes again.
NOBODYS = "'00000000-0000-0000-0000-000000000000'::uuid"


def write(run_id: UUID, present: dict[str, list[str]], done: Callable[[File], None]) -> None:
    """Writes all rows, and which record each key became; says of each file when it is done."""
    if one("SELECT EXISTS (SELECT FROM in_services WHERE category <> '')"):
        _categories()
    write_the_mover()
    # The team of what names none is written last, once it is known whether anything does.
    run("SET CONSTRAINTS ALL DEFERRED")
    for file in FILES:
        if file.name == "assessment_items":
            _write_parts()
        else:
            _write(file, run_id, present.get(file.name))
        done(file)
    write_the_team()


def _write(file: File, run_id: UUID, present: list[str] | None) -> None:
    todo = dict(rows(f"SELECT _todo::text, count(*) FROM in_{file.name} GROUP BY 1"))
    if file.whole and present is not None:
        run(f"DELETE FROM {file.table} t USING gone_{file.name} g WHERE t.{file.pk_name} = g.target")
    if todo.get("n"):
        run(insert(file))
    if todo.get("u"):
        _change(file, present or [])
    if todo.get("n") or todo.get("u"):
        _link(file, present or [])
        _beside(file)
    if todo:
        _keep_keys(file, run_id)


def _keep_keys(file: File, run_id: UUID) -> None:
    here = f"JOIN {file.table} t ON t.{file.pk_name} = s._target" if not file.event else ""
    stands = "''" if file.event else mark(file)
    run(
        f"""INSERT INTO exchange_importedkey (kind, key, run_id, target, fingerprint, mark)
        SELECT '{file.name}', s._key, CASE WHEN s._todo = 'n' THEN %s::uuid END, s._target::text,
            CASE WHEN s._todo = 'k' THEN {NOBODYS} ELSE s._print::uuid END,
            CASE WHEN s._todo = 'k' THEN coalesce(s._mark, '') ELSE {stands} END
        FROM in_{file.name} s {here}
        WHERE s._todo IN ('n', 'u') OR (s._todo = 'k' AND s._old IS NULL)
            OR (s._todo = 's' AND s._old IS DISTINCT FROM s._print::uuid)
        ON CONFLICT (kind, key) DO UPDATE SET fingerprint = excluded.fingerprint, mark = excluded.mark""",
        [run_id],
    )


def _change(file: File, present: list[str]) -> None:
    if file.name == "actions" and "done_on" in present:
        # A tick, or a tick taken back, is an event of its own.
        run(
            """INSERT INTO registration_actiontick (id, action_id, ticked_on, done, recorded_at, recorded_by_id)
            SELECT uuid_of_now(), t.id, coalesce(nullif(s.done_on, '')::date, t.done_on), s.done_on <> '', now(),
                (SELECT id FROM the_mover)
            FROM in_actions s JOIN registration_action t ON t.id = s._target
            WHERE s._todo = 'u' AND (t.done_on IS NULL) <> (s.done_on = '')
                AND s._key NOT IN (SELECT action FROM in_action_ticks)"""
        )
    if file.name == "memberships":
        present = ["until"]
    run(update(file, present))
    if file.compared:
        _compare_again(file)


def _compare_again(file: File) -> None:
    """Names that changed are compared as they are now; a bundle may bring a part of a name only."""
    names = [f"t.{column.target}" for column in file.columns if column.name in file.compared]
    found = rows(f"SELECT t.id, {', '.join(names)} FROM {file.table} t JOIN in_{file.name} s ON s._target = t.id"
                 " WHERE s._todo = 'u'")  # fmt: skip
    longest = 120 if file.name == "areas" else 500
    many(
        f"UPDATE {file.table} SET comparable_name = %s WHERE id = %s",
        [(comparable_name(" ".join(filter(None, name)))[:longest], row) for row, *name in found],
    )


def _link(file: File, present: list[str]) -> None:
    """Links rows to what they name, and to nothing else."""
    for column in file.links():
        if column.name not in present:
            continue
        table, one_side, other_side = column.through
        named = f"""SELECT DISTINCT s._target, k.target FROM (SELECT x._target, {column.each("x")} AS key
            FROM in_{file.name} x WHERE x._todo IN ('n', 'u')) s JOIN known_{column.to} k ON k.key = s.key"""
        if not file.event:
            run(f"""DELETE FROM {table} b USING in_{file.name} s WHERE s._todo = 'u' AND b.{one_side} = s._target
                AND (b.{one_side}, b.{other_side}) NOT IN ({named})""")
        run(f"INSERT INTO {table} ({one_side}, {other_side}) {named} ON CONFLICT DO NOTHING")


def _beside(file: File) -> None:
    """What hangs on the rows of a file and has no file of its own."""
    if file.name == "actions":
        run(
            """INSERT INTO registration_actiontick (id, action_id, ticked_on, done, recorded_at, recorded_by_id)
            SELECT uuid_of_now(), t.id, t.done_on, true, t.recorded_at, t.recorded_by_id
            FROM in_actions s JOIN registration_action t ON t.id = s._target
            WHERE s._todo = 'n' AND t.done_on IS NOT NULL AND s._key NOT IN (SELECT action FROM in_action_ticks)"""
        )
    if file.name == "signals":
        write_texts()
    if file.name == "goals":
        run(
            """UPDATE registration_plan p SET sheet_goal_id = s._target FROM in_goals s
            JOIN registration_goal t ON t.id = s._target
            WHERE s._todo = 'n' AND s.leads_sheet = 'yes' AND p.id = t.plan_id AND p.sheet_goal_id IS NULL"""
        )


def _write_parts() -> None:
    run(
        """INSERT INTO registration_assessmentpart (assessment_id, part_id, state, score, own_words, works_on)
        SELECT assessment, part, state, nullif(score, '')::smallint, own_words, works_on = 'yes'
        FROM item_rows WHERE _todo = 'n'"""
    )


def _categories() -> None:
    """A category that a service names and that is not there yet is one more."""
    run(
        """INSERT INTO catalogue_servicecategory (key, name_nl, name_en, rank, version, changed_at)
        SELECT DISTINCT ON (lower(s.category)) CASE WHEN s.category ~ '^[-a-zA-Z0-9_]{1,40}$' THEN s.category
            ELSE 'c-' || md5(lower(s.category)) END, s.category, '', 100, 1, now()
        FROM in_services s WHERE s.category <> '' AND s._todo IN ('n', 'u') AND NOT EXISTS (
            SELECT FROM catalogue_servicecategory c WHERE c.key = s.category OR lower(c.name_nl) = lower(s.category))
            AND NOT EXISTS (SELECT FROM in_service_categories n WHERE n.category = s.category)
        ORDER BY lower(s.category)"""
    )
