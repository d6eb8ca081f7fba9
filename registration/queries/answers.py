"""Answers to own questions, and rounds about our help. An answer is never changed: one that nobody replaced stands."""

from typing import Any

from django.db.models import QuerySet

from catalogue.models import Moment
from organisation.scope import Scope
from registration.models import Experience, Plan, QuestionAnswer


def standing_answers(scope: Scope | None) -> QuerySet[QuestionAnswer]:
    """The answers of a scope that can be corrected: nobody replaced them, and no resident gave them about our help."""
    found = QuestionAnswer.objects.within(scope).filter(replaced_by=None).exclude(moment=Moment.EXPERIENCE)
    return found.select_related("plan__resident", "plan__household", "question", "note", "closing", "assessment")


def standing_of(moment: str, record: Any) -> dict[str, QuestionAnswer]:
    """The answers that stand with a record (a note, a closing; the plan at the opening), by the key of the question."""
    found = record.answers.filter(moment=moment, replaced_by=None)
    return {answer.question_id: answer for answer in found}


def all_of(plan: Plan) -> list[QuestionAnswer]:
    """Every answer of a plan, replaced ones too, each with its question and choices; oldest first. Two queries."""
    found = plan.answers.select_related("question", "recorded_by")
    return list(found.prefetch_related("question__choices").order_by("answered_on", "recorded_at", "id"))


def latest_experience(plan: Plan) -> Experience | None:
    """The last round about our help, whatever became of it."""
    return plan.experiences.order_by("-asked_on", "-recorded_at", "-id").first()
