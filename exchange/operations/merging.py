"""Merging residents that are there twice: with the keys of the sender, and with what is needed to undo it."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from exchange.models import ImportedKey, Merge, TwoPeople
from organisation.actor import as_system
from organisation.models import User
from organisation.operations.stale import Stale
from registration.operations.merging import CannotMerge, CannotUndo, Moved, Which, merge_residents, undo_merge
from signals.operations.attending_once import attend_once, attend_twice

KEYS = "the keys of who was merged lead to who stays, so that a later bundle finds one resident"
__all__ = ["CannotMerge", "CannotUndo", "merge", "say_two_people", "undo"]


@transaction.atomic
def merge(*, kept: UUID, other: UUID, name: Which, birth: Which, by: User) -> Merge:
    """Two files become one. Raises `CannotMerge`."""
    # First: the rows of the one that is gone can then be led to the other without standing there twice.
    attended = attend_once(kept=kept, other=other, by=by)
    moved = merge_residents(kept=kept, other=other, name=name, birth=birth, by=by)
    with as_system(KEYS):
        keys = ImportedKey.objects.filter(kind="residents", target=str(other))
        ids = list(keys.values_list("pk", flat=True))
        keys.update(target=str(kept))
        done = {"records": moved.as_json(), "keys": ids, "attended": attended}
        return Merge.objects.create(kept=kept, other=other, merged_by=by, moved=done)


@transaction.atomic
def undo(*, merge: Merge, by: User) -> None:
    """Two files again. Raises `CannotUndo`."""
    with as_system(KEYS):
        held = Merge.objects.select_for_update().get(pk=merge.pk)
        if held.undone_at:
            raise CannotUndo
        undo_merge(kept=held.kept, other=held.other, moved=Moved(**held.moved["records"]), by=by)
        ImportedKey.objects.filter(pk__in=held.moved["keys"]).update(target=str(held.other))
        try:
            attend_twice(other=held.other, joined=held.moved["attended"], by=by)
        except Stale:
            raise CannotUndo from None
        held.undone_at, held.undone_by = timezone.now(), by
        held.save(update_fields=["undone_at", "undone_by"])


@transaction.atomic
def say_two_people(*, one: UUID, other: UUID, by: User) -> None:
    """These two look alike and are two people: they do not come back among the doubles."""
    first, second = sorted((one, other))
    TwoPeople.objects.get_or_create(one=first, other=second, defaults={"said_by": by})
