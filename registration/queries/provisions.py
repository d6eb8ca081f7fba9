"""What stands beside a plan: referrals, applications and decisions. Everything starts with `within(scope)`."""

from datetime import date, timedelta

from django.db.models import Exists, Max, OuterRef, Prefetch, Q, QuerySet, prefetch_related_objects

from organisation.scope import Scope
from registration.models import Application, Decision, Plan, Referral
from registration.models.referral import Decided
from registration.queries.records import plans

# So long before a granted decision ends it is said: an application for more takes eight weeks by law (six to look into
# it, two to decide).
WARN_BEFORE = timedelta(weeks=8)
# And so long after, so that who was away reads it too; then it is a thing of the past.
TOLD_AFTER = timedelta(weeks=4)


def referrals(scope: Scope | None) -> QuerySet[Referral]:
    """The referrals of a scope."""
    return Referral.objects.within(scope).select_related("plan__resident", "plan__household", "theme", "resident")


def applications(scope: Scope | None) -> QuerySet[Application]:
    """The applications of a scope."""
    return Application.objects.within(scope).select_related("plan__resident", "plan__household", "resident")


def decisions(scope: Scope | None) -> QuerySet[Decision]:
    """The decisions of a scope."""
    of = ("application__plan__resident", "application__plan__household", "application__resident")
    return Decision.objects.within(scope).select_related(*of)


def ending(scope: Scope | None, day: date) -> QuerySet[Decision]:
    """Granted decisions in one's own open plans that end soon or ended lately, the first to end on top.

    Gone when another decision on the same application followed, or when the plan was closed.
    """
    own = plans(scope, day).filter(is_closed=False, is_own=True)
    later = Q(decided_on__gt=OuterRef("decided_on")) | Q(decided_on=OuterRef("decided_on"), id__gt=OuterRef("id"))
    followed = Decision.objects.filter(later, application=OuterRef("application"), removed_at__isnull=True)
    return (
        decisions(scope)
        .ending(after=day - TOLD_AFTER, until=day + WARN_BEFORE)
        .filter(~Exists(followed), application__plan__in=own.values("pk"))
        .order_by("valid_until", "pk")
    )


def extends_from(application: Application) -> date | None:
    """The last day that was granted on this application, after which more can follow."""
    granted = application.decisions.filter(removed_at__isnull=True, outcome=Decided.GRANTED)
    last: date | None = granted.aggregate(last=Max("valid_until"))["last"]
    return last


def gather_beside(plans: list[Plan]) -> None:
    """Hangs on these plans `referred` and `applied`, the latest first, the latter with `decided` on each."""
    decided = Decision.objects.filter(removed_at__isnull=True).order_by("-decided_on", "-id")
    applied = Application.objects.filter(removed_at__isnull=True).select_related("resident")
    referred = Referral.objects.filter(removed_at__isnull=True).select_related("resident", "theme")
    prefetch_related_objects(
        plans,
        Prefetch("referrals", referred, to_attr="referred"),
        Prefetch(
            "applications",
            applied.prefetch_related(Prefetch("decisions", decided, to_attr="decided")),
            to_attr="applied",
        ),
    )
