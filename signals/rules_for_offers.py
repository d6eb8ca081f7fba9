"""Who may see an offer made for many, and who may change it: every team learns from it, its own team changes it."""

from uuid import UUID

from django.utils import timezone

from organisation import scope
from organisation.access import Grant
from organisation.models import User
from signals.models import CollectiveOffer
from signals.queries.offers import offers


def seen_offer(user: User, offer: UUID) -> Grant | None:
    """An offer of any team, for who works in a team or leads one; with the scope of the own teams."""
    mine = scope.outside(user)
    found = offers(mine, timezone.localdate()).filter(pk=offer).first()
    return Grant((found, mine)) if found else None


def team_offer(user: User, offer: UUID) -> Grant | None:
    """An offer of one's own teams."""
    grant, mine = seen_offer(user, offer), scope.outside(user)
    return Grant(grant.objects[:1]) if grant and mine and grant.objects[0].team_id in mine.team_ids else None


def removed_offer(user: User, offer: UUID) -> Grant | None:
    """The same, also one that was removed."""
    mine = scope.outside(user)
    found = CollectiveOffer.objects.filter(pk=offer, team__in=mine.team_ids).first() if mine else None
    return Grant((found,)) if found else None
