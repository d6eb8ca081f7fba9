"""Actions that the teams of somebody choose from."""

from uuid import UUID

from django.db.models import QuerySet

from organisation.models import User
from organisation.roles import Right
from organisation.scope import standing
from registration.models import TeamPhrase


def of_teams(team_ids: frozenset[UUID]) -> QuerySet[TeamPhrase]:
    """Every phrase of these teams, also those taken out of the list."""
    return TeamPhrase.objects.filter(team__in=team_ids)


def phrases(team_ids: frozenset[UUID]) -> QuerySet[TeamPhrase]:
    """Those of these teams, team by team in their own order."""
    found = TeamPhrase.objects.of(team_ids).select_related("team", "life_domain")
    return found.order_by("team__name", "team_id", "rank", "id")


def of_somebody(user: User) -> list[TeamPhrase]:
    """Those of the teams in which somebody works, in one query."""
    return list(phrases(standing(user).team_ids(Right.PHRASES)))


def offered(found: list[TeamPhrase], life_domain: str | None) -> list[str]:
    """The texts for a goal: those of its life domain, then general ones, then the rest; the same words once."""
    order: dict[str | None, int] = {life_domain: 0, None: 1} if life_domain else {None: 0}
    ranked = sorted(found, key=lambda phrase: (order.get(phrase.life_domain_id, 2), phrase.rank))
    return list(dict.fromkeys(phrase.text for phrase in ranked))
