"""Who may open what of residents. A rule fetches and checks in one step; None means "not for you".

Rules that begin with `own` are for who is assigned today and may write; those that begin with `seen` also for who
opened the file with a reason, and are for reading alone.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from organisation import scope
from organisation.access import File, Grant
from organisation.models import User
from organisation.roles import Right
from registration import queries
from registration.models import Household, Plan
from registration.queries.glass import held

ASSIGNED = "assignment"
BROKEN_GLASS = "broken glass"


def may_have_caseload(user: User) -> Grant | None:
    """Professionals: a page about one's own caseload as a whole, without opening a file."""
    return Grant((scope.own(user),)) if scope.standing(user).may(Right.OWN_FILES) else None


def may_see_team_names(user: User) -> Grant | None:
    """Whoever may see, for cover, the names of the open plans of the own teams."""
    found = scope.teams(user)
    return Grant((found,)) if found else None


def may_start_plan(user: User) -> Grant | None:
    """Professionals: starting a plan in one of one's own teams."""
    here = scope.standing(user)
    return Grant((here.team_ids(Right.NEW_PLAN),)) if here.team_ids(Right.NEW_PLAN) else None


def may_start_plan_again(user: User, resident: UUID) -> Grant | None:
    """Such a resident as `own_resident` finds: another plan, in one of one's own teams."""
    grant, team_ids = own_resident(user, resident), scope.standing(user).team_ids(Right.NEW_PLAN)
    return replace(grant, objects=(*grant.objects, team_ids)) if grant and team_ids else None


def looks_at(found: queries.LookAlikes | None) -> list[Grant]:
    """The looks to log when somebody learns that another team knows a resident."""
    elsewhere = found.elsewhere if found else []
    return [Grant(files=(File(id),), ground="same name and birth date") for id, _team in elsewhere]


def own_plan(user: User, plan: UUID) -> Grant | None:
    """A plan to which the professional is assigned today, open or closed."""
    return _file(queries.plans(scope.own(user), _today()).filter(pk=plan))


def seen_plan(user: User, plan: UUID) -> Grant | None:
    """A plan to which the professional is assigned today, or that was opened with a reason: to be read."""
    grant = _file(queries.plans(scope.reading(user), _today()).filter(pk=plan))
    if grant and not grant.objects[0].is_own:
        broken = held(user, plan, timezone.now())
        grant.objects[0].read_until = broken.until if broken else None
    return grant


def may_break_glass(user: User, plan: UUID) -> Grant | None:
    """An open plan of the teams in which somebody may open files with a reason; nothing of it is shown yet.

    One's own as well, also as a cover from another team: there the page only shows the way.
    """
    reach = (queries.plans(one, _today()) for one in (scope.openable(user), scope.own(user)))
    found = next((one for one in (plans.filter(pk=plan, is_closed=False).first() for plans in reach) if one), None)
    return Grant((found,)) if found else None


def seen_goal(user: User, goal: UUID) -> Grant | None:
    """A goal of such a plan, with that plan."""
    found = queries.goals(scope.reading(user)).filter(pk=goal).first()
    grant = seen_plan(user, found.plan_id) if found else None
    if found is None or grant is None:
        return None
    found.plan = grant.objects[0]
    return replace(grant, objects=(found,))


def own_open_plan(user: User, plan: UUID) -> Grant | None:
    """A plan to which the professional is assigned today and that is not closed."""
    return _file(queries.plans(scope.own(user), _today()).filter(pk=plan, is_closed=False))


def own_goal(user: User, goal: UUID) -> Grant | None:
    """A goal of a plan to which the professional is assigned today, open or closed."""
    return _part(queries.goals(scope.own(user)).filter(pk=goal), lambda found: found.plan)


def own_open_goal(user: User, goal: UUID) -> Grant | None:
    """A goal of such a plan that is not closed."""
    return _open(own_goal(user, goal))


def own_open_action(user: User, action: UUID) -> Grant | None:
    """An action of a plan to which the professional is assigned today and that is not closed."""
    return _open(_part(queries.actions(scope.own(user)).filter(pk=action), lambda found: found.goal.plan))


def own_open_score(user: User, score: UUID) -> Grant | None:
    """A score of such a plan."""
    return _open(_part(queries.scores(scope.own(user)).filter(pk=score), lambda found: found.goal.plan))


