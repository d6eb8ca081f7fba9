"""One signal as its page shows it."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from organisation.models import Team, User
from organisation.scope import Scope
from signals.answered import Told, told
from signals.models import AgendaPoint, NeighbourhoodSignal, SameSignal, SignalReply, SignalText
from signals.queries import answers as own_answers
from signals.queries.neighbourhood import replies_of, signal_of
from signals.queries.neighbourhood_doubles import doubles_of, may_be_same, same_as
from signals.queries.routes import led_by


@dataclass(frozen=True)
class Page:
    """A signal with all that hangs on it, for one person."""

    signal: NeighbourhoodSignal
    first: UUID
    text: SignalText | None
    # Who must act now.
    now_with: User | Team | None
    replies: list[SignalReply]
    # What was answered to own questions.
    told: list[Told]
    is_late: bool
    # Others that may be the same, that count with this one, and the one that this one counts with.
    alike: list[NeighbourhoodSignal]
    doubles: list[NeighbourhoodSignal]
    counts_with: NeighbourhoodSignal | None
    is_double: bool
    # Who said so, and when.
    joined: SameSignal | None
    # What this person may do: correct it or take it back, answer it, wipe words.
    is_own: bool
    answers: bool
    # One's own teams, and those whose agenda it stands on.
    teams: list[Team]
    on_agenda: set[UUID]

    @classmethod
    def of(cls, signal: NeighbourhoodSignal, scope: Scope | None, day: date) -> "Page":
        """For who reads within this scope, on a day. `signal` is of `queries.neighbourhood.signals`."""
        first, user_id = signal.first_pk, scope.user_id if scope else None
        team_ids = scope.team_ids if scope else frozenset()
        same = same_as(scope, first)
        answers = signal.now_person == user_id or signal.now_team in team_ids
        answers = answers or (user_id is not None and signal.team_id in led_by(user_id, day))
        points = AgendaPoint.objects.within(scope).filter(signal=first, handled_on=None, removed_at=None)
        return cls(
            signal=signal,
            first=first,
            text=getattr(signal, "words", None),
            now_with=_whom(signal),
            replies=list(replies_of(scope, first)),
            told=told(own_answers.answers(scope).filter(signal=signal)),
            is_late=signal.waits and signal.due < day,
            alike=[] if same else may_be_same(scope, signal),
            doubles=list(doubles_of(scope, first)),
            counts_with=signal_of(scope, same.other_id) if same else None,
            is_double=same is not None,
            joined=same,
            is_own=signal.professional_id == user_id and signal.team_id in team_ids,
            answers=answers,
            teams=list(Team.objects.filter(pk__in=team_ids)),
            on_agenda=set(points.values_list("team_id", flat=True)),
        )

    @property
    def is_answered(self) -> bool:
        """Whether anybody said anything back; that it goes elsewhere by a correction is no answer."""
        return any(not reply.of_correction for reply in self.replies)

    @property
    def cleans(self) -> bool:
        """Whether this person may wipe words: who sent it, and who must act."""
        return self.is_own or self.answers

    @property
    def is_said(self) -> bool:
        """Whether there are any words that can be wiped."""
        typed = any(one.is_typed for one in self.told)
        return bool((self.text and self.text.text) or self.signal.place or self.signal.provision or typed)


def _whom(signal: Any) -> User | Team | None:
    if signal.now_person:
        return User.objects.filter(pk=signal.now_person).first()
    return Team.objects.filter(pk=signal.now_team).first()
