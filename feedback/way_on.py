"""The way on for a team of which too few people coordinated: its last quarter with figures; and one answer for home."""

from dataclasses import replace
from datetime import date

from django.http import QueryDict

from feedback.asked import Asked, Reader, asked
from feedback.insight import Page
from feedback.insights import QUESTIONS
from organisation.models import User
from outcomes.disclosure import FEWEST_COLLEAGUES

# The question of which a team lead finds the answer on the first page.
LEARNT = "goal-progress"


def is_of_few(found: Asked) -> bool:
    """Whether too few people coordinated in this period, so that there are no figures."""
    people = found.whose.scope.people.get(found.period)
    return people is not None and people < FEWEST_COLLEAGUES


def last_with_figures(found: Asked) -> Asked | None:
    """The last quarter of which the team has figures, where it has none of the period that was asked; costs nothing."""
    if not is_of_few(found):
        return None
    people = found.whose.scope.people
    begun = [one for one in found.quarters if one.start <= found.day]
    enough = next((one for one in begun if people.get(one, 0) >= FEWEST_COLLEAGUES), None)
    return found.of(enough) if enough else None


def learnt_of_team(user: User, day: date) -> Page | None:
    """One answer of the only team whose figures somebody reads; None where there are several, or no answer."""
    reader = Reader.of(user)
    if len(reader.teams) != 1:
        return None
    found = asked(reader, reader.teams[0], QueryDict(), day)
    page = Page(LEARNT, QUESTIONS[LEARNT], replace(last_with_figures(found) or found, is_brief=True))
    return page if page.content.state == "shown" else None
