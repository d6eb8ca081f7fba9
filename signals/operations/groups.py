"""Groups: noting one down, changing what is known of it, ending and reopening."""

from datetime import date
from typing import Any

from django.db import transaction

from organisation.models import Area, Team, User
from organisation.operations.stale import reword
from signals.models import Group


@transaction.atomic
def add_group(
    *,
    team: Team,
    name: str,
    place: str = "",
    area: Area | None = None,
    colour: str = "",
    age_band: str = "",
    by: User,
) -> Group:
    """A group as the team knows it; a name is enough."""
    known = {"name": name, "place": place, "area": area, "colour": colour, "age_band": age_band}
    return Group.objects.create(team=team, **known, recorded_by=by, changed_by=by)


@transaction.atomic
def change_group(*, group: Group, version: int, by: User, **values: Any) -> bool:
    """Whatever of it is known otherwise; former colours and names stay readable. Raises `Stale`."""
    return reword(group, version=version, by=by, **values)


@transaction.atomic
def end_group(*, group: Group, version: int, ended_on: date, by: User) -> bool:
    """From this day on it is met no more; everything stays readable. Raises `Stale`."""
    return reword(group, version=version, by=by, ended_on=ended_on)


@transaction.atomic
def reopen_group(*, group: Group, by: User) -> bool:
    """It is met again."""
    return reword(group, version=group.version, by=by, ended_on=None)
