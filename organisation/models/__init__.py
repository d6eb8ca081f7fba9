"""Who works here, in which team, for which areas; and what is kept of every look and every submission."""

from organisation.models.access_event import AccessEvent
from organisation.models.area import Area
from organisation.models.draft import Draft
from organisation.models.invitation import Invitation
from organisation.models.lent_right import LentRight
from organisation.models.submission import Submission
from organisation.models.team import Membership, Team
from organisation.models.user import Discipline, User
from organisation.models.wrong_try import WrongTry

__all__ = [
    "AccessEvent",
    "Area",
    "Discipline",
    "Draft",
    "Invitation",
    "LentRight",
    "Membership",
    "Submission",
    "Team",
    "User",
    "WrongTry",
]
