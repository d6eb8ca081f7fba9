"""Who may say who walks along with a plan, and hand it over.

Who coordinates a plan decides, and who leads its team, who sees names and opens no file. A co-worker or a cover looks,
and may stop; who else walks along is for the one who answers for the plan, so that nobody is let in by the way.
"""

from dataclasses import replace
from datetime import date
from uuid import UUID

from django.utils import timezone

from organisation import scope
from organisation.access import File, Grant
from organisation.models import User
from organisation.roles import Right, Role
from registration import queries, rules
from registration.models.assignment import Kind


def people_of_plan(user: User, plan: UUID) -> Grant | None:
    """A plan to which one is assigned or that was opened with a reason; for who leads its team the names alone."""
    grant, arranging = rules.seen_plan(user, plan), hands_over(user, plan)
    found = grant or arranging
    return replace(found, objects=(*found.objects, arranging is not None)) if found else None


def hands_over(user: User, plan: UUID) -> Grant | None:
    """A plan, open or closed, that the professional coordinates; for who leads its team by name alone."""
    grant = rules.own_plan(user, plan)
    if grant and queries.coordinates(grant.objects[0], user, _today()):
        return grant
    led = queries.plans(scope.leading(user), _today()).filter(pk=plan).first()
    return Grant((led,)) if led else None


def arranges_people(user: User, plan: UUID) -> Grant | None:
    """The same, for an open plan: a co-worker looks along and does not decide who else does."""
    grant = hands_over(user, plan)
    return grant if grant and not grant.objects[0].is_closed else None


def ends_assignment(user: User, assignment: UUID) -> Grant | None:
    """Somebody who helps along with such a plan, and whether one arranges that; whoever helps may stop as well.

    A coordinator hands over instead, and what is over stays as it was.
    """
    for reach in (scope.own(user), scope.leading(user)):
        found = queries.assignment(reach, assignment, _today())
        if found is None or found.kind == Kind.COORDINATOR or found.until and found.until < _today():
            continue
        arranges = arranges_people(user, found.plan_id) is not None
        if arranges or found.professional_id == user.pk and not found.plan.is_closed:
            own = rules.own_plan(user, found.plan_id) if found.plan.is_own else None
            return replace(own, objects=(found, arranges)) if own else Grant((found, arranges))
    return None


def undoes_joining(user: User, assignment: UUID) -> Grant | None:
    """Somebody who was added to such a plan today, or who does not walk along yet; for who arranges it."""
    grant = ends_assignment(user, assignment)
    made, arranges = grant.objects if grant else (None, False)
    if grant is None or not arranges:
        return None
    fresh = made.since > _today() or timezone.localdate(made.recorded_at) == _today()
    return replace(grant, objects=(made,)) if fresh else None


def own_hand_over(user: User, act: UUID) -> Grant | None:
    """What one handed over oneself, on the same day; for who can still hand over."""
    here = scope.standing(user)
    may = here.may(Right.OWN_FILES) or here.may(Right.HAND_OVER)
    found = queries.own_act(user, act) if may else None
    return Grant((found,)) if found else None


def hands_over_caseload(user: User, person_id: UUID) -> Grant | None:
    """One's own caseload; for who leads a team the plans of that team that one of its people coordinates, by name."""
    if user.pk == person_id:
        own = scope.own(user)
        return Grant((user, own)) if own else None
    led, person = scope.leading(user), User.objects.filter(pk=person_id).first()
    if led is None or person is None:
        return None
    inside = person.memberships.on(led.day).filter(team__in=led.team_ids, role=Role.PROFESSIONAL).exists()
    return Grant((person, led)) if inside or queries.coordinated_by(led, person, led.day).exists() else None


def hand_over_sheets(user: User, which: str) -> Grant | None:
    """One's own open plans, to hand over (`mine`) or newly taken over (`new`)."""
    reach, day = scope.own(user), _today()
    if reach is None or which not in ("mine", "new"):
        return None
    found = queries.taken_over(reach, day) if which == "new" else queries.coordinated_by(reach, user, day)
    plans = list(found.filter(is_closed=False).order_by(*queries.BY_NAME))
    files = tuple(File(resident, plan) for resident, plan in queries.files_of(plans))
    return Grant((which, plans), files, rules.ASSIGNED)


def _today() -> date:
    return timezone.localdate()
