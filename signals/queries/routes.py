"""To whom signals go: the narrowest route that fits, else who leads the team."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from catalogue.models import Theme
from organisation.models import Area, Membership, Team, User
from organisation.roles import RIGHTS, Right, Role
from signals.models import Route

# So long there is for an answer where no route says otherwise.
DAYS = 14
# Roles in a team that read signals and answer them.
ACTING = [role for role, rights in RIGHTS.items() if Right.OUTSIDE in rights]


@dataclass(frozen=True)
class To:
    """Who must act: a person or a team, and until which day an answer may take."""

    person: User | None
    team: Team | None
    answer_by: date

    @property
    def name(self) -> str:
        """How it is said on a page."""
        return str(self.person or self.team)


def routes() -> QuerySet[Route]:
    """The routes that stand, with what they are about."""
    found = Route.objects.filter(removed_at__isnull=True)
    return found.select_related("theme", "area", "to_person", "to_team").order_by("theme__rank", "area__name", "pk")


def acting_people(day: date) -> QuerySet[User]:
    """Who can be asked to act: active people who work in an open team or lead one on this day, by name."""
    inside = Membership.objects.on(day).filter(role__in=ACTING, team__closed_on__isnull=True)
    return User.objects.filter(is_active=True, pk__in=inside.values("user")).order_by("name", "pk")


def acting_teams() -> QuerySet[Team]:
    """Teams that can be asked to act."""
    return Team.objects.filter(closed_on__isnull=True).order_by("name", "pk")


def goes_to(*, theme: Theme, area: Area | None, team: Team, day: date) -> To:
    """Who must act on a signal of this team. A route to somebody who left or a team that closed is passed over."""
    chain = _upwards(area)
    fits = (Q(theme=theme) | Q(theme__isnull=True)) & (Q(area__code__in=chain) | Q(area__isnull=True))
    people = set(acting_people(day).values_list("pk", flat=True))
    for route in sorted(routes().filter(fits), key=lambda route: _width(route, chain)):
        if route.to_person_id in people or (route.to_team and route.to_team.closed_on is None):
            until = day + timedelta(days=route.answer_within_days)
            return To(route.to_person if route.to_person_id else None, route.to_team, until)
    return leads_of(team, day)


def leads_of(team: Team, day: date) -> To:
    """Who leads a team where that is one person; else the team itself."""
    held = Membership.objects.on(day).filter(team=team, role=Role.TEAM_LEAD, user__is_active=True)
    leads = {lead.user_id: lead.user for lead in held.select_related("user")}
    until = day + timedelta(days=DAYS)
    return To(*leads.values(), None, until) if len(leads) == 1 else To(None, team, until)


def led_by(user_id: UUID, day: date) -> set[UUID]:
    """The teams that somebody leads."""
    held = Membership.objects.on(day).filter(user=user_id, role=Role.TEAM_LEAD, team__isnull=False)
    return {team_id for team_id in held.values_list("team_id", flat=True) if team_id}


def _upwards(area: Area | None) -> list[str]:
    """The codes of an area and of all that it lies in, the narrowest first."""
    codes = []
    while area and area.code not in codes:
        codes.append(area.code)
        area = area.parent
    return codes


def _width(route: Route, chain: list[str]) -> tuple[bool, int]:
    """How wide a route is: with a theme before without one, and then the narrower area first."""
    return route.theme_id is None, chain.index(route.area.code) if route.area else len(chain)
