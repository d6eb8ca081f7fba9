"""Arranging to whom signals go. A route moves nothing that was sent before."""

from django.db import transaction
from django.utils import timezone

from catalogue.models import Theme
from organisation.models import Area, Team, User
from organisation.operations.stale import reword
from signals.models import Route


@transaction.atomic
def add_route(
    *,
    theme: Theme | None,
    area: Area | None,
    to_person: User | None,
    to_team: Team | None,
    answer_within_days: int,
    by: User,
) -> Route:
    """A route for a theme, an area, both, or for whatever has no other one."""
    return Route.objects.create(
        theme=theme,
        area=area,
        to_person=to_person,
        to_team=to_team,
        answer_within_days=answer_within_days,
        changed_by=by,
    )


@transaction.atomic
def change_route(*, route: Route, version: int, by: User, **values: object) -> bool:
    """Whatever of it was chosen otherwise. Raises `Stale`."""
    return reword(route, version=version, by=by, **values)


@transaction.atomic
def remove_route(*, route: Route, by: User) -> None:
    """From now on nothing goes along it."""
    _mark(route, removed_at=timezone.now(), by=by)


@transaction.atomic
def put_route_back(*, route: Route, by: User) -> bool:
    """Undoes the removal; not where another route for the same was added meanwhile."""
    same = Route.objects.filter(theme=route.theme_id, area=route.area_id, removed_at__isnull=True)
    if route.removed_at and same.exists():
        return False
    _mark(route, removed_at=None, by=by)
    return True


def _mark(route: Route, *, removed_at: object, by: User) -> None:
    route.removed_at, route.changed_by = removed_at, by  # type: ignore[assignment]  # a moment or nothing
    route.version += 1
    route.save(update_fields=["removed_at", "changed_by", "changed_at", "version"])
