"""`manage.py load_pack PATH`: an instrument from a file, or all of a folder."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from catalogue.operations import load_packs
from catalogue.packs import PackError


class Command(BaseCommand):
    """Loads packs; running it again changes nothing, and a faulty pack writes nothing."""

    help = "Loads an instrument from a pack (.json), or every pack of a folder."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The path."""
        parser.add_argument("path", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Runs the operation and says which instruments stand."""
        try:
            loaded = load_packs(options["path"])
        except PackError as wrong:
            raise CommandError(str(wrong)) from None
        for instrument in loaded:
            self.stdout.write(f"{instrument.key} {instrument.edition}")
