"""`manage.py export_bundle PATH`: takes everything out, in the format that comes in."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from exchange.bundle.exporting import NotEmpty, export_bundle


class Command(BaseCommand):
    """Writes to a folder, or to a .zip when the name ends so."""

    help = "Takes everything out as a folder or .zip of CSV files (docs/exchange.md)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to."""
        parser.add_argument("path", type=Path, help="a folder that is empty or not there yet, or a name with .zip")

    def handle(self, *args: Any, **options: Any) -> None:
        """Exports and says how many of everything."""
        try:
            counts = export_bundle(options["path"], by=None)
        except NotEmpty as error:
            raise CommandError(f"{error} is there already and not empty. Nothing was written.") from error
        for name, number in counts.items():
            if number:
                self.stdout.write(f"{name:<20} {number}")
        self.stdout.write("Done.")
