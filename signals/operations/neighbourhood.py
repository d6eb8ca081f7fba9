"""Sending a signal, correcting it, taking it back. Each is an event; nothing is changed."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from catalogue.models import OfferedSet, Theme
from organisation.models import Area, Team, User
from registration.operations.answers import Said
from signals.models import NeighbourhoodSignal, Reply, SignalReply, SignalText
from signals.operations.answers import keep_answers
from signals.queries.routes import goes_to


class Overtaken(Exception):
    """Somebody corrected this signal, took it back, or wiped its words, since it was read."""


@dataclass(frozen=True)
class Seen:
    """What somebody saw: everything in a signal but who sent it and where it goes."""

    theme: Theme
    observed_on: date
    area: Area | None = None
    place: str = ""
    kind: str = ""
    provision: str = ""
    seriousness: int | None = None
    text: str = ""
    answers: tuple[Said, ...] = ()

    @classmethod
    def of(cls, signal: NeighbourhoodSignal) -> "Seen":
        """As it was said in an event; its answers to own questions are copied."""
        names = ("theme", "observed_on", "area", "place", "kind", "provision", "seriousness")
        said = SignalText.objects.filter(signal=signal).values_list("text", flat=True).first()
        return cls(**{name: getattr(signal, name) for name in names}, text=said or "")


@transaction.atomic
def send_signal(*, seen: Seen, team: Team, offered: OfferedSet | None = None, by: User) -> NeighbourhoodSignal:
    """A signal on behalf of a team, on its way to whom the route of today names."""
    to = goes_to(theme=seen.theme, area=seen.area, team=team, day=timezone.localdate())
    made = _event(seen, by, team=team, to_person=to.person, to_team=to.team, answer_by=to.answer_by, offered=offered)
    return made


@transaction.atomic
def correct_signal(
    *, signal: NeighbourhoodSignal, seen: Seen, offered: OfferedSet | None = None, by: User
) -> NeighbourhoodSignal:
    """The same signal in other words. Where another theme or area belongs to somebody else, it goes on to them.

    That is no answer: who waited for one does so until the same day, or an earlier one that the new route names.
    `signal` is the event that stands. Raises `Overtaken`.
    """
    made = _follow(signal, seen, by, offered=offered, copies=signal)
    if (seen.theme, seen.area) != (signal.theme, signal.area):
        today = timezone.localdate()
        before = goes_to(theme=signal.theme, area=signal.area, team=signal.team, day=today)
        to = goes_to(theme=seen.theme, area=seen.area, team=signal.team, day=today)
        if (to.person, to.team) != (before.person, before.team):
            SignalReply.objects.create(
                signal_id=made.first_pk,
                replied_on=today,
                says=Reply.PASSED_ON,
                to_person=to.person,
                to_team=to.team,
                answer_by=min(to.answer_by, _waits_until(signal) or to.answer_by),
                of_correction=True,
                recorded_by=by,
            )
    return made


@transaction.atomic
def take_back_signal(*, signal: NeighbourhoodSignal, by: User) -> NeighbourhoodSignal:
    """It was no signal after all. It can be put back. Raises `Overtaken`."""
    seen = replace(Seen.of(signal), text="", place="", provision="")
    return _follow(signal, seen, by, is_taken_back=True)


@transaction.atomic
def put_signal_back(*, signal: NeighbourhoodSignal, by: User) -> NeighbourhoodSignal:
    """Says again what stood before it was taken back. `signal` is the event that took it back. Raises `Overtaken`."""
    if not signal.is_taken_back or signal.replaces is None:
        return signal
    return _follow(signal, Seen.of(signal.replaces), by, copies=signal.replaces, offered=signal.replaces.offered)


def hold(signal: NeighbourhoodSignal) -> None:
    """Two at the same moment wait for one another here: the first event is there for both."""
    list(NeighbourhoodSignal.objects.filter(pk=signal.first_pk).select_for_update(no_key=True).values("pk"))


def _is_wiped_since(signal: NeighbourhoodSignal) -> bool:
    """Whether what was said was wiped after this event was read."""
    read = getattr(signal, "words", None)
    now = SignalText.objects.filter(signal=signal).first()
    return bool(read and now and read.wiped_at != now.wiped_at)


def _waits_until(signal: NeighbourhoodSignal) -> date | None:
    """Until which day who must act now has to answer; None where somebody said already what happens."""
    replies = SignalReply.objects.filter(signal=signal.first_pk).exclude(says=Reply.SEEN)
    last = replies.order_by("-recorded_at", "-pk").first()
    if last is None:
        return signal.answer_by
    return last.answer_by or signal.answer_by if last.says == Reply.PASSED_ON else None


def _follow(signal: NeighbourhoodSignal, seen: Seen, by: User, **more: Any) -> NeighbourhoodSignal:
    """One event after another: where it went is what it was when it was sent."""
    hold(signal)
    if NeighbourhoodSignal.objects.filter(replaces=signal).exists() or _is_wiped_since(signal):
        raise Overtaken
    kept = {name: getattr(signal, name) for name in ("team", "to_person", "to_team", "answer_by")}
    return _event(seen, by, replaces=signal, first_id=signal.first_pk, **kept, **more)


def _event(seen: Seen, by: User, copies: NeighbourhoodSignal | None = None, **where: Any) -> NeighbourhoodSignal:
    names = ("theme", "observed_on", "area", "place", "kind", "provision", "seriousness")
    said = {name: getattr(seen, name) for name in names}
    made = NeighbourhoodSignal.objects.create(professional=by, recorded_by=by, **said, **where)
    SignalText.objects.create(signal=made, text=seen.text)
    keep_answers(record=made, said=seen.answers, copies=copies, by=by)
    return made
