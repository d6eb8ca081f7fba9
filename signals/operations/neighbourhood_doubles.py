"""Saying that two signals are the same one, so that they count once; and that they are two after all."""

from uuid import UUID

from django.db import transaction

from organisation import scope as scopes
from organisation.models import User
from signals.models import NeighbourhoodSignal, SameSignal
from signals.queries.neighbourhood_doubles import same_as


@transaction.atomic
def join_signals(*, signal: NeighbourhoodSignal, other: NeighbourhoodSignal, by: User) -> SameSignal | None:
    """The one that was recorded later counts with the earlier one. None where they count together already."""
    scope = scopes.outside(by)
    ends = [_counts_with(scope, one.first_pk) for one in (signal, other)]
    if ends[0] == ends[1]:
        return None
    # Ids sort by the moment they were made.
    earlier, later = sorted(ends)
    return SameSignal.objects.create(signal_id=later, other_id=earlier, recorded_by=by)


@transaction.atomic
def part_signals(*, same: SameSignal, by: User) -> None:
    """They are two after all."""
    same.delete()


def _counts_with(scope: scopes.Scope | None, first: UUID) -> UUID:
    """The signal with which this one counts in the end: itself, unless it was joined."""
    while joined := same_as(scope, first):
        first = joined.other_id
    return first
