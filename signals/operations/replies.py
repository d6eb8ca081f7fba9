"""Answering a signal. A reply is an event: another one follows it, none is changed."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from organisation import scope as scopes
from organisation.models import Team, User
from signals.models import NeighbourhoodSignal, Reply, SignalReply
from signals.queries.neighbourhood_doubles import doubles_of
from signals.queries.routes import DAYS


@transaction.atomic
def reply_to_signal(
    *,
    signal: NeighbourhoodSignal,
    says: str,
    text: str = "",
    to_person: User | None = None,
    to_team: Team | None = None,
    by: User,
) -> SignalReply:
    """What happens with a signal, said to who sent it; passing on names a person or a team.

    Who saw the same and counts with it gets the same answer, but for passing on: that moves one signal.
    """
    today = timezone.localdate()
    onward = says == Reply.PASSED_ON
    firsts = [signal.first_pk]
    if not onward:
        firsts += [double.first_pk for double in doubles_of(scopes.outside(by), signal.first_pk)]
    made = [
        SignalReply(
            signal_id=first,
            replied_on=today,
            says=says,
            text=text,
            to_person=to_person if onward else None,
            to_team=to_team if onward else None,
            answer_by=today + timedelta(days=DAYS) if onward else None,
            recorded_by=by,
        )
        for first in firsts
    ]
    return SignalReply.objects.bulk_create(made)[0]