def own_open_note(user: User, note: UUID) -> Grant | None:
    """A note of which every plan is in one's own caseload, and one of them open: whoever has only some reads it."""
    found = queries.notes(scope.own(user), _today()).filter(pk=note).first()
    if found is None or queries.partly_elsewhere([found]) or all(plan.is_closed for plan in found.plans.all()):
        return None
    return _grant((found,), found.plans.all())


def own_open_appointment(user: User, appointment: UUID) -> Grant | None:
    """An appointment of such a plan."""
    return _open(_part(queries.appointments(scope.own(user)).filter(pk=appointment), lambda found: found.plan))


def own_closing(user: User, closing: UUID) -> Grant | None:
    """A closing of a plan to which the professional is assigned today."""
    return _part(queries.closings(scope.own(user)).filter(pk=closing), lambda found: found.plan)


def own_resident(user: User, resident: UUID) -> Grant | None:
    """A resident of whom one has a plan today, or who belongs today to a household of which one has one.

    Who left that household is written about no more through it.
    """
    found = queries.residents_today(scope.own(user), _today()).filter(pk=resident).first()
    return Grant((found,), files=(File(found.pk),), ground=ASSIGNED) if found else None


def own_open_strength(user: User, strength: UUID) -> Grant | None:
    """A strength in such a plan."""
    return _open(_part(queries.strengths(scope.own(user)).filter(pk=strength), lambda found: found.plan))


def own_open_network_person(user: User, person: UUID) -> Grant | None:
    """Somebody who helps, in such a plan."""
    return _open(_part(queries.network(scope.own(user)).filter(pk=person), lambda found: found.plan))


def seen_household(user: User, household: UUID) -> Grant | None:
    """A household with a plan that may be read, its own or one of who belongs to it today: to be read."""
    return _household(queries.households(scope.reading(user), _today()).filter(pk=household))


def own_household(user: User, household: UUID) -> Grant | None:
    """A household with an open plan of its own to which the professional is assigned today."""
    return _household(queries.households(scope.own(user), _today()).filter(pk=household, is_own=True))


def may_start_household_plan(user: User, household: UUID) -> Grant | None:
    """Another plan for a household of which one has, or had, a plan; in one of one's own teams."""
    grant = _household(queries.households(scope.own(user), _today()).filter(pk=household))
    team_ids = scope.standing(user).team_ids(Right.NEW_PLAN)
    return replace(grant, objects=(*grant.objects, team_ids)) if grant and team_ids else None


def own_member(user: User, member: UUID) -> Grant | None:
    """Somebody who belongs, or belonged, to such a household."""
    found = queries.members(scope.own(user)).filter(pk=member).first()
    grant = own_household(user, found.household_id) if found else None
    return replace(grant, objects=(found,)) if grant else None


def _today() -> date:
    return timezone.localdate()


def _file(found: QuerySet[Plan]) -> Grant | None:
    plan = found.first()
    if plan is None:
        return None
    return _grant((plan,), [plan], ASSIGNED if plan.is_own else BROKEN_GLASS)


def _household(found: QuerySet[Household]) -> Grant | None:
    """With a look to log for everybody who was ever in it; an own household is one that may be written."""
    household = found.first()
    if household is None:
        return None
    ids = household.members.order_by("resident_id").values_list("resident_id", flat=True).distinct()
    return Grant((household,), tuple(File(id) for id in ids), ASSIGNED if household.is_assigned else BROKEN_GLASS)


def _part(found: QuerySet[Any], plan_of: Any) -> Grant | None:
    part = found.first()
    return _grant((part,), [plan_of(part)]) if part else None


def _grant(objects: tuple[Any, ...], plans: Iterable[Plan], ground: str = ASSIGNED) -> Grant:
    """With a look to log for everybody whom these plans are about."""
    return Grant(objects, files(plans), ground)


def files(plans: Iterable[Plan]) -> tuple[File, ...]:
    """The files that a look into these plans opens."""
    return tuple(File(id, plan.pk) for plan in plans for id in plan.file_ids())


def _open(grant: Grant | None) -> Grant | None:
    if grant is None or any(queries.is_closed(file.plan_id, _today()) for file in grant.files):
        return None
    return grant
