"""`manage.py load_demo`: an invented municipality with invented people, to look around in."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from exchange.demo.load import Refused, is_loaded, load, refuse_real_records
from exchange.demo.town import ACCOUNTS, PASSWORD
from organisation.actor import as_system
from outcomes.tasks import publish_quarters


class Command(BaseCommand):
    """Refuses outside a demo and beside real records."""

    help = "Adds an invented municipality with about 400 residents. Refuses when real records are present."

    def add_arguments(self, parser: CommandParser) -> None:
        """The two switches."""
        parser.add_argument("--if-empty", action="store_true", help="do nothing when the demo is there already")
        parser.add_argument("--list-accounts", action="store_true", help="only say who can log in, and how")

    def handle(self, *args: Any, **options: Any) -> None:
        """Loads, or lists."""
        with as_system("the demo adds everybody's records, and must see real ones to refuse"):
            self.refuse_or_load(options)

    def refuse_or_load(self, options: dict[str, Any]) -> None:
        """One of the three things that the command does."""
        try:
            if options["list_accounts"]:
                self.list_accounts()
            elif options["if_empty"] and is_loaded():
                refuse_real_records()
                self.stdout.write("The demo is there already.")
            else:
                made = load()
                # What is read wider than a team comes while somebody looks around.
                publish_quarters.defer(timestamp=0)
                self.stdout.write(", ".join(f"{name} {number}" for name, number in made.items()))
        except Refused as refused:
            raise CommandError(str(refused)) from refused

    def list_accounts(self) -> None:
        """Name, what they are, address; one password for all."""
        for account in ACCOUNTS:
            if not account.gone:
                what = account.discipline or account.role.value
                self.stdout.write(f"{account.email:<22} {account.name:<18} {what.replace('_', ' ')}")
        self.stdout.write(f"Password of all of them: {PASSWORD}")
