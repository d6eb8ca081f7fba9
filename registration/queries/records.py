"""Plans and what hangs on them. Everything starts with `within(scope)`."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Exists, F, Max, OuterRef, Prefetch, Q, QuerySet, prefetch_related_objects
from django.db.models.functions import Coalesce

from organisation import scope as scopes
from organisation.models import User
from organisation.scope import Scope
from registration.models import (
    Action,
    Appointment,
    Assignment,
    Closing,
    Goal,
    GoalScore,
    HelpRequest,
    HouseholdMember,
    NetworkPerson,
    Note,
    Plan,
    Resident,
    Strength,
)
from registration.models.goal import VALUES, Scale
from registration.queries.ladder import standing_scores
from shared.numbers import signed


def whose(path: str = "") -> Coalesce:
    """The comparable name of whom a plan is about, resident or household, to sort and to look by."""
    return Coalesce(F(f"{path}resident__comparable_name"), F(f"{path}household__comparable_name"))


def plans(scope: Scope | None, day: date) -> QuerySet[Plan]:
    """The plans of a scope, each with its resident or household, `whose` name it is, `is_closed` on the day, and
    `is_own`: assigned to the person of the scope, who may write in it."""
    own = Assignment.objects.filter(plan=OuterRef("pk"), professional=scope.user_id if scope else None).on(day)
    found = Plan.objects.within(scope).with_state(day).select_related("resident", "household", "area", "service")
    return found.annotate(whose=whose(), is_own=Exists(own))


def goals(scope: Scope | None) -> QuerySet[Goal]:
    """The goals of a scope, without removed ones."""
    return Goal.objects.within(scope).select_related("plan__resident", "plan__household", "life_domain", "resident")


def actions(scope: Scope | None) -> QuerySet[Action]:
    """The actions of a scope."""
    return Action.objects.within(scope).select_related("goal__plan__resident", "goal__plan__household", "resident")


def scores(scope: Scope | None) -> QuerySet[GoalScore]:
    """The scores of a scope."""
    return GoalScore.objects.within(scope).select_related("goal__plan__resident", "goal__plan__household")


def notes(scope: Scope | None, day: date) -> QuerySet[Note]:
    """The notes of a scope, each with those of its `plans` that are in the scope too, open ones first."""
    reachable = plans(scope, day).order_by("is_closed", "opened_on", "pk")
    return Note.objects.within(scope).prefetch_related(Prefetch("plans", reachable)).distinct()


def partly_elsewhere(found: Iterable[Note]) -> set[UUID]:
    """The ids of those of these notes that also hang on a plan on which the person at work does not work today.

    A function in the database that runs past the second lock: of such a plan nothing is told but that it is there.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM notes_elsewhere(%s)", [[note.pk for note in found]])
        return {row[0] for row in cursor.fetchall()}


def closings(scope: Scope | None) -> QuerySet[Closing]:
    """The closings of a scope."""
    return Closing.objects.within(scope).select_related("plan__resident", "plan__household")


def appointments(scope: Scope | None) -> QuerySet[Appointment]:
    """The appointments of a scope."""
    return Appointment.objects.within(scope).select_related("plan__resident", "plan__household")


def residents_today(scope: Scope | None, day: date) -> QuerySet[Resident]:
    """The residents whom a scope may write about: with a plan of their own in it, or on that day in a household that
    has one. The plan of another member is not enough."""
    reached = Plan.objects.within(scope).values("pk")
    held = HouseholdMember.objects.on(day).filter(household__plans__in=reached)
    return Resident.objects.filter(Q(plans__in=reached) | Q(pk__in=held.values("resident_id"))).distinct()


def latest_plan(user: User, resident: Resident) -> Plan:
    """The latest plan in one's own caseload of a resident, or of a household to which the resident ever belonged."""
    here = scopes.standing(user)
    about = Q(resident=resident) | Q(household__in=resident.memberships.values("household_id"))
    return plans(scopes.own(user), here.day).filter(about).latest("opened_on", "id")


def is_closed(plan_id: UUID | None, day: date) -> bool:
    """Whether a closing of the plan holds on a day."""
    return Closing.objects.on(day).filter(plan_id=plan_id).exists()


