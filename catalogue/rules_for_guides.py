"""Who walks the seven steps from wanted results to questions."""

from django.contrib.auth.models import AnonymousUser

from catalogue.models import SetupGuide, WantedResult
from catalogue.rules_for_questions import arranges_questions
from catalogue.steps import STEPS
from organisation.access import Grant
from organisation.models import User

Somebody = User | AnonymousUser


def walks_guides(user: Somebody) -> Grant | None:
    """Who arranges questions: all walks through the seven steps."""
    return arranges_questions(user)


def walks_guide(user: Somebody, guide: object) -> Grant | None:
    """The same, with one walk, also when it was removed."""
    found = SetupGuide.objects.filter(pk=guide).first() if arranges_questions(user) else None
    return Grant((found,)) if found else None


def walks_step(user: Somebody, guide: object, step: str) -> Grant | None:
    """The same, with one of its steps."""
    found = next((one for one in STEPS if str(one.number) == step), None)
    granted = walks_guide(user, guide) if found else None
    return Grant((*granted.objects, found)) if granted else None


def wants_result(user: Somebody, result: object) -> Grant | None:
    """The same, with a result that is wanted in a walk."""
    row = WantedResult.objects.select_related("guide").filter(pk=result)
    found = row.first() if arranges_questions(user) else None
    return Grant((found,)) if found else None
