"""The lists of one's own work, and the names that a team needs for cover. Everything starts within a scope."""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Case, Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from organisation.scope import Scope
from registration.models import (
    Action,
    Appointment,
    Assignment,
    Experience,
    Goal,
    GoalResult,
    HouseholdMember,
    Note,
    Plan,
)
from registration.models.question_answer import Way
from registration.queries.people import like
from registration.queries.records import actions, appointments, goals, plans, whose

BY_NAME = ("whose", "pk")


def caseload(scope: Scope | None, day: date, quiet_weeks: int | None) -> QuerySet[Plan]:
    """Plans with what their row shows: the last contact (else the opening), steps past their day, the first goal,
    the next appointment, whether this person coordinates (`is_mine`), whether questions about our help were put off
    (`asks_later`), and `needs`: it asks for attention, an open plan or, for those questions, also a closed one.

    `is_quiet`: no contact for longer than so many weeks, each person's own choice; None: never.
    """
    mine = Action.objects.filter(goal__plan=OuterRef("pk"), removed_at__isnull=True, goal__removed_at__isnull=True)
    late = mine.open_on(day).filter(Q(goal__ended_on__isnull=True) | Q(goal__ended_on__gt=day), due_on__lt=day)
    goal = Goal.objects.filter(plan=OuterRef("pk"), removed_at__isnull=True).open_on(day)
    last_note = Note.objects.filter(plans=OuterRef("pk")).contacts().order_by("-held_on")
    coming = Appointment.objects.filter(plan=OuterRef("pk"), cancelled_at__isnull=True, starts_at__date__gte=day)
    held = Assignment.objects.filter(plan=OuterRef("pk"), kind="coordinator").on(day)
    way = Experience.objects.filter(plan=OuterRef("pk")).order_by("-asked_on", "-recorded_at", "-id").values("way")
    asks = Q(has_late=True) | Q(has_goal=False) | Q(is_quiet=True)
    quiet = Q(spoken_on__lt=day - timedelta(weeks=quiet_weeks)) if quiet_weeks else Q(pk__in=[])
    return plans(scope, day).annotate(
        has_late=Exists(late),
        has_goal=Exists(goal),
        last_contact=Subquery(last_note.values("held_on")[:1]),
        spoken_on=Coalesce(Subquery(last_note.values("held_on")[:1]), "opened_on"),
        is_quiet=Case(When(quiet, then=True), default=False),
        next_appointment=Subquery(coming.order_by("starts_at").values("starts_at")[:1]),
        first_goal=Subquery(goal.order_by("rank", "id").values("own_words")[:1]),
        is_mine=Exists(held.filter(professional_id=scope.user_id if scope else None)),
        last_way=Subquery(way[:1]),
        asks_later=Case(When(last_way=Way.LATER, then=True), default=False),
        needs=Case(When((Q(is_closed=False) & asks) | Q(asks_later=True), then=True), default=False),
    )


def todays_appointments(scope: Scope | None, day: date) -> QuerySet[Appointment]:
    """The appointments of a day that stand, by time, each with the first goal of its plan (`first_goal`)."""
    return agenda(scope, day).filter(starts_at__date=day, cancelled_at__isnull=True)


def agenda(scope: Scope | None, day: date) -> QuerySet[Appointment]:
    """Appointments from a day on in open plans, by time; cancelled ones only of that very day, so that nobody rings a
    bell for nothing. Each with the first goal of its plan (`first_goal`)."""
    goal = Goal.objects.filter(plan=OuterRef("plan"), removed_at__isnull=True).open_on(day)
    stands = Q(cancelled_at__isnull=True) | Q(starts_at__date=day)
    return (
        appointments(scope)
        .filter(stands, starts_at__date__gte=day, plan__in=plans(scope, day).filter(is_closed=False).values("pk"))
        .annotate(first_goal=Subquery(goal.order_by("rank", "id").values("own_words")[:1]))
        .order_by("starts_at", "pk")
    )


def open_actions(scope: Scope | None, day: date) -> QuerySet[Action]:
    """What is still to be done in one's own open plans, by day; those without a day come last."""
    open_plans = plans(scope, day).filter(is_closed=False).values("pk")
    return (
        actions(scope)
        .open_on(day)
        .filter(Q(goal__ended_on__isnull=True) | Q(goal__ended_on__gt=day))
        .filter(removed_at__isnull=True, goal__removed_at__isnull=True, goal__plan__in=open_plans)
        .order_by(F("due_on").asc(nulls_last=True), whose("goal__plan__"), "rank", "pk")
    )


def team_plans(scope: Scope | None, day: date, words: str) -> QuerySet[Plan]:
    """The open plans of one's teams, by name, each with its team, who coordinates it and who covers until when; nothing
    else of them."""
    of_team = Q(assignments__kind="coordinator", assignments__since__lte=day)
    covers = Assignment.objects.filter(plan=OuterRef("pk"), kind="cover").on(day).order_by("-since", "-pk")
    lasting = Q(assignments__until__isnull=True) | Q(assignments__until__gte=day)
    found = (
        plans(scope, day)
        .filter(is_closed=False)
        .annotate(held=FilteredRelation("assignments", condition=of_team & lasting))
        .annotate(coordinator=F("held__professional__name"), team=F("held__team__name"))
        .annotate(coordinator_id=F("held__professional_id"), team_id=F("held__team_id"))
        .annotate(covered_by=Subquery(covers.values("professional__name")[:1]))
        .annotate(covered_until=Subquery(covers.values("until")[:1]))
        .order_by(*BY_NAME)
    )
    return like(found, words) if words else found


def held_back(scope: Scope | None, since: date) -> QuerySet[Goal]:
    """Goals of one's own plans with something in the way, or that ended since a day without being wholly reached."""
    ended = Q(result__in=[GoalResult.PARTLY, GoalResult.NOT], ended_on__gte=since)
    blocked = Q(ended_on__isnull=True) & ~Q(obstacle="")
    found = goals(scope).filter(ended | blocked, removed_at__isnull=True)
    return found.order_by(F("ended_on").desc(nulls_first=True), whose("plan__"), "rank", "pk")


def beside(scope: Scope | None, plan: Plan, day: date) -> QuerySet[Plan]:
    """The other open plans of one's own around the same household: its own, and those of who belongs to it today."""
    held = HouseholdMember.objects.within(scope).on(day)
    theirs = held.filter(resident=plan.resident_id) if plan.resident_id else held.filter(household=plan.household_id)
    living = held.filter(household__in=theirs.values("household_id")).values("resident_id")
    near = Q(household__in=theirs.values("household_id")) | Q(resident__in=living)
    return plans(scope, day).filter(near, is_closed=False, is_own=True).exclude(pk=plan.pk).order_by(*BY_NAME)


def own_open(scope: Scope | None, day: date, words: str = "", ids: Iterable[UUID] = ()) -> QuerySet[Plan]:
    """One's own open plans with a name like `words`, or of these ids."""
    found = plans(scope, day).filter(is_closed=False, is_own=True)
    return like(found, words) if words else found.filter(pk__in=ids).order_by(*BY_NAME)
