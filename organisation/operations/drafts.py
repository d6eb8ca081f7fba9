"""Drafts: keeping what is being typed, putting it aside, and letting it go once it is saved."""

from collections.abc import Iterable
from datetime import timedelta
from functools import reduce
from operator import or_
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from organisation.actor import as_system
from organisation.models import Draft, Submission, User
from organisation.queries.drafts import KEPT

# In characters, names of fields too: more than everything that fits in our longest form.
LONGEST = 200_000
# What was put aside can be taken back for this long.
ASIDE = timedelta(days=1)


class TooLong(Exception):
    """More than a draft can hold."""


class Elsewhere(Exception):
    """The form was saved already, or another page is further on with it."""


@transaction.atomic
def keep_draft(*, key: UUID, path: str, number: int, fields: dict[str, list[str]], by: User) -> None:
    """Keeps the fields as they stand now. Raises `TooLong`, or `Elsewhere` for a form that is no longer this page's.

    Taking the place of the submission for a moment makes this wait for a save of the same form that is under way, and
    the save wait for this: so no draft is left of what was saved.
    """
    if sum(len(name) + sum(map(len, texts)) for name, texts in fields.items()) > LONGEST:
        raise TooLong
    try:
        with transaction.atomic():
            place = Submission.objects.create(user=by, key=key, fingerprint="", answer="")
    except IntegrityError:
        raise Elsewhere from None
    now = timezone.now()
    changed = {"path": path, "number": number, "fields": fields, "saved_at": now, "dropped_at": None}
    draft = Draft.objects.filter(user=by, key=key).first()
    if draft is None:
        _let_old_ones_go(by)
        Draft.objects.create(user=by, key=key, **changed)
    elif draft.number < number:
        Draft.objects.filter(pk=draft.pk).update(**changed)
    else:
        raise Elsewhere
    place.delete()


@transaction.atomic
def drop_draft(*, draft: Draft, by: User) -> None:
    """Puts a draft aside; within a day it can be taken back."""
    draft.dropped_at = timezone.now()
    draft.save(update_fields=["dropped_at"])


@transaction.atomic
def put_back_draft(*, draft: Draft, by: User) -> None:
    """Takes back what was put aside."""
    draft.dropped_at = None
    draft.save(update_fields=["dropped_at"])


def forget_draft(*, key: UUID, by: User) -> None:
    """What was typed under this key is saved. Belongs in the transaction of the save itself."""
    Draft.objects.filter(user=by, key=key).delete()


def wipe_drafts(*, below: Iterable[str], by: User) -> None:
    """Lets go of what anybody was typing on pages whose address begins so: what is wiped there is wiped here too."""
    begins = [Q(path__startswith=path) for path in below]
    with as_system("words about a person are wiped in the drafts of colleagues too"):
        Draft.objects.filter(reduce(or_, begins)).delete()


def _let_old_ones_go(by: User) -> None:
    now = timezone.now()
    old = Q(saved_at__lte=now - KEPT) | Q(dropped_at__lte=now - ASIDE) | Q(fields={}, saved_at__lte=now - ASIDE)
    Draft.objects.filter(old, user=by).delete()
