"""Merging residents that are there twice: with the keys of the sender, and with what is needed to undo it."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from exchange.models import ImportedKey, Merge, TwoPeople
from organisation.actor import as_system
from organisation.models import User
from registration.operations.merging import CannotMerge, CannotUndo, Moved, Which, merge_residents, undo_merge

KEYS = "the keys of who was merged lead to who stays, so that a later bundle finds one resident"
__all__ = ["CannotMerge", "CannotUndo", "merge", "say_two_people", "undo"]


@transaction.atomic
def merge(*, kept: UUID, other: UUID, name: Which, birth: Which, by: User) -> Merge:
    """Two files become one. Raises `CannotMerge`."""
    moved = merge_residents(kept=kept, other=other, name=name, birth=birth, by=by)
    with as_system(KEYS):
        keys = ImportedKey.objects.filter(kind="residents", target=str(other))
        ids = list(keys.values_list("pk", flat=True))
        keys.update(target=str(kept))
        return Merge.objects.create(
            kept=kept, other=other, merged_by=by, moved={"records": moved.as_json(), "keys": ids}
        )


@transaction.atomic
def undo(*, merge: Merge, by: User) -> None:
    """Two files again. Raises `CannotUndo`."""
    with as_system(KEYS):
        held = Merge.objects.select_for_update().get(pk=merge.pk)
        if held.undone_at:
            raise CannotUndo
        undo_merge(kept=held.kept, other=held.other, moved=Moved(**held.moved["records"]), by=by)
        ImportedKey.objects.filter(pk__in=held.moved["keys"]).update(target=str(held.other))
        held.undone_at, held.undone_by = timezone.now(), by
        held.save(update_fields=["undone_at", "undone_by"])


@transaction.atomic
def say_two_people(*, one: UUID, other: UUID, by: User) -> None:
    """These two look alike and are two people: they do not come back among the doubles."""
    first, second = sorted((one, other))
    TwoPeople.objects.get_or_create(one=first, other=second, defaults={"said_by": by})
