"""Who may see an offer made for many, and who may change it: every team learns from it, its own team changes it."""

from uuid import UUID

from django.utils import timezone

from organisation import scope
from organisation.access import Grant
from organisation.models import User
from signals.models import CollectiveOffer
from signals.queries.offers import offers


def team_offer(user: User, offer: UUID) -> Grant | None:
    """An offer of one's own teams; those of all teams are read on the page that shows what became of them."""
    mine = scope.outside(user)
    own = offers(mine, timezone.localdate()).filter(pk=offer, team__in=mine.team_ids) if mine else None
    found = own.first() if own is not None else None
    return Grant((found,)) if found else None


def removed_offer(user: User, offer: UUID) -> Grant | None:
    """The same, also one that was removed."""
    mine = scope.outside(user)
    found = CollectiveOffer.objects.filter(pk=offer, team__in=mine.team_ids).first() if mine else None
    return Grant((found,)) if found else None
