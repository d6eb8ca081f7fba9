"""Who walks along with which plan, for the pages where that is arranged. Names only; nothing of what is in a plan."""

from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from organisation.actor import as_system
from organisation.models import Membership, User
from organisation.roles import Role
from organisation.scope import Scope
from registration.models import Assignment, HouseholdMember, Plan
from registration.queries.lists import team_plans
from registration.queries.records import plans

# So long a plan counts as newly taken over.
NEW = timedelta(days=30)


def assignments_of(plan_ids: set[UUID]) -> QuerySet[Assignment]:
    """Everybody who ever walked along with these plans."""
    return Assignment.objects.filter(plan__in=plan_ids)


def people_of(plan: Plan) -> QuerySet[Assignment]:
    """Everybody who ever walked along with a plan, or will, the latest first."""
    found = plan.assignments.select_related("professional", "team", "instead_of", "recorded_by")
    return found.order_by("-since", "-recorded_at")


def assignment(scope: Scope | None, id: UUID, day: date) -> Assignment | None:
    """One assignment of a plan in the scope, with that plan; None when there is none."""
    plan = plans(scope, day).filter(assignments=id).first()
    found = plan.assignments.select_related("professional").get(pk=id) if plan else None
    if found:
        found.plan = plan
    return found


def coordinates(plan: Plan, user: User, day: date) -> bool:
    """Whether somebody coordinates a plan on a day."""
    return plan.assignments.on(day).coordinating().filter(professional=user).exists()


def coordinated_by(scope: Scope | None, person: User, day: date) -> QuerySet[Plan]:
    """Those plans of a scope, open and closed, that somebody coordinates on a day."""
    held = Assignment.objects.filter(plan=OuterRef("pk"), professional=person).on(day).coordinating()
    return plans(scope, day).filter(Exists(held))


def taken_over(scope: Scope | None, day: date) -> QuerySet[Plan]:
    """One's own open plans that one took over in the last 30 days, or covers since then."""
    held = Assignment.objects.filter(plan=OuterRef("pk"), since__gte=day - NEW, instead_of__isnull=False).on(day)
    mine = held.filter(professional=scope.user_id if scope else None)
    return plans(scope, day).filter(Exists(mine), is_closed=False)


def without_coordinator(scope: Scope | None, day: date, words: str = "") -> QuerySet[Plan]:
    """Open plans that nobody coordinates who can: whoever did has stopped, has no account, or left that team."""
    inside = Membership.objects.on(day).filter(
        role=Role.PROFESSIONAL, team=OuterRef("team"), user=OuterRef("professional")
    )
    held = Assignment.objects.filter(plan=OuterRef("pk"), professional__is_active=True).on(day).coordinating()
    return team_plans(scope, day, words).exclude(Exists(held.filter(Exists(inside))))


def files_of(plans: list[Plan]) -> list[tuple[UUID, UUID]]:
    """Whose files these plans open, as (resident, plan), in one query: those who were ever in a household as well."""
    families = {plan.household_id: plan.pk for plan in plans if plan.household_id}
    members = (
        HouseholdMember.objects.filter(household__in=families).values_list("resident_id", "household_id").distinct()
    )
    own = [(plan.resident_id, plan.pk) for plan in plans if plan.resident_id]
    return own + [(resident, families[household]) for resident, household in members]


def own_act(user: User, id: UUID) -> Assignment | None:
    """An assignment that somebody made today, also where the plan is no longer theirs. What they may undo of it says
    the undo that they were given (`registration/taking_back.py`)."""
    with as_system("whoever handed over may take it back the same day"):
        found = Assignment.objects.filter(pk=id, recorded_by=user).first()
    return found if found and timezone.localdate(found.recorded_at) == timezone.localdate() else None
