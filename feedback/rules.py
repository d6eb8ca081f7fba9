"""Who may see which figure. A rule hands over the scope in which the figure is made; None means "not for you"."""

from django.contrib.auth.models import AnonymousUser

from organisation import scope
from organisation.access import Grant
from organisation.models import User
from outcomes.indicators import goals_now

Somebody = User | AnonymousUser


def own_figures(user: Somebody) -> Grant | None:
    """Professionals: the figures of one's own caseload, which nobody else ever sees."""
    found = scope.own(user) if isinstance(user, User) else None
    return Grant((found,)) if found else None


def own_goals_on(user: Somebody, step: str) -> Grant | None:
    """The same, with the step of the ladder whose goals the page lists."""
    found = scope.own(user) if isinstance(user, User) else None
    return Grant((found, step)) if found and step in (*goals_now.STEPS, goals_now.NOT_SCORED) else None
