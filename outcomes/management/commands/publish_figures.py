"""`manage.py publish_figures`: publishes the quarters that are over, as happens every night."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from outcomes.publishing.publish import publish_due


class Command(BaseCommand):
    """Counts, protects and writes each quarter that is due; says what was made."""

    help = "Publishes the figures of quarters that are over, for readers inside and outside."

    def handle(self, *args: Any, **options: Any) -> None:
        """The first quarter first."""
        said = None
        for said in publish_due(timezone.localdate()):
            self.stdout.write(said)
        if said is None:
            self.stdout.write("Nothing is due: every quarter that is over was published.")
