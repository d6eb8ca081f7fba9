"""Who may record and read activities: who works in a team or leads one, for the rows of that team.

Names of who came are shown to who has that resident in the own caseload; a page that shows them logs the look.
"""

from typing import Any
from uuid import UUID

from django.utils import timezone

from organisation import scope
from organisation.access import File, Grant
from organisation.models import User
from registration.rules import ASSIGNED, seen_plan
from signals.models import Activity, Attendance, Invited, Series
from signals.queries import activities as queries
from signals.queries import attendances


def may_record(user: User) -> Grant | None:
    """Who works in a team or leads one: what these teams did."""
    found = scope.outside(user)
    return Grant((found,)) if found else None


def team_activity(user: User, activity: UUID) -> Grant | None:
    """An activity of one's own teams."""
    return _one(queries.activities(scope.outside(user)).filter(pk=activity))


def removed_activity(user: User, activity: UUID) -> Grant | None:
    """The same, also one that was removed."""
    return _one(Activity.objects.within(scope.outside(user)).filter(pk=activity))


def seen_activity(user: User, activity: UUID) -> Grant | None:
    """An activity with those of one's own residents who were asked for it: a look into the file of each of them."""
    grant = team_activity(user, activity)
    if grant is None:
        return None
    named = attendances.named(grant.objects[0], user, timezone.localdate())
    return Grant((*grant.objects, named), tuple(File(one.resident_id) for one in named), ASSIGNED)


def own_attendance(user: User, attendance: UUID, **more: Any) -> Grant | None:
    """That a resident with an open plan of one's own was asked for an activity of one's own teams."""
    found = attendances.attendances(scope.outside(user)).filter(pk=attendance, activity__removed_at__isnull=True)
    mine = attendances.own_residents(user, timezone.localdate()).values("pk")
    one = found.filter(resident__in=mine).select_related("activity", "resident").first()
    return Grant((one, *more.values()), (File(one.resident_id),), ASSIGNED) if one else None


def own_attendance_as(user: User, attendance: UUID, state: str) -> Grant | None:
    """The same, with how it went."""
    return own_attendance(user, attendance, state=Invited(state)) if state in Invited.values else None


def seen_plan_activities(user: User, plan: UUID) -> Grant | None:
    """Who may read a plan, and works in a team: the activities of that team to which its people were asked."""
    grant, outside = seen_plan(user, plan), scope.outside(user)
    return Grant((*grant.objects, outside), grant.files, grant.ground) if grant and outside else None


def team_series(user: User, series: UUID) -> Grant | None:
    """A series of one's own teams."""
    found = Series.objects.within(scope.outside(user)).filter(pk=series).select_related("team").first()
    return Grant((found,)) if found else None


def _one(found: Any) -> Grant | None:
    one: Activity | Attendance | None = found.first()
    return Grant((one,)) if one else None
