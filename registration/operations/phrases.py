"""Arranging the actions that a team chooses from."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from organisation.models import Team, User
from registration.models import TeamPhrase
from registration.operations.stale import reword
from shared.ranks import moved, write_ranks

# More than these nobody finds his way in.
AT_MOST = 60


class NoRoom(Exception):
    """The team has as many phrases as it may have."""


class Twice(Exception):
    """The team has these very words already."""


@transaction.atomic
def add_phrase(*, team: Team, text: str, life_domain: str | None, by: User) -> TeamPhrase:
    """A phrase at the end of the list. Raises `NoRoom` or `Twice`."""
    row = _row(team.pk)
    _check(row, text)
    rank = max((phrase.rank for phrase in row), default=0) + 1
    return TeamPhrase.objects.create(
        team=team, text=text, life_domain_id=life_domain, rank=rank, recorded_by=by, changed_by=by
    )


@transaction.atomic
def change_phrase(*, phrase: TeamPhrase, version: int, text: str, life_domain: str | None, by: User) -> bool:
    """Other words or another life domain; plans keep the words they were written with. Raises `Stale` or `Twice`."""
    _check([one for one in _row(phrase.team_id) if one.pk != phrase.pk], text, room=1)
    return reword(phrase, version=version, by=by, text=text, life_domain_id=life_domain)


@transaction.atomic
def remove_phrase(*, phrase: TeamPhrase, by: User) -> None:
    """Out of the list; it can be put back."""
    TeamPhrase.objects.filter(pk=phrase.pk).update(removed_at=timezone.now())


@transaction.atomic
def put_back_phrase(*, phrase: TeamPhrase, by: User) -> None:
    """Undoes a removal. Raises `NoRoom` or `Twice` when others came in its place meanwhile."""
    _check([one for one in _row(phrase.team_id) if one.pk != phrase.pk], phrase.text)
    TeamPhrase.objects.filter(pk=phrase.pk).update(removed_at=None)


@transaction.atomic
def move_phrase(*, phrase: TeamPhrase, up: bool, by: User) -> None:
    """One place up or down among the phrases of the team, and new ranks from 1."""
    write_ranks(moved(_row(phrase.team_id), phrase, up=up))


def _row(team_id: UUID) -> list[TeamPhrase]:
    """The phrases of a team in order; two people arranging them at one moment come after each other."""
    Team.objects.select_for_update(no_key=True).get(pk=team_id)
    return list(TeamPhrase.objects.of(frozenset({team_id})))


def _check(row: list[TeamPhrase], text: str, room: int = 0) -> None:
    if len(row) >= AT_MOST + room:
        raise NoRoom
    if any(one.text.casefold() == text.casefold() for one in row):
        raise Twice
