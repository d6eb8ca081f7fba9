"""Who may move registrations: whoever was lent that right, on the days for which it was lent."""

from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import Model
from django.utils import timezone

from exchange import queries
from exchange.models import ExportRun, ImportRun, Merge, Sheet
from organisation.access import File, Grant
from organisation.models import User
from organisation.roles import Right
from organisation.scope import standing
from registration.looks import TWICE
from registration.queries.doubles import compared

Somebody = User | AnonymousUser


def moves(user: Somebody) -> Grant | None:
    """Whoever was lent the right to move, as long as it was lent."""
    return Grant() if isinstance(user, User) and standing(user).may(Right.MOVE) else None


def moves_run(user: Somebody, run: UUID) -> Grant | None:
    """The same, with the run the page is about, and who brought a list of services in with that run of one's own.

    What its cells say is shown to who started it alone.
    """
    return _one(user, ImportRun, pk=run) or _own_list(user, run)


def moves_own_run(user: Somebody, run: UUID) -> Grant | None:
    """Whoever was lent the right to move, or brought in a list of services, for a run of one's own."""
    return _one(user, ImportRun, pk=run, started_by=user) or _own_list(user, run)


def brings_services_in(user: Somebody) -> Grant | None:
    """Who arranges the catalogue: a list of services out of a sheet, which holds nothing about residents."""
    return Grant() if isinstance(user, User) and standing(user).may(Right.ARRANGE_CATALOGUE) else None


def moves_own_sheet(user: Somebody, sheet: UUID) -> Grant | None:
    """Whoever was lent the right to move, for a sheet one sent oneself and that still waits."""
    return _one(user, Sheet, pk=sheet, sent_by=user, run=None, stored_as__gt="")


def moves_own_export(user: Somebody, export: UUID) -> Grant | None:
    """Whoever was lent the right to move, for what one took out oneself."""
    return _one(user, ExportRun, pk=export, started_by=user)


def merges(user: Somebody) -> Grant | None:
    """Whoever was lent the right to move: names, birth dates and teams of residents that may be there twice."""
    if moves(user) is None:
        return None
    pairs = queries.doubles(timezone.localdate())
    ids = {known.resident.pk for pair in pairs for known in (pair.kept, pair.other)}
    return Grant((pairs,), tuple(File(id) for id in sorted(ids)), TWICE)


def merges_two(user: Somebody, one: UUID, other: UUID) -> Grant | None:
    """The same, for two residents beside each other."""
    found = compared(one, other, timezone.localdate()) if moves(user) else None
    if found is None:
        return None
    return Grant((found,), (File(found.kept.resident.pk), File(found.other.resident.pk)), TWICE)


def merged_two(user: Somebody, merge: UUID) -> Grant | None:
    """Whoever was lent the right to move: two that were merged, to make them two again."""
    grant = _one(user, Merge, pk=merge)
    if grant is None:
        return None
    (found,) = grant.objects
    return Grant((found,), (File(found.kept), File(found.other)), TWICE)


def reads_moves(user: Somebody) -> Grant | None:
    """The privacy officer: who moved what and when, without a name of a resident."""
    return Grant() if isinstance(user, User) and standing(user).may(Right.READ_LOOKS) else None


def _one(user: Somebody, model: type[Model], **which: object) -> Grant | None:
    found = model._default_manager.filter(**which).first() if moves(user) else None
    return Grant((found,)) if found else None


def _own_list(user: Somebody, run: UUID) -> Grant | None:
    which = {"pk": run, "started_by": user, "of_services": True}
    found = ImportRun.objects.filter(**which).first() if brings_services_in(user) else None
    return Grant((found,)) if found else None
