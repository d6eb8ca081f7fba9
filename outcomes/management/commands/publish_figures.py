"""`manage.py publish_figures`: publishes the quarters that are over, as happens every night."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from organisation.actor import as_system
from outcomes.publishing.publish import due, publish


class Command(BaseCommand):
    """Counts, protects and writes each quarter that is due; says what was made."""

    help = "Publishes the figures of quarters that are over, for readers inside and outside."

    def handle(self, *args: Any, **options: Any) -> None:
        """The first quarter first."""
        with as_system("figures of quarters that are over are published"):
            quarters = due(timezone.localdate())
            for quarter in quarters:
                for edition in publish(quarter):
                    shown = edition.cells.exclude(count=None).count()
                    said = f"{edition.period} {edition.readers}: {shown} of {edition.cells.count()} cells shown"
                    self.stdout.write(said + (f"; left out: {', '.join(edition.left_out)}" if edition.left_out else ""))
            if not quarters:
                self.stdout.write("Nothing is due: every quarter that is over was published.")
