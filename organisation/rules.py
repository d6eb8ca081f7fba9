"""Who may enter the pages of this app. A rule fetches what the page is about, and answers None for "not for you"."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils import timezone

from organisation.access import Grant, Rule
from organisation.models import Area, Draft, Invitation, LentRight, Membership, Team, User
from organisation.queries.people import invitation_by
from organisation.roles import Right
from organisation.scope import standing

Somebody = User | AnonymousUser


def anybody(user: Somebody, **_arguments: Any) -> Grant:
    """Everybody, logged in or not: pages about logging in and the choice of language."""
    return Grant()


def holds_link(user: Somebody, token: str) -> Grant | None:
    """Everybody who holds a link that was once made; whether it still works is for the page to say."""
    found = invitation_by(token)
    return Grant((found,)) if found else None


def logged_in(user: Somebody, **_arguments: Any) -> Grant | None:
    """Everybody who is logged in: one's own profile, names of areas."""
    return Grant() if user.is_authenticated else None


def own_draft(user: Somebody, draft_id: UUID) -> Grant | None:
    """Whoever typed it, and nobody else."""
    found = Draft.objects.filter(pk=draft_id, user=user).first() if user.is_authenticated else None
    return Grant((found,)) if found else None


def arranges_people(user: Somebody) -> Grant | None:
    """Who adds people, teams and memberships."""
    return Grant() if _arranges(user) else None


def arranges_person(user: Somebody, person_id: UUID) -> Grant | None:
    """The same, with the person the page is about."""
    return _one(User, person_id) if _arranges(user) else None


def arranges_membership(user: Somebody, membership_id: UUID) -> Grant | None:
    """The same, with the membership the page is about."""
    return _one(Membership, membership_id) if _arranges(user) else None


def arranges_invitation(user: Somebody, invitation_id: UUID) -> Grant | None:
    """The same, with the invitation the page is about."""
    return _one(Invitation, invitation_id) if _arranges(user) else None


def arranges_team(user: Somebody, team_id: UUID) -> Grant | None:
    """The same, with the team the page is about."""
    return _one(Team, team_id) if _arranges(user) else None


def arranges_team_area(user: Somebody, team_id: UUID, area_id: UUID) -> Grant | None:
    """The same, with a team and an area."""
    team, area = (_one(Team, team_id), _one(Area, area_id)) if _arranges(user) else (None, None)
    return Grant((*team.objects, *area.objects)) if team and area else None


def lends_rights(user: Somebody) -> Grant | None:
    """The privacy officer: lending somebody a right for some days, and the list of what was lent."""
    return Grant() if user.is_authenticated and standing(user).may(Right.LEND_RIGHTS) else None


def lends_right(user: Somebody, lent_right: UUID) -> Grant | None:
    """The same, with a right that was lent to somebody else and is not over."""
    found = LentRight.objects.filter(pk=lent_right, until__gte=timezone.localdate()).exclude(user_id=user.pk)
    lent = found.select_related("user").first() if lends_rights(user) else None
    return Grant((lent,)) if lent else None


def _arranges(user: Somebody) -> bool:
    return user.is_authenticated and standing(user).may(Right.ARRANGE_PEOPLE)


def _one(model: type[Model], pk: UUID) -> Grant | None:
    found = model._default_manager.filter(pk=pk).first()
    return Grant((found,)) if found else None


def theirs(view: Callable[..., HttpResponseBase], rule: Rule) -> Callable[..., HttpResponseBase]:
    """A page of allauth with a rule of ours; it keeps its own arguments."""

    @wraps(view)
    def entered(request: HttpRequest, **arguments: Any) -> HttpResponseBase:
        if rule(request.user) is None:
            raise Http404
        return view(request, **arguments)

    entered.allowed_by = rule  # type: ignore[attr-defined]  # the mark that the guard test looks for
    return entered
