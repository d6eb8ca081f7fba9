"""Who may send, read and answer signals, arrange where they go, and fill the agenda of a team."""

from uuid import UUID

from organisation import scope
from organisation.access import Grant
from organisation.models import User
from organisation.roles import Right
from signals.models import AgendaPoint, NeighbourhoodSignal, Route, SignalReply
from signals.queries import neighbourhood, neighbourhood_doubles
from signals.queries.routes import led_by


def works_outside(user: User) -> Grant | None:
    """Who works in a team or leads one, with what those teams may read."""
    found = scope.outside(user)
    return Grant((found,)) if found else None


def seen_signal(user: User, signal: UUID) -> Grant | None:
    """A signal of one's own teams, sent or passed on to one of these or to oneself, or sent by oneself."""
    found = _signal(user, signal)
    return Grant((found,)) if found else None


def own_signal(user: User, signal: UUID) -> Grant | None:
    """A signal that one sent, for a team in which one still works."""
    found = _signal(user, signal)
    return Grant((found,)) if found and found.professional_id == user.pk and _works_in(user, found) else None


def own_signal_taken_back(user: User, signal: UUID) -> Grant | None:
    """The same, also after it was taken back: its last event."""
    found = neighbourhood.last_event(scope.outside(user), signal)
    return Grant((found,)) if found and found.professional_id == user.pk and _works_in(user, found) else None


def answers_signal(user: User, signal: UUID) -> Grant | None:
    """A signal on which one must act: it is with oneself or one's team, or one leads the team that it comes from."""
    found = _signal(user, signal)
    return Grant((found,)) if found and may_answer(user, found) else None


def cleans_signal(user: User, signal: UUID) -> Grant | None:
    """A signal that one sent or must act on: words about a person can be wiped."""
    found = _signal(user, signal)
    return Grant((found,)) if found and (found.professional_id == user.pk or may_answer(user, found)) else None


def cleans_reply(user: User, reply: UUID) -> Grant | None:
    """An answer that one gave oneself, or at a signal on which one must act or whose team one leads: who answered may
    be gone."""
    found = SignalReply.objects.within(scope.outside(user)).filter(pk=reply).first()
    mine = found and (found.recorded_by_id == user.pk or answers_signal(user, found.signal_id))
    return Grant((found,)) if mine else None


def two_signals(user: User, signal: UUID, double: UUID) -> Grant | None:
    """Two signals that one may both read, and at least one of which one sent or must act on."""
    found = [_signal(user, one) for one in (signal, double)]
    if signal == double or not all(found):
        return None
    mine = any(one and (one.professional_id == user.pk or may_answer(user, one)) for one in found)
    return Grant(tuple(found)) if mine else None


def joined_signal(user: User, signal: UUID) -> Grant | None:
    """A signal that counts with another one; one sent it, must act on it, or joined the two."""
    found = _signal(user, signal)
    same = neighbourhood_doubles.same_as(scope.outside(user), signal) if found else None
    if not found or not same:
        return None
    mine = user.pk in {found.professional_id, same.recorded_by_id} or may_answer(user, found)
    return Grant((found, same)) if mine else None


def may_answer(user: User, signal: NeighbourhoodSignal) -> bool:
    """Whether somebody must act on a signal (of `queries.neighbourhood.signals`), or leads the team that sent it."""
    here = scope.outside(user)
    if here is None:
        return False
    with_me = signal.now_person == user.pk or signal.now_team in here.team_ids
    return with_me or signal.team_id in led_by(user.pk, here.day)


def of_own_team(user: User, team: UUID) -> Grant | None:
    """A team in which one works or that one leads."""
    found = scope.outside(user)
    return Grant((team,)) if found and team in found.team_ids else None


def seen_signal_and_team(user: User, signal: UUID, team: UUID) -> Grant | None:
    """A signal that one may read, and a team in which one works or that one leads."""
    found, theirs = _signal(user, signal), of_own_team(user, team)
    return Grant((found, team)) if found and theirs else None


def point_of_own_team(user: User, point: UUID) -> Grant | None:
    """A point on the agenda of a team in which one works or that one leads."""
    found = AgendaPoint.objects.within(scope.outside(user)).filter(pk=point).select_related("team").first()
    return Grant((found,)) if found else None


def arranges_routes(user: User) -> Grant | None:
    """Who arranges to whom signals go."""
    return Grant() if scope.standing(user).may(Right.ARRANGE_CATALOGUE) else None


def arranges_route(user: User, route: UUID) -> Grant | None:
    """The same, with a route, also one that was removed."""
    found = Route.objects.filter(pk=route).select_related("theme", "area", "to_person", "to_team").first()
    return Grant((found,)) if found and arranges_routes(user) else None


def _signal(user: User, signal: UUID) -> NeighbourhoodSignal | None:
    return neighbourhood.signal_of(scope.outside(user), signal)


def _works_in(user: User, signal: NeighbourhoodSignal) -> bool:
    """A correction is added for the team of the signal, so one must still be in it."""
    here = scope.outside(user)
    return here is not None and signal.team_id in here.team_ids
