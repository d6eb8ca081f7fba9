"""Which plans a scope reaches: the one place that everything sensitive is filtered by."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from organisation.scope import Scope
from registration.models.assignment import Assignment
from registration.models.broken_glass import BrokenGlass
from registration.models.phone_code import PhoneCode


def plan_ids(scope: Scope) -> QuerySet[Any]:
    """The ids of the plans in a scope, as a subquery.

    own: assigned to the person today. reading: these, and those whose glass the person broke in the last 24 hours.
    teams: coordinated in the person's teams, or last coordinated there. phone: the one plan of a code. Those
    for counts alone: none.
    """
    if scope.kind in ("co_worked", "team", "organisation"):
        return Assignment.objects.none().values("plan_id")
    if scope.kind == "phone":
        return PhoneCode.objects.valid(timezone.now()).filter(pk=scope.code_id).values("plan_id")
    if scope.kind == "teams":
        return of_teams(scope.team_ids, scope.day).values("plan_id")
    own = Assignment.objects.on(scope.day).filter(professional_id=scope.user_id).values("plan_id")
    if scope.kind == "own":
        return own
    broken = BrokenGlass.objects.holding(scope.user_id, timezone.now())
    return own.union(broken.filter(plan_id__in=of_teams(scope.team_ids, scope.day).values("plan_id")).values("plan_id"))


def of_teams(team_ids: frozenset[Any], day: date) -> QuerySet[Assignment]:
    """Coordinators of these teams on a day, and the last ones of plans that lost theirs.

    Co-workers and covers bring a plan to no team: whoever leads theirs could hand it over.
    """
    coordinators = Assignment.objects.coordinating()
    later = coordinators.filter(plan=OuterRef("plan")).filter(Q(until__isnull=True) | Q(until__gt=OuterRef("until")))
    left = Q(until__lt=day) & ~Exists(later)
    holds = Q(until__isnull=True, since__lte=day) | Q(until__gte=day, since__lte=day)
    return coordinators.filter(holds | left, team_id__in=team_ids)
