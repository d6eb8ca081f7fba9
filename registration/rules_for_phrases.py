"""Who arranges the actions that a team chooses from."""

from uuid import UUID

from organisation.access import Grant
from organisation.models import User
from organisation.roles import Right
from organisation.scope import standing
from registration.queries.phrases import of_teams


def arranges_phrases(user: User) -> Grant | None:
    """Who works in a team: the actions of the own teams to choose from. They are about no resident."""
    team_ids = standing(user).team_ids(Right.PHRASES)
    return Grant((team_ids,)) if team_ids else None


def arranges_phrase(user: User, phrase: UUID) -> Grant | None:
    """One of those, also when it was taken out of the list."""
    found = of_teams(standing(user).team_ids(Right.PHRASES)).filter(pk=phrase).first()
    return Grant((found,)) if found else None
