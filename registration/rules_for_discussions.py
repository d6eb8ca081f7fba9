"""Who may read and write about meetings of professionals: the team that held them."""

from uuid import UUID

from django.utils import timezone

from organisation import scope
from organisation.access import Grant
from organisation.models import User
from organisation.roles import Right
from registration import queries
from registration.models import Plan
from registration.queries import discussions
from registration.rules import ASSIGNED, files


def may_discuss(user: User) -> Grant | None:
    """Who works in a team or leads one: the meetings of the own teams, without what was said about a case."""
    found = scope.outside(user)
    return Grant((found,)) if found else None


def own_discussion(user: User, discussion: UUID) -> Grant | None:
    """A meeting of one of the own teams. Plans that one may read are named on it, so their files are looked into."""
    found = discussions.discussions(scope.outside(user)).filter(pk=discussion).first()
    if found is None:
        return None
    found.named = _named(user, found.pk)
    return Grant((found,), files(found.named), ASSIGNED if found.named else "")


def removed_discussion(user: User, discussion: UUID) -> Grant | None:
    """Such a meeting, also when it was removed."""
    found = discussions.every_discussion(scope.outside(user)).filter(pk=discussion).first()
    return Grant((found,)) if found else None


def own_agreed(user: User, agreed: UUID) -> Grant | None:
    """Something that was agreed in such a meeting."""
    found = discussions.agreed(scope.outside(user)).filter(pk=agreed).first()
    return Grant((found,)) if found else None


def _named(user: User, discussion: UUID) -> list[Plan]:
    """The plans that a meeting was about, of those that somebody works on today."""
    if not scope.standing(user).may(Right.OWN_FILES):
        return []
    return list(queries.plans(scope.own(user), timezone.localdate()).filter(discussions=discussion).order_by("whose"))
