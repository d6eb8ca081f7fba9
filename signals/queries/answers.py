"""Answers to own questions with groups met, activities and signals, as they stand. All within a scope."""

from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from catalogue.models import AnswerType
from organisation.scope import Scope
from signals.models import OutsideAnswer

# What is typed, and so may name somebody.
TYPED = (AnswerType.TEXT, AnswerType.LONG_TEXT)


def standing_of(record: Any) -> dict[str, OutsideAnswer]:
    """The answers that stand with a record that one may read, by the key of the question."""
    return {answer.question_id: answer for answer in record.answers.filter(replaced_by=None)}


def answers(scope: Scope | None) -> QuerySet[OutsideAnswer]:
    """Answers that nobody replaced, in the order of their questions."""
    found = OutsideAnswer.objects.within(scope).filter(replaced_by=None).select_related("question", "wiped_by")
    return found.prefetch_related("question__choices").order_by("question__rank", "question_id")


def with_answers(scope: Scope | None) -> Prefetch:
    """For records that are listed: `their_answers`, with what they say. One query where there are none, else two."""
    return Prefetch("answers", answers(scope), to_attr="their_answers")


def typed_in(record: Any) -> list[str]:
    """What was typed to own questions in a signal, a group met or an activity that one may read."""
    said = record.answers.filter(wiped_at=None).values_list("value", "own_words", "question__answer_type")
    texts = [(value if kind in TYPED else "", words) for value, words, kind in said]
    return [text for pair in texts for text in pair if text]


def of_signal(scope: Scope | None, first: UUID) -> QuerySet[OutsideAnswer]:
    """Those of the first event of a signal and of every correction."""
    return OutsideAnswer.objects.within(scope).filter(Q(signal=first) | Q(signal__first=first))
