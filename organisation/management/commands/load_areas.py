"""Loads a list of areas."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from organisation.area_file import read
from organisation.operations.areas import load_areas


class Command(BaseCommand):
    """`manage.py load_areas FILE [--year 2025]`. Twice is the same as once."""

    help = "Load areas from a CBS list or other CSV (statcode, statnaam, jaar) or from GeoJSON."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, and a year for a file that names none."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--year", type=int, help="the year of the codes, for a file that does not say")

    def handle(self, *args: Any, file: Path, year: int | None, **options: Any) -> None:
        """Loads all of it, or says everything that is wrong and loads nothing."""
        if not file.is_file():
            raise CommandError(f"There is no file {file}.")
        loaded = load_areas(read(file, year), by=None)
        if loaded.wrong:
            listed = "\n".join(f"  {wrong}" for wrong in loaded.wrong)
            raise CommandError(f"Nothing was loaded; {len(loaded.wrong)} rows are not right:\n{listed}")
        self.stdout.write(f"{loaded.total} areas, of which {loaded.new} new.")
