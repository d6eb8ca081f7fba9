"""Emptying words that name somebody. The event stays: what it was about, where, and what was answered."""

from collections.abc import Collection

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from organisation import scope as scopes
from organisation.actor import as_system
from organisation.models import User
from organisation.operations.drafts import wipe_drafts
from signals.models import AgendaPoint, NeighbourhoodSignal, SignalReply
from signals.operations.answers import wipe_answers
from signals.operations.neighbourhood import hold
from signals.queries.answers import of_signal
from signals.queries.neighbourhood import events, texts_of

# What can be emptied: what was said, the place in words, the provision, what was typed to own questions.
WORDS = ("text", "place", "provision", "answers")


@transaction.atomic
def wipe_signal(*, signal: NeighbourhoodSignal, what: Collection[str], by: User) -> None:
    """Empties these of `WORDS` in every event of a signal, corrected ones too. There is no way back, on purpose."""
    scope, first = scopes.outside(by), signal.first_pk
    hold(signal)
    if "text" in what:
        texts_of(scope, first).update(text="", wiped_at=timezone.now(), wiped_by=by)
    if "answers" in what:
        wipe_answers(answers=of_signal(scope, first), by=by)
    columns = {name: "" for name in ("place", "provision") if name in what}
    if columns:
        events(scope).filter(Q(pk=first) | Q(first=first)).update(**columns)
    wipe_drafts(below=[reverse("signal", args=[first])], by=by)


@transaction.atomic
def wipe_reply(*, reply: SignalReply, by: User) -> None:
    """Empties the words of an answer, and of its copies at signals that count with this one; what it says stays.

    Nothing ties a copy to the first: the same words of the same person on the same day are the same answer.
    """
    if reply.text:
        said = {name: getattr(reply, name) for name in ("recorded_by", "replied_on", "says", "text")}
        with as_system("a copy may stand where who wipes does not read it, or does not any more"):
            SignalReply.objects.filter(**said).update(text="", wiped_at=timezone.now(), wiped_by=by)


@transaction.atomic
def wipe_point(*, point: AgendaPoint, what: Collection[str], by: User) -> None:
    """Empties the words of a point on an agenda ("words"), or what came of it ("outcome"). There is no way back."""
    columns = [name for name in ("words", "outcome") if name in what]
    for name in columns:
        setattr(point, name, "")
    point.wiped_at, point.wiped_by = timezone.now(), by
    point.save(update_fields=[*columns, "wiped_at", "wiped_by"])
