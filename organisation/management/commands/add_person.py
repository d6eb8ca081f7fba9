"""Adds a person from the command line: the first information manager of an installation."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from organisation.actor import as_system
from organisation.models import User
from organisation.operations.invitations import DAYS, invite, token_of
from organisation.operations.people import add_person
from organisation.roles import TEAM_ROLES, Role


class Command(BaseCommand):
    """`manage.py add_person EMAIL NAME --role information_manager`: prints a link to choose a password."""

    help = "Add a person with a role for the whole organisation, and print a one-time link to choose a password."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Who, in which role, and where the site is reached."""
        parser.add_argument("email")
        parser.add_argument("name")
        roles = [role.value for role in Role if role not in TEAM_ROLES]
        parser.add_argument("--role", choices=roles, default=Role.INFORMATION_MANAGER.value)
        parser.add_argument("--site", default="http://localhost:8000", help="where people reach this installation")

    @transaction.atomic
    def handle(self, *args: Any, email: str, name: str, role: str, site: str, **options: Any) -> None:
        """A person who is known already only gets a new link."""
        try:
            validate_email(email)
        except ValidationError:
            raise CommandError(f"{email!r} is no e-mail address.") from None
        person = User.objects.filter(email__iexact=email).first()
        if person is None:
            with as_system("the first person of an installation is added by nobody"):
                person = add_person(name=name, email=email, role=role, team=None, since=timezone.localdate(), by=None)
        path = reverse("invitation_take_up", args=[token_of(invite(person=person, by=None))])
        self.stdout.write(f"With this link {person} chooses a password; it works once, for {DAYS} days:")
        self.stdout.write(site.rstrip("/") + path)
