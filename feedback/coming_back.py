"""Who is asked how much, and what comes back: questions beside figures, by role."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from catalogue.queries.by_role import Asked, asked_of_disciplines, asked_of_residents
from organisation.models import Discipline
from organisation.roles import RIGHTS, Right, Role
from outcomes.indicators import INDICATORS

RESIDENT = "resident"
# Who may read which questions are asked reads as well how often each is filled in.
STAFF = frozenset(role for role in Role if Right.READ_QUESTIONS in RIGHTS[role])
# Figures of one's own caseload, and of the teams that one works in or leads.
OF_CASELOAD_AND_TEAM = sorted(key for key, indicator in INDICATORS.items() if "team" in indicator.SCOPES)
# To whom each figure comes back. A new figure says so here; a test tells when it does not.
FOR_WHOM: dict[str, frozenset[str]] = {
    "goals_now": frozenset({Role.PROFESSIONAL}),
    "question_use": STAFF,
    **dict.fromkeys(OF_CASELOAD_AND_TEAM, frozenset({Role.PROFESSIONAL, Role.TEAM_LEAD})),
}
NOTHING = Asked(0, 0)


@dataclass(frozen=True)
class Line:
    """Of whom so many questions are asked, and how many figures that person sees."""

    who: str | Promise
    asked: Asked
    figures: int


def figures() -> list[str]:
    """The keys of the figures that there are, found by walking."""
    return sorted(INDICATORS)


def coming_back(role: str) -> int:
    """How many figures somebody in a role sees."""
    return sum(role in FOR_WHOM.get(key, frozenset()) for key in figures())


def lines(day: date) -> list[Line]:
    """Professionals by kind of work, the resident, and the other roles, of whom nothing is asked."""
    mine = coming_back(Role.PROFESSIONAL)
    asked = asked_of_disciplines(day)
    work = [Line(Discipline(key).label, asked[key], mine) for key in Discipline]
    resident = Line(_("Resident, about our help"), asked_of_residents(day), coming_back(RESIDENT))
    others = [Line(role.label, NOTHING, coming_back(role)) for role in Role if role != Role.PROFESSIONAL]
    return [*work, resident, *others]
