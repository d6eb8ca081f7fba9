"""Answers to own questions, and rounds about our help. An answer is never changed: one that nobody replaced stands."""

from typing import Any

from django.db.models import QuerySet

from organisation.scope import Scope
from registration.models import Experience, Plan, QuestionAnswer


def answers(scope: Scope | None) -> QuerySet[QuestionAnswer]:
    """The answers of a scope."""
    return QuestionAnswer.objects.within(scope).select_related("plan__resident", "plan__household")


def experiences(scope: Scope | None) -> QuerySet[Experience]:
    """The rounds about our help of a scope."""
    return Experience.objects.within(scope).select_related("plan__resident", "plan__household")


def standing_of(moment: str, **record: Any) -> dict[str, QuestionAnswer]:
    """The answers that stand with a record (`note=`, or `plan=` for the opening), by the key of the question."""
    found = QuestionAnswer.objects.filter(moment=moment, replaced_by=None, **record)
    return {answer.question_id: answer for answer in found}


def all_of(plan: Plan) -> list[QuestionAnswer]:
    """Every answer of a plan, replaced ones too, each with its question and choices; oldest first. Two queries."""
    found = QuestionAnswer.objects.filter(plan=plan).select_related("question", "recorded_by")
    return list(found.prefetch_related("question__choices").order_by("answered_on", "recorded_at", "id"))
