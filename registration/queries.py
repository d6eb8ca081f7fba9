"""Reads of residents and plans. Everything starts with `within(scope)`."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import connection
from django.db.models import (
    Case,
    Exists,
    Max,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    When,
    prefetch_related_objects,
)
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
    Note,
    Plan,
    Resident,
    Voice,
)
from shared.text import comparable

# An open plan without any contact for longer than this asks for attention.
QUIET = timedelta(weeks=6)
# Below this word similarity (0 to 1, pg_trgm) a name is no longer like another. Measured on the 662 official test
# persons: all are found by the full name and by the last name without prefix and marks; with first name and one letter
# of the last name (of six or more) wrong, missing or swapped 100, 100 and 99.8 %, and 99 % among the first five; with
# that last name alone 100, 100 and 92 %. At 0.35 that last one is 85 %. tests/registration/test_alike.py repeats it.
ALIKE = 0.3


def plans(scope: Scope | None, day: date) -> QuerySet[Plan]:
    """The plans of a scope, each with its resident and with `is_closed` on the day."""
    return Plan.objects.within(scope).with_state(day).select_related("resident", "area")


def goals(scope: Scope | None) -> QuerySet[Goal]:
    """The goals of a scope, without removed ones."""
    return Goal.objects.within(scope).select_related("plan__resident", "life_domain")


def actions(scope: Scope | None) -> QuerySet[Action]:
    """The actions of a scope."""
    return Action.objects.within(scope).select_related("goal__plan__resident")


def scores(scope: Scope | None) -> QuerySet[GoalScore]:
    """The scores of a scope."""
    return GoalScore.objects.within(scope).select_related("goal__plan__resident")


def notes(scope: Scope | None) -> QuerySet[Note]:
    """The notes of a scope."""
    return Note.objects.within(scope).prefetch_related("plans__resident").distinct()


def closings(scope: Scope | None) -> QuerySet[Closing]:
    """The closings of a scope."""
    return Closing.objects.within(scope).select_related("plan__resident")


def appointments(scope: Scope | None) -> QuerySet[Appointment]:
    """The appointments of a scope."""
    return Appointment.objects.within(scope).select_related("plan__resident")


def residents(scope: Scope | None) -> QuerySet[Resident]:
    """The residents of a scope."""
    return Resident.objects.within(scope)


def alike(found: QuerySet[Resident], words: str) -> QuerySet[Resident]:
    """Those whose names are like `words`, the most alike first; part of a name and a typing error are fine."""
    bare = comparable(words[:200])
    if not bare:
        return found.none()
    likeness = TrigramWordSimilarity(bare, "comparable_name")
    return (
        found.annotate(likeness=likeness)
        .filter(Q(likeness__gte=ALIKE) | Q(comparable_name__contains=bare))
        .order_by("-likeness", "comparable_name", "pk")
    )


def standing_scores() -> QuerySet[GoalScore]:
    """Scores that count: not replaced, and not an empty one that only takes another back."""
    return GoalScore.objects.filter(replaced_by__isnull=True, value__isnull=False)


@dataclass(frozen=True)
class Stairs:
    """Where the resident stands: begin, the one before, now; None where there is none. Voices are never mixed."""

    begin: int | None = None
    before: int | None = None
    now: int | None = None
    voice: str = ""
    scored_on: date | None = None


# Whose word counts in a comparison: the resident's if there is any, else the professional's, else the carer's.
VOICES = [Voice.RESIDENT, Voice.PROFESSIONAL, Voice.CARER]


def stairs(goal_scores: list[GoalScore]) -> Stairs:
    """The stairs of a goal from its standing scores; of several on one day the one recorded last counts."""
    for voice in VOICES:
        by_day = {
            s.scored_on: s
            for s in sorted(goal_scores, key=lambda s: (s.scored_on, s.recorded_at, s.pk))
            if s.voice == voice
        }
        if by_day:
            steps = [score.value for score in by_day.values()]
            before = steps[-2] if len(steps) > 2 else None
            return Stairs(steps[0], before, steps[-1], voice, max(by_day))
    return Stairs()


def gather(plan: Plan) -> Plan:
    """The plan with everything that a page about it shows, in a fixed number of queries."""
    prefetch_related_objects(
        [plan],
        Prefetch(
            "goals",
            Goal.objects.filter(removed_at__isnull=True)
            .select_related("life_domain")
            .prefetch_related(
                Prefetch("actions", Action.objects.filter(removed_at__isnull=True)),
                Prefetch("scores", standing_scores()),
            ),
        ),
        Prefetch("help_requests", HelpRequest.objects.filter(removed_at__isnull=True).select_related("theme")),
        Prefetch("assignments", Assignment.objects.select_related("professional", "team").order_by("since")),
    )
    return plan


def timeline(plan: Plan, limit: int) -> QuerySet[Note]:
    """The latest notes of a plan, by the day of the talk."""
    return plan.notes.filter(removed_at__isnull=True).select_related("recorded_by").order_by("-held_on", "-id")[:limit]


def next_appointment(plan: Plan, now: datetime) -> Appointment | None:
    """The first appointment from now on that was not cancelled."""
    return plan.appointments.filter(starts_at__gte=now, cancelled_at__isnull=True).first()


def coordinator(plan: Plan, day: date) -> User | None:
    """Who coordinates the plan on a day."""
    found = plan.assignments.on(day).filter(kind="coordinator").select_related("professional").first()
    return found.professional if found else None


def caseload(scope: Scope | None, day: date) -> QuerySet[Plan]:
    """Plans with what their row shows: the last contact (else the opening), steps past their day, the first goal,
    the next appointment, whether this person coordinates (`is_mine`), and `needs`: an open plan asks for attention."""
    mine = Action.objects.filter(goal__plan=OuterRef("pk"), removed_at__isnull=True, goal__removed_at__isnull=True)
    late = mine.open_on(day).filter(Q(goal__ended_on__isnull=True) | Q(goal__ended_on__gt=day), due_on__lt=day)
    goal = Goal.objects.filter(plan=OuterRef("pk"), removed_at__isnull=True).open_on(day)
    last_note = Note.objects.filter(plans=OuterRef("pk"), removed_at__isnull=True).order_by("-held_on")
    coming = Appointment.objects.filter(plan=OuterRef("pk"), cancelled_at__isnull=True, starts_at__date__gte=day)
    held = Assignment.objects.filter(plan=OuterRef("pk"), kind="coordinator").on(day)
    asks = Q(has_late=True) | Q(has_goal=False) | Q(is_quiet=True)
    return plans(scope, day).annotate(
        has_late=Exists(late),
        has_goal=Exists(goal),
        last_contact=Subquery(last_note.values("held_on")[:1]),
        spoken_on=Coalesce(Subquery(last_note.values("held_on")[:1]), "opened_on"),
        is_quiet=Case(When(spoken_on__lt=day - QUIET, then=True), default=False),
        next_appointment=Subquery(coming.order_by("starts_at").values("starts_at")[:1]),
        first_goal=Subquery(goal.order_by("rank", "id").values("own_words")[:1]),
        is_mine=Exists(held.filter(professional_id=scope.user_id if scope else None)),
        needs=Case(When(Q(is_closed=False) & asks, then=True), default=False),
    )


def todays_appointments(scope: Scope | None, day: date) -> QuerySet[Appointment]:
    """The appointments of a day that stand, by time, each with the first goal of its plan (`first_goal`)."""
    goal = Goal.objects.filter(plan=OuterRef("plan"), removed_at__isnull=True).open_on(day)
    return (
        appointments(scope)
        .filter(starts_at__date=day, cancelled_at__isnull=True)
        .annotate(first_goal=Subquery(goal.order_by("rank", "id").values("own_words")[:1]))
        .order_by("starts_at", "pk")
    )


def highest_rank(of: QuerySet[Goal] | QuerySet[Action]) -> int:
    """The rank of the last one; 0 when there is none."""
    return of.aggregate(last=Max("rank"))["last"] or 0


def known_elsewhere(*, full_name: str, birth: tuple[int, int, int]) -> list[tuple[UUID, str]]:
    """Residents with just this name and birth date and an open plan: bare id and the name of the team, nothing else.

    The one read outside every scope, a function in the database that runs past the second lock. A full name and a full
    birth date together are asked for, so that nobody can go fishing with a name alone; the page that calls it logs it.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT resident, team FROM known_elsewhere(%s, %s, %s, %s)", [comparable(full_name), *birth])
        return cursor.fetchall()


