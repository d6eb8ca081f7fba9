"""Which records a figure is about. Belonging is decided by who coordinated the plan on the day that counts."""

import json
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Case, OuterRef, Q, QuerySet, Subquery, Value, When

from organisation.scope import Scope
from registration.models import Assignment, Goal, Plan
from registration.models.assignment import Kind
from registration.models.goal import Scale
from registration.queries import VOICES, standing_scores
from shared.period import Period

USE = ("key", "offered", "filled", "not_asked", "not_applicable", "residents") + tuple(
    f"residents_{name}" for name in ("filled", "other", "fewest")
)


def coordinated_plans(scope: Scope, day: date) -> QuerySet[Plan]:
    """Plans that are open on a day and that this person coordinates on that day."""
    held = Assignment.objects.on(day).filter(professional_id=scope.user_id, kind=Kind.COORDINATOR)
    return Plan.objects.open_on(day).filter(pk__in=held.values("plan_id"))


def co_worked(scope: Scope) -> QuerySet[Assignment]:
    """That this person worked on the plan beside its coordinator on the day (`on`) of the fact."""
    until = Q(until__isnull=True) | Q(until__gte=OuterRef("on"))
    return Assignment.objects.filter(
        until,
        plan=OuterRef("plan"),
        since__lte=OuterRef("on"),
        professional_id=scope.user_id,
        kind=Kind.CO_WORKER,
    )


def open_goals(scope: Scope, period: Period) -> QuerySet[Goal]:
    """Goals that are open on the last day of the period, of the plans coordinated then. A removed goal is none."""
    day = period.last_day
    plans = coordinated_plans(scope, day).values("pk")
    return Goal.objects.open_on(day).filter(removed_at__isnull=True, plan__in=plans)


def with_last_step(goals: QuerySet[Goal], day: date) -> QuerySet[Goal]:
    """Each goal with `stands_on`: its last ladder score up to and including a day, or None.

    Voices are never mixed: the resident's scores count if there are any, else the professional's, else the carer's. Of
    several on one day the one recorded last counts.
    """
    voices = [When(voice=voice, then=Value(turn)) for turn, voice in enumerate(VOICES)]
    scores = standing_scores().filter(goal=OuterRef("pk"), scale=Scale.LADDER, scored_on__lte=day)
    last = scores.order_by(Case(*voices), "-scored_on", "-recorded_at", "-pk")
    return goals.annotate(stands_on=Subquery(last.values("value")[:1]))


def asked_questions(scope: Scope, period: Period, kept_in: list[dict[str, str]]) -> list[dict[str, Any]]:
    """Per question how often it stood in a form and was filled in, counted by PostgreSQL over all plans; as `USE`.

    `kept_in` names, for built-in questions, key, record and column. Nothing at all beyond the scope of the whole
    organisation, nor for whom the database knows as nobody who reads questions.
    """
    if scope.kind != "organisation":
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM question_use(%s, %s, %s::jsonb)", [period.start, period.end, json.dumps(kept_in)])
        return [dict(zip(USE, row, strict=True)) for row in cursor.fetchall()]
