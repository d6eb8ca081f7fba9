"""The meetings of professionals that a plan was talked about in, beside that plan."""

from dataclasses import dataclass

from organisation import scope as scopes
from organisation.models import User
from organisation.roles import Right
from registration.models import AgreedAction, CaseDiscussion, CaseText, Plan
from registration.queries import discussions as queries


@dataclass(frozen=True)
class Discussed:
    """One meeting: what was agreed in it, and what was said about the case, for who may read that."""

    discussion: CaseDiscussion
    agreed: list[AgreedAction]
    case_text: CaseText | None


def discussed(plan: Plan, user: User) -> list[Discussed]:
    """Those of one's own teams, the latest first. One query where there are none, else four."""
    scope = scopes.outside(user)
    held = list(queries.about(scope, plan)) if scope else []
    if not held:
        return []
    own = scopes.own(user) if scopes.standing(user).may(Right.OWN_FILES) else None
    texts = {text.discussion_id: text for text in queries.case_texts(scope, own, held, user)}
    return [Discussed(one, one.to_do, texts.get(one.pk)) for one in held]
