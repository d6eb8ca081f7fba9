"""Emptying words that name somebody. The event stays: what it was about, where, and what was answered."""

from collections.abc import Collection

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from organisation import scope as scopes
from organisation.models import User
from signals.models import NeighbourhoodSignal, SignalReply
from signals.queries.neighbourhood import events, texts_of

# What can be emptied: what was said, the place in words, the provision.
WORDS = ("text", "place", "provision")


@transaction.atomic
def wipe_signal(*, signal: NeighbourhoodSignal, what: Collection[str], by: User) -> None:
    """Empties these of `WORDS` in every event of a signal, corrected ones too. There is no way back, on purpose."""
    scope, first = scopes.outside(by), signal.first_pk
    if "text" in what:
        texts_of(scope, first).update(text="", wiped_at=timezone.now(), wiped_by=by)
    columns = {name: "" for name in WORDS if name in what and name != "text"}
    if columns:
        events(scope).filter(Q(pk=first) | Q(first=first)).update(**columns)


@transaction.atomic
def wipe_reply(*, reply: SignalReply, by: User) -> None:
    """Empties the words of an answer; what it says stays."""
    reply.text, reply.wiped_at, reply.wiped_by = "", timezone.now(), by
    reply.save(update_fields=["text", "wiped_at", "wiped_by"])
