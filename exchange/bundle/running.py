"""One import from beginning to end: read, check, write; all of it or nothing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from django.db import IntegrityError, transaction
from django.utils import timezone

from exchange.bundle.checking import Checks, about_whom, same_signals
from exchange.bundle.columns import File
from exchange.bundle.database import alone, copying, rows, run
from exchange.bundle.deciding import decide, give_by_hand
from exchange.bundle.outside import TEMPORARY_OUTSIDE, carry, spread_partners, spread_replies
from exchange.bundle.problems import Findings, Problem, Refused
from exchange.bundle.reading import Reader
from exchange.bundle.resolving import name_the_mover, place_answers, resolve, spread_households, spread_people
from exchange.bundle.shape import BY_NAME, FILES
from exchange.bundle.source import Part, parts
from exchange.bundle.statements import copy_in, staging
from exchange.bundle.writing import write
from exchange.models import ImportRun, RunState
from organisation.actor import as_system
from organisation.models import User

# (rows done, rows in all, what is going on): in all is a guess until everything was read.
Progress = Callable[[int, int, RunState], None]
REASON = "moving in: the rows of everybody"
MANY = 5_000
TEMPORARY = (
    "the_mover", "in_scale_of", "instrument_of", "in_stands_in", "named", "about", "item_rows", "other_parts",
    "fine_assignments", "fine_household_members", "own_questions", "own_choices", "known_items",
    *TEMPORARY_OUTSIDE,
    *(f"gone_{file.name}" for file in FILES if file.whole), *(f"linked_{file.name}" for file in FILES if file.links()),
)  # fmt: skip
KEPT = [
    "state",
    "counts",
    "problems",
    "problem_count",
    "remarks",
    "remark_count",
    "rows_total",
    "rows_done",
    "finished_at",
]
# What is worked out of the columns of another file, and changed with them.
INNER_COLUMNS = {"memberships": ["until"]}


def import_bundle(
    source: Path, *, dry_run: bool, by: User | None, progress: Progress | None = None, started: ImportRun | None = None
) -> ImportRun:
    """Brings a bundle in, or with `dry_run` only says what would happen. Never raises for what is wrong with a bundle.

    `started` is the run when there is one already (state "waiting"); it is filled in and given back. `by` is who
    started it, None for the command. Not inside a transaction when others are to see how far it is.
    """
    with as_system(REASON):
        run_ = started or ImportRun(started_by=by, source=source.name[:200], is_dry_run=dry_run)
        run_.state, run_.started_at = RunState.CHECKING, timezone.now()
        run_.save()
    moving = Moving(source, run_, progress or (lambda done, total, state: None))
    try:
        moving.carry_out(dry_run, by_command=by is None)
    except Refused as refused:
        moving.findings.problems.insert(0, refused.problem)
        moving.findings.problem_count += 1
        run_.state = RunState.REFUSED
    except IntegrityError as error:
        said = getattr(error.__cause__, "diag", None)
        constraint = getattr(said, "constraint_name", "") or getattr(said, "column_name", "") or "-"
        moving.findings.problems.insert(0, Problem("", 0, "", "", "database", {"constraint": constraint}))
        moving.findings.problem_count += 1
        run_.state = RunState.FAILED
    except BaseException:
        moving.end(RunState.FAILED)
        raise
    moving.end(RunState(run_.state))
    return run_


class Moving:
    """The work of one run."""

    def __init__(self, source: Path, run_: ImportRun, progress: Progress) -> None:
        self.source, self.run, self.progress = source, run_, progress
        self.findings = Findings()
        self.present: dict[str, list[str]] = {}
        self.names: dict[str, str] = {}
        self.rows: dict[str, int] = {}
        self.guess = 0

    def carry_out(self, dry_run: bool, by_command: bool) -> None:
        """Reads, checks, and writes unless something is wrong. Raises `Refused`."""
        found = parts(self.source, self.findings)
        self.guess = sum(max(part.lines() - 1, 0) for part in found.values())
        with staged(lambda: sum(self.rows.values())):
            with as_system(REASON):
                name_the_mover()
                for file in FILES:
                    run(staging(file))
            for name, part in found.items():
                with as_system(REASON):
                    self._read(BY_NAME[name], part)
            self._say(sum(self.rows.values()), sum(self.rows.values()), RunState.CHECKING)
            with nullcontext() if dry_run else alone(self._wait):
                self._decide(dry_run, by_command)

    def _decide(self, dry_run: bool, by_command: bool) -> None:
        with as_system(REASON):
            self._check(by_command)
        if self.findings.problem_count:
            self.run.state = RunState.REFUSED
        elif dry_run:
            self.run.state = RunState.DONE
        else:
            self._write()

    def _wait(self) -> None:
        """Somebody else brings in or takes back at this moment; what is written then counts for what comes after."""
        self._say(sum(self.rows.values()), sum(self.rows.values()), RunState.WAITING)

    def _read(self, file: File, part: Part) -> None:
        reader, before = Reader(file, part, self.findings), sum(self.rows.values())
        self.names[file.name], self.rows[file.name] = part.name, 0
        with copying(copy_in(file)) as copy:

            def take(piece: bytes, how_many: int) -> None:
                copy.write(piece)
                self.rows[file.name] += how_many
                self._say(before + self.rows[file.name], self.guess, RunState.CHECKING)

            reader.read(take)
        self.present[file.name] = reader.present

    def _check(self, by_command: bool) -> None:
        self._plan_for_many()
        spread_people()
        spread_households()
        spread_partners()
        spread_replies()
        resolve()
        carry(self.present)
        place_answers()
        checks = Checks(self.findings, self.names)
        checks.all()
        checks.people()
        checks.parts_of_instruments()
        checks.answers()
        checks.days()
        checks.circles()
        checks.corrections()
        same_signals(checks)
        about_whom(checks)
        self.findings.sort()
        if not self.findings.problem_count:
            self.run.counts = decide({**self.present, **INNER_COLUMNS}, self.names, self.findings)
            if not by_command:
                give_by_hand(self.names, self.findings)

    def _plan_for_many(self) -> None:
        """Statements over a million rows sort and hash them; the defaults are made for pages."""
        run("SET LOCAL work_mem = '64MB'")
        if sum(self.rows.values()) > MANY:
            # Guesses about tables that were filled a moment ago are too low, and a loop in a loop then takes hours.
            run("SET LOCAL enable_nestloop = off")
        # Joins are written in the order in which they are to be done: rows first, then what they refer to.
        run("SET LOCAL join_collapse_limit = 1")

    def _write(self) -> None:
        self._say(0, sum(self.rows.values()), RunState.WRITING)
        done = 0
        with as_system(REASON):
            self._plan_for_many()

            def tell(file: File) -> None:
                nonlocal done
                done += self.rows.get(file.name, 0)
                self.progress(done, sum(self.rows.values()), RunState.WRITING)

            write(self.run.pk, self.present, tell)
            # Now, so that what the database refuses is told here.
            run("SET CONSTRAINTS ALL IMMEDIATE")
            self.run.state = RunState.DONE
            self._keep()

    def _say(self, done: int, total: int, state: RunState) -> None:
        self.run.rows_done, self.run.rows_total, self.run.state = done, total, state
        self.progress(done, total, state)

    def end(self, state: RunState) -> None:
        """Keeps how it ended."""
        self.run.state = state
        with as_system(REASON):
            self._keep()

    def _keep(self) -> None:
        findings, run_ = self.findings, self.run
        run_.problems = [problem.as_kept() for problem in findings.problems]
        run_.remarks = [remark.as_kept() for remark in findings.remarks]
        run_.problem_count, run_.remark_count = findings.problem_count, findings.remark_count
        run_.rows_total = run_.rows_done = sum(self.rows.values())
        run_.finished_at = timezone.now()
        run_.save(update_fields=KEPT)


@contextmanager
def staged(how_many: Callable[[], int]) -> Iterator[None]:
    """Empties the temporary tables before and after: connections live longer than a run.

    Those of the files stay for the next run unless they held many rows; making them takes as long as a small run.
    """
    _empty(drop=False)
    try:
        yield
    finally:
        if not transaction.get_connection().needs_rollback:
            _empty(drop=how_many() > MANY)


def _empty(*, drop: bool) -> None:
    here = {name for (name,) in rows("SELECT relname FROM pg_class WHERE relnamespace = pg_my_temp_schema()")}
    kept = [f"{kind}_{file.name}" for file in FILES for kind in ("in", "known")]
    gone = here.intersection([*TEMPORARY, *(kept if drop else [])])
    if gone:
        run(f"DROP TABLE {', '.join(f'pg_temp.{name}' for name in sorted(gone))}")
    if left := sorted(here.intersection(kept) - gone):
        run("; ".join(f"DELETE FROM pg_temp.{name}" for name in left))
