"""Adding, changing and putting aside people; who they are in which team. The last one who can arrange this stays."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organisation.models import Membership, Team, User
from organisation.operations.invitations import withdraw_all
from organisation.queries.people import ARRANGING, lasting_arrangers

LAST = _(
    "This is the last person who can arrange people and teams. "
    "First give somebody else the role of information manager, without a last day."
)


@transaction.atomic
def add_person(
    *, name: str, email: str, role: str, team: Team | None, since: date, by: User | None, **rest: Any
) -> User:
    """A new person with a first role, who cannot log in yet. `rest`: discipline, phone, language.

    `by` is None on the command line only.
    """
    person = User.objects.create_user(email=email, name=name, **rest)
    Membership.objects.create(user=person, role=role, team=team, since=since)
    return person


@transaction.atomic
def change_person(*, person: User, by: User, **changed: Any) -> User:
    """Name, e-mail address, discipline, phone or language as given in `changed`."""
    for name, value in changed.items():
        setattr(person, name, value)
    person.save(update_fields=list(changed))
    return person


@transaction.atomic
def deactivate(*, person: User, by: User) -> None:
    """Ends the log-in of a person from the next page on, and voids what invitations are open. Nothing is removed."""
    arrangers = _locked_arrangers()
    others = [membership for membership in arrangers if membership.user_id != person.pk]
    if len(others) < len(arrangers) and not others:
        raise ValidationError(LAST)
    person.is_active = False
    person.save(update_fields=["is_active"])
    withdraw_all(person=person)


@transaction.atomic
def reactivate(*, person: User, by: User) -> None:
    """Lets a person log in again, with the password there was."""
    person.is_active = True
    person.save(update_fields=["is_active"])


@transaction.atomic
def add_membership(*, person: User, role: str, team: Team | None, since: date, by: User) -> Membership:
    """A role in a team, or in the whole organisation where `team` is None, from `since` on."""
    return Membership.objects.create(user=person, role=role, team=team, since=since)


@transaction.atomic
def end_membership(*, membership: Membership, until: date, by: User) -> Membership:
    """`until` is the last day on which the membership holds."""
    arrangers = _locked_arrangers()
    others = [other for other in arrangers if other.pk != membership.pk]
    if len(others) < len(arrangers) and not others:
        raise ValidationError(LAST)
    membership.until = until
    membership.full_clean()
    membership.save(update_fields=["until"])
    return membership


@transaction.atomic
def reopen_membership(*, membership: Membership, by: User) -> Membership:
    """Takes the last day away again."""
    membership.until = None
    membership.save(update_fields=["until"])
    return membership


def _locked_arrangers() -> list[Membership]:
    """Locked in one order, so that two people who put each other aside at the same moment cannot both succeed."""
    every = Membership.objects.select_for_update().filter(role__in=ARRANGING).order_by("pk")
    lasting = set(lasting_arrangers(timezone.localdate()).values_list("pk", flat=True)) if every else set()
    return [membership for membership in every if membership.pk in lasting]
