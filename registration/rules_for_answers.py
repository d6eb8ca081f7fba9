"""Who may answer and correct the organisation's own questions, and put those about our help to a resident."""

from uuid import UUID

from organisation.access import Grant
from organisation.models import User
from organisation.scope import own
from registration import rules
from registration.queries.answers import standing_answers


def own_answer(user: User, answer: UUID) -> Grant | None:
    """An answer that stands, in a plan to which the professional is assigned today, open or closed.

    What residents themselves said about our help is theirs: nobody corrects it.
    """
    found = standing_answers(own(user)).filter(pk=answer).first()
    plan = rules.own_plan(user, found.plan_id) if found else None
    return Grant((found,), plan.files, plan.ground) if found and plan else None
