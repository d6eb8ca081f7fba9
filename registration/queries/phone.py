"""What a resident reads with a code, and the codes that were made."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from organisation.models import AccessEvent
from organisation.scope import Scope
from registration.models import Action, Goal, PhoneCode, Plan, Resident
from registration.models.phone_code import TRIES
from registration.queries.ladder import standing_scores
from registration.queries.records import plans

# So many codes of a plan are listed.
SHOWN = 5


@dataclass(frozen=True)
class Opened:
    """The lines behind a code: its plan, for whom they are, and the goal with the chosen actions and no others."""

    code: PhoneCode
    plan: Plan
    people: list[Resident]
    goal: Goal


def phone_codes(scope: Scope | None) -> QuerySet[PhoneCode]:
    """The codes for the plans of a scope, the latest first."""
    return PhoneCode.objects.filter(plan__in=Plan.objects.within(scope)).select_related("plan", "resident", "goal")


def opened_with(scope: Scope, now: datetime) -> Opened | None:
    """The lines behind the code of this scope as they are now; None when there are none any more.

    Of a closed plan nothing is read.
    Whoever left the household reads nothing of it, and of a goal or an action that became another member's neither.
    """
    day = timezone.localtime(now).date()
    code = phone_codes(scope).filter(pk=scope.code_id).first()
    plan = plans(scope, day).first()
    if code is None or plan is None or plan.is_closed:
        return None
    people = [person for person in plan.people_on(day) if code.resident_id in (None, person.pk)]
    whose = Q(resident__isnull=True) | Q(resident=code.resident_id)
    actions = Action.objects.filter(removed_at__isnull=True, cancelled_on__isnull=True, pk__in=code.action_ids)
    # A code for the household as a whole shows what each of them does for the goal of all; one for a member does not.
    mine = actions.filter(whose) if code.resident_id else actions
    goal = (
        Goal.objects.within(scope)
        .filter(whose, pk=code.goal_id, removed_at__isnull=True)
        .select_related("life_domain")
        .prefetch_related(Prefetch("actions", mine), Prefetch("scores", standing_scores()))
        .first()
    )
    return Opened(code, plan, people, goal) if goal and people else None


@dataclass(frozen=True)
class MadeCode:
    """A code in a list: what it is now, and when somebody last read with it."""

    code: PhoneCode
    state: str
    read_at: datetime | None


def codes_of(scope: Scope | None, plan: Plan, now: datetime) -> list[MadeCode]:
    """The last codes for a plan: "open", "withdrawn", "tried" (a wrong PIN too often) or "old"."""
    made = list(phone_codes(scope).filter(plan=plan)[:SHOWN])
    return [MadeCode(code, _state(code, now), _last_reading(code)) for code in made]


def _state(code: PhoneCode, now: datetime) -> str:
    if code.withdrawn_at:
        return "withdrawn"
    if code.wrong_tries >= TRIES:
        return "tried"
    return "old" if code.expires_at <= now else "open"


def _last_reading(code: PhoneCode) -> datetime | None:
    """Of one resident (or household as a whole) one code holds at a time, so its days tell its looks from others'."""
    end = code.withdrawn_at or code.expires_at
    read = AccessEvent.objects.filter(user__isnull=True, plan=code.plan_id, at__range=(code.recorded_at, end))
    latest = (read.filter(resident=code.resident_id) if code.resident_id else read).order_by("-at").first()
    return latest.at if latest else None
