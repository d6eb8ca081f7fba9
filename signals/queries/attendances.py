"""Who was asked for an activity, and who came. Names come from one's own caseload alone."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from organisation import scope as scopes
from organisation.models import User
from organisation.scope import Scope
from registration import queries
from registration.models import Plan, Resident
from signals.models import Activity, Attendance, Invited

FORMER = Attendance.former_wordings.rel.related_model.objects.select_related("changed_by").order_by("-pgh_id")
BEFORE: Prefetch = Prefetch("former_wordings", FORMER, "before")


def attendances(scope: Scope | None) -> QuerySet[Attendance]:
    """Of activities of one's own teams, also those that were taken back."""
    return Attendance.objects.within(scope)


def own_residents(user: User, day: date) -> QuerySet[Resident]:
    """Residents of one's own open plans, and who belongs to the household of one: these may be added to an activity."""
    own = scopes.own(user)
    open_plans = queries.plans(own, day).filter(is_closed=False).values("pk")
    about = Q(plans__in=open_plans) | Q(memberships__household__plans__in=open_plans)
    return queries.residents_today(own, day).filter(about).distinct().order_by("comparable_name", "pk")


def named(activity: Activity, user: User, day: date) -> list[Attendance]:
    """Those of one's own caseload, with their names and whether they may be changed (`is_open`), by name.

    `before` is how it stood before, the last first: each with its state, whether it was off the list, by whom and when.
    """
    asked = _standing(activity).select_related("resident").prefetch_related(BEFORE)
    mine = queries.residents_today(scopes.own(user), day).values("pk")
    found = list(asked.filter(resident__in=mine).order_by("resident__comparable_name", "pk"))
    changeable = set(own_residents(user, day).filter(pk__in=[one.resident_id for one in found]).values_list("pk"))
    for one in found:
        one.is_open = (one.resident_id,) in changeable  # type: ignore[attr-defined]  # for the page alone
    return found


@dataclass(frozen=True)
class Others:
    """How many residents of colleagues were invited, declined and came: counts, and no names."""

    invited: int = 0
    declined: int = 0
    came: int = 0

    @property
    def all(self) -> int:
        """All of them."""
        return self.invited + self.declined + self.came


def others(activity: Activity, named: Iterable[Attendance]) -> Others:
    """Those whose names are not seen."""
    states = _standing(activity).exclude(pk__in=[one.pk for one in named]).values_list("state", flat=True)
    return Others(**Counter(Invited(state).value for state in states))


def came_before(activity: Activity) -> QuerySet[Attendance]:
    """Who came to another activity of the same series, or of the same title when there is none."""
    alike = Q(activity__series=activity.series_id) if activity.series_id else Q(activity__title=activity.title)
    earlier = Attendance.objects.filter(alike, state=Invited.CAME, removed_at__isnull=True)
    return earlier.filter(activity__team=activity.team_id, activity__removed_at__isnull=True).exclude(activity=activity)


def to_add(activity: Activity, user: User, day: date, words: str = "") -> QuerySet[Resident]:
    """One's own residents who are not on the activity yet, or with names like `words`."""
    free = own_residents(user, day).exclude(pk__in=_standing(activity).values("resident"))
    return queries.alike(free, words) if words else free


def of_plan(plan: Plan, scope: Scope | None, day: date) -> list[Attendance]:
    """The activities of these teams to which the people of a plan were asked, the last one first."""
    people = [resident.pk for resident in plan.people_on(day)]
    found = Attendance.objects.within(scope).filter(resident__in=people, removed_at__isnull=True)
    found = found.filter(activity__removed_at__isnull=True).select_related("activity__series", "resident")
    return list(found.order_by("-activity__held_on", "-activity", "resident__comparable_name"))


def _standing(activity: Activity) -> QuerySet[Attendance]:
    return Attendance.objects.filter(activity=activity, removed_at__isnull=True)
