"""Reading people, their memberships and their invitations."""

import hashlib
from datetime import date

from django.db.models import Exists, Func, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Lower
from django.utils import timezone

from organisation.models import Invitation, Membership, Team, User
from organisation.roles import RIGHTS, Right, Role

SHOWN = {"active": Q(is_active=True), "inactive": Q(is_active=False), "all": Q()}
# The embedded server has no ICU: names sort on letters without marks and capitals.
NAME = Lower(Func("name", function="unaccent"))
ARRANGING = [role for role, rights in RIGHTS.items() if Right.ARRANGE_PEOPLE in rights]


def people(*, words: str = "", shown: str = "active", day: date) -> QuerySet[User]:
    """People by name, with the memberships of `day` in `held`. `words` is part of a name or e-mail address."""
    found = User.objects.filter(SHOWN.get(shown, SHOWN["active"]))
    for word in words.split():
        found = found.filter(Q(name__unaccent__icontains=word) | Q(email__icontains=word))
    held = Membership.objects.on(day).select_related("team")
    return found.prefetch_related(Prefetch("memberships", held, to_attr="held")).order_by(NAME, "pk")


def memberships_of(person: User) -> QuerySet[Membership]:
    """All memberships of a person, those that still hold first, then the newest."""
    return person.memberships.select_related("team").order_by("-until", "-since")


def last_invitation(person: User) -> Invitation | None:
    """The newest invitation of a person, open or not."""
    return person.invitations.order_by("-made_at").first()


def invitation_by(token: str) -> Invitation | None:
    """The invitation that this token belongs to, open or not; None when it was never made."""
    return Invitation.objects.filter(token_hash=token_hash(token)).select_related("user").first()


def token_hash(token: str) -> str:
    """What is kept of a token: its SHA-256."""
    return hashlib.sha256(token.encode()).hexdigest()


def lasting_arrangers(day: date) -> QuerySet[Membership]:
    """Memberships without a last day that let an active person arrange people on `day`."""
    return Membership.objects.filter(role__in=ARRANGING, until__isnull=True, since__lte=day, user__is_active=True)


def teams(*, closed: bool = False) -> QuerySet[Team]:
    """Teams by name, each with whether anybody is in it today (`has_people`)."""
    inside = Membership.objects.on(timezone.localdate()).filter(team=OuterRef("pk"), user__is_active=True)
    return (
        Team.objects.filter(closed_on__isnull=not closed)
        .annotate(has_people=Exists(inside))
        .prefetch_related("areas")
        .order_by(NAME, "pk")
    )


def members(team: Team, day: date) -> QuerySet[Membership]:
    """Who is in a team on `day`, by name."""
    return (
        Membership.objects.on(day)
        .filter(team=team, user__is_active=True)
        .select_related("user")
        .order_by(Lower(Func("user__name", function="unaccent")), "pk")
    )


def professionals(day: date) -> QuerySet[Membership]:
    """Who can be given a plan on `day`: active professionals with their team, by team and by name."""
    found = Membership.objects.on(day).filter(role=Role.PROFESSIONAL, user__is_active=True, team__closed_on=None)
    names = (Lower(Func(f"{of}__name", function="unaccent")) for of in ("team", "user"))
    return found.select_related("user", "team").order_by(*names, "pk")