def is_closed(plan_id: UUID | None, day: date) -> bool:
    """Whether a closing of the plan holds on a day."""
    return Closing.objects.on(day).filter(plan_id=plan_id).exists()


@dataclass(frozen=True)
class Alike:
    """Somebody alike: one's own resident with the latest plan, or of one's team with the coordinator's name only."""

    resident: Resident
    plan: Plan | None
    coordinator: str


def people_alike(user: User, words: str) -> list[Alike]:
    """At most five people with a name like `words`, from one's own caseload and one's own teams."""
    here = scopes.standing(user)
    mine = {plan.resident_id: plan for plan in plans(scopes.own(user), here.day).order_by("opened_on")}
    reachable = Resident.objects.within(scopes.own(user)) | Resident.objects.within(scopes.teams(user))
    found = list(alike(reachable, words)[:5])
    names = _coordinators([resident.pk for resident in found], here.day)
    return [Alike(resident, mine.get(resident.pk), names.get(resident.pk, "")) for resident in found]


def _coordinators(resident_ids: list[UUID], day: date) -> dict[UUID, str]:
    held = Assignment.objects.on(day).filter(plan__resident__in=resident_ids, kind="coordinator")
    return dict(held.values_list("plan__resident_id", "professional__name"))


@dataclass(frozen=True)
class LookAlikes:
    """Who might be the same: people of one's own teams, and other teams where such a person is known (by bare id)."""

    people: list[Alike]
    elsewhere: list[tuple[UUID, str]]

    def __bool__(self) -> bool:
        return bool(self.people or self.elsewhere)

    @property
    def teams(self) -> list[str]:
        """The names of the other teams."""
        return sorted({name for _id, name in self.elsewhere})


def look_alikes(user: User, person: Any) -> LookAlikes:
    """Before somebody is added: people alike, and teams that know a person of this name and birth date."""
    full_name = " ".join(part for part in (person.first_name, person.prefix, person.last_name) if part)
    # A first name alone is like too many; people of that name are shown while it is typed.
    people = people_alike(user, full_name) if person.last_name else []
    shown = {alike.resident.pk for alike in people}
    elsewhere: list[tuple[UUID, str]] = []
    if person.last_name and all(person.birth):
        elsewhere = known_elsewhere(full_name=full_name, birth=person.birth)
    return LookAlikes(people, [(id, name) for id, name in elsewhere if id not in shown])


def history(goal: Goal) -> dict[str, Any]:
    """Former wordings and every step of a goal, the latest first: `wordings`, `steps`."""
    return {
        "wordings": goal.former_wordings.select_related("changed_by"),
        "steps": standing_scores().filter(goal=goal).select_related("recorded_by").order_by("-scored_on", "-id"),
    }


def latest_plan(user: User, resident: Resident) -> Plan:
    """The latest plan of a resident in one's own caseload."""
    here = scopes.standing(user)
    return plans(scopes.own(user), here.day).filter(resident=resident).latest("opened_on", "id")
