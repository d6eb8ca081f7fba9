"""Scopes: on whose behalf records are read. Only this module makes one, after looking at who asks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from organisation.models import LentRight, Membership, User
from organisation.roles import LENT, RIGHTS, Right, Role


@dataclass(frozen=True)
class Scope:
    """Which part of the records may be read, on one day.

    own: the caseload of `user_id`. reading: that, and what this person opened with a reason. teams: the plans of
    `team_ids`. phone: the lines behind the code `code_id` of a resident. Counts alone, which open no record that is
    not one's own: co_worked (plans on which `user_id` worked beside the coordinator), team (the one of `team_ids`) and
    organisation. Published counts alone: area and service (the one of `key`), and organisation where it is of
    `readers`, who are inside or outside. everybody: for the program that publishes.
    """

    kind: Literal[
        "own", "reading", "teams", "phone", "co_worked", "team", "organisation", "area", "service", "everybody"
    ]
    user_id: UUID | None
    day: date
    team_ids: frozenset[UUID] = field(default_factory=frozenset)
    code_id: UUID | None = None
    key: str = ""
    readers: Literal["", "inside", "outside"] = ""
    # How many people coordinated in a team in a period, where that was counted before: not who may see what.
    people: Mapping[object, int] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True)
class Standing:
    """What somebody is today: memberships, roles and rights, read once for each request."""

    user: User
    day: date

    @cached_property
    def memberships(self) -> list[Membership]:
        """Memberships that hold today, with their teams."""
        return list(Membership.objects.on(self.day).filter(user=self.user).select_related("team"))

    @cached_property
    def roles(self) -> frozenset[Role]:
        """Roles that hold today."""
        return frozenset(Role(membership.role) for membership in self.memberships)

    @cached_property
    def lent(self) -> frozenset[Right]:
        """Rights that this person was lent and that hold today, for as long as there is any role beside them."""
        if not self.roles:
            return frozenset()
        held = LentRight.objects.on(self.day).filter(user=self.user)
        return frozenset(Right(right) for right in held.values_list("right", flat=True))

    def may(self, right: Right) -> bool:
        """Whether any role of today brings this right, or it was lent."""
        return right in self.lent if right in LENT else any(right in RIGHTS[role] for role in self.roles)

    def team_ids(self, right: Right) -> frozenset[UUID]:
        """The teams in which a role of today brings this right."""
        held = (m for m in self.memberships if m.team_id and right in RIGHTS[Role(m.role)])
        return frozenset(m.team_id for m in held if m.team_id)


def standing(user: User | AnonymousUser) -> Standing:
    """The standing of a person today, remembered on the person for the length of a request."""
    today = timezone.localdate()
    found: Standing | None = getattr(user, "_standing", None)
    if not isinstance(user, User):
        raise PermissionError("Nobody is logged in.")
    if found is None or found.day != today:
        found = Standing(user, today)
        user._standing = found  # type: ignore[attr-defined]  # a note on the object, gone with the request
    return found


def own(user: User) -> Scope | None:
    """One's own caseload, for who may have one; else None."""
    here = standing(user)
    return Scope("own", user.pk, here.day) if here.may(Right.OWN_FILES) else None


def reading(user: User) -> Scope | None:
    """One's own caseload and what one opened with a reason in the last 24 hours: to read, never to write."""
    here = standing(user)
    team_ids = here.team_ids(Right.OPEN_WITH_REASON)
    if team_ids:
        return Scope("reading", user.pk, here.day, team_ids)
    return own(user)


def openable(user: User) -> Scope | None:
    """The plans of the teams in which somebody may open a file with a reason, for who may; else None."""
    here = standing(user)
    team_ids = here.team_ids(Right.OPEN_WITH_REASON)
    return Scope("teams", user.pk, here.day, team_ids) if team_ids else None


def phone(code_id: UUID) -> Scope:
    """What a resident reads with a code that was just checked together with its PIN."""
    return Scope("phone", None, timezone.localdate(), code_id=code_id)


def leading(user: User) -> Scope | None:
    """The plans of the teams in which somebody may hand over, for who may; else None."""
    here = standing(user)
    team_ids = here.team_ids(Right.HAND_OVER)
    return Scope("teams", user.pk, here.day, team_ids) if team_ids else None


def outside(user: User) -> Scope | None:
    """What one's own teams met, did and saw outside, and what they talked about together, for who records that."""
    here = standing(user)
    team_ids = here.team_ids(Right.OUTSIDE)
    return Scope("teams", user.pk, here.day, team_ids) if team_ids else None


def nobody() -> Scope:
    """No records at all: for a form that is shown empty to everybody."""
    return Scope("teams", None, timezone.localdate())


def teams(user: User) -> Scope | None:
    """The open plans of one's own teams, by name only, for who may see those; else None."""
    here = standing(user)
    team_ids = here.team_ids(Right.TEAM_NAMES)
    return Scope("teams", user.pk, here.day, team_ids) if team_ids else None


def co_worked(user: User) -> Scope | None:
    """Figures of the plans on which one works beside somebody else, for who has a caseload; else None."""
    here = standing(user)
    return Scope("co_worked", user.pk, here.day) if here.may(Right.OWN_FILES) else None


def team(user: User, team_id: UUID) -> Scope | None:
    """Figures of one of one's own teams; None for another team."""
    here = standing(user)
    mine = here.team_ids(Right.TEAM_NAMES)
    return Scope("team", user.pk, here.day, frozenset({team_id})) if team_id in mine else None


def organisation(user: User) -> Scope | None:
    """Counts over the whole organisation about what it asks, for who reads which questions are asked; else None."""
    here = standing(user)
    return Scope("organisation", user.pk, here.day) if here.may(Right.READ_QUESTIONS) else None


def published(user: User, over: Literal["area", "service", "organisation"], key: str = "") -> Scope | None:
    """What was published of an area, a service or the whole organisation, for who reads that; else None.

    Who works here reads what was published inside, also with a role outside beside it.
    """
    here = standing(user)
    if here.may(Right.READ_PUBLISHED):
        return Scope(over, user.pk, here.day, key=key, readers="inside")
    return Scope(over, user.pk, here.day, key=key, readers="outside") if here.may(Right.READ_OUTSIDE) else None


def everybody() -> Scope:
    """All facts there are: for the program that decides what is published, which runs as the system. Never a page."""
    return Scope("everybody", None, timezone.localdate())
