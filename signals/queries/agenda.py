"""What stands on the agenda of a team."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.utils import timezone

from organisation.models import Team
from organisation.scope import Scope
from signals.models import AgendaPoint
from signals.queries import neighbourhood

# What was talked about stays under the agenda so long.
LATELY = timedelta(days=92)


def teams(scope: Scope) -> list[Team]:
    """One's own teams, by name."""
    return list(Team.objects.filter(pk__in=scope.team_ids))


def chosen(among: Sequence[Team], wanted: str) -> Team:
    """The team with this id, else the first."""
    return next((team for team in among if str(team.pk) == wanted), among[0])


def points(scope: Scope, team: Team) -> dict[str, Any]:
    """`points`: what is still to be talked about, in the order in which it was put there; `handled`: what was in the
    last three months, the latest first. Each with `seen`: its signal as it stands, if one may read that."""
    there = AgendaPoint.objects.within(scope).filter(team=team, removed_at__isnull=True).select_related("recorded_by")
    to_come = list(there.filter(handled_on__isnull=True).order_by("recorded_at", "pk"))
    since = timezone.localdate() - LATELY
    handled = list(there.filter(handled_on__gte=since).order_by("-handled_on", "-recorded_at", "pk"))
    look_up(scope, [*to_come, *handled])
    return {"points": to_come, "handled": handled}


def look_up(scope: Scope | None, among: Sequence[AgendaPoint]) -> None:
    """Gives each point `seen`: its signal as it stands, if one may read that."""
    firsts = {point.signal_id for point in among if point.signal_id}
    seen = {signal.root: signal for signal in neighbourhood.signals(scope).filter(root__in=firsts)} if firsts else {}
    for point in among:
        point.seen = seen.get(point.signal_id)  # type: ignore[attr-defined]  # for the page
