"""The agenda of a team: what is talked about when it meets, and what came of it."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from organisation.models import Team, User
from signals.models import AgendaPoint, NeighbourhoodSignal


@transaction.atomic
def put_on_agenda(*, team: Team, words: str = "", signal: NeighbourhoodSignal | None = None, by: User) -> AgendaPoint:
    """Free words, or a signal once: one that is on it already and was not handled stays where it is.

    Beside a signal stand its theme and area alone: what was said is read in the signal, by who may.
    """
    if signal is None:
        return AgendaPoint.objects.create(team=team, words=words, recorded_by=by)
    first = signal.first_pk
    waiting = AgendaPoint.objects.filter(team=team, signal=first, handled_on__isnull=True, removed_at__isnull=True)
    about = " · ".join(str(part) for part in (signal.theme, signal.area) if part)
    return waiting.first() or AgendaPoint.objects.create(team=team, signal_id=first, words=about[:200], recorded_by=by)


@transaction.atomic
def handle_point(*, point: AgendaPoint, outcome: str, handled_on: date | None = None, by: User) -> None:
    """It was talked about, today unless said otherwise; with what came of it.

    Said anew, nothing of it is wiped any more, unless what it was about was.
    """
    point.outcome, point.handled_on = outcome, handled_on or timezone.localdate()
    if outcome and point.words:
        point.wiped_at, point.wiped_by = None, None
    point.save(update_fields=["outcome", "handled_on", "wiped_at", "wiped_by"])


@transaction.atomic
def reopen_point(*, point: AgendaPoint, by: User) -> None:
    """It stands on the agenda again; what came of it stays readable."""
    point.handled_on = None
    point.save(update_fields=["handled_on"])


@transaction.atomic
def remove_point(*, point: AgendaPoint, by: User) -> None:
    """Off the agenda; can be undone."""
    point.removed_at = timezone.now()
    point.save(update_fields=["removed_at"])


@transaction.atomic
def put_point_back(*, point: AgendaPoint, by: User) -> None:
    """Undoes the removal."""
    point.removed_at = None
    point.save(update_fields=["removed_at"])
