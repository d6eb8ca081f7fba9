"""Series of activities: beginning, other words, ending and going on."""

from datetime import date

from django.db import transaction
from django.db.models import Q

from organisation.models import Team, User
from organisation.operations.stale import reword
from shared.text import comparable
from signals.models import Series


@transaction.atomic
def begin_series(*, team: Team, title: str, day: date, by: User) -> Series:
    """A series of this title; the one of that title that goes on, where the team has it already."""
    going = Series.objects.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=day), team=team)
    same = next((one for one in going if comparable(one.title) == comparable(title)), None)
    return same or Series.objects.create(team=team, title=title, recorded_by=by, changed_by=by)


@transaction.atomic
def rename_series(*, series: Series, title: str, version: int, by: User) -> bool:
    """Another title; what was held keeps its own. Raises `Stale`."""
    return reword(series, version=version, title=title, by=by)


@transaction.atomic
def end_series(*, series: Series, ended_on: date, by: User) -> bool:
    """From this day on there are no more of it. One that ended already stays as it is."""
    return not series.ended_on and reword(series, version=series.version, ended_on=ended_on, by=by)


@transaction.atomic
def reopen_series(*, series: Series, by: User) -> bool:
    """It goes on."""
    return reword(series, version=series.version, ended_on=None, by=by)
