"""Answers to own questions as people read them, with a group met, an activity or a signal."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from catalogue.models import Question, State
from registration.answered import in_words
from signals.models import OutsideAnswer
from signals.queries.answers import TYPED


@dataclass(frozen=True)
class Told:
    """A question with what was said to it."""

    question: Question
    said: str
    # Its words named somebody and were wiped.
    is_wiped: bool
    # Something was typed, so that it may name somebody.
    is_typed: bool

    @property
    def is_retired(self) -> bool:
        """Whether the question is not asked any more."""
        return self.question.until is not None and self.question.until <= timezone.localdate()


def told(answers: Iterable[OutsideAnswer]) -> list[Told]:
    """What was answered, each in words; what was left empty is no answer."""
    return [
        Told(answer.question, in_words(answer), answer.wiped_at is not None, _is_typed(answer))
        for answer in answers
        if answer.state != State.EMPTY
    ]


def _is_typed(answer: OutsideAnswer) -> bool:
    return bool(answer.own_words or (answer.value and answer.question.answer_type in TYPED))
