"""Offers for many: making one of a pattern, changing, ending, going on, removing and putting back."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from catalogue.models import Theme
from organisation.models import Area, Team, User
from organisation.operations.stale import reword
from signals.models import CollectiveOffer


@transaction.atomic
def make_offer(
    *,
    theme: Theme,
    area: Area | None,
    figure: str,
    quarter: str,
    seen: int,
    expected: Decimal,
    title: str,
    aim: str = "",
    team: Team,
    professional: User,
    begun_on: date,
    by: User,
) -> CollectiveOffer:
    """An offer because of a pattern: in `figure` were `seen` in the closed `quarter` ("2026-Q3"), where `expected` (a
    number a quarter) was usual. Whoever calls has found that pattern itself; nothing of it comes from a browser."""
    return CollectiveOffer.objects.create(
        theme=theme,
        area=area,
        figure=figure,
        quarter=quarter,
        seen=seen,
        expected=expected,
        title=title,
        aim=aim,
        team=team,
        professional=professional,
        begun_on=begun_on,
        recorded_by=by,
        changed_by=by,
    )


@transaction.atomic
def change_offer(*, offer: CollectiveOffer, version: int, by: User, **values: Any) -> bool:
    """Title, aim or first day typed otherwise; where it came from stays. Raises `Stale`."""
    return reword(offer, version=version, by=by, **values)


@transaction.atomic
def end_offer(*, offer: CollectiveOffer, ended_on: date, by: User) -> bool:
    """From this day on it is offered no more. One that ended already stays as it is."""
    return not offer.ended_on and reword(offer, version=offer.version, ended_on=ended_on, by=by)


@transaction.atomic
def reopen_offer(*, offer: CollectiveOffer, by: User) -> bool:
    """It goes on."""
    return reword(offer, version=offer.version, ended_on=None, by=by)


@transaction.atomic
def remove_offer(*, offer: CollectiveOffer, by: User) -> None:
    """Out of sight; its activities stay, and it can be put back."""
    CollectiveOffer.objects.filter(pk=offer.pk).update(removed_at=timezone.now())


@transaction.atomic
def put_back_offer(*, offer: CollectiveOffer, by: User) -> None:
    """Undoes the removal."""
    CollectiveOffer.objects.filter(pk=offer.pk).update(removed_at=None)
