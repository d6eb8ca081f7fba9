"""Who may read the log of looks. Reading it is itself a look, and stands in it."""

from uuid import UUID

from organisation.access import File, Grant
from organisation.looks import OVERSIGHT, of_files
from organisation.models import User
from organisation.roles import Right
from organisation.scope import standing


def reads_looks(user: User) -> Grant | None:
    """The privacy officer: who looked into which file, by bare ids; no file and no name of a resident."""
    return Grant(files=(File(None),), ground=OVERSIGHT) if standing(user).may(Right.READ_LOOKS) else None


def reads_looks_of(user: User, resident: UUID) -> Grant | None:
    """The same for one file, of which there must be a look in the log."""
    if reads_looks(user) is None or not of_files([resident]).exists():
        return None
    return Grant((resident,), (File(resident),), OVERSIGHT)
