"""Who was lent which right, and whom one can lend to."""

from datetime import date

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When

from organisation.models import LentRight, Membership, User
from organisation.queries.people import NAME
from organisation.roles import Role
from organisation.scope import Standing


def held_by(here: Standing) -> list[LentRight]:
    """What somebody was lent and holds today, the last to end on top."""
    return list(LentRight.objects.on(here.day).filter(user=here.user).order_by("-until"))


def lent_rights(day: date) -> QuerySet[LentRight]:
    """Everything that was ever lent: what holds on `day` or later (`runs`) on top, then the latest."""
    runs = Q(taken_back_at__isnull=True, until__gte=day)
    found = LentRight.objects.select_related("user", "lent_by").annotate(
        runs=Case(When(runs, then=True), default=False)
    )
    return found.order_by("-runs", "-lent_at", "pk")


def borrowers(of: User, day: date) -> QuerySet[User]:
    """To whom somebody can lend: everybody else of the staff who can log in, by name."""
    works_here = Membership.objects.on(day).filter(user=OuterRef("pk")).exclude(role=Role.MUNICIPALITY_READER)
    return User.objects.filter(Exists(works_here), is_active=True).exclude(pk=of.pk).order_by(NAME, "pk")


def lasting(user: User, right: str, since: date, until: date) -> LentRight | None:
    """What somebody was lent of this right already, in any of these days."""
    found = LentRight.objects.filter(user=user, right=right, taken_back_at__isnull=True)
    return found.filter(since__lte=until, until__gte=since).order_by("until").last()