def open_since(plan: Plan) -> date:
    """The day on which a plan was opened, or opened again for the last time."""
    again = plan.closings.aggregate(last=Max("reopened_on"))["last"]
    return max(plan.opened_on, again or plan.opened_on)


def gather(plan: Plan) -> Plan:
    """The plan with everything that a page about it shows, in a fixed number of queries."""
    gather_all([plan])
    return plan


def gather_all(plans: list[Plan]) -> None:
    """The same for several plans at once, in as many queries as for one."""
    prefetch_related_objects(
        plans,
        Prefetch(
            "goals",
            Goal.objects.filter(removed_at__isnull=True)
            .select_related("life_domain")
            .prefetch_related(
                Prefetch("actions", Action.objects.filter(removed_at__isnull=True)),
                Prefetch("scores", standing_scores()),
            ),
        ),
        Prefetch("strengths", Strength.objects.filter(removed_at__isnull=True).select_related("resident")),
        Prefetch("network", NetworkPerson.objects.filter(removed_at__isnull=True)),
        Prefetch("household__members", HouseholdMember.objects.select_related("resident")),
        Prefetch("help_requests", HelpRequest.objects.filter(removed_at__isnull=True).select_related("theme")),
        Prefetch("assignments", Assignment.objects.select_related("professional", "team").order_by("since")),
    )


def gather_for_paper(plans: list[Plan], now: datetime) -> None:
    """These plans with what stands on a hand-over sheet: all that was gathered, three last notes, what is planned."""
    gather_all(plans)
    lately = Note.objects.filter(removed_at__isnull=True).select_related("recorded_by").order_by("-held_on", "-id")
    coming = Appointment.objects.filter(starts_at__gte=now, cancelled_at__isnull=True)
    prefetch_related_objects(
        plans,
        Prefetch("notes", lately[:3], to_attr="last_notes"),
        Prefetch("appointments", coming, to_attr="coming"),
    )


def said_before(model: type[Action] | type[Note]) -> Prefetch:
    """The former wordings of records, each with who changed it; one query."""
    wordings: Any = model._meta.get_field("former_wordings").related_model
    return Prefetch("former_wordings", wordings.objects.select_related("changed_by"))


def history(goal: Goal, actions: list[Action]) -> dict[str, Any]:
    """Former wordings and every step of a goal, the latest first: `wordings`, `steps`, each as it is `shown` on its
    scale. The actions get their wordings too."""
    prefetch_related_objects(actions, said_before(Action))
    steps = list(standing_scores().filter(goal=goal).select_related("recorded_by").order_by("-scored_on", "-id"))
    for step in steps:
        step.shown = signed(step.value, VALUES[Scale(step.scale)][0])  # type: ignore[attr-defined]  # for the page alone
    return {"wordings": goal.former_wordings.select_related("changed_by"), "steps": steps}


def timeline(plan: Plan, limit: int, scope: Scope | None, day: date) -> QuerySet[Note]:
    """The latest notes of a plan, by the day of the talk, with their former wordings, and in `also` the other plans
    that they are about, as far as the scope reaches."""
    found = plan.notes.filter(removed_at__isnull=True).select_related("recorded_by").order_by("-held_on", "-id")
    others = Prefetch("plans", plans(scope, day).exclude(pk=plan.pk).order_by("whose"), to_attr="also")
    return found.prefetch_related(said_before(Note), others)[:limit]


def next_appointment(plan: Plan, now: datetime) -> Appointment | None:
    """The first appointment from now on that was not cancelled."""
    return plan.appointments.filter(starts_at__gte=now, cancelled_at__isnull=True).first()


def coordinator(plan: Plan, day: date) -> User | None:
    """Who coordinates the plan on a day."""
    found = plan.assignments.on(day).filter(kind="coordinator").select_related("professional").first()
    return found.professional if found else None


def highest_rank(of: QuerySet[Goal] | QuerySet[Action]) -> int:
    """The rank of the last one; 0 when there is none."""
    return of.aggregate(last=Max("rank"))["last"] or 0
