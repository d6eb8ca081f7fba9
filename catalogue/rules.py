"""Who may read the catalogue."""

from django.contrib.auth.models import AnonymousUser

from organisation.access import Grant
from organisation.models import User
from organisation.roles import Right
from organisation.scope import standing


def reads_questions(user: User | AnonymousUser) -> Grant | None:
    """Everybody of the staff: which questions are asked, and why."""
    return Grant() if isinstance(user, User) and standing(user).may(Right.READ_QUESTIONS) else None
