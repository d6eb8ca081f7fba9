"""`manage.py verify_figures [--mend]`: whether the facts behind the figures are what the registrations say."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from outcomes.verifying import verify


class Command(BaseCommand):
    """Exit code 1 when something differs, also when it was mended."""

    help = "Works out again what figures count, compares, and names every difference. It also runs every night."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whether to write them right."""
        parser.add_argument("--mend", action="store_true", help="write what differs as the registrations say")

    def handle(self, *args: Any, **options: Any) -> None:
        """One line for each difference, and how many there were."""
        number = 0
        for found in verify(mend=options["mend"]):
            self.stdout.write(str(found))
            number += 1
        if not number:
            self.stdout.write("Every fact is as the registrations say.")
            return
        self.stdout.write(f"{number} differ{'; they were mended' if options['mend'] else ''}.")
        sys.exit(1)
