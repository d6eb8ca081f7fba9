"""Who may record and read groups: who works in a team or leads one, for the groups of that team.

What somebody saw is corrected by that person alone: it counts for whoever says it.
"""

from typing import Any
from uuid import UUID

from organisation import scope
from organisation.access import Grant
from organisation.models import User
from signals.models import Series
from signals.queries import group_goals, groups


def may_meet_groups(user: User) -> Grant | None:
    """Who works in a team or leads one: the groups of these teams."""
    found = scope.outside(user)
    return Grant((found,)) if found else None


def team_group(user: User, group: UUID) -> Grant | None:
    """A group of one's own teams."""
    return _one(groups.groups(scope.outside(user)).filter(pk=group))


def own_group_met(user: User, group_met: UUID) -> Grant | None:
    """What one recorded oneself of a group of one's own teams; also what was corrected since."""
    own = groups.any_met(scope.outside(user)).filter(pk=group_met, professional=user.pk, is_taken_back=False)
    return _one(own)


def team_group_or_series(user: User, whose: UUID) -> Grant | None:
    """What a goal can be of: a group or a series of one's own teams."""
    series = Series.objects.within(scope.outside(user)).filter(pk=whose).select_related("team")
    return team_group(user, whose) or _one(series)


def team_group_goal(user: User, group_goal: UUID) -> Grant | None:
    """A goal of a group or a series of one's own teams."""
    return _one(group_goals.group_goals(scope.outside(user)).filter(pk=group_goal, removed_at__isnull=True))


def team_removed_goal(user: User, group_goal: UUID) -> Grant | None:
    """The same, also one that was removed."""
    return _one(group_goals.group_goals(scope.outside(user)).filter(pk=group_goal))


def team_group_step(user: User, group_step: UUID) -> Grant | None:
    """A step of such a goal that is in sight."""
    found = group_goals.group_steps(scope.outside(user))
    return _one(found.filter(pk=group_step, removed_at__isnull=True, goal__removed_at__isnull=True))


def team_removed_step(user: User, group_step: UUID) -> Grant | None:
    """The same, also one that was removed."""
    return _one(group_goals.group_steps(scope.outside(user)).filter(pk=group_step, goal__removed_at__isnull=True))


def _one(found: Any) -> Grant | None:
    one = found.first()
    return Grant((one,)) if one else None
