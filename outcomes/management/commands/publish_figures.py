"""`manage.py publish_figures`: publishes the quarters that are over, as happens every night."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from outcomes.publishing.publish import publish_first


class Command(BaseCommand):
    """Counts, protects and writes each quarter that is due; says what was made."""

    help = "Publishes the figures of quarters that are over, for readers inside and outside."

    def handle(self, *args: Any, **options: Any) -> None:
        """The first quarter first."""
        said = publish_first(timezone.localdate())
        if not said:
            self.stdout.write("Nothing is due: every quarter that is over was published.")
        while said:
            self.stdout.write("\n".join(said))
            said = publish_first(timezone.localdate())
