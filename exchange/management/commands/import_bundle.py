"""`manage.py import_bundle PATH [--dry-run]`: brings the registrations of another system in."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from exchange.bundle.problems import Problem
from exchange.bundle.running import import_bundle
from exchange.models import ImportRun, RunState

SHOWN = 1000
STEP = 100_000


class Command(BaseCommand):
    """All or nothing. Exit code 0: done, or could be done; 1: something is wrong, and nothing was written."""

    help = "Brings a bundle in: a folder or .zip of CSV files (docs/exchange.md). All of it, or nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        """The bundle and how to go about it."""
        parser.add_argument("path", type=Path, help="the folder or the .zip")
        parser.add_argument("--dry-run", action="store_true", help="only say what would happen")
        parser.add_argument("--language", choices=["nl", "en"], default="en", help="the language of the report")

    def handle(self, *args: Any, **options: Any) -> None:
        """Imports and reports."""
        self.told = -1
        with translation.override(options["language"]):
            run = import_bundle(options["path"], dry_run=options["dry_run"], by=None, progress=self.say)
            self.report(run)

    def say(self, done: int, total: int, state: RunState) -> None:
        """How far it is, on one line."""
        if done // STEP != self.told or done == total:
            self.told = done // STEP
            self.stderr.write(f"\r{state.label}: {done:,} / {max(done, total):,}", ending="" if done < total else "\n")

    def report(self, run: ImportRun) -> None:
        """What was wrong, what was left, and how many of everything."""
        for kept in (*run.problems[:SHOWN], *run.remarks[:SHOWN]):
            problem = Problem(**kept)
            where = f"{problem.file}:{problem.line}" if problem.line else problem.file
            self.stdout.write(f"{where} {problem.column} {problem.value!r}: {problem.expected}")
        for name, counts in run.counts.items():
            self.stdout.write(f"{name:<20} " + "  ".join(f"{what} {number}" for what, number in counts.items()))
        if run.state != RunState.DONE:
            raise CommandError(f"{run.problem_count} problems; nothing was written.")
        self.stdout.write("Tried; nothing was written." if run.is_dry_run else "Done.")
