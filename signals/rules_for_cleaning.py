"""Who may wipe words about a person in work outside: who wrote them, and who leads the team."""

from typing import Any
from uuid import UUID

from organisation import scope
from organisation.access import Grant
from organisation.models import User
from signals import rules_for_activities, rules_for_groups, rules_for_offers
from signals.queries import groups
from signals.queries.routes import led_by


def cleans_activity(user: User, activity: UUID) -> Grant | None:
    """An activity that one wrote down, held or changed last, or of a team that one leads."""
    return _cleans(user, rules_for_activities.team_activity(user, activity))


def cleans_group_goal(user: User, group_goal: UUID) -> Grant | None:
    """A goal of a group or a series that one set or changed last, or of a team that one leads."""
    return _cleans(user, rules_for_groups.team_group_goal(user, group_goal))


def cleans_offer(user: User, offer: UUID) -> Grant | None:
    """An offer that one made or changed last, or of a team that one leads."""
    return _cleans(user, rules_for_offers.team_offer(user, offer))


def cleans_group_met(user: User, group_met: UUID) -> Grant | None:
    """What one recorded oneself of a group, or somebody in a team that one leads."""
    found = groups.any_met(scope.outside(user)).filter(pk=group_met, is_taken_back=False).first()
    return _cleans(user, Grant((found,)) if found else None)


def may_clean(user: User, record: Any) -> bool:
    """Whether somebody wrote a record of the own teams, or leads the team that it is of."""
    here = scope.outside(user)
    wrote = {getattr(record, name, None) for name in ("recorded_by_id", "professional_id", "changed_by_id")}
    return here is not None and (user.pk in wrote or record.team_id in led_by(user.pk, here.day))


def _cleans(user: User, grant: Grant | None) -> Grant | None:
    return grant if grant and may_clean(user, grant.objects[0]) else None
