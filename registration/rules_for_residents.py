"""Who may open what residents look at: the page of a talk, codes for the own phone, and the pages behind a code.

What a resident touches at the table is granted to the professional who is logged in, in the one plan of the address.
"""

from dataclasses import replace
from uuid import UUID

from django.utils import timezone

from organisation import scope
from organisation.access import File, Grant
from organisation.looks import CODE_AND_PIN
from organisation.models import User
from registration import rules
from registration.queries.phone import opened_with, phone_codes


def action_in_talk(user: User, plan: UUID, action: UUID) -> Grant | None:
    """An action of the plan in the address, which is open and to which the professional is assigned today."""
    return _within(rules.own_open_plan(user, plan), rules.own_open_action(user, action))


def goal_in_talk(user: User, plan: UUID, goal: UUID) -> Grant | None:
    """A goal of such a plan."""
    return _within(rules.own_open_plan(user, plan), rules.own_open_goal(user, goal))


def score_in_talk(user: User, plan: UUID, score: UUID) -> Grant | None:
    """A score of such a plan."""
    return _within(rules.own_open_plan(user, plan), rules.own_open_score(user, score))


def own_phone_code(user: User, phone_code: UUID) -> Grant | None:
    """A code for a plan to which the professional is assigned today."""
    found = phone_codes(scope.own(user)).filter(pk=phone_code).first()
    plan = rules.own_plan(user, found.plan_id) if found else None
    return replace(plan, objects=(found,)) if found and plan else None


def holds_code(code_id: UUID) -> Grant | None:
    """A resident with the code and the PIN of the own sheet, as long as the code holds: the lines chosen for it."""
    found = opened_with(scope.phone(code_id), timezone.now())
    if found is None:
        return None
    ids = [found.code.resident_id] if found.code.resident_id else [person.pk for person in found.people]
    return Grant((found,), tuple(File(id, found.code.plan_id) for id in ids), CODE_AND_PIN)


def _within(plan: Grant | None, part: Grant | None) -> Grant | None:
    """The part with its plan before it, when it is a part of that plan."""
    if plan is None or part is None or plan.files != part.files:
        return None
    return replace(part, objects=(*plan.objects, *part.objects))
