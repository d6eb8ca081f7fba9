"""Offers made for many, and the activities that hang on them."""

from datetime import date

from django.db.models import Count, Q, QuerySet

from organisation.scope import Scope
from signals.models import Activity, CollectiveOffer
from signals.queries.activities import activities


def offers(scope: Scope | None, day: date) -> QuerySet[CollectiveOffer]:
    """Offers of all teams, each with how many activities of it were held until a day (`held`), in one's own teams."""
    held = Q(activities__removed_at__isnull=True, activities__held_on__lte=day)
    found = CollectiveOffer.objects.within(scope).select_related("theme", "area", "team", "service", "professional")
    return found.annotate(held=Count("activities", filter=held)).order_by("-begun_on", "-pk")


def of_state(found: QuerySet[CollectiveOffer], day: date, *, has_ended: bool) -> QuerySet[CollectiveOffer]:
    """Those that ended by a day, the last one first, or those that go on."""
    return found.filter(ended_on__lte=day).order_by("-ended_on", "-pk") if has_ended else found.filter(_goes_on(day))


def of_offer(offer: CollectiveOffer, scope: Scope | None) -> QuerySet[Activity]:
    """The activities of one's own teams that hang on an offer."""
    return activities(scope).filter(offer=offer)


def open_offers(scope: Scope | None, day: date, known: Activity | None = None) -> QuerySet[CollectiveOffer]:
    """Offers of one's own teams that go on, and the one on which an activity hangs already."""
    mine = CollectiveOffer.objects.within(scope).filter(_goes_on(day), team__in=scope.team_ids if scope else [])
    return mine | CollectiveOffer.objects.filter(pk=known.offer_id if known else None)


def _goes_on(day: date) -> Q:
    return Q(ended_on__isnull=True) | Q(ended_on__gt=day)
