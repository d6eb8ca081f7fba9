"""`manage.py load_builtin`: life domains, themes and questions that every organisation starts with."""

from typing import Any

from django.core.management.base import BaseCommand

from catalogue.operations import load_builtin


class Command(BaseCommand):
    """Adds what is missing; running it again changes nothing."""

    help = "Adds the built-in life domains, themes and questions that are missing."

    def handle(self, *args: Any, **options: Any) -> None:
        """Runs the operation."""
        load_builtin()
