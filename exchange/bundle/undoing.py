"""Taking a whole run back: everything that it made, as long as nobody went on with it. All of it or nothing."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from exchange.bundle.columns import File
from exchange.bundle.database import MOVING, one, run
from exchange.bundle.shape import BY_NAME, FILES
from exchange.bundle.statements import TYPES, mark
from exchange.file_words import FILE_WORDS
from exchange.models import ImportRun, RunState
from organisation.actor import as_system
from organisation.models import User

REASON = "taking a run back: the rows of everybody"
# Hang on records of a run and go with them.
BESIDE = {
    "registration_note_plans": ("note_id", "notes"),
    "organisation_team_areas": ("team_id", "teams"),
    "registration_assessmentpart": ("assessment_id", "assessments"),
    "registration_actiontick": ("action_id", "actions"),
    "catalogue_question_services": ("question_id", "questions"),
    "signals_groupmet_characteristics": ("groupmet_id", "groups_met"),
    "signals_groupmet_interventions": ("groupmet_id", "groups_met"),
    "signals_activity_partners": ("activity_id", "activities"),
    "signals_signaltext": ("signal_id", "signals"),
    "registration_casediscussion_themes": ("casediscussion_id", "discussions"),
    "registration_casediscussion_plans": ("casediscussion_id", "discussions"),
}
# Never removed by the app itself: the database takes them out with their run (`take_out_events`).
EVENTS = {"goal_scores", "action_ticks", "groups_met", "signals", "signal_replies", "outside_answers"}
OF_EVENTS = {
    "registration_actiontick", "signals_groupmet_characteristics", "signals_groupmet_interventions",
    "signals_signaltext",
}  # fmt: skip
# Which questions a form had is about nobody, and pages use it as well.
STAY = {"offered_sets"}
WHY: dict[str, str | Promise] = {
    "not_done": _("Only a run that is done can be taken back."),
    "not_allowed": _("Whoever asked for it had no right to do so any more when its turn came."),
    "changed": ngettext_lazy(
        "%(count)s record of %(file)s was changed since, or is gone.",
        "%(count)s records of %(file)s were changed since, or are gone.",
        "count",
    ),
    "hangs": ngettext_lazy(
        "%(count)s other record hangs on those of %(file)s (%(table)s).",
        "%(count)s other records hang on those of %(file)s (%(table)s).",
        "count",
    ),
    "changed_others": ngettext_lazy(
        "The run changed %(count)s record that was there before. Bring the former bundle in again instead.",
        "The run changed %(count)s records that were there before. Bring the former bundle in again instead.",
        "count",
    ),
}


@dataclass(frozen=True)
class Obstacle:
    """Something that stands in the way of taking a run back. `table`: the file of what hangs there, or its name."""

    code: str
    file: str = ""
    count: int = 0
    table: str = ""

    def __str__(self) -> str:
        return WHY[self.code] % {
            "file": f"{self.file}.csv",
            "count": self.count,
            "table": str(FILE_WORDS.get(self.table, self.table)),
        }


class StandsInTheWay(Exception):
    """The run was not taken back; `obstacles` says why."""

    def __init__(self, obstacles: list[Obstacle]) -> None:
        super().__init__("; ".join(obstacle.code for obstacle in obstacles))
        self.obstacles = obstacles

    @property
    def counts(self) -> dict[str, int]:
        """How many records stand in the way, by file: changed since, or with something hanging on them."""
        found: dict[str, int] = {}
        for obstacle in self.obstacles:
            found[obstacle.file] = found.get(obstacle.file, 0) + obstacle.count
        return found


def undo_run(undone: ImportRun, *, by: User | None) -> dict[str, int]:
    """Removes what a run made; how many of each file. Raises `StandsInTheWay`, and nothing is removed then."""
    with as_system(REASON), transaction.atomic():
        # A bundle that comes in at this moment is written first: what it hangs on these records is in the way then.
        run("SELECT pg_advisory_xact_lock(%s)", [MOVING])
        held = ImportRun.objects.select_for_update().get(pk=undone.pk)
        if held.state != RunState.DONE or held.is_dry_run:
            raise StandsInTheWay([Obstacle("not_done")])
        # Made for pages, the defaults loop in loops over a million rows.
        run("SET LOCAL work_mem = '64MB'")
        run("SET LOCAL enable_nestloop = off")
        found = list(in_the_way(held))
        if found:
            raise StandsInTheWay(found)
        counts = _remove(held)
        held.state, held.undone_at, held.undone_by = RunState.UNDONE, timezone.now(), by
        held.save(update_fields=["state", "undone_at", "undone_by"])
        run("SET CONSTRAINTS ALL IMMEDIATE")
    undone.state, undone.undone_at, undone.undone_by = held.state, held.undone_at, held.undone_by
    return counts


def in_the_way(held: ImportRun) -> Iterator[Obstacle]:
    """What somebody did with the records of a run, and what hangs on them that is not of it."""
    changed = sum(number["changed"] for number in held.counts.values()) + _ticked(held)
    if changed:
        yield Obstacle("changed_others", count=changed)
    for file in FILES:
        if file.name in STAY:
            continue
        if one(
            "SELECT EXISTS (SELECT FROM exchange_importedkey WHERE run_id = %s AND kind = %s)", [held.pk, file.name]
        ):
            yield from _changed(file, held)
            yield from _hanging(file, held)


def _ticked(held: ImportRun) -> int:
    """Ticks of the run on actions that were there before: events are never taken away from what stays."""
    return int(
        one(
            """SELECT count(*) FROM exchange_importedkey k JOIN registration_actiontick t ON t.id = k.target::uuid
            WHERE k.run_id = %s AND k.kind = 'action_ticks' AND NOT EXISTS (SELECT FROM exchange_importedkey a
                WHERE a.run_id = k.run_id AND a.kind = 'actions' AND a.target = t.action_id::text)""",
            [held.pk],
        )
    )


def _changed(file: File, held: ImportRun) -> Iterator[Obstacle]:
    moved = "" if file.event else f"OR k.mark <> {mark(file)}"
    if file.stamp in {"worded", "arranged"}:
        moved += " OR t.version > 1"
    if file.name == "actions":
        moved += """ OR EXISTS (SELECT FROM registration_actiontick h WHERE h.action_id = t.id AND h.recorded_at >
            (SELECT finished_at FROM exchange_importrun WHERE id = k.run_id))"""
    count = one(
        f"""SELECT count(*) FROM exchange_importedkey k
        LEFT JOIN {file.table} t ON t.{file.pk_name} = k.target::{TYPES[file.pk]}
        WHERE k.run_id = %s AND k.kind = %s AND (t.{file.pk_name} IS NULL {moved})""",
        [held.pk, file.name],
    )
    if count:
        yield Obstacle("changed", file.name, count)


def _hanging(file: File, held: ImportRun) -> Iterator[Obstacle]:
    """Rows of any table that point at a record of the run and are not of the run themselves."""
    model = next(model for model in apps.get_models(include_auto_created=True) if model._meta.db_table == file.table)
    # Hidden ones too: those that nobody follows by name, such as what lies between notes and plans.
    for pointing in model._meta.get_fields(include_hidden=True):
        if not (pointing.auto_created and not pointing.concrete):
            continue
        other = pointing.related_model._meta
        # Some packages have models without a table; former words are counted with the record that was changed.
        if (
            pointing.many_to_many
            or other.model_name.endswith("wording")
            or not one("SELECT to_regclass(%s) IS NOT NULL", [other.db_table])
        ):
            continue
        column = pointing.field.column
        if BESIDE.get(other.db_table) == (column, file.name):
            continue
        kinds = [one_.name for one_ in FILES if one_.table == other.db_table]
        if other.db_table in BESIDE:
            through, kind = BESIDE[other.db_table]
            mine, kinds = f"h.{through}::text", [kind]
        else:
            mine = f'h."{other.pk.column}"::text' if len(other.pk_fields) == 1 else "''"
        ours = "k.kind IN ({})".format(", ".join(f"'{kind}'" for kind in kinds)) if kinds else "false"
        count = one(
            f"""SELECT count(*) FROM {other.db_table} h JOIN exchange_importedkey r
            ON r.run_id = %s AND r.kind = %s AND h."{column}" = r.target::{TYPES[file.pk]}
            WHERE NOT EXISTS (SELECT FROM exchange_importedkey k WHERE k.run_id = r.run_id AND {ours}
                AND k.target = {mine})""",
            [held.pk, file.name],
        )
        if count:
            yield Obstacle("hangs", file.name, count, kinds[0] if kinds else str(other.verbose_name))


def _remove(held: ImportRun) -> dict[str, int]:
    """Takes the rows out, those that hang on others first."""
    run("SET CONSTRAINTS ALL DEFERRED")
    run("SELECT take_out_events(%s)", [held.pk])
    for table, (column, kind) in BESIDE.items():
        if table not in OF_EVENTS:
            run(f"""DELETE FROM {table} h USING exchange_importedkey k WHERE k.run_id = %s AND k.kind = '{kind}'
                AND h.{column} = k.target::{TYPES[BY_NAME[kind].pk]}""", [held.pk])  # fmt: skip
    counts = {}
    for file in reversed(FILES):
        if file.name not in {"assessment_items", *EVENTS, *STAY}:
            mine = f"t.{file.pk_name} = k.target::{TYPES[file.pk]}"
            of_run = f"k.run_id = %s AND k.kind = '{file.name}'"
            run(f"DELETE FROM {file.table} t USING exchange_importedkey k WHERE {of_run} AND {mine}", [held.pk])
        keys = run("DELETE FROM exchange_importedkey WHERE run_id = %s AND kind = %s", [held.pk, file.name])
        if keys and not file.inner:
            counts[file.name] = keys
    return counts
