"""Makers of the people of the tests, where they work and what is kept of them. All names are invented, and look it."""

from datetime import date, timedelta
from uuid import uuid4

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from organisation.models import Area, Draft, LentRight, Membership, Team, User
from organisation.roles import Right, Role

PASSWORD = "een lange zin voor tests"


def days_ago(days: int) -> date:
    """The day so many days before today."""
    return timezone.localdate() - timedelta(days=days)


class AreaFactory(DjangoModelFactory):
    """A neighbourhood with a code that Statistics Netherlands never gives out (municipality 9999)."""

    code = factory.Sequence(lambda n: f"BU9999{n % 10000:04d}")
    level = "BU"
    name = factory.Sequence(lambda n: f"Verzonnen buurt {n}")
    year = 2025

    class Meta:
        model = Area


class TeamFactory(DjangoModelFactory):
    """A team without areas."""

    key = factory.Sequence(lambda n: f"team-{n}")
    name = factory.Sequence(lambda n: f"Team {n}")

    class Meta:
        model = Team


class UserFactory(DjangoModelFactory):
    """Somebody who can log in with `PASSWORD` and who is nothing yet."""

    name = factory.Sequence(lambda n: f"Iemand Verzonnen {n}")
    email = factory.Sequence(lambda n: f"iemand{n}@voorbeeld.example")
    discipline = "support"

    class Meta:
        model = User
        skip_postgeneration_save = True

    @factory.post_generation
    def password(self, create: bool, given: str | None, **_: object) -> None:
        """Sets the password."""
        self.set_password(given or PASSWORD)
        if create:
            self.save(update_fields=["password"])


class MembershipFactory(DjangoModelFactory):
    """A role since a year ago."""

    user = factory.SubFactory(UserFactory)
    role = Role.PROFESSIONAL
    since = factory.LazyFunction(lambda: days_ago(365))

    class Meta:
        model = Membership


class LentRightFactory(DjangoModelFactory):
    """The right to bring registrations in and out, for a week from today."""

    class Meta:
        model = LentRight

    right = Right.MOVE
    since = factory.LazyFunction(timezone.localdate)
    until = factory.LazyAttribute(lambda made: made.since + timedelta(days=6))
    because = "Vorige week uit het oude systeem gehaald."


class DraftFactory(DjangoModelFactory):
    """A note that somebody (`user`) is typing on the page `path`."""

    key = factory.LazyFunction(uuid4)
    number = 1
    fields = factory.LazyFunction(lambda: {"text": ["Half verteld"], "kind": ["phone"], "held_on": ["2026-09-01"]})
    saved_at = factory.LazyFunction(timezone.now)

    class Meta:
        model = Draft
